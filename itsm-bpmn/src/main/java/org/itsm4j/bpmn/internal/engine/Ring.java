package org.itsm4j.bpmn.internal.engine;

import java.util.List;
import java.util.Map;

/** What a timer asks for when it rings. */
sealed interface Ring {
    /** The element of the diagram that rings. */
    String timer();

    /** Gives an action as the system. */
    record Action(String timer, String action, Map<String, String> data) implements Ring {}

    /** Runs a step in the background: the ticket goes on to the next stage of its state, by way of the step. */
    record Step(String timer) implements Ring {}

    /** Runs steps while the ticket stays; they lie along these flows. */
    record Beside(String timer, String stage, List<String> handlers, List<String> flows) implements Ring {}
}
