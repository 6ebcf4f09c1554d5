package org.itsm4j.bpmn.internal.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.engine.ManagementService;
import org.flowable.engine.impl.jobexecutor.TriggerTimerEventJobHandler;
import org.flowable.job.api.Job;
import org.flowable.job.service.JobServiceConfiguration;
import org.flowable.job.service.impl.asyncexecutor.ExecuteAsyncRunnable;
import org.flowable.job.service.impl.asyncexecutor.NoopJobExecutionObservationProvider;

/** Runs on the calling thread what is due now, as the job executor would. */
final class DueTimers {
    private static final int PAGE = 100;
    private static final List<String> TYPES = List.of(TriggerTimerEventJobHandler.TYPE, BesideTimer.TYPE);

    private final ManagementService management;
    private final JobServiceConfiguration jobs;

    DueTimers(LeanEngine engine) {
        management = engine.flowable().getManagementService();
        jobs = engine.configuration().getJobServiceConfiguration();
    }

    int run() {
        Set<String> tried = new HashSet<>();
        // those that were brought back from the dead
        management.createJobQuery().handlerTypes(TYPES).unlocked().listPage(0, PAGE).stream()
                .filter(job -> tried.add(job.getId()))
                .forEach(this::execute);
        while (true) {
            List<Job> due = management.createTimerJobQuery().executable().handlerTypes(TYPES).listPage(0, PAGE).stream()
                    .filter(timer -> tried.add(timer.getId()))
                    .toList();
            if (due.isEmpty()) {
                return tried.size();
            }
            due.forEach(this::run);
        }
    }

    private void run(Job timer) {
        Job job;
        try {
            job = management.moveTimerToExecutableJob(timer.getId());
        } catch (FlowableOptimisticLockingException e) { // another node was faster
            return;
        }
        execute(job);
    }

    private void execute(Job job) {
        new ExecuteAsyncRunnable(job, jobs, jobs.getJobEntityManager(), null, new NoopJobExecutionObservationProvider())
                .run();
    }
}
