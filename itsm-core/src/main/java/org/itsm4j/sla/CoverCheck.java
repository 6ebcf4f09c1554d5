package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.internal.Findings;
import org.itsm4j.sla.PolicySpace.Claim;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;

/** Whether policies leave tickets out, or stand in each other's way. */
final class CoverCheck {
    /** Of one gap, which may be of many shapes. */
    private static final int MOST_WORDS = 5;

    private final PolicySpace space;
    private final SlaPolicies set;
    private final Findings findings;

    CoverCheck(PolicySpace space, SlaPolicies set, Findings findings) {
        this.space = space;
        this.set = set;
        this.findings = findings;
    }

    /** Two policies of the same side and order, with a target in common or one of them exempt, that are for the same tickets. */
    void overlaps() {
        Map<String, List<SlaPolicy>> rivals = new LinkedHashMap<>();
        for (SlaPolicy policy : set.policies()) {
            List<SlaPolicy> others =
                    rivals.computeIfAbsent(SlaSelection.side(policy) + policy.order(), any -> new ArrayList<>());
            for (SlaPolicy other : others) {
                Box box = space.box(policy);
                findings.work(box.size());
                if (box.meets(space.box(other))) {
                    common(other, policy).ifPresent(metric -> overlap(other, policy, metric));
                }
            }
            others.add(policy);
        }
    }

    private static Optional<String> common(SlaPolicy one, SlaPolicy other) {
        if (one.isExempt() || other.isExempt()) {
            return one.isExempt() && other.isExempt() ? Optional.empty() : Optional.of("");
        }
        return one.targets().stream()
                .map(SlaTarget::metric)
                .filter(metric -> other.target(metric).isPresent())
                .findFirst();
    }

    private void overlap(SlaPolicy one, SlaPolicy other, String metric) {
        space.box(one)
                .and(space.box(other))
                .ifPresent(
                        both -> findings.add("The policies " + one.name() + " and " + other.name() + " have the order "
                                + one.order() + " and are for the same tickets"
                                + (metric.isEmpty() ? ", one of them exempt" : ", both with a target " + metric)
                                + ": " + space.example(both) + "; allowed: give one a lower order"));
    }

    /** Tickets without a target that others of their kind have. */
    void gaps() {
        set.selection().slots().forEach((slot, candidates) -> {
            if (candidates.get(0).policy().agreement() == Agreement.SLA) {
                gaps(slot, candidates);
            }
        });
    }

    private void gaps(String metric, List<SlaSelection.Candidate> candidates) {
        List<Claim> claims = new ArrayList<>();
        List<Box> left = space.claim(candidates, claims);
        for (TicketKind kind : TicketKind.values()) {
            List<String> gaps = new ArrayList<>();
            boolean promised = false;
            for (Claim claim : claims) {
                SlaTarget target = claim.target();
                if (target != null) {
                    BitSet priorities = promised(target);
                    promised |= !of(kind, claim.boxes(), priorities).isEmpty();
                    priorities.flip(0, Priority.values().length);
                    for (Box gap : of(kind, claim.boxes(), priorities)) {
                        gaps.add(space.words(kind, gap) + " have no " + metric + " target, as the policy "
                                + claim.policy().name() + " counts for them and has none for that priority");
                    }
                }
            }
            for (Box gap : of(kind, left, promisable())) {
                gaps.add(space.words(kind, gap) + " have no " + metric + " target");
            }
            if (promised) {
                gaps.stream()
                        .limit(MOST_WORDS)
                        .forEach(gap -> findings.add(gap + ", and other " + kind.label()
                                + "s have one; allowed: promise one, or add SlaPolicy.exempt"));
                if (gaps.size() > MOST_WORDS) {
                    findings.add("there are " + (gaps.size() - MOST_WORDS) + " more gaps in " + metric + " of "
                            + kind.label() + "s; allowed: promise one, or add SlaPolicy.exempt");
                }
            }
        }
    }

    private List<Box> of(TicketKind kind, List<Box> boxes, BitSet priorities) {
        return boxes.stream()
                .flatMap(box -> box.and(Dimension.KIND, space.only(kind)).stream())
                .flatMap(box -> box.and(Dimension.PRIORITY, priorities).stream())
                .toList();
    }

    private BitSet promised(SlaTarget target) {
        BitSet priorities = new BitSet();
        for (Priority each : Priority.values()) {
            if (target.promiseFor(each).isPresent()) {
                priorities.or(space.only(each));
            }
        }
        return priorities;
    }

    private static BitSet promisable() {
        BitSet priorities = new BitSet();
        priorities.set(0, Priority.values().length);
        return priorities;
    }
}
