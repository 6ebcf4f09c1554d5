package org.itsm4j.bpmn;

import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.itsm4j.lifecycle.Move;

/** The move under way, kept with the command and by instance: one command may move several tickets. */
final class Moves {
    private static final String ATTRIBUTE = "itsm.move.";

    private Moves() {}

    static void begin(CommandContext context, String processInstanceId, Move move) {
        context.addAttribute(ATTRIBUTE + processInstanceId, move);
    }

    static Move current(CommandContext context, String processInstanceId) {
        if (context.getAttribute(ATTRIBUTE + processInstanceId) instanceof Move move) {
            return move;
        }
        throw new IllegalStateException("Process instance " + processInstanceId
                + " was moved through Flowable's services; move its ticket through itsm4j");
    }
}
