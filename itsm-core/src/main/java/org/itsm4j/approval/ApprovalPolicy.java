package org.itsm4j.approval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;

/**
 * Who must agree, stage after stage, before something may go on. Immutable. {@link #toJson()} and {@link #fromJson} are the same
 * thing as a file; what a builder refuses, a file is refused for.
 *
 * <p>What holds of every policy, and what it may choose:
 *
 * <ul>
 *   <li>A voter is a person, not an account, and has one vote in a stage, however often they are invited.
 *   <li>Who is in conflict (requester, implementer) never approves alone: a stage needs the approval of somebody else, too. By
 *       default they are <em>recused</em>: no voter of the quorum, and none of their approvals counts, given for themselves, by
 *       them for others, or by others for them. Their rejections count, and so do their vetoes. {@link Builder#countConflicted}.
 *   <li>Who votes for others counts once in a stage: for one of them, or for themselves. {@link Builder#delegatesAddUp}.
 *   <li>Who is away still counts in the quorum. {@link Builder#excuseAbsent}.
 *   <li>A delegation may be passed on once. {@link Builder#delegationDepth}.
 * </ul>
 */
public final class ApprovalPolicy {
    /** How many stages there may be. */
    static final int STAGES = 20;
    /** How many persons may vote in a stage, and how many may be invited. */
    static final int VOTERS = 200;
    /** How often a delegation may be passed on at most. */
    static final int DEEPEST = 10;

    private static final int USUAL_DEPTH = 2;

    private final String name;
    private final List<ApprovalStage> stages;
    private final boolean excusesAbsent;
    private final boolean countsConflicted;
    private final boolean delegatesAddUp;
    private final int delegationDepth;
    private final String json;

    private ApprovalPolicy(Builder builder) {
        name = builder.name;
        stages = List.copyOf(builder.stages);
        excusesAbsent = builder.excusesAbsent;
        countsConflicted = builder.countsConflicted;
        delegatesAddUp = builder.delegatesAddUp;
        delegationDepth = builder.delegationDepth;
        json = ApprovalJson.write(this);
    }

    /**
     * @param name what it is called in files and on timelines: 1 to 100 letters, digits, {@code _}, {@code .} and {@code -}
     * @return a builder of a policy without stages
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /**
     * @param json what {@link #toJson()} writes, or somebody by hand; at most 1,000,000 characters
     * @return the policy it describes
     * @throws ConfigurationException if it is no such file, or what it describes is refused by {@link Builder#build}
     */
    public static ApprovalPolicy fromJson(String json) {
        return ApprovalJson.policy(json).build();
    }

    /**
     * Reads what was kept with an approval. It was checked when it was defined, and is not checked again: what was put to the
     * vote must not stand still because a check has changed since.
     *
     * @param json what {@link #toJson()} has written
     * @return the policy it describes
     * @throws ConfigurationException if it is no such file
     */
    public static ApprovalPolicy kept(String json) {
        return ApprovalJson.policy(json).unchecked();
    }

    /** @return the policy as a file that people can read and change; the same text for the same policy */
    public String toJson() {
        return json;
    }

    /** @return what it is called */
    public String name() {
        return name;
    }

    /** @return the stages, in the order in which they are asked */
    public List<ApprovalStage> stages() {
        return stages;
    }

    /** @return whether who is away without a delegate is no voter of the quorum; false unless told */
    public boolean excusesAbsent() {
        return excusesAbsent;
    }

    /** @return whether those in conflict are voters like others, only never alone; false unless told */
    public boolean countsConflicted() {
        return countsConflicted;
    }

    /** @return whether who votes for others counts for each of them; false unless told */
    public boolean delegatesAddUp() {
        return delegatesAddUp;
    }

    /** @return how many delegations may lead from a voter to who votes; 2 unless told */
    public int delegationDepth() {
        return delegationDepth;
    }

    /** @return the groups and roles of all panels, which a {@link Roster} must know */
    public Set<Invitee> toResolve() {
        Set<Invitee> open = new LinkedHashSet<>();
        stages.stream()
                .flatMap(stage -> Stream.concat(Stream.of(stage.panel()), stage.escalation().stream()))
                .flatMap(panel -> panel.seatings().stream())
                .map(Panel.Seating::invitee)
                .filter(invitee -> !(invitee instanceof Invitee.Person))
                .forEach(open::add);
        return open;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApprovalPolicy policy && policy.json.equals(json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "ApprovalPolicy[" + name + ", " + stages.size() + " stages]";
    }

    /** Collects stages and options. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final List<ApprovalStage> stages = new ArrayList<>();
        private boolean excusesAbsent;
        private boolean countsConflicted;
        private boolean delegatesAddUp;
        private int delegationDepth = USUAL_DEPTH;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * @param stage the next stage
         * @return this builder
         */
        public Builder stage(ApprovalStage stage) {
            stages.add(Objects.requireNonNull(stage, "stage"));
            return this;
        }

        /**
         * Takes out of the quorum who is away, and has named no delegate, at the moment their panel is asked; they may vote all
         * the same, and count again then. If all voters of a panel are away, none is taken out.
         *
         * @return this builder
         */
        public Builder excuseAbsent() {
            excusesAbsent = true;
            return this;
        }

        /**
         * Counts those in conflict like other voters. A stage still needs the approval of one person who is not.
         *
         * @return this builder
         */
        public Builder countConflicted() {
            countsConflicted = true;
            return this;
        }

        /**
         * Counts who votes for others once for each of them, and once for themselves.
         *
         * @return this builder
         */
        public Builder delegatesAddUp() {
            delegatesAddUp = true;
            return this;
        }

        /**
         * @param most how many delegations may lead from a voter to who votes, 0 to 10; 2 unless told, which lets a delegate
         *     name one more; 0 allows none
         * @return this builder
         */
        public Builder delegationDepth(int most) {
            delegationDepth = most;
            return this;
        }

        /**
         * Checks all of it together.
         *
         * @return the policy
         * @throws ConfigurationException if a name, a number, an invitation or a rule makes no sense: a stage without voters,
         *     more approvals asked for than there are voters, more weight than there is, a share out of 1 to 100 percent,
         *     something given twice. The message lists all that is wrong, and what would be allowed
         */
        public ApprovalPolicy build() {
            ApprovalPolicy built = unchecked();
            new ApprovalCheck(built).require();
            return built;
        }

        ApprovalPolicy unchecked() {
            return new ApprovalPolicy(this);
        }
    }
}
