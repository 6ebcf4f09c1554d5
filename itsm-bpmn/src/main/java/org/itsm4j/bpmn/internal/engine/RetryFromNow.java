package org.itsm4j.bpmn.internal.engine;

import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.cmd.JobRetryCmd;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.job.service.impl.persistence.entity.JobEntity;
import org.itsm4j.bpmn.internal.model.Node;

/**
 * Counts the retries of a failed job down and lets it wait, from now: longer each time, or as long as the diagram says for a
 * step in the background. Flowable waits from the moment the timer was due, which for a late timer is no wait: all tries
 * would be gone at once.
 */
final class RetryFromNow extends JobRetryCmd {
    /** With pauses that double from ten seconds, the last try comes after about three hours. */
    static final int TRIES = 11;

    private static final long FIRST_PAUSE_MILLIS = 10_000;

    private final Programs programs;

    RetryFromNow(String jobId, Throwable failure, Programs programs) {
        super(jobId, failure);
        this.programs = programs;
    }

    @Override
    protected Date calculateDueDate(CommandContext context, int waitSeconds, Date oldDate) {
        var configuration = CommandContextUtil.getProcessEngineConfiguration(context);
        JobEntity job =
                configuration.getJobServiceConfiguration().getJobEntityManager().findById(jobId);
        long pause = job == null
                ? FIRST_PAUSE_MILLIS
                : stated(job, context).map(Duration::toMillis).orElseGet(() -> growing(job));
        return new Date(configuration.getClock().getCurrentTime().getTime() + pause);
    }

    private Optional<Duration> stated(JobEntity job, CommandContext context) {
        return job.getElementId() == null || job.getProcessDefinitionId() == null
                ? Optional.empty()
                : programs.of(job.getProcessDefinitionId(), context)
                        .retry(job.getElementId())
                        .map(Node.Retry::pause);
    }

    private static long growing(JobEntity job) {
        return FIRST_PAUSE_MILLIS << Math.max(0, Math.min(TRIES, TRIES - job.getRetries()));
    }
}
