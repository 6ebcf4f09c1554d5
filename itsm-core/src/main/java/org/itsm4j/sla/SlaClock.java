package org.itsm4j.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.itsm4j.ticket.TicketRef;

/**
 * How a ticket stands against one target, seen at an instant ({@link #asOf()}). All figures are computed from its {@link
 * #events()}, so another look ({@link #asOf(Instant)}) at a past instant tells what was true then. Immutable and thread-safe.
 */
public interface SlaClock {
    /** @return the ticket */
    TicketRef ticket();

    /** @return the slot it takes on the ticket, such as {@code resolution} or {@code ola/payments/resolution} */
    String slot();

    /** @return which time on that slot, from 1 */
    int cycle();

    /** @return the version of the policies it follows */
    int version();

    /** @return the policy it follows, at {@link #asOf()} */
    SlaPolicy policy();

    /** @return what of that policy */
    SlaTarget target();

    /** @return what is promised */
    Promise promise();

    /** @return the calendar it counts by */
    WorkCalendar calendar();

    /** @return the instant at which it is seen */
    Instant asOf();

    /**
     * @param instant another instant, not before {@link #attachedAt()}
     * @return this clock as it was then; later than the last event, as if nothing else had happened
     * @throws IllegalArgumentException if it had not been set going then
     */
    SlaClock asOf(Instant instant);

    /** @return what it does */
    ClockStatus status();

    /** @return when it was set going */
    Instant attachedAt();

    /** @return from when it counts */
    Instant start();

    /** @return what it waits for; empty unless {@link ClockStatus#PAUSED} */
    Optional<String> pausedFor();

    /** @return when what was promised happened; empty unless {@link ClockStatus#STOPPED} */
    Optional<Instant> stoppedAt();

    /** @return the working time promised; empty for an availability, and what the calendar has up to an agreed instant */
    Optional<Duration> promised();

    /** @return the working time it has counted */
    Duration elapsed();

    /** @return what is left of the promised time; negative once it is used up; empty for an availability */
    Optional<Duration> remaining();

    /**
     * @return the earliest instant at which the promised time is used up; empty while it waits with some left, for an
     *     availability, if cancelled, and if the calendar does not reach it
     */
    Optional<Instant> due();

    /** @return the due instant if it went on at {@link #asOf()}; the same as {@link #due()} unless it waits */
    Optional<Instant> projectedDue();

    /** @return whether what was promised happened at or before the due instant */
    boolean met();

    /** @return whether the due instant has passed without it; never again false in the same cycle with the same target */
    boolean breached();

    /** @return the due instant, if breached */
    Optional<Instant> breachedAt();

    /** @return each point on the way with its instant, in their order; those that have none while it waits are left out */
    List<Milestone> milestones();

    /** @return why it has counted what it has */
    Explanation explain();

    /** @return all that happened to it up to {@link #asOf()} */
    List<ClockEvent> events();

    /**
     * A point on the way.
     *
     * @param threshold which
     * @param at its instant
     * @param status what became of it
     */
    record Milestone(Threshold threshold, Instant at, MilestoneStatus status) {}

    /** What became of a point on the way. */
    enum MilestoneStatus {
        /** It is still to come, or came and was not noticed yet. */
        OPEN,
        /** It was reached, and its escalations were done. */
        REACHED,
        /** It lay in the past when the clock got its target. */
        SKIPPED
    }
}
