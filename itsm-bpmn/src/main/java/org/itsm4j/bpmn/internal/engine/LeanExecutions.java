package org.itsm4j.bpmn.internal.engine;

import java.util.List;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.common.engine.impl.interceptor.CommandContextCloseListener;
import org.flowable.common.engine.impl.persistence.cache.EntityCache;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.engine.impl.persistence.CountingExecutionEntity;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.persistence.entity.ExecutionEntityImpl;
import org.flowable.engine.impl.persistence.entity.ExecutionEntityManagerImpl;
import org.flowable.engine.impl.persistence.entity.data.ExecutionDataManager;

/** Deletes an execution with what it counts itself to have, and does not search for what a compiled diagram cannot create. */
final class LeanExecutions extends ExecutionEntityManagerImpl {
    /** Flowable updates a changed execution before it deletes it, in case its children were moved; ours never are. */
    private static final CommandContextCloseListener NO_LAST_UPDATE = new CommandContextCloseListener() {
        @Override
        public void closing(CommandContext context) {
            EntityCache cache = context.getSession(EntityCache.class);
            List<ExecutionEntityImpl> known = cache.findInCache(ExecutionEntityImpl.class);
            known.stream()
                    .filter(ExecutionEntity::isDeleted)
                    .toList()
                    .forEach(it -> cache.cacheRemove(ExecutionEntityImpl.class, it.getId()));
        }

        @Override
        public void afterSessionsFlush(CommandContext context) {}

        @Override
        public void closed(CommandContext context) {}

        @Override
        public void closeFailure(CommandContext context) {}

        @Override
        public Integer order() {
            return 0;
        }

        @Override
        public boolean multipleAllowed() {
            return false;
        }
    };

    LeanExecutions(ProcessEngineConfigurationImpl configuration, ExecutionDataManager data) {
        super(configuration, data);
    }

    @Override
    public void deleteRelatedDataForExecution(ExecutionEntity execution, String deleteReason, boolean directly) {
        execution.setEnded(true);
        execution.setActive(false);
        CommandContext context = Context.getCommandContext();
        var has = (CountingExecutionEntity) execution;
        if (!has.isCountEnabled()
                || has.getTaskCount()
                                + has.getVariableCount()
                                + has.getIdentityLinkCount()
                                + has.getEventSubscriptionCount()
                                + has.getExternalWorkerJobCount()
                        > 0) {
            super.deleteRelatedDataForExecution(execution, deleteReason, directly);
        } else {
            deleteJobs(execution, context, true, false);
        }
    }

    @Override
    public void delete(ExecutionEntity execution, boolean fireDeleteEvent) {
        super.delete(execution, fireDeleteEvent);
        Context.getCommandContext().addCloseListener(NO_LAST_UPDATE);
    }
}
