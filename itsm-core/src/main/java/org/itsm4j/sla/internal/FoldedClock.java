package org.itsm4j.sla.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Explanation;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.ticket.TicketRef;

/** A clock: its events, and what follows from those up to an instant. */
final class FoldedClock implements SlaClock {
    private final TicketRef ticket;
    private final String slot;
    private final int cycle;
    private final List<ClockEvent> all;
    private final Function<ClockEvent, Terms> lookup;
    private final Instant asOf;
    private final List<ClockEvent> events;
    private final Tally tally;

    FoldedClock(
            TicketRef ticket,
            String slot,
            int cycle,
            List<ClockEvent> all,
            Function<ClockEvent, Terms> lookup,
            Instant asOf) {
        this.ticket = ticket;
        this.slot = slot;
        this.cycle = cycle;
        this.all = List.copyOf(all);
        this.lookup = lookup;
        this.asOf = asOf;
        this.events = all.stream().filter(event -> !known(event).isAfter(asOf)).toList();
        this.tally = Tally.of(events, lookup);
    }

    /** What was reached is known when it was noticed, not before. */
    static Instant known(ClockEvent event) {
        if (event instanceof ClockEvent.Reached one) {
            return one.noticed();
        }
        return event instanceof ClockEvent.Skipped one ? one.noticed() : event.at();
    }

    /**
     * As it was known at an instant: what was skipped by a later look, when a history was imported, is left out. What a sweep
     * has reached stays: somebody was told, and is not told twice.
     */
    FoldedClock knownAt(Instant instant) {
        List<ClockEvent> known = all.stream()
                .filter(event ->
                        event instanceof ClockEvent.Reached || !known(event).isAfter(instant))
                .toList();
        return new FoldedClock(ticket, slot, cycle, known, lookup, instant);
    }

    /** This clock after more has happened to it, seen when the last of it is known. */
    FoldedClock and(List<ClockEvent> more) {
        List<ClockEvent> next = new ArrayList<>(all);
        next.addAll(more);
        return new FoldedClock(ticket, slot, cycle, next, lookup, notBefore(next, asOf));
    }

