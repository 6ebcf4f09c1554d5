package org.itsm4j.bpmn.internal.engine;

import java.time.Duration;
import java.util.Date;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.job.service.JobHandler;
import org.flowable.job.service.JobServiceConfiguration;
import org.flowable.job.service.impl.persistence.entity.JobEntity;
import org.flowable.job.service.impl.persistence.entity.TimerJobEntity;
import org.flowable.variable.api.delegate.VariableScope;
import org.itsm4j.bpmn.internal.model.Delay;

/**
 * A timer that rings while its ticket stays at a stage: it runs steps, in one transaction with what they do to the ticket,
 * and rings again as often as the diagram says. The engine walks nowhere.
 */
final class BesideTimer implements JobHandler {
    static final String TYPE = "itsm-beside-timer";

    private final Programs programs;
    private final TimerFired fired;
    private final Walks walks;

    BesideTimer(Programs programs, TimerFired fired, Walks walks) {
        this.programs = programs;
        this.fired = fired;
        this.walks = walks;
    }

    @Override
    public String getType() {
        return TYPE;
    }

    /** The configuration of the job is how often it is still to ring, this time included. */
    @Override
    public void execute(JobEntity job, String configuration, VariableScope scope, CommandContext context) {
        var boundary = (ExecutionEntity) scope;
        Program program = programs.of(job.getProcessDefinitionId(), context);
        String timer = boundary.getCurrentActivityId();
        BusinessKey ticket = BusinessKey.parse(boundary.getProcessInstanceBusinessKey());
        int left = Integer.parseInt(configuration) - 1;
        Ring.Beside ring = program.beside(timer);
        if (fired.fired(ticket, ring)) { // a ticket that has left the stage meanwhile has deleted this job
            ring.flows().forEach(flow -> walks.took(job.getProcessDefinitionId(), flow, "", context));
        }
        if (left > 0) {
            again(job, left, program, ticket, timer, context);
        } else {
            CommandContextUtil.getExecutionEntityManager(context).deleteExecutionAndRelatedData(boundary, null, false);
        }
    }

    /** Counted from when this one was due, so that a late node does not shift the next. */
    private void again(
            JobEntity job, int left, Program program, BusinessKey ticket, String timer, CommandContext context) {
        JobServiceConfiguration jobs =
                CommandContextUtil.getProcessEngineConfiguration(context).getJobServiceConfiguration();
        Duration every = ((Delay.Fixed) program.timer(timer).delay()).duration();
        TimerJobEntity next = TimerJobs.create(TYPE, jobs);
        next.setJobHandlerConfiguration(Integer.toString(left));
        next.setExecutionId(job.getExecutionId());
        next.setProcessInstanceId(job.getProcessInstanceId());
        next.setProcessDefinitionId(job.getProcessDefinitionId());
        next.setElementId(job.getElementId());
        next.setDuedate(Date.from(Program.wholeMillis(
                program.later(timer, ticket.tenant(), job.getDuedate().toInstant(), every, programs.workingTime()))));
        jobs.getTimerJobService().scheduleTimerJob(next);
    }
}
