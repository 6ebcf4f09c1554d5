package org.itsm4j.bpmn.internal.engine;

import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.job.api.Job;
import org.flowable.job.api.JobInfo;
import org.flowable.job.service.JobServiceConfiguration;
import org.flowable.job.service.impl.asyncexecutor.AsyncRunnableExecutionExceptionHandler;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.error.StoreException;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a job that did not succeed, in a transaction of its own after the job's was rolled back. A timer
 * that a rule refuses asks again every day and its ticket stays where it is; anything else, a lost race among it, is tried
 * again with growing pauses and ends in Flowable's dead-letter table.
 */
final class FailedJobs implements AsyncRunnableExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailedJobs.class);

    @Override
    public boolean handleException(JobServiceConfiguration jobs, JobInfo job, Throwable failure) {
        Throwable cause = cause(failure);
        log(job, cause);
        Command<?> next = isRefusal(cause)
                ? new AskAgain(job.getId(), cause.getMessage(), jobs)
                : jobs.getFailedJobCommandFactory().getCommand(job.getId(), cause);
        jobs.getCommandExecutor().execute(next);
        return true;
    }

    private static void log(JobInfo job, Throwable cause) {
        int left = job instanceof Job timer ? timer.getRetries() - 1 : 0;
        if (isRefusal(cause)) {
            LOG.warn("Timer job {} asks again in {}: {}", job.getId(), AskAgain.PAUSE, cause.getMessage());
        } else if (left < 1) {
            LOG.error("Job {} failed for the last time and goes to ACT_RU_DEADLETTER_JOB", job.getId(), cause);
        } else if (isLostRace(cause)) {
            LOG.debug("Job {} was overtaken and will be tried again", job.getId(), cause);
        } else {
            LOG.warn("Job {} failed and will be tried again, {} tries left: {}", job.getId(), left, cause.toString());
            LOG.debug("Job {} failed", job.getId(), cause);
        }
    }

    /** A lost race is no answer, so it is tried again soon; neither is a mistake in the set-up, which must be seen. */
    private static boolean isRefusal(Throwable cause) {
        return cause instanceof TimerRefused
                || cause instanceof ItsmException
                        && !(cause instanceof StoreException)
                        && !(cause instanceof StepFailedException)
                        && !(cause instanceof ConcurrentChangeException)
                        && !(cause instanceof ConfigurationException);
    }

    /** What happens where several nodes, or a timer and a person, work at one moment. */
    private static boolean isLostRace(Throwable cause) {
        return cause instanceof FlowableOptimisticLockingException
                || cause instanceof StaleTicketException
                || cause instanceof ConcurrentChangeException;
    }

    /** Flowable wraps what a nested command throws: ours if there is one, else what was first. */
    private static Throwable cause(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof TimerRefused || each instanceof ItsmException) {
                return each;
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
