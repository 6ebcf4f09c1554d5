package org.itsm4j.change;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.Invitee;
import org.itsm4j.approval.Presence;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.CollisionRules;
import org.itsm4j.change.calendar.ImpactAnalysis;
import org.itsm4j.error.ConfigurationException;

/**
 * How a tenant handles changes. Immutable; the methods of {@link #toBuilder()} make a new one. {@link #standard()}: the
 * standard questions on risk, no window and no freeze, no templates; approvals must be set, as nobody knows who is to agree.
 */
public final class ChangeSettings {
    private static final ChangeSettings STANDARD = new ChangeSettings(new Builder());

    private final Builder parts;

    private ChangeSettings(Builder parts) {
        this.parts = new Builder(parts);
    }

    /** @return the settings of a tenant that says nothing */
    public static ChangeSettings standard() {
        return STANDARD;
    }

    /** @return a builder of the standard settings */
    public static Builder builder() {
        return new Builder();
    }

    /** @return a builder with all of this */
    public Builder toBuilder() {
        return new Builder(parts);
    }

    /** @return how risk is reckoned */
    public RiskModel risk() {
        return parts.risk;
    }

    /** @return when changes may be done and when not, until another calendar is published by {@code desk.changeSchedule()} */
    public ChangeCalendar calendar() {
        return parts.calendar;
    }

    /** @return what else is hit by a change; only what it touches unless told */
    public ImpactAnalysis impact() {
        return parts.impact;
    }

    /** @return how much each kind of collision weighs */
    public CollisionRules collisionRules() {
        return parts.rules;
    }

    /** @return the templates of standard changes, by their keys */
    public Map<String, ChangeTemplate> templates() {
        return Collections.unmodifiableMap(parts.templates);
    }

    /**
     * @param ref a version of a template
     * @return it, if it is the current one
     */
    public Optional<ChangeTemplate> template(TemplateRef ref) {
        return Optional.ofNullable(
                        parts.templates.get(Objects.requireNonNull(ref, "ref").key()))
                .filter(template -> template.version() == ref.version());
    }

    /**
     * @param model how a change is handled
     * @param tier the tier of its risk
     * @return who has to agree to it
     * @throws ConfigurationException if that was not set
     */
    public ApprovalPolicy approval(ChangeModel model, RiskTier tier) {
        ApprovalPolicy emergency = parts.emergency.orElse(null);
        ApprovalPolicy policy =
                model == ChangeModel.EMERGENCY && emergency != null ? emergency : parts.approvals.get(tier);
        if (policy == null) {
            throw new ConfigurationException("Nobody is set to agree to changes of risk " + tier
                    + "; add ChangeSettings.builder().approval(" + tier + ", policy)");
        }
        return policy;
    }

    /** @return who is behind groups and roles of a policy; nobody unless told */
    public Function<Invitee, Collection<String>> members() {
        return parts.members;
    }

    /** @return who stands in for whom, and who is away */
    public Presence presence() {
        return parts.presence.get();
    }

    /** @return how long after it was let go first an emergency may be approved; 3 days unless told */
    public Duration retrospectiveWithin() {
        return parts.retrospectiveWithin;
    }

    /** @return for how long after a change incidents on its configuration items are counted in its review; 72 hours unless told */
    public Duration incidentsWithin() {
        return parts.incidentsWithin;
    }

    /** @return marks what was touched by a change that was backed out; nothing unless told */
    public BackOutMarks backOutMarks() {
        return parts.backOutMarks;
    }

