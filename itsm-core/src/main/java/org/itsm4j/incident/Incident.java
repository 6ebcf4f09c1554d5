package org.itsm4j.incident;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;

/**
 * An incident, as it is at one version. Immutable and thread-safe: commands of {@link Incidents} give a new one. The
 * rules that need no other ticket are here; which step is allowed when is said by {@link IncidentContract}.
 */
public final class Incident implements Ticket<Incident> {
    private final Builder parts;

    private Incident(Builder parts) {
        this.parts = parts;
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
    public TicketKind kind() {
        return TicketKind.INCIDENT;
    }

    @Override
    public Tenant tenant() {
        return parts.tenant;
    }

    @Override
    public IncidentState state() {
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

    /** @return what is wrong, in a line */
    public String summary() {
        return parts.summary;
    }

    /** @return what is wrong, in full; may be empty */
    public String description() {
        return parts.description;
    }

    /** @return where it comes from */
    public Origin origin() {
        return parts.origin;
    }

    /** @return what it is about and how much it matters */
    public Classification classification() {
        return parts.classification;
    }

    /** @return who has it, and how often that changed */
    public Handling handling() {
        return parts.handling;
    }

    /** @return what it waits for, while it is on hold; kept while it is merged, for when it is taken out again */
    public Optional<Hold> hold() {
        return parts.hold;
    }

    /** @return how it was resolved; kept from the last time while it is reopened */
    public Optional<Resolution> resolution() {
        return parts.resolution;
    }

    /** @return why it was cancelled */
    public Optional<CancelReason> cancelReason() {
        return parts.cancelReason;
    }

    /** @return its major-incident side */
    public MajorIncident major() {
        return parts.major;
    }

    /** @return the incident it was merged into */
    public Optional<Merge> merge() {
        return parts.merge;
    }

    /** @return when what happened */
    public Milestones milestones() {
        return parts.milestones;
    }

    @Override
    public CustomValues custom() {
        return parts.custom;
    }

    @Override
    public int serviceLevels() {
        return parts.serviceLevels;
    }

    @Override
    public Optional<Instant> timerAt() {
        return parts.timerAt;
    }

    /** Follow-up, situation report or timer, the earliest. */
    @Override
    public Optional<Instant> wakeAt() {
        return Stream.of(followUpAt(), sitrepAt(), parts.timerAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    @Override
    public Optional<String> requester() {
        return parts.origin.requester();
    }

    @Override
    public Optional<String> group() {
        return parts.handling.assignment().map(Assignment::group);
    }

    @Override
    public Optional<String> agent() {
        return parts.handling.assignment().flatMap(Assignment::agent);
    }

    Optional<Instant> followUpAt() {
        return parts.hold.filter(hold -> state() == IncidentState.ON_HOLD).flatMap(Hold::followUpAt);
    }

    /** Whether it goes on with an answer of its requester. */
    boolean waitsForCaller() {
        return state() == IncidentState.ON_HOLD
                && hold().filter(hold -> hold.reason().equals(HoldReason.CALLER))
                        .isPresent();
    }

    /** When the next situation report is due, while there is a situation. */
    Optional<Instant> sitrepAt() {
        return parts.major.nextSitrepAt().filter(at -> state().isOpen() || state() == IncidentState.RESOLVED);
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
    public Incident standingAt(Place place, Optional<Instant> timerAt) {
        return toBuilder().place(place).timerAt(timerAt).build();
    }

    @Override
    public Incident customised(CustomValues values) {
        Objects.requireNonNull(values, "values");
        return toBuilder().custom(values).build();
    }

    @Override
    public Incident underServiceLevels(int version) {
        return toBuilder().serviceLevels(version).build();
    }

    @Override
    public Incident recorded(Head head) {
        return toBuilder().head(head).build();
    }

    Incident assigned(Assignment to, Instant now) {
        return toBuilder()
                .state(IncidentState.ASSIGNED)
                .handling(handling().first(to))
                .milestones(milestones().assigned(now))
                .build();
    }

    Incident started(Assignment by, Instant now) {
        return toBuilder()
                .state(IncidentState.IN_PROGRESS)
                .handling(handling().first(by))
                .milestones(milestones().assigned(now).responded(now))
                .build();
    }

    Incident reassigned(Assignment to, Instant now) {
        if (handling().assignment().equals(Optional.of(to))) {
            throw rule("sameAssignment", "it already is with that group and person; name another");
        }
        return toBuilder()
                .state(IncidentState.ASSIGNED)
                .handling(handling().next(to))
                .milestones(milestones().assigned(now))
                .build();
    }

    Incident held(Hold hold) {
        return toBuilder().state(IncidentState.ON_HOLD).hold(Optional.of(hold)).build();
    }

    Incident responded(Instant now) {
        return toBuilder().milestones(milestones().responded(now)).build();
    }

    Incident resumed() {
        return toBuilder()
                .state(IncidentState.IN_PROGRESS)
                .hold(Optional.empty())
                .build();
    }

    Incident resolved(Resolution how, Instant now) {
        return toBuilder()
                .state(IncidentState.RESOLVED)
                .hold(Optional.empty())
                .origin(released()) // the same fault once more is a new incident, not a note that nobody reads
                .resolution(Optional.of(how))
                .milestones(milestones().responded(now).resolved(now))
                .build();
    }

    Incident reopened() {
        return toBuilder()
                .state(IncidentState.IN_PROGRESS)
                .milestones(milestones().reopened())
                .build();
    }

    Incident closed(Instant now) {
        return toBuilder()
                .state(IncidentState.CLOSED)
                .origin(released())
                .milestones(milestones().closed(now))
                .build();
    }

    Incident cancelled(CancelReason reason) {
        return toBuilder()
                .state(IncidentState.CANCELLED)
                .hold(Optional.empty())
                .origin(released())
                .cancelReason(Optional.of(reason))
                .build();
    }

    Incident merged(TicketId into) {
        return toBuilder()
                .state(IncidentState.MERGED)
                .origin(released())
                .merge(Optional.of(new Merge(into, state())))
                .build();
    }

    /** What was merged into it was reported under this key: further reports now belong here. */
    Incident inheriting(Optional<String> key) {
        Origin mine = origin();
        return toBuilder()
                .origin(new Origin(
                        mine.requester(), mine.source(), mine.correlationKey().or(() -> key)))
                .build();
    }

    Incident unmerged() {
        return toBuilder()
                .state(parts.merge.orElseThrow().before())
                .merge(Optional.empty())
                .build();
    }

    Incident classified(Classification classification) {
        return toBuilder().classification(classification).build();
    }

    Incident major(MajorIncident major) {
        return toBuilder().major(major).build();
    }

    /** A finished incident no longer holds its correlation key: the fault may be logged anew. */
    private Origin released() {
        return new Origin(origin().requester(), origin().source(), Optional.empty());
    }

    RuleViolationException rule(String rule, String message) {
        return new RuleViolationException(label(), rule, message);
    }

    /** Ids and counts, not contents: incidents end up in logs. */
    @Override
    public String toString() {
        return number() + "[" + state() + " v" + version() + "]";
    }

    /** Collects the parts of an incident: for stores, which read them back. Not thread-safe. */
    public static final class Builder {
        private TicketId id;
        private TicketNumber number;
        private Tenant tenant;
        private IncidentState state = IncidentState.NEW;
        private Place place;
        private Head head = Head.START;
        private String summary;
        private String description = "";
        private Origin origin;
        private Classification classification;
        private Handling handling = Handling.NOBODY;
        private Optional<Hold> hold = Optional.empty();
        private Optional<Resolution> resolution = Optional.empty();
        private Optional<CancelReason> cancelReason = Optional.empty();
        private MajorIncident major = MajorIncident.NONE;
        private Optional<Merge> merge = Optional.empty();
        private Milestones milestones;
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
            description = other.description;
            origin = other.origin;
            classification = other.classification;
            handling = other.handling;
            hold = other.hold;
            resolution = other.resolution;
            cancelReason = other.cancelReason;
            major = other.major;
            merge = other.merge;
            milestones = other.milestones;
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
         * @param value the version of the service level policies it is under; 0, the default, for none
         * @return this builder
         */
        public Builder serviceLevels(int value) {
            this.serviceLevels = value;
            return this;
        }

        /**
         * @param value its state
         * @return this builder
         */
        public Builder state(IncidentState value) {
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
         * @param value what is wrong, in a line
         * @return this builder
         */
        public Builder summary(String value) {
            this.summary = value;
            return this;
        }

        /**
         * @param value what is wrong, in full; may be empty
         * @return this builder
         */
        public Builder description(String value) {
            this.description = value;
            return this;
        }

        /**
         * @param value where it comes from
         * @return this builder
         */
        public Builder origin(Origin value) {
            this.origin = value;
            return this;
        }

        /**
         * @param value what it is about
         * @return this builder
         */
        public Builder classification(Classification value) {
            this.classification = value;
            return this;
        }

        /**
         * @param value who has it
         * @return this builder
         */
        public Builder handling(Handling value) {
            this.handling = value;
            return this;
        }

        /**
         * @param value what it waits for
         * @return this builder
         */
        public Builder hold(Optional<Hold> value) {
            this.hold = value;
            return this;
        }

        /**
         * @param value how it was resolved
         * @return this builder
         */
        public Builder resolution(Optional<Resolution> value) {
            this.resolution = value;
            return this;
        }

        /**
         * @param value why it was cancelled
         * @return this builder
         */
        public Builder cancelReason(Optional<CancelReason> value) {
            this.cancelReason = value;
            return this;
        }

        /**
         * @param value its major-incident side
         * @return this builder
         */
        public Builder major(MajorIncident value) {
            this.major = value;
            return this;
        }

        /**
         * @param value what it was merged into
         * @return this builder
         */
        public Builder merge(Optional<Merge> value) {
            this.merge = value;
            return this;
        }

        /**
         * @param value when what happened
         * @return this builder
         */
        public Builder milestones(Milestones value) {
            this.milestones = value;
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
         * @return the incident
         * @throws NullPointerException if a part that every incident has is missing
         */
        public Incident build() {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(summary, "summary");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(classification, "classification");
            Objects.requireNonNull(milestones, "milestones");
            Objects.requireNonNull(custom, "custom");
            return new Incident(new Builder(this));
        }
    }
}
