package org.itsm4j.bpmn.internal.engine;

import java.util.Date;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.job.service.impl.persistence.entity.TimerJobEntity;

/** Lets the timers of a stage that have rung before, and so wait to ask again, ring now. Answers how many there are. */
final class AskNow implements Command<Integer> {
    private final String executionId;

    AskNow(String executionId) {
        this.executionId = executionId;
    }

    @Override
    public Integer execute(CommandContext context) {
        var jobs = CommandContextUtil.getProcessEngineConfiguration(context).getJobServiceConfiguration();
        int waiting = 0;
        for (ExecutionEntity timer : CommandContextUtil.getExecutionEntityManager(context)
                .findChildExecutionsByParentExecutionId(executionId)) {
            for (TimerJobEntity job : jobs.getTimerJobEntityManager().findJobsByExecutionId(timer.getId())) {
                if (job.getExceptionMessage() != null) {
                    job.setDuedate(Date.from(jobs.getClock().getCurrentTime().toInstant()));
                    job.setRetries(RetryFromNow.TRIES);
                    waiting++;
                }
            }
        }
        return waiting;
    }
}
