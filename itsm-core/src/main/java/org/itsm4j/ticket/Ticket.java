package org.itsm4j.ticket;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.security.Subject;

/**
 * What the pipeline needs of every ticket. Tickets are immutable: what changes one returns another.
 *
 * @param <T> the ticket itself
 */
public interface Ticket<T extends Ticket<T>> extends Subject {
    /** @return its identity */
    TicketId id();

    /** @return what people call it */
    TicketNumber number();

    /** @return its kind */
    TicketKind kind();

    /** @return its state, a constant of its contract */
    Enum<?> state();

    /** @return its place in the workflow */
    Place place();

    /** @return the end of its timeline */
    Head head();

    /** @return when {@code runDueWork()} has something to do with it */
    Optional<Instant> wakeAt();

    /** @return the workflow's timer on it, if {@code runDueWork()} does that */
    Optional<Instant> timerAt();

    /** @return the values of the host's own fields; internal, like all that is not on the requester's door */
    CustomValues custom();

    /** @return the version of the service level policies it is under; 0 if under none */
    int serviceLevels();

    /** @return counts its changes from 1; what {@code desk.expecting(version)} compares */
    default long version() {
        return head().sequence();
    }

    /** @return kind and id */
    default TicketRef ref() {
        return new TicketRef(kind(), id());
    }

    @Override
    default String label() {
        return number().value();
    }

    /**
     * @param place where the workflow has put it
     * @param wakeAt when the workflow wants {@code runDueWork()} to look at it again; empty if it keeps its own timers
     * @return this ticket, there
     */
    T standingAt(Place place, Optional<Instant> wakeAt);

    /**
     * @param values the values of the host's own fields
     * @return this ticket, with these
     */
    T customised(CustomValues values);

    /**
     * @param version the version of the service level policies it shall be under
     * @return this ticket, under these
     */
    T underServiceLevels(int version);

    /**
     * @param head the new end of its timeline
     * @return this ticket, with that
     */
    T recorded(Head head);
}
