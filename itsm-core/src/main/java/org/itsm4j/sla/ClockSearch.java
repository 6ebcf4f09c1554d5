package org.itsm4j.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketKind;

/** Which clocks to list, those due first. Immutable; each method returns a new one. */
public final class ClockSearch {
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** Which clocks it is about. */
    public enum Scope {
        /** Those whose due instant has passed and that are not stopped. */
        OVERDUE,
        /** Those that run and fall due within a time from now. */
        AT_RISK,
        /** Those whose due instant lies in a period and was missed, stopped or not. */
        BREACHED
    }

    private final TicketKind kind;
    private final Scope scope;
    private final Duration within;
    private final Optional<Instant> from;
    private final Optional<Instant> to;
    private final Filters filters;

    /** What narrows it. */
    private static final class Filters {
        private Optional<String> policy = Optional.empty();
        private Optional<String> slot = Optional.empty();
        private Optional<String> group = Optional.empty();
        private Optional<String> service = Optional.empty();
        private Optional<Priority> priority = Optional.empty();
        private int limit = Limits.PAGE_DEFAULT;
        private Optional<ClockCursor> after = Optional.empty();

        private Filters copy() {
            Filters copy = new Filters();
            copy.policy = policy;
            copy.slot = slot;
            copy.group = group;
            copy.service = service;
            copy.priority = priority;
            copy.limit = limit;
            copy.after = after;
            return copy;
        }
    }

    private ClockSearch(
            TicketKind kind,
            Scope scope,
            Duration within,
            Optional<Instant> from,
            Optional<Instant> to,
            Filters filters) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.scope = scope;
        this.within = within;
        this.from = from;
        this.to = to;
        this.filters = filters;
    }

    /**
     * @param kind of which tickets
     * @return clocks whose due instant has passed and that are not stopped
     */
    public static ClockSearch overdue(TicketKind kind) {
        return new ClockSearch(kind, Scope.OVERDUE, Duration.ZERO, Optional.empty(), Optional.empty(), new Filters());
    }

    /**
     * @param kind of which tickets
     * @param within how long from now, as the clock on the wall counts; not negative, at most 10 years
     * @return clocks that run and fall due by then
     * @throws InvalidInputException if the time is out of range
     */
    public static ClockSearch atRisk(TicketKind kind, Duration within) {
        Objects.requireNonNull(within, "within");
        if (within.isNegative() || within.compareTo(LONGEST) > 0) {
            throw new InvalidInputException("ClockSearch", "within", "PT0S to " + LONGEST + ", got " + within);
        }
        return new ClockSearch(kind, Scope.AT_RISK, within, Optional.empty(), Optional.empty(), new Filters());
    }

    /**
     * @param kind of which tickets
     * @param from the start of a period
     * @param to its end, exclusive; after the start
     * @return clocks whose due instant lies in the period and was missed
     * @throws InvalidInputException if the period is empty
     */
    public static ClockSearch breached(TicketKind kind, Instant from, Instant to) {
        requirePeriod("ClockSearch", from, to);
        return new ClockSearch(kind, Scope.BREACHED, Duration.ZERO, Optional.of(from), Optional.of(to), new Filters());
    }

    /**
     * @param subject what is checked, for the error
     * @param from the start of a period
     * @param to its end, exclusive; after the start
     * @throws InvalidInputException if the period is empty, or beyond the years that calendars count in
     */
    public static void requirePeriod(String subject, Instant from, Instant to) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Limits.requireCounted(subject, "from", from);
        Limits.requireCounted(subject, "to", to);
        if (!from.isBefore(to)) {
            throw new InvalidInputException(subject, "to", "after " + from + ", got " + to);
        }
    }

    private ClockSearch with(Consumer<Filters> change) {
        Filters next = filters.copy();
        change.accept(next);
        return new ClockSearch(kind, scope, within, from, to, next);
    }

    /**
     * @param name a policy
     * @return this search, for its clocks only
     * @throws InvalidInputException if it is blank, too long, or no store could compare with it
     */
    public ClockSearch policy(String name) {
        return with(next -> next.policy = Optional.of(
                Text.Rule.require("ClockSearch", "policy", Objects.requireNonNull(name, "name"), Limits.SLOT)));
    }

    /**
     * @param name a slot, such as {@code resolution}
     * @return this search, for such clocks only
     * @throws InvalidInputException if it is blank, too long, or no store could compare with it
     */
    public ClockSearch slot(String name) {
        return with(next -> next.slot = Optional.of(
                Text.Rule.require("ClockSearch", "slot", Objects.requireNonNull(name, "name"), Limits.SLOT)));
    }

    /**
     * @param name a group
     * @return this search, for tickets that it has now
     * @throws InvalidInputException if it is blank, too long, or no store could compare with it
     */
    public ClockSearch group(String name) {
        return with(next -> next.group = Optional.of(
                Text.Rule.require("ClockSearch", "group", Objects.requireNonNull(name, "name"), Limits.SLOT)));
    }

    /**
     * @param name a service
     * @return this search, for its tickets only
     * @throws InvalidInputException if it is blank, too long, or no store could compare with it
     */
    public ClockSearch service(String name) {
        return with(next -> next.service = Optional.of(
                Text.Rule.require("ClockSearch", "service", Objects.requireNonNull(name, "name"), Limits.SLOT)));
    }

    /**
     * @param priority a priority
     * @return this search, for such tickets only
     */
    public ClockSearch priority(Priority priority) {
        return with(next -> next.priority = Optional.of(Objects.requireNonNull(priority, "priority")));
    }

    /**
     * @param size 1 to 1,000; 50 unless told
     * @return this search, with pages of that size
     * @throws InvalidInputException if it is out of range
     */
    public ClockSearch limit(int size) {
        if (size < 1 || size > Limits.PAGE_CAP) {
            throw new InvalidInputException("ClockSearch", "limit", "1 to " + Limits.PAGE_CAP + ", got " + size);
        }
        return with(next -> next.limit = size);
    }

    /**
     * @param cursor where the page before ended
     * @return this search, from there on
     */
    public ClockSearch after(ClockCursor cursor) {
        return with(next -> next.after = Optional.of(Objects.requireNonNull(cursor, "cursor")));
    }

    /** @return of which tickets */
    public TicketKind kind() {
        return kind;
    }

    /** @return which clocks it is about */
    public Scope scope() {
        return scope;
    }

    /** @return how long from now; zero unless {@link Scope#AT_RISK} */
    public Duration within() {
        return within;
    }

    /** @return the start of the period; empty unless {@link Scope#BREACHED} */
    public Optional<Instant> from() {
        return from;
    }

    /** @return the end of the period, exclusive; empty unless {@link Scope#BREACHED} */
    public Optional<Instant> to() {
        return to;
    }

    /** @return the policy */
    public Optional<String> policy() {
        return filters.policy;
    }

    /** @return the slot */
    public Optional<String> slot() {
        return filters.slot;
    }

    /** @return the group that has the tickets now */
    public Optional<String> group() {
        return filters.group;
    }

    /** @return the service */
    public Optional<String> service() {
        return filters.service;
    }

    /** @return the priority */
    public Optional<Priority> priority() {
        return filters.priority;
    }

    /** @return the size of a page */
    public int limit() {
        return filters.limit;
    }

    /** @return where the page starts; empty for the first */
    public Optional<ClockCursor> after() {
        return filters.after;
    }
}
