package org.itsm4j.bpmn.internal.engine;

import org.flowable.job.service.JobServiceConfiguration;
import org.flowable.job.service.impl.persistence.entity.JobEntity;
import org.flowable.job.service.impl.persistence.entity.TimerJobEntity;

/** Rows of timers that this module writes itself; Flowable writes those of a diagram's interrupting timers. */
final class TimerJobs {
    private TimerJobs() {}

    /** A job for a handler, with all its tries; the caller says when it is due, and schedules it. */
    static TimerJobEntity create(String handler, JobServiceConfiguration jobs) {
        TimerJobEntity job = jobs.getTimerJobService().createTimerJob();
        job.setJobType(JobEntity.JOB_TYPE_TIMER);
        job.setJobHandlerType(handler);
        job.setRevision(1);
        job.setExclusive(false);
        job.setRetries(RetryFromNow.TRIES);
        return job;
    }
}
