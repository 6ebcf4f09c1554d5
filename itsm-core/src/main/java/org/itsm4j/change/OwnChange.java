package org.itsm4j.change;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;

/**
 * A change as its requester sees it. A type of its own, so that nothing internal can slip through: no group or agent, no
 * votes or voters, no risk, no collisions or waivers, no review, nothing that staff have noted, and of the plan its window only.
 *
 * <p>Its timeline ({@link OwnChanges#timeline}) has what brings it from one state to another, but for the assessment: that it was
 * raised, submitted, accepted, scheduled, begun, done or backed out, and closed, all without words; that it was rejected, cancelled or
 * returned to its draft, with the reason; that it was edited, without words; and notes to the requester. A rejection by vote has
 * no words. What was said at the assessment, with votes, with the implementation and in the review is for staff.
 *
 * @param id its identity
 * @param number what people call it
 * @param state its state
 * @param version counts its changes
 * @param model how it is handled
 * @param summary what is wanted, in a line
 * @param reason why it is wanted
 * @param service the service it is for
 * @param configurationItems what it touches
 * @param window when it is to be done; empty as long as it has no plan
 * @param outcome how it went; empty as long as it is not done
 * @param raisedAt when it was raised
 * @param submittedAt when it was first submitted
 * @param closedAt when it was closed
 */
public record OwnChange(
        TicketId id,
        TicketNumber number,
        ChangeState state,
        long version,
        ChangeModel model,
        String summary,
        String reason,
        Optional<String> service,
        SortedSet<String> configurationItems,
        Optional<Slot> window,
        Optional<Outcome> outcome,
        Instant raisedAt,
        Optional<Instant> submittedAt,
        Optional<Instant> closedAt) {
    /** Copies the names. */
    public OwnChange {
        configurationItems = Collections.unmodifiableSortedSet(
                new TreeSet<>(Objects.requireNonNull(configurationItems, "configurationItems")));
    }

    static OwnChange of(Change change) {
        return new OwnChange(
                change.id(),
                change.number(),
                change.state(),
                change.version(),
                change.model(),
                change.summary(),
                change.origin().reason(),
                change.scope().service(),
                change.scope().configurationItems(),
                change.window(),
                change.outcome(),
                change.times().raisedAt(),
                change.times().submittedAt(),
                change.times().closedAt());
    }
}