    /** @return of how many standard changes one is reviewed although it went well; 10 unless told */
    public int sampleEvery() {
        return parts.sampleEvery;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofDays(365);
        private static final int RAREST = 1_000_000;

        private RiskModel risk = RiskModel.standard();
        private ChangeCalendar calendar = ChangeCalendar.named("none").build();
        private CollisionRules rules = CollisionRules.standard();
        private ImpactAnalysis impact = ImpactAnalysis.sameOnly();
        private Map<String, ChangeTemplate> templates = new LinkedHashMap<>();
        private Map<RiskTier, ApprovalPolicy> approvals = new EnumMap<>(RiskTier.class);
        private Optional<ApprovalPolicy> emergency = Optional.empty();
        private Function<Invitee, Collection<String>> members = invitee -> List.of();
        private Supplier<Presence> presence = () -> Presence.EVERYBODY;
        private Duration retrospectiveWithin = Duration.ofDays(3);
        private Duration incidentsWithin = Duration.ofHours(72);
        private BackOutMarks backOutMarks = BackOutMarks.none();
        private int sampleEvery = 10;

        private Builder() {}

        private Builder(Builder other) {
            risk = other.risk;
            calendar = other.calendar;
            rules = other.rules;
            impact = other.impact;
            templates = new LinkedHashMap<>(other.templates);
            approvals = new EnumMap<>(RiskTier.class);
            approvals.putAll(other.approvals);
            emergency = other.emergency;
            members = other.members;
            presence = other.presence;
            retrospectiveWithin = other.retrospectiveWithin;
            incidentsWithin = other.incidentsWithin;
            backOutMarks = other.backOutMarks;
            sampleEvery = other.sampleEvery;
        }

        /**
         * @param model how risk is reckoned
         * @return this builder
         */
        public Builder risk(RiskModel model) {
            risk = Objects.requireNonNull(model, "model");
            return this;
        }

        /**
         * @param windowsAndFreezes when changes may be done and when not, until another calendar is published
         * @return this builder
         */
        public Builder calendar(ChangeCalendar windowsAndFreezes) {
            calendar = Objects.requireNonNull(windowsAndFreezes, "windowsAndFreezes");
            return this;
        }

        /**
         * @param severities how much each kind of collision weighs
         * @return this builder
         */
        public Builder collisionRules(CollisionRules severities) {
            rules = Objects.requireNonNull(severities, "severities");
            return this;
        }

        /**
         * @param analysis what else is hit by a change; quick, thread-safe, must not call itsm4j
         * @return this builder
         */
        public Builder impact(ImpactAnalysis analysis) {
            impact = Objects.requireNonNull(analysis, "analysis");
            return this;
        }

        /**
         * @param template a template of standard changes; takes the place of an earlier version
         * @return this builder
         */
        public Builder template(ChangeTemplate template) {
            templates.put(Objects.requireNonNull(template, "template").key(), template);
            return this;
        }

        /**
         * @param tier a tier of risk
         * @param policy who has to agree to changes of that tier
         * @return this builder
         */
        public Builder approval(RiskTier tier, ApprovalPolicy policy) {
            approvals.put(Objects.requireNonNull(tier, "tier"), Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /**
         * @param policy who has to agree to emergencies, whatever their risk; as to other changes unless told
         * @return this builder
         */
        public Builder emergencyApproval(ApprovalPolicy policy) {
            emergency = Optional.of(Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /**
         * @param who says who is in a group, or has a role, by the names of persons; asked when a vote is opened; quick,
         *     thread-safe, must not call itsm4j
         * @return this builder
         */
        public Builder members(Function<Invitee, Collection<String>> who) {
            members = Objects.requireNonNull(who, "who");
            return this;
        }

        /**
         * @param who says who stands in for whom, and who is away; asked whenever it is looked how a vote stands; quick,
         *     thread-safe, must not call itsm4j
         * @return this builder
         */
        public Builder presence(Supplier<Presence> who) {
            presence = Objects.requireNonNull(who, "who");
            return this;
        }

        /**
         * @param time how long after it was let go first an emergency may be approved; more than zero, up to 365 days
         * @return this builder
         * @throws ConfigurationException if it is out of range
         */
        public Builder retrospectiveWithin(Duration time) {
            retrospectiveWithin = inRange("retrospectiveWithin", time);
            return this;
        }

        /**
         * @param time for how long after a change incidents are counted; more than zero, up to 365 days
         * @return this builder
         * @throws ConfigurationException if it is out of range
         */
        public Builder incidentsWithin(Duration time) {
            incidentsWithin = inRange("incidentsWithin", time);
            return this;
        }

        private static Duration inRange(String what, Duration time) {
            if (Objects.requireNonNull(time, "time").isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
                throw new ConfigurationException(
                        what + " must be more than zero and up to " + LONGEST.toDays() + " days, got " + time);
            }
            return time;
        }

        /**
         * @param marks marks what was touched by a change that was backed out; called in its transaction
         * @return this builder
         */
        public Builder backOutMarks(BackOutMarks marks) {
            backOutMarks = Objects.requireNonNull(marks, "marks");
            return this;
        }

        /**
         * @param changes of how many standard changes one is reviewed although it went well; 1 to 1,000,000
         * @return this builder
         * @throws ConfigurationException if it is out of range
         */
        public Builder sampleEvery(int changes) {
            if (changes < 1 || changes > RAREST) {
                throw new ConfigurationException("sampleEvery must be 1 to " + RAREST + ", got " + changes);
            }
            sampleEvery = changes;
            return this;
        }

        /** @return the settings */
        public ChangeSettings build() {
            return new ChangeSettings(this);
        }
    }
}
