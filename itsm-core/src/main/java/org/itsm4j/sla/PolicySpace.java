package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.itsm4j.internal.Findings;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.jspecify.annotations.Nullable;

/** All tickets, as far as the policies of a set tell them apart, and which of them each policy is for. Exact. */
final class PolicySpace {
    private final List<Axis> axes;
    private final Map<SlaPolicy, Box> boxes = new IdentityHashMap<>();
    private final Findings findings;

    /**
     * What a policy decides in a slot.
     *
     * @param policy the policy
     * @param target its target there; none if it is exempt
     * @param boxes the tickets for which no policy comes before it
     */
    record Claim(SlaPolicy policy, @Nullable SlaTarget target, List<Box> boxes) {}

    PolicySpace(List<SlaPolicy> policies, Findings findings) {
        this.findings = findings;
        this.axes = Stream.of(Dimension.values())
                .map(dimension -> new Axis(dimension, policies))
                .toList();
        for (int i = 0; i < policies.size(); i++) {
            int policy = i;
            boxes.put(
                    policies.get(i),
                    new Box(axes.stream().map(axis -> axis.side(policy)).toList()));
        }
    }

    private Axis axis(Dimension dimension) {
        return axes.get(dimension.ordinal());
    }

    Box whole() {
        return new Box(axes.stream().map(Axis::whole).toList());
    }

    Box box(SlaPolicy policy) {
        return Objects.requireNonNull(boxes.get(policy));
    }

    BitSet only(Priority priority) {
        return only(Dimension.PRIORITY, priority.name());
    }

    BitSet only(TicketKind kind) {
        return only(Dimension.KIND, kind.name());
    }

    private BitSet only(Dimension dimension, String value) {
        BitSet side = new BitSet();
        side.set(axis(dimension).point(value));
        return side;
    }

    /**
     * @param candidates the candidates for a slot, in order
     * @param claims takes what each of them decides
     * @return the tickets that none decides
     */
    List<Box> claim(List<SlaSelection.Candidate> candidates, List<Claim> claims) {
        List<Box> open = List.of(whole());
        for (SlaSelection.Candidate each : candidates) {
            Box wanted = box(each.policy());
            List<Box> rest = new ArrayList<>();
            List<Box> taken = new ArrayList<>();
            for (Box box : open) {
                findings.work(box.size());
                box.and(wanted).ifPresent(taken::add);
                rest.addAll(box.minus(wanted));
            }
            claims.add(new Claim(each.policy(), each.target(), taken));
            open = rest;
        }
        return open;
    }

    /** @return the tickets of the box in words, such as {@code incidents of service webshop with priority P5} */
    String words(TicketKind kind, Box box) {
        StringJoiner words = new StringJoiner(" ");
        words.add(kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "s");
        Map<Dimension, String> before = Map.of(
                Dimension.SERVICE,
                "of ",
                Dimension.PRIORITY,
                "with ",
                Dimension.CATEGORY,
                "in ",
                Dimension.CUSTOMER,
                "from ");
        for (Dimension each : List.of(Dimension.SERVICE, Dimension.PRIORITY, Dimension.CATEGORY, Dimension.CUSTOMER)) {
            String which = axis(each).words(box.side(each));
            if (!which.isEmpty()) {
                words.add(before.get(each) + which);
            }
        }
        return words.toString();
    }

    /** @return one ticket of the box, such as {@code kind INCIDENT, service webshop, priority P1, any category, any customer} */
    String example(Box box) {
        StringJoiner words = new StringJoiner(", ");
        for (Dimension each : Dimension.values()) {
            BitSet side = box.side(each);
            String value = axis(each).example(side);
            words.add(value.isEmpty() ? "any " + each.word() : each.word() + " " + Findings.shown(value));
        }
        return words.toString();
    }
}
