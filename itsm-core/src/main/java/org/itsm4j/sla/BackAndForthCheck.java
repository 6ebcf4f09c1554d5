package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.itsm4j.internal.Findings;
import org.itsm4j.sla.PolicySpace.Claim;

/**
 * Whether the agreements of groups give the same tickets round in a ring: one's clock to the next group, and that one's clock
 * back. Serves one check.
 */
final class BackAndForthCheck {
    private final PolicySpace space;
    private final SlaPolicies set;
    private final Findings findings;
    private final Map<String, List<Hand>> hands = new HashMap<>();
    private final Set<Set<String>> found = new HashSet<>();

    /** A threshold of a group's clock that gives tickets to another. */
    private record Hand(String policy, String label, String from, String to, List<Box> tickets) {
        @Override
        public String toString() {
            return policy + " at " + label + " gives to " + Findings.shown(to);
        }
    }

    BackAndForthCheck(PolicySpace space, SlaPolicies set, Findings findings) {
        this.space = space;
        this.set = set;
        this.findings = findings;
    }

    void check() {
        set.selection().slots().forEach((slot, candidates) -> {
            if (candidates.stream().anyMatch(each -> each.policy().agreement() == Agreement.OLA)) {
                List<Claim> claims = new ArrayList<>();
                space.claim(candidates, claims);
                claims.forEach(this::take);
            }
        });
        hands.keySet().stream().sorted().forEach(group -> from(group, List.of(), List.of()));
    }

    private void take(Claim claim) {
        SlaTarget target = claim.target();
        List<Box> tickets = target == null ? List.of() : promised(claim.boxes(), target);
        if (target == null || tickets.isEmpty()) {
            return;
        }
        String group = claim.policy().owner();
        for (Threshold threshold : target.thresholds()) {
            threshold.escalations().stream()
                    .flatMap(BackAndForthCheck::receivers)
                    .filter(to -> !to.equals(group))
                    .forEach(to -> hands.computeIfAbsent(group, any -> new ArrayList<>())
                            .add(new Hand(claim.policy().name(), threshold.label(), group, to, tickets)));
        }
    }

    /** Those that have a clock: a target may promise something for some priorities only. */
    private List<Box> promised(List<Box> boxes, SlaTarget target) {
        if (target.otherwise().isPresent()) {
            return boxes;
        }
        return boxes.stream()
                .flatMap(box -> target.byPriority().keySet().stream()
                        .flatMap(priority -> box.and(Dimension.PRIORITY, space.only(priority)).stream()))
                .toList();
    }

    private static Stream<String> receivers(Escalation escalation) {
        if (escalation instanceof Escalation.Reassign one) {
            return Stream.of(one.to().group());
        }
        return escalation instanceof Escalation.Functional one
                ? Stream.of(one.to().group())
                : Stream.empty();
    }

    /** Each ring is walked once, from the first of its groups by name. */
    private void from(String first, List<Hand> way, List<Box> tickets) {
        String group = way.isEmpty() ? first : way.get(way.size() - 1).to();
        for (Hand hand : hands.getOrDefault(group, List.of())) {
            boolean been = hand.to().compareTo(first) < 0
                    || way.stream()
                            .anyMatch(one ->
                                    one.from().equals(hand.to()) && !hand.to().equals(first));
            List<Box> both = been ? List.of() : way.isEmpty() ? hand.tickets() : both(tickets, hand.tickets());
            if (!both.isEmpty()) {
                List<Hand> more = Stream.concat(way.stream(), Stream.of(hand)).toList();
                if (hand.to().equals(first)) {
                    add(more, both.get(0));
                } else {
                    from(first, more, both);
                }
            }
        }
    }

    private List<Box> both(List<Box> some, List<Box> others) {
        List<Box> both = new ArrayList<>();
        for (Box one : some) {
            for (Box other : others) {
                findings.work(one.size());
                one.and(other).ifPresent(both::add);
            }
        }
        return both;
    }

    private void add(List<Hand> ring, Box tickets) {
        Set<String> groups = new HashSet<>();
        ring.forEach(hand -> groups.add(hand.from()));
        if (found.add(groups)) {
            findings.add("The clocks of groups give tickets back and forth: "
                    + String.join(", ", ring.stream().map(Hand::toString).toList()) + ", such as a ticket of "
                    + space.example(tickets) + "; allowed: let the last of them notify");
        }
    }
}
