package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketRef;

/**
 * How a problem will be fixed: by changes here, by changes in another system, or by a decision on cost and benefit. At
 * least one of them; up to 50 changes of each kind.
 *
 * @param changes change tickets that will fix it; each is tied to the problem
 * @param outside changes that are kept elsewhere; the problem points to them
 * @param decision what was decided on cost and benefit
 */
public record FixPlan(
        List<@NotNull TicketRef> changes,
        List<@NotNull @Valid Reference> outside,
        Optional<@Text(max = Limits.TEXT) String> decision) {
    /** The most changes of each kind. */
    public static final int MOST = 50;

    /** Copies the lists; refuses null where nothing is said by empty. */
    public FixPlan {
        changes = List.copyOf(Objects.requireNonNull(changes, "changes"));
        outside = List.copyOf(Objects.requireNonNull(outside, "outside"));
        Objects.requireNonNull(decision, "decision");
    }

    /**
     * @param change a change ticket
     * @return a plan with it
     */
    public static FixPlan by(TicketRef change) {
        return new FixPlan(List.of(Objects.requireNonNull(change, "change")), List.of(), Optional.empty());
    }

    /**
     * @param change a change that is kept elsewhere
     * @return a plan with it
     */
    public static FixPlan by(Reference change) {
        return new FixPlan(List.of(), List.of(Objects.requireNonNull(change, "change")), Optional.empty());
    }

    /**
     * @param decision what was decided on cost and benefit
     * @return a plan with it
     */
    public static FixPlan decided(String decision) {
        return new FixPlan(List.of(), List.of(), Optional.of(Objects.requireNonNull(decision, "decision")));
    }

    /**
     * @param change another change ticket
     * @return this plan with it
     */
    public FixPlan and(TicketRef change) {
        List<TicketRef> more = new ArrayList<>(changes);
        more.add(Objects.requireNonNull(change, "change"));
        return new FixPlan(more, outside, decision);
    }

    /**
     * @param change another change that is kept elsewhere
     * @return this plan with it
     */
    public FixPlan and(Reference change) {
        List<Reference> more = new ArrayList<>(outside);
        more.add(Objects.requireNonNull(change, "change"));
        return new FixPlan(changes, more, decision);
    }

    boolean isEmpty() {
        return changes.isEmpty() && outside.isEmpty() && decision.isEmpty();
    }
}
