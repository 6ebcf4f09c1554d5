package org.itsm4j.bpmn.internal.engine;

import java.time.Duration;
import java.util.Date;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.job.service.JobServiceConfiguration;
import org.flowable.job.service.impl.persistence.entity.JobEntity;

/** Lets a timer ring again later, with all its tries: a refusal by a rule is an answer, no failure. */
final class AskAgain implements Command<Void> {
    static final Duration PAUSE = Duration.ofDays(1);

    private final String jobId;
    private final String reason;
    private final JobServiceConfiguration jobs;

    AskAgain(String jobId, String reason, JobServiceConfiguration jobs) {
        this.jobId = jobId;
        this.reason = reason;
        this.jobs = jobs;
    }

    @Override
    public Void execute(CommandContext context) {
        JobEntity job = jobs.getJobService().findJobById(jobId);
        if (job != null) {
            var later = jobs.getTimerJobService().moveJobToTimerJob(job);
            later.setDuedate(
                    Date.from(jobs.getClock().getCurrentTime().toInstant().plus(PAUSE)));
            later.setRetries(RetryFromNow.TRIES);
            later.setExceptionMessage(reason);
        }
        return null;
    }
}