    /** The moment, or the last one at which anything of this was known if the clock of another node is ahead of ours. */
    static Instant notBefore(List<ClockEvent> events, Instant moment) {
        return events.stream()
                .map(FoldedClock::known)
                .filter(moment::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(moment);
    }

    @Override
    public FoldedClock asOf(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        if (instant.isBefore(all.get(0).at())) {
            throw new IllegalArgumentException(
                    "instant: the clock was set going at " + all.get(0).at() + ", got " + instant);
        }
        return new FoldedClock(ticket, slot, cycle, all, lookup, instant);
    }

    Tally tally() {
        return tally;
    }

    Terms terms() {
        return tally.terms();
    }

    @Override
    public TicketRef ticket() {
        return ticket;
    }

    @Override
    public String slot() {
        return slot;
    }

    @Override
    public int cycle() {
        return cycle;
    }

    @Override
    public int version() {
        return terms().version();
    }

    @Override
    public SlaPolicy policy() {
        return terms().policy();
    }

    @Override
    public SlaTarget target() {
        return terms().target();
    }

    @Override
    public Promise promise() {
        return terms().promise();
    }

    @Override
    public WorkCalendar calendar() {
        return terms().calendar();
    }

    @Override
    public Instant asOf() {
        return asOf;
    }

    @Override
    public ClockStatus status() {
        return tally.status();
    }

    @Override
    public Instant attachedAt() {
        return tally.attachedAt();
    }

    @Override
    public Instant start() {
        return tally.start();
    }

    @Override
    public Optional<String> pausedFor() {
        return tally.pausedFor();
    }

    @Override
    public Optional<Instant> stoppedAt() {
        return status() == ClockStatus.STOPPED ? tally.stoppedAt() : Optional.empty();
    }

    @Override
    public Optional<Duration> promised() {
        return tally.promised();
    }

    @Override
    public Duration elapsed() {
        return tally.elapsed(asOf);
    }

    @Override
    public Optional<Duration> remaining() {
        return promised().map(working -> working.minus(elapsed()));
    }

    @Override
    public Optional<Instant> due() {
        return status() == ClockStatus.CANCELLED ? Optional.empty() : tally.due();
    }

    @Override
    public Optional<Instant> projectedDue() {
        return status() == ClockStatus.CANCELLED ? Optional.empty() : tally.projectedDue(asOf);
    }

    @Override
    public boolean met() {
        return status() == ClockStatus.STOPPED && !breached();
    }

    @Override
    public boolean breached() {
        return due().filter(at -> tally.end(asOf).isAfter(at)).isPresent();
    }

    @Override
    public Optional<Instant> breachedAt() {
        return breached() ? due() : Optional.empty();
    }

    @Override
    public List<Milestone> milestones() {
        return thresholds()
                .flatMap(threshold -> tally.instant(threshold).stream().map(at -> milestone(threshold, at)))
                .sorted(Comparator.comparing(Milestone::at))
                .toList();
    }

    private Milestone milestone(Threshold threshold, Instant at) {
        MilestoneStatus status = tally.isReached(threshold)
                ? MilestoneStatus.REACHED
                : tally.isSkipped(threshold) ? MilestoneStatus.SKIPPED : MilestoneStatus.OPEN;
        return new Milestone(threshold, at, status);
    }

    /** The due instant is one in any case. */
    private Stream<Threshold> thresholds() {
        List<Threshold> own = target().thresholds();
        return own.stream().anyMatch(Threshold::isDue)
                ? own.stream()
                : Stream.concat(own.stream(), Stream.of(Threshold.at(100)));
    }

    /**
     * Those still open that come, or came before the clock stopped. What was used up by then was reached, although its instant,
     * in whole seconds, comes after the stop: so all that is breached has reached its due instant.
     */
    Stream<Milestone> alarms() {
        if (status() == ClockStatus.CANCELLED) {
            return Stream.empty();
        }
        Instant end = tally.end(Instant.MAX);
        return milestones().stream()
                .filter(one -> one.status() == MilestoneStatus.OPEN)
                .filter(one -> end.equals(Instant.MAX)
                        || tally.exact(one.threshold())
                                .filter(at -> !at.isAfter(end))
                                .isPresent());
    }

    /**
     * As it is to be kept when a command of an imported history takes place: nobody is told, nothing follows, of what was
     * reached before it was imported.
     *
     * @param seen the moment at which the command is given
     */
    FoldedClock imported(Instant seen) {
        if (!asOf.isBefore(seen)) {
            return this;
        }
        FoldedClock known = asOf(seen);
        List<ClockEvent> skipped = known.alarms()
                .filter(one -> !one.at().isAfter(seen))
                .<ClockEvent>map(
                        one -> new ClockEvent.Skipped(one.at(), one.threshold().label(), seen))
                .toList();
        return known.and(skipped);
    }

    @Override
    public Explanation explain() {
        return tally.explain(asOf);
    }

    @Override
    public List<ClockEvent> events() {
        return events;
    }

    /** How it stands, in a line. */
    String words() {
        String state = switch (status()) {
            case RUNNING -> "running" + due().map(at -> ", due " + at).orElse("");
            case PAUSED ->
                "paused for " + tally.pausedFor().orElse("")
                        + remaining().map(left -> ", " + left + " left").orElse("");
            case STOPPED -> breached() ? "breached" : "met";
            case CANCELLED -> "cancelled";
        };
        return policy().name() + (cycle == 1 ? " " : " #" + cycle + " ") + state;
    }

    @Override
    public String toString() {
        return slot + " of " + ticket + " at " + asOf + ": " + words() + "; events: " + events.size();
    }
}
