package org.itsm4j.bpmn.internal.engine;

import java.util.Map;
import java.util.Optional;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.itsm4j.lifecycle.Move;

/** The move under way, kept with the command and by instance: one command may move several tickets. */
final class Moves {
    private static final String ATTRIBUTE = "itsm.move.";
    private static final String KEPT = "itsm.kept.";

    private Moves() {}

    static void begin(CommandContext context, String processInstanceId, Move move) {
        context.addAttribute(ATTRIBUTE + processInstanceId, move);
    }

    /** Timers that go on as they were before a migration. */
    static void keep(CommandContext context, String processInstanceId, Map<String, KeptTimer> timers) {
        context.addAttribute(KEPT + processInstanceId, Map.copyOf(timers));
    }

    static Optional<KeptTimer> kept(CommandContext context, String processInstanceId, String timer) {
        return context.getAttribute(KEPT + processInstanceId) instanceof Map<?, ?> timers
                ? Optional.ofNullable((KeptTimer) timers.get(timer))
                : Optional.empty();
    }

    static Move current(CommandContext context, String processInstanceId) {
        if (context.getAttribute(ATTRIBUTE + processInstanceId) instanceof Move move) {
            return move;
        }
        throw new IllegalStateException("Process instance " + processInstanceId
                + " was moved through Flowable's services; move its ticket through itsm4j");
    }
}
