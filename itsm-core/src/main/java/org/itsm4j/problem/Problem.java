package org.itsm4j.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;

/**
 * A problem, as it is at one version. Immutable and thread-safe: commands of {@link Problems} give a new one. The rules that
 * need no other ticket are here; which step is allowed when is said by {@link ProblemContract}.
 */
public final class Problem implements Ticket<Problem> {
    private static final Duration LONGEST_RISK = Duration.ofDays(3_650);

    private final Builder parts;

    private Problem(Builder parts) {
        this.parts = parts;
    }

    @Override
    public TicketKind kind() {
        return TicketKind.PROBLEM;
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
    public ProblemState state() {
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

    /** @return what made somebody suspect it */
    public ProblemSource source() {
        return parts.source;
    }

    /** @return the person who logged it; empty if the system did */
    public Optional<String> reporter() {
        return parts.reporter;
    }

    /** @return what it is about, and how much it matters */
    public ProblemTopic topic() {
        return parts.topic;
    }

    /** @return who answers for it; empty until it is assessed */
    public Optional<Assignment> owner() {
        return parts.owner;
    }

    /** @return how its cause is looked for; empty until it is investigated */
    public Optional<RcaTechnique> technique() {
        return parts.technique;
    }

    /** @return what the search for its cause has found so far */
    public Optional<RootCauseAnalysis> analysis() {
        return parts.analysis;
    }

    /** @return its known error; empty until it is declared */
    public Optional<KnownError> knownError() {
        return parts.knownError;
    }

    /** @return what was decided on cost and benefit of a fix */
    public Optional<String> fixDecision() {
        return parts.fixDecision;
    }

    /** @return how it was fixed; kept from the last time while it is reopened */
    public Optional<Fix> fix() {
        return parts.fix;
    }

    /** @return the risk that was accepted, while it is closed for that */
    public Optional<RiskAcceptance> risk() {
        return parts.risk;
    }

    /** @return why it was cancelled */
    public Optional<ProblemCancellation> cancellation() {
        return parts.cancellation;
    }

    /** @return what it waits for, while it is on hold */
    public Optional<HeldProblem> held() {
        return parts.held;
    }

    /** @return when what happened */
    public ProblemMilestones milestones() {
        return parts.milestones;
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

    /** Follow-up, review of an accepted risk or timer, the earliest. */
    @Override
    public Optional<Instant> wakeAt() {
        return Stream.of(followUpAt(), riskReviewAt(), parts.timerAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** The person who logged it. */
    @Override
    public Optional<String> requester() {
        return parts.reporter;
    }

    @Override
    public Optional<String> group() {
        return parts.owner.map(Assignment::group);
    }

    @Override
    public Optional<String> agent() {
        return parts.owner.flatMap(Assignment::agent);
    }

    Optional<Instant> followUpAt() {
        return parts.held.flatMap(held -> held.hold().followUpAt());
    }

    Optional<Instant> riskReviewAt() {
        return parts.risk.filter(risk -> state() == ProblemState.CLOSED).map(RiskAcceptance::reviewAt);
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
    public Problem standingAt(Place place, Optional<Instant> timerAt) {
        return toBuilder().place(place).timerAt(timerAt).build();
    }

    @Override
    public Problem customised(CustomValues values) {
        Objects.requireNonNull(values, "values");
        return toBuilder().custom(values).build();
    }

    @Override
    public Problem underServiceLevels(int version) {
        return toBuilder().serviceLevels(version).build();
    }

    @Override
    public Problem recorded(Head head) {
        return toBuilder().head(head).build();
    }

    Problem assessed(Assessment as, Instant now) {
        return toBuilder()
                .state(ProblemState.ASSESSED)
                .topic(new ProblemTopic(
                        topic().service(),
                        topic().configurationItem(),
                        Optional.of(as.category()),
                        Optional.of(as.priority())))
                .owner(Optional.of(as.owner()))
                .milestones(milestones().assessed(now))
                .build();
    }

    Problem investigated(RcaTechnique how, Instant now) {
        return toBuilder()
                .state(ProblemState.INVESTIGATING)
                .technique(Optional.of(how))
                .milestones(milestones().investigated(now))
                .build();
    }

    Problem analysed(RootCauseAnalysis found) {
        return toBuilder()
                .technique(Optional.of(found.technique()))
                .analysis(Optional.of(found))
                .build();
    }

    Problem declared(KnownErrorDeclaration said, Instant now) {
        analysis().filter(found -> !found.isConclusive()).ifPresent(found -> {
            throw rule(
                    "analysis",
                    "its analysis by " + found.technique() + " shows no root cause yet; allowed: mark one first");
        });
        return toBuilder()
                .state(ProblemState.KNOWN_ERROR)
                .knownError(Optional.of(KnownError.of(said, now)))
                .build();
    }

    Problem workaround(Optional<String> text) {
        return toBuilder()
                .knownError(knownError().map(known -> known.workaround(text)))
                .build();
    }

    Problem fixPlanned(FixPlan plan, Instant now) {
        return toBuilder()
                .state(ProblemState.FIX_PLANNED)
                .fixDecision(plan.decision())
                .milestones(milestones().fixPlanned(now))
                .build();
    }

    Problem riskAccepted(RiskAcceptance accepted, Instant now) {
        if (agent().map(String::strip).equals(Optional.of(accepted.approver().strip()))) {
            throw rule("approver", "the approver of a risk is not the owner of the problem; name another person");
        }
        if (!accepted.reviewAt().isAfter(now) || now.plus(LONGEST_RISK).isBefore(accepted.reviewAt())) {
            throw rule(
                    "reviewAt",
                    "the review is after " + now + ", within " + LONGEST_RISK.toDays() + " days of it, got "
                            + accepted.reviewAt());
        }
        return toBuilder()
                .state(ProblemState.CLOSED)
                .risk(Optional.of(accepted))
                .knownError(knownError().map(known -> known.standing(KnownErrorStatus.RETAINED)))
                .milestones(milestones().closed(now))
                .build();
    }

    Problem resolved(Fix how, Instant now) {
        return toBuilder()
                .state(ProblemState.RESOLVED)
                .fix(Optional.of(how))
                .knownError(knownError().map(known -> known.standing(KnownErrorStatus.RESOLVED)))
                .milestones(milestones().resolved(now))
                .build();
    }

    Problem closed(Instant now) {
        return toBuilder()
                .state(ProblemState.CLOSED)
                .milestones(milestones().closed(now))
                .build();
    }

    Problem reopened(Instant at) {
        return toBuilder()
                .state(ProblemState.INVESTIGATING)
                .risk(Optional.empty()) // or its old review date would reopen it once more
                .knownError(knownError().map(known -> known.standing(KnownErrorStatus.OPEN)))
                .milestones(milestones().reopened(at))
                .build();
    }

    Problem cancelled(ProblemCancellation why) {
        return toBuilder()
                .state(ProblemState.CANCELLED)
                .cancellation(Optional.of(why))
                .knownError(knownError().map(known -> known.standing(KnownErrorStatus.WITHDRAWN)))
                .build();
    }

    Problem held(Hold hold) {
        return toBuilder()
                .state(ProblemState.ON_HOLD)
                .held(Optional.of(new HeldProblem(hold, state())))
                .build();
    }

    Problem resumed() {
        return toBuilder()
                .state(parts.held.orElseThrow().before())
                .held(Optional.empty())
                .build();
    }

    Problem reassigned(Assignment to) {
        if (owner().equals(Optional.of(to))) {
            throw rule("sameAssignment", "it already has that owner; name another");
        }
        return toBuilder().owner(Optional.of(to)).build();
    }

    Problem about(ProblemTopic topic) {
        return toBuilder().topic(topic).build();
    }

    RuleViolationException rule(String rule, String message) {
        return new RuleViolationException(label(), rule, message);
    }

    /** Ids and counts, not contents: problems end up in logs. */
    @Override
    public String toString() {
        return number() + "[" + state() + " v" + version() + "]";
    }

    /** Collects the parts of a problem: for stores, which read them back. Not thread-safe. */
    public static final class Builder {
        private TicketId id;
        private TicketNumber number;
        private Tenant tenant;
        private ProblemState state = ProblemState.LOGGED;
        private Place place;
        private Head head = Head.START;
        private String summary;
        private String description = "";
        private ProblemSource source;
        private Optional<String> reporter = Optional.empty();
        private ProblemTopic topic;
        private Optional<Assignment> owner = Optional.empty();
        private Optional<RcaTechnique> technique = Optional.empty();
        private Optional<RootCauseAnalysis> analysis = Optional.empty();
        private Optional<KnownError> knownError = Optional.empty();
        private Optional<String> fixDecision = Optional.empty();
        private Optional<Fix> fix = Optional.empty();
        private Optional<RiskAcceptance> risk = Optional.empty();
        private Optional<ProblemCancellation> cancellation = Optional.empty();
        private Optional<HeldProblem> held = Optional.empty();
        private ProblemMilestones milestones;
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
            source = other.source;
            reporter = other.reporter;
            topic = other.topic;
            owner = other.owner;
            technique = other.technique;
            analysis = other.analysis;
            knownError = other.knownError;
            fixDecision = other.fixDecision;
            fix = other.fix;
            risk = other.risk;
            cancellation = other.cancellation;
            held = other.held;
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
         * @param value its state
         * @return this builder
         */
        public Builder state(ProblemState value) {
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
         * @param value what made somebody suspect it
         * @return this builder
         */
        public Builder source(ProblemSource value) {
            this.source = value;
            return this;
        }

        /**
         * @param value the person who logged it; empty if the system did
         * @return this builder
         */
        public Builder reporter(Optional<String> value) {
            this.reporter = value;
            return this;
        }

        /**
         * @param value what it is about, and how much it matters
         * @return this builder
         */
        public Builder topic(ProblemTopic value) {
            this.topic = value;
            return this;
        }

        /**
         * @param value who answers for it; empty until it is assessed
         * @return this builder
         */
        public Builder owner(Optional<Assignment> value) {
            this.owner = value;
            return this;
        }

        /**
         * @param value how its cause is looked for; empty until it is investigated
         * @return this builder
         */
        public Builder technique(Optional<RcaTechnique> value) {
            this.technique = value;
            return this;
        }

        /**
         * @param value what the search for its cause has found so far
         * @return this builder
         */
        public Builder analysis(Optional<RootCauseAnalysis> value) {
            this.analysis = value;
            return this;
        }

        /**
         * @param value its known error; empty until it is declared
         * @return this builder
         */
        public Builder knownError(Optional<KnownError> value) {
            this.knownError = value;
            return this;
        }

        /**
         * @param value what was decided on cost and benefit of a fix
         * @return this builder
         */
        public Builder fixDecision(Optional<String> value) {
            this.fixDecision = value;
            return this;
        }

        /**
         * @param value how it was fixed; kept from the last time while it is reopened
         * @return this builder
         */
        public Builder fix(Optional<Fix> value) {
            this.fix = value;
            return this;
        }

        /**
         * @param value the risk that was accepted, while it is closed for that
         * @return this builder
         */
        public Builder risk(Optional<RiskAcceptance> value) {
            this.risk = value;
            return this;
        }

        /**
         * @param value why it was cancelled
         * @return this builder
         */
        public Builder cancellation(Optional<ProblemCancellation> value) {
            this.cancellation = value;
            return this;
        }

        /**
         * @param value what it waits for, while it is on hold
         * @return this builder
         */
        public Builder held(Optional<HeldProblem> value) {
            this.held = value;
            return this;
        }

        /**
         * @param value when what happened
         * @return this builder
         */
        public Builder milestones(ProblemMilestones value) {
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
         * @param value the version of the service level policies it is under; 0, the default, for none
         * @return this builder
         */
        public Builder serviceLevels(int value) {
            this.serviceLevels = value;
            return this;
        }

        /**
         * @return the problem
         * @throws NullPointerException if a part that every problem has is missing
         */
        public Problem build() {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(summary, "summary");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(milestones, "milestones");
            Objects.requireNonNull(custom, "custom");
            return new Problem(new Builder(this));
        }
    }
}
