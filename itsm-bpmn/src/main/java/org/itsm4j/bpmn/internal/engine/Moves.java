package org.itsm4j.bpmn.internal.engine;

import java.util.Date;
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

    /** Timers that keep the instant at which they were due before a migration. */
    static void keep(CommandContext context, String processInstanceId, Map<String, Date> dues) {
        context.addAttribute(KEPT + processInstanceId, Map.copyOf(dues));
    }

    static Optional<Date> kept(CommandContext context, String processInstanceId, String timer) {
        return context.getAttribute(KEPT + processInstanceId) instanceof Map<?, ?> dues
                ? Optional.ofNullable((Date) dues.get(timer))
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
