package org.itsm4j.bpmn.internal.engine;

import java.time.Duration;
import java.util.Date;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.job.service.JobServiceConfiguration;
import org.flowable.job.service.impl.nontx.NonTransactionalJobHandler;
import org.flowable.job.service.impl.persistence.entity.JobEntity;
import org.flowable.job.service.impl.persistence.entity.TimerJobEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job row for the whole cluster, under a fixed id, that is replaced by its successor when it ran. The work runs outside
 * a transaction, so it may open its own, small ones; what it throws is logged, or its retries would run out.
 */
final class Heartbeat implements NonTransactionalJobHandler<Boolean> {
    static final String TYPE = "itsm-heartbeat";
    static final String ID = "itsm4j-heartbeat";

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Runnable work;
    private final Duration period;

    Heartbeat(Runnable work, Duration period) {
        this.work = work;
        this.period = period;
    }

    @Override
    public String getType() {
        return TYPE;
    }

    @Override
    public Boolean executeNonTransactionally(JobEntity job, String configuration) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | Error e) {
            LOG.warn("The background work failed and will run again after {}", period, e);
            return false;
        }
    }

    @Override
    public void afterExecute(JobEntity job, String configuration, Boolean done, CommandContext context) {
        schedule(context, period);
    }

    /** Writes the row unless it is there. Two nodes may meet here; the second one fails on the primary key. */
    Command<Boolean> create() {
        return context -> {
            if (exists(context)) {
                return false;
            }
            JobServiceConfiguration jobs = jobs(context);
            var dead = jobs.getDeadLetterJobEntityManager().findById(ID); // a node without this handler took it
            if (dead != null) {
                jobs.getDeadLetterJobEntityManager().delete(dead);
            }
            schedule(context, Duration.ZERO);
            return true;
        };
    }

    Command<Boolean> exists() {
        return Heartbeat::exists;
    }

    private static boolean exists(CommandContext context) {
        return jobs(context).getTimerJobEntityManager().findById(ID) != null
                || jobs(context).getJobEntityManager().findById(ID) != null;
    }

    private static void schedule(CommandContext context, Duration delay) {
        JobServiceConfiguration jobs = jobs(context);
        TimerJobEntity next = TimerJobs.create(TYPE, jobs);
        next.setId(ID);
        next.setDuedate(Date.from(jobs.getClock().getCurrentTime().toInstant().plus(delay)));
        jobs.getTimerJobService().scheduleTimerJob(next);
    }

    private static JobServiceConfiguration jobs(CommandContext context) {
        return CommandContextUtil.getProcessEngineConfiguration(context).getJobServiceConfiguration();
    }
}
