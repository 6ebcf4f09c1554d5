package org.itsm4j.change;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.itsm4j.change.calendar.PlannedChange;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Waiver;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;

/**
 * A change, as it is at one version. Immutable and thread-safe: commands of {@link Changes} give a new one. Which step is
 * allowed when is said by {@link ChangeContract}.
 */
public final class Change implements Ticket<Change> {
    private final Builder parts;

    private Change(Builder parts) {
        this.parts = parts;
    }

    @Override
    public TicketKind kind() {
        return TicketKind.CHANGE;
    }

    @Override
    public TicketId id() {
        return parts.id;
    }

    @Override
    public TicketNumber number() {
        return parts.number;
    }

    @Override
    public Tenant tenant() {
        return parts.tenant;
    }

    @Override
    public ChangeState state() {
        return parts.state;
    }

    @Override
    public Place place() {
        return parts.place;
    }

    @Override
    public Head head() {
        return parts.head;
    }

    /** @return what is wanted, in a line */
    public String summary() {
        return parts.summary;
    }

    /** @return who wants it, why, and how it is handled */
    public ChangeOrigin origin() {
        return parts.origin;
    }

    /** @return what it is for and touches */
    public ChangeScope scope() {
        return parts.scope;
    }

    /** @return what is to be done; empty in a draft that has none yet */
    public Optional<ChangePlan> plan() {
        return parts.plan;
    }

    /** @return the answers on risk, by question */
    public SortedMap<String, String> answers() {
        return parts.answers;
    }

    /** @return how much the business depends on what it touches; MEDIUM unless told */
    public Criticality criticality() {
        return parts.criticality;
    }

    /** @return how much may go wrong; empty before it is submitted */
    public Optional<Risk> risk() {
        return parts.risk;
    }

    /** @return who does it */
    public Optional<Assignment> assignment() {
        return parts.assignment;
    }

    /** @return by what it may be done */
    public Authorisation authorisation() {
        return parts.authorisation;
    }

    /** @return when time decides the vote; kept for stores, to wake it */
    public Optional<Instant> decideAt() {
        return parts.decideAt;
    }

    /** @return the collisions that were allowed */
    public List<Waiver> waivers() {
        return parts.waivers;
    }

    /** @return why it must not be begun for now */
    public Optional<String> lockdown() {
        return parts.lockdown;
    }

    /** @return how it was done in fact */
    public Optional<Implementation> implementation() {
        return parts.implementation;
    }

    /** @return the review after it */
    public Optional<Review> review() {
        return parts.review;
    }

    /** @return when what happened */
    public ChangeTimes times() {
        return parts.times;
    }

    @Override
    public Optional<Instant> timerAt() {
        return parts.timerAt;
    }

    @Override
    public CustomValues custom() {
        return parts.custom;
    }

    @Override
    public int serviceLevels() {
        return parts.serviceLevels;
    }

