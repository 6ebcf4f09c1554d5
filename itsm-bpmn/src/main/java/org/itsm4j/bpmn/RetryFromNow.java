package org.itsm4j.bpmn;

import java.util.Date;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.cmd.JobRetryCmd;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.job.service.impl.persistence.entity.JobEntity;

/**
 * Counts the retries of a failed job down and lets it wait longer each time, from now. Flowable waits from the moment the
 * timer was due, which for a late timer is no wait: all tries would be gone at once.
 */
final class RetryFromNow extends JobRetryCmd {
    /** With pauses that double from ten seconds, the last try comes after about three hours. */
    static final int TRIES = 11;

    private static final long FIRST_PAUSE_MILLIS = 10_000;

    RetryFromNow(String jobId, Throwable failure) {
        super(jobId, failure);
    }

    @Override
    protected Date calculateDueDate(CommandContext context, int waitSeconds, Date oldDate) {
        var configuration = CommandContextUtil.getProcessEngineConfiguration(context);
        JobEntity job =
                configuration.getJobServiceConfiguration().getJobEntityManager().findById(jobId);
        int failures = job == null ? 0 : Math.max(0, Math.min(TRIES, TRIES - job.getRetries()));
        return new Date(configuration.getClock().getCurrentTime().getTime() + (FIRST_PAUSE_MILLIS << failures));
    }
}
