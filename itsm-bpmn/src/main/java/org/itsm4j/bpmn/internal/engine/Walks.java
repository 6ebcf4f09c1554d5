package org.itsm4j.bpmn.internal.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.FlowableEngineAgenda;
import org.flowable.engine.impl.agenda.DefaultFlowableEngineAgenda;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.itsm4j.spi.UnitOfWork;

/**
 * Tells watchers which arrows tickets walk, after the commit: what is rolled back was not walked. The engine's events
 * would tell it too, but they stay off, see {@link SafeSettings}.
 */
final class Walks {
    private final List<Watcher> watchers;
    private final UnitOfWork units;
    private final Map<String, List<Watcher>> byDefinition = new ConcurrentHashMap<>();

    Walks(List<Watcher> watchers, UnitOfWork units) {
        this.watchers = List.copyOf(watchers);
        this.units = units;
    }

    /** Whether anybody wants to know. */
    boolean areWatched() {
        return !watchers.isEmpty();
    }

    /** Plans what the engine does next, and sees each arrow before it is taken. */
    FlowableEngineAgenda agenda(CommandContext context) {
        return new DefaultFlowableEngineAgenda(context) {
            @Override
            public void planContinueProcessOperation(ExecutionEntity execution) {
                if (execution.getCurrentFlowElement() instanceof SequenceFlow flow) {
                    String action = Moves.current(context, execution.getProcessInstanceId())
                            .action();
                    took(execution.getProcessDefinitionId(), flow.getId(), action, context);
                }
                super.planContinueProcessOperation(execution);
            }
        };
    }

    /** A ticket takes an arrow, in the active transaction. */
    void took(String definition, String flow, String action, CommandContext context) {
        if (areWatched() && DiagramCompiler.origin(flow).equals(flow)) { // others are none of the diagram
            List<Watcher> told = of(definition, context);
            if (!told.isEmpty()) {
                units.afterCommit(() -> told.forEach(it -> it.told().accept(flow, action)));
            }
        }
    }

    /** A diagram is the same if its file is, whatever its version. */
    private List<Watcher> of(String definition, CommandContext context) {
        List<Watcher> known = byDefinition.get(definition); // not computeIfAbsent: no SQL under a map's lock
        if (known != null) {
            return known;
        }
        byte[] file = Programs.original(definition, context);
        List<Watcher> found =
                watchers.stream().filter(it -> Arrays.equals(it.file(), file)).toList();
        byDefinition.put(definition, found);
        return found;
    }
}
