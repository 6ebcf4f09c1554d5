package org.itsm4j.bpmn.internal.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowable.common.engine.api.FlowableObjectNotFoundException;
import org.flowable.engine.ManagementService;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.runtime.ProcessInstance;
import org.flowable.job.api.Job;

/** The jobs that failed for the last time. */
final class DeadJobs {
    private static final int MOST = 1_000;

    private final ManagementService management;
    private final RuntimeService runtime;

    DeadJobs(LeanEngine engine) {
        management = engine.flowable().getManagementService();
        runtime = engine.flowable().getRuntimeService();
    }

    List<DeadJob> list(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST + ", not " + limit);
        }
        List<Job> failed = management.createDeadLetterJobQuery().orderByJobId().asc().listPage(0, limit).stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .toList();
        if (failed.isEmpty()) {
            return List.of();
        }
        Set<String> instances = failed.stream().map(Job::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, String> keys = runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        return failed.stream()
                .filter(job -> keys.containsKey(job.getProcessInstanceId()))
                .map(job -> dead(job, BusinessKey.parse(keys.get(job.getProcessInstanceId()))))
                .toList();
    }

    private static DeadJob dead(Job job, BusinessKey ticket) {
        String reason = job.getExceptionMessage() == null ? "" : job.getExceptionMessage();
        return new DeadJob(
                job.getId(), ticket.tenant(), ticket.ticket(), DiagramCompiler.origin(job.getElementId()), reason);
    }

    boolean retry(String job) {
        try {
            management.moveDeadLetterJobToExecutableJob(job, RetryFromNow.TRIES);
            return true;
        } catch (FlowableObjectNotFoundException e) { // somebody else was faster, or it never was there
            return false;
        }
    }
}