    /** The deadline of a vote, or a timer of the workflow, the earliest. */
    @Override
    public Optional<Instant> wakeAt() {
        return Stream.of(parts.decideAt, parts.timerAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    @Override
    public Optional<String> requester() {
        return parts.origin.requester();
    }

    @Override
    public Optional<String> group() {
        return parts.assignment.map(Assignment::group);
    }

    @Override
    public Optional<String> agent() {
        return parts.assignment.flatMap(Assignment::agent);
    }

    /** @return how it is handled */
    public ChangeModel model() {
        return parts.origin.model();
    }

    /** @return when it is to be done */
    public Optional<Slot> window() {
        return parts.plan.map(ChangePlan::window);
    }

    /** @return how it went; what was made without approval counts as UNAUTHORISED, whatever was done. Empty before that is known */
    public Optional<Outcome> outcome() {
        if (parts.origin.unauthorised() || parts.authorisation.isDeclined() && parts.implementation.isPresent()) {
            return Optional.of(Outcome.UNAUTHORISED);
        }
        return parts.implementation.map(Implementation::outcome);
    }

    /** @return who must never decide on it alone: who wants it, who has raised it, who does it */
    public Set<String> conflicted() {
        Set<String> conflicted = new TreeSet<>();
        requester().ifPresent(conflicted::add);
        agent().ifPresent(conflicted::add);
        conflicted.add(parts.origin.raisedBy());
        return Collections.unmodifiableSet(conflicted);
    }

    /** As the calendar needs it; empty as long as it has no window. */
    Optional<PlannedChange> planned() {
        return window().map(slot -> new PlannedChange(
                ref(),
                Labels.of(model()),
                slot,
                parts.scope.configurationItems(),
                agent().map(Set::of).orElse(Set.of()),
                parts.scope.service()));
    }

    /** Whether its review is still to be written: always after an emergency, and after what was risky or went wrong. */
    boolean isReviewDue(int sampleEvery) {
        boolean risky = parts.risk.filter(risk -> risk.tier() != RiskTier.LOW).isPresent();
        boolean wrong = outcome().filter(it -> it != Outcome.SUCCESSFUL).isPresent();
        boolean asked = model() == ChangeModel.EMERGENCY || risky || wrong || isSampled(sampleEvery);
        return parts.review.isEmpty() && asked;
    }

    /** By its id, so that nobody can choose which standard change is looked at. */
    private boolean isSampled(int every) {
        return model() == ChangeModel.STANDARD && Math.floorMod(id().toString().hashCode(), every) == 0;
    }

    boolean isInWindow(Instant now) {
        return window().filter(slot -> !now.isBefore(slot.from()) && now.isBefore(slot.to()))
                .isPresent();
    }

    /** @return a builder with all its parts, for stores */
    public Builder toBuilder() {
        return new Builder(parts);
    }

    /** @return an empty builder, for stores */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Change standingAt(Place place, Optional<Instant> timerAt) {
        return toBuilder().place(place).timerAt(timerAt).build();
    }

    @Override
    public Change customised(CustomValues values) {
        Objects.requireNonNull(values, "values");
        return toBuilder().custom(values).build();
    }

    @Override
    public Change underServiceLevels(int version) {
        return toBuilder().serviceLevels(version).build();
    }

    @Override
    public Change recorded(Head head) {
        return toBuilder().head(head).build();
    }

    Change in(ChangeState state) {
        return toBuilder().state(state).build();
    }

    /** @return how it stands, in words for a timeline: its number, its state, and its outcome if it has one */
    public String standing() {
        String how = outcome().map(outcome -> ", " + outcome).orElse("");
        return number() + " is " + state().name().toLowerCase(Locale.ROOT) + how;
    }

    RuleViolationException rule(String rule, String message) {
        return new RuleViolationException(label(), rule, message);
    }

    /** Ids and counts, not contents: changes end up in logs. */
    @Override
    public String toString() {
        return number() + "[" + state() + " v" + version() + "]";
    }

    /** Collects the parts of a change: for stores, which read them back. Not thread-safe. */
    public static final class Builder {
        private TicketId id;
        private TicketNumber number;
        private Tenant tenant;
        private ChangeState state = ChangeState.DRAFT;
        private Place place;
        private Head head = Head.START;
        private String summary;
        private ChangeOrigin origin;
        private ChangeScope scope;
        private Optional<ChangePlan> plan = Optional.empty();
        private SortedMap<String, String> answers = Collections.emptySortedMap();
        private Criticality criticality = Criticality.MEDIUM;
        private Optional<Risk> risk = Optional.empty();
        private Optional<Assignment> assignment = Optional.empty();
        private Authorisation authorisation = Authorisation.NONE;
        private Optional<Instant> decideAt = Optional.empty();
        private List<Waiver> waivers = List.of();
        private Optional<String> lockdown = Optional.empty();
        private Optional<Implementation> implementation = Optional.empty();
        private Optional<Review> review = Optional.empty();
        private ChangeTimes times;
        private Optional<Instant> timerAt = Optional.empty();
        private CustomValues custom = CustomValues.none();
        private int serviceLevels;

        @SuppressWarnings("NullAway.Init")
        private Builder() {}

        private Builder(Builder other) {
            id = other.id;
            number = other.number;
            tenant = other.tenant;
            state = other.state;
            place = other.place;
            head = other.head;
            summary = other.summary;
            origin = other.origin;
            scope = other.scope;
            plan = other.plan;
            answers = other.answers;
            criticality = other.criticality;
            risk = other.risk;
            assignment = other.assignment;
            authorisation = other.authorisation;
            decideAt = other.decideAt;
            waivers = other.waivers;
            lockdown = other.lockdown;
            implementation = other.implementation;
            review = other.review;
            times = other.times;
            timerAt = other.timerAt;
            custom = other.custom;
            serviceLevels = other.serviceLevels;
        }

        /**
         * @param value its identity
         * @return this builder
         */
        public Builder id(TicketId value) {
            this.id = value;
            return this;
        }

        /**
         * @param value what people call it
         * @return this builder
         */
        public Builder number(TicketNumber value) {
            this.number = value;
            return this;
        }

        /**
         * @param value whose it is
         * @return this builder
         */
        public Builder tenant(Tenant value) {
            this.tenant = value;
            return this;
        }

        /**
         * @param value its state
         * @return this builder
         */
        public Builder state(ChangeState value) {
            this.state = value;
            return this;
        }

        /**
         * @param value its place in the workflow
         * @return this builder
         */
        public Builder place(Place value) {
            this.place = value;
            return this;
        }

        /**
         * @param value the end of its timeline
         * @return this builder
         */
        public Builder head(Head value) {
            this.head = value;
            return this;
        }

        /**
         * @param value what is wanted, in a line
         * @return this builder
         */
        public Builder summary(String value) {
            this.summary = value;
            return this;
        }

        /**
         * @param value who wants it, why, and how it is handled
         * @return this builder
         */
        public Builder origin(ChangeOrigin value) {
            this.origin = value;
            return this;
        }

        /**
         * @param value what it is for and touches
         * @return this builder
         */
        public Builder scope(ChangeScope value) {
            this.scope = value;
            return this;
        }

        /**
         * @param value what is to be done; empty in a draft that has none yet
         * @return this builder
         */
        public Builder plan(Optional<ChangePlan> value) {
            this.plan = value;
            return this;
        }

        /**
         * @param value the answers on risk, by question
         * @return this builder
         */
        public Builder answers(SortedMap<String, String> value) {
            this.answers = Collections.unmodifiableSortedMap(new TreeMap<>(value));
            return this;
        }

        /**
         * @param value how much the business depends on what it touches; MEDIUM unless told
         * @return this builder
         */
        public Builder criticality(Criticality value) {
            this.criticality = value;
            return this;
        }

        /**
         * @param value how much may go wrong; empty before it is submitted
         * @return this builder
         */
        public Builder risk(Optional<Risk> value) {
            this.risk = value;
            return this;
        }

        /**
         * @param value who does it
         * @return this builder
         */
        public Builder assignment(Optional<Assignment> value) {
            this.assignment = value;
            return this;
        }

        /**
         * @param value by what it may be done
         * @return this builder
         */
        public Builder authorisation(Authorisation value) {
            this.authorisation = value;
            return this;
        }

        /**
         * @param value when time decides the vote; kept for stores, to wake it
         * @return this builder
         */
        public Builder decideAt(Optional<Instant> value) {
            this.decideAt = value;
            return this;
        }

        /**
         * @param value the collisions that were allowed
         * @return this builder
         */
        public Builder waivers(List<Waiver> value) {
            this.waivers = List.copyOf(value);
            return this;
        }

        /**
         * @param value why it must not be begun for now
         * @return this builder
         */
        public Builder lockdown(Optional<String> value) {
            this.lockdown = value;
            return this;
        }

        /**
         * @param value how it was done in fact
         * @return this builder
         */
        public Builder implementation(Optional<Implementation> value) {
            this.implementation = value;
            return this;
        }

        /**
         * @param value the review after it
         * @return this builder
         */
        public Builder review(Optional<Review> value) {
            this.review = value;
            return this;
        }

        /**
         * @param value when what happened
         * @return this builder
         */
        public Builder times(ChangeTimes value) {
            this.times = value;
            return this;
        }

        /**
         * @param value the workflow's timer on it
         * @return this builder
         */
        public Builder timerAt(Optional<Instant> value) {
            this.timerAt = value;
            return this;
        }

        /**
         * @param value the values of the host's own fields
         * @return this builder
         */
        public Builder custom(CustomValues value) {
            // what a change takes away is no part of a ticket
            this.custom =
                    value.removed().isEmpty() ? value : CustomValues.none().changedBy(value);
            return this;
        }

        /**
         * @param value the version of the service level policies it is under; 0 if under none
         * @return this builder
         */
        public Builder serviceLevels(int value) {
            this.serviceLevels = value;
            return this;
        }

        /**
         * @return the change
         * @throws NullPointerException if a part that every change has is missing
         */
        public Change build() {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(summary, "summary");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(times, "times");
            return new Change(new Builder(this));
        }
    }
}
