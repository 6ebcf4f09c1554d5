package org.itsm4j.bpmn.internal.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ibatis.exceptions.PersistenceException;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.engine.ManagementService;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.runtime.ProcessInstance;
import org.flowable.job.api.Job;
import org.flowable.job.service.JobServiceConfiguration;
import org.itsm4j.error.StoreException;

/** The jobs that failed for the last time. */
final class DeadJobs {
    private static final int MOST = 1_000;

    private final ManagementService management;
    private final RuntimeService runtime;
    private final JobServiceConfiguration jobs;

    DeadJobs(LeanEngine engine) {
        management = engine.flowable().getManagementService();
        runtime = engine.flowable().getRuntimeService();
        jobs = engine.configuration().getJobServiceConfiguration();
    }

    /** By their ids. */
    <R> List<R> list(int limit, DeadJobReader<R> reader) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST + ", not " + limit);
        }
        List<Job> failed = management
                .createDeadLetterJobQuery()
                .handlerTypes(DueTimers.TYPES) // not the heartbeat, which has no ticket
                .orderByJobId()
                .asc()
                .listPage(0, limit);
        if (failed.isEmpty()) {
            return List.of();
        }
        Set<String> instances = failed.stream().map(Job::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, String> keys = runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        return failed.stream()
                .filter(job -> keys.containsKey(job.getProcessInstanceId())) // not ended between the two queries
                .map(job -> read(job, BusinessKey.parse(keys.get(job.getProcessInstanceId())), reader))
                .toList();
    }

    private static <R> R read(Job job, BusinessKey key, DeadJobReader<R> reader) {
        String reason = job.getExceptionMessage() == null ? "" : job.getExceptionMessage();
        return reader.read(job.getId(), key.tenant(), key.ticket(), DiagramCompiler.origin(job.getElementId()), reason);
    }

    /** Looks first: Flowable's own command throws, and an active transaction could then only roll back. */
    boolean retry(String jobId) {
        try {
            return jobs.getCommandExecutor().execute(context -> {
                var job = jobs.getDeadLetterJobEntityManager().findById(jobId);
                if (job != null) {
                    jobs.getJobManager().moveDeadLetterJobToExecutableJob(job, RetryFromNow.TRIES);
                }
                return job != null;
            });
        } catch (FlowableOptimisticLockingException | PersistenceException e) {
            throw new StoreException("The job " + jobId + " could not be tried again", e);
        }
    }
}
