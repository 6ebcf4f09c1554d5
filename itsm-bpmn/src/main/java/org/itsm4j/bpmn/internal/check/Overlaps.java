package org.itsm4j.bpmn.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.bpmn.internal.condition.Cases;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Truth;
import org.itsm4j.bpmn.internal.model.Flow;

/** Flows out of one node whose conditions can hold together. */
final class Overlaps {
    /** More would not be told. */
    private static final int MOST = 20;

    private Overlaps() {}

    /** Pairs of flows that can be open together, with an example; as many as can be found with some work. */
    static List<String> find(List<Flow> conditional, Cases cases, Optional<String> action) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < conditional.size() && !cases.isWornOut(); i++) {
            for (Flow second : conditional.subList(i + 1, conditional.size())) {
                Flow first = conditional.get(i);
                Condition one = first.condition().orElseThrow();
                Condition other = second.condition().orElseThrow();
                Cases.Answer together = action.isPresent()
                        ? cases.example(List.of(one, other), action.get(), facts -> both(one, other, facts))
                        : cases.example(List.of(one, other), facts -> both(one, other, facts));
                together.example()
                        .ifPresent(when -> found.add(
                                "the flows " + first.id() + " and " + second.id() + " are both open " + when));
                if (found.size() == MOST) {
                    return found;
                }
            }
        }
        return found;
    }

    private static boolean both(Condition one, Condition other, Facts facts) {
        return one.test(facts) == Truth.TRUE && other.test(facts) == Truth.TRUE;
    }
}
