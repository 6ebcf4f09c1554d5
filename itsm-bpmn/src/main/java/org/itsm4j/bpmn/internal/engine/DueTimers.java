package org.itsm4j.bpmn.internal.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.ibatis.exceptions.PersistenceException;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.engine.ManagementService;
import org.flowable.engine.impl.jobexecutor.TriggerTimerEventJobHandler;
import org.flowable.job.api.Job;
import org.flowable.job.api.JobNotFoundException;
import org.flowable.job.service.JobServiceConfiguration;
import org.flowable.job.service.impl.asyncexecutor.ExecuteAsyncRunnable;
import org.flowable.job.service.impl.asyncexecutor.NoopJobExecutionObservationProvider;

/** Runs on the calling thread what is due now, as the job executor would. */
final class DueTimers {
    /** The jobs of tickets: all of them begin as timers. */
    static final List<String> TYPES = List.of(TriggerTimerEventJobHandler.TYPE, BesideTimer.TYPE);

    private static final int PAGE = 100;

    private final ManagementService management;
    private final JobServiceConfiguration jobs;

    DueTimers(LeanEngine engine) {
        management = engine.flowable().getManagementService();
        jobs = engine.configuration().getJobServiceConfiguration();
    }

    /** In the order in which they were due. Answers how many rang. */
    int run() {
        Set<String> tried = new HashSet<>();
        // those that were brought back from the dead
        List<Job> again =
                management.createJobQuery().handlerTypes(TYPES).unlocked().listPage(0, PAGE);
        again.forEach(job -> {
            tried.add(job.getId());
            execute(job);
        });
        int rang = again.size();
        while (true) {
            List<Job> due = management
                    .createTimerJobQuery()
                    .executable()
                    .handlerTypes(TYPES)
                    .orderByJobDuedate()
                    .asc()
                    .listPage(0, PAGE)
                    .stream()
                    .filter(timer -> tried.add(timer.getId()))
                    .toList();
            if (due.isEmpty()) {
                return rang;
            }
            for (Job timer : due) {
                rang += run(timer) ? 1 : 0;
            }
        }
    }

    private boolean run(Job timer) {
        Job job;
        try {
            job = management.moveTimerToExecutableJob(timer.getId());
        } catch (FlowableOptimisticLockingException | JobNotFoundException e) {
            return false; // another node was faster, or a timer before has moved the ticket on
        } catch (PersistenceException e) {
            if (LeanEngine.isRace(e)) { // it was made ready for its job by two at once
                return false;
            }
            throw e;
        }
        if (job == null) {
            return false; // gone between the look and the move
        }
        execute(job);
        return true;
    }

    private void execute(Job job) {
        new ExecuteAsyncRunnable(job, jobs, jobs.getJobEntityManager(), null, new NoopJobExecutionObservationProvider())
                .run();
    }
}
