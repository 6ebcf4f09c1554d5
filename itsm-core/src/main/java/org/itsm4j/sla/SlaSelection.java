package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.ticket.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Which policy counts for a ticket. The rule: for each slot the first candidate in order that is for the ticket. Candidates
 * are the policies that have a target for the slot, and those of the same agreement and owner that are exempt; if one of
 * these comes first nothing is promised, and so it is if the target of the first has no promise for the priority.
 */
final class SlaSelection {
    /** A policy that may count in a slot, with its target there; without one if it is exempt. */
    record Candidate(SlaPolicy policy, @Nullable SlaTarget target) {
        Optional<Promise> promiseFor(Optional<Priority> priority) {
            if (target == null) {
                return Optional.empty();
            }
            return priority.isPresent() ? target.promiseFor(priority.get()) : target.otherwise();
        }
    }

    private final Map<String, List<Candidate>> slots = new LinkedHashMap<>();

    /** @param policies in order */
    SlaSelection(List<SlaPolicy> policies) {
        // The sides are few: one for customers, one for each group and supplier.
        Map<String, List<String>> ofSide = new LinkedHashMap<>();
        for (SlaPolicy policy : policies) {
            for (SlaTarget target : policy.targets()) {
                String slot = policy.slot(target.metric());
                if (slots.putIfAbsent(slot, new ArrayList<>()) == null) {
                    ofSide.computeIfAbsent(side(policy), any -> new ArrayList<>())
                            .add(slot);
                }
            }
        }
        for (SlaPolicy policy : policies) {
            if (policy.isExempt()) {
                ofSide.getOrDefault(side(policy), List.of()).forEach(slot -> add(slot, new Candidate(policy, null)));
            } else {
                policy.targets().forEach(target -> add(policy.slot(target.metric()), new Candidate(policy, target)));
            }
        }
    }

    private void add(String slot, Candidate candidate) {
        slots.getOrDefault(slot, List.of()).add(candidate);
    }

    static String side(SlaPolicy policy) {
        return policy.slot("");
    }

    /** @return the candidates of each slot, in order */
    Map<String, List<Candidate>> slots() {
        return slots;
    }

    Map<String, Selection> select(SlaAttributes ticket) {
        Map<String, Selection> chosen = new LinkedHashMap<>();
        slots.forEach((slot, candidates) -> {
            for (Candidate each : candidates) {
                if (each.policy().isFor(ticket)) {
                    SlaTarget target = each.target();
                    if (target != null) {
                        each.promiseFor(ticket.priority())
                                .ifPresent(promise -> chosen.put(slot, new Selection(each.policy(), target, promise)));
                    }
                    return;
                }
            }
        });
        return Collections.unmodifiableMap(chosen);
    }
}
