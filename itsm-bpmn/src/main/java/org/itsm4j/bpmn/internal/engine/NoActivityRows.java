package org.itsm4j.bpmn.internal.engine;

import java.util.Date;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.engine.impl.persistence.entity.ActivityInstanceEntityManagerImpl;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.persistence.entity.data.ActivityInstanceDataManager;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;

/** Writes nothing to ACT_RU_ACTINST: the ticket's timeline says where it was, and nobody reads these rows. */
final class NoActivityRows extends ActivityInstanceEntityManagerImpl {

    NoActivityRows(ProcessEngineConfigurationImpl configuration, ActivityInstanceDataManager data) {
        super(configuration, data);
    }

    @Override
    public void recordActivityStart(ExecutionEntity execution) {}

    @Override
    public void recordActivityEnd(ExecutionEntity execution, String deleteReason) {}

    @Override
    public void recordSequenceFlowTaken(ExecutionEntity execution) {}

    @Override
    public void recordSubProcessInstanceStart(ExecutionEntity parent, ExecutionEntity subProcess) {}

    @Override
    public void recordTaskCreated(TaskEntity task, ExecutionEntity execution) {}

    @Override
    public void recordTaskInfoChange(TaskEntity task, Date changed) {}

    @Override
    public void recordActivityTaskEnd(
            TaskEntity task, ExecutionEntity execution, String user, String deleteReason, Date end) {}

    @Override
    public void syncUserTaskExecution(
            ExecutionEntity execution, FlowElement element, String oldActivityId, TaskEntity task) {}

    @Override
    public void updateActivityInstancesProcessDefinitionId(String definitionId, String processInstanceId) {}

    @Override
    public void deleteActivityInstancesByProcessInstanceId(String processInstanceId) {}
}
