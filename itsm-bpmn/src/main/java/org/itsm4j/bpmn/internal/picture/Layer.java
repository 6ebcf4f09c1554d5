package org.itsm4j.bpmn.internal.picture;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a picture tells besides its diagram, by ids of elements. Immutable.
 *
 * @param at where a ticket stands
 * @param steps the way it went
 * @param counts how many were where
 * @param counted what was counted, for the legend
 * @param walked what was walked
 * @param missed what should have been walked and was not
 */
public record Layer(
        Set<String> at,
        List<Step> steps,
        Map<String, Long> counts,
        String counted,
        Set<String> walked,
        Set<String> missed) {
    /** Copies the collections. */
    public Layer {
        at = Set.copyOf(at);
        steps = List.copyOf(steps);
        counts = Map.copyOf(counts);
        walked = Set.copyOf(walked);
        missed = Set.copyOf(missed);
    }

    /**
     * A part of a way: a flow by its id, or what is known of it.
     *
     * @param from the id of the stage it leaves; empty text for the start, or if the flow is known
     * @param action what was done, or empty text
     * @param to the id of the stage or end it leads to, or empty text
     * @param timer whether a timer gave the action
     * @param flow the id of the flow, or empty text
     */
    public record Step(String from, String action, String to, boolean timer, String flow) {}
}
