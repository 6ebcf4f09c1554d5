package org.itsm4j.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Text;

/**
 * What is put to the vote, and all that the decision needs besides the votes. Immutable; {@link #decide} is a pure function.
 *
 * <p>Votes are counted in the order given. Each is either taken or void by what stands at that moment; so the first decision of
 * a stage stands, and what comes later changes nothing. An instant that is before the one of an earlier vote, because clocks of
 * nodes differ, counts as that one; void votes set no time.
 *
 * @param policy who must agree
 * @param roster who is behind its groups and roles
 * @param content the hash of what is voted on, 64 lower-case hexadecimal digits, as {@code Chain.sha256} makes it
 * @param conflicted the persons who must not decide alone: requester, implementer; up to 1,000
 * @param openedAt when the first panel was asked. If the content changes while the vote runs, votes on the former one are void,
 *     and the time of a panel runs on from here, unless the ballot is made anew with a later instant
 */
public record Ballot(ApprovalPolicy policy, Roster roster, String content, Set<String> conflicted, Instant openedAt) {
    /** How many votes may be given, void ones included. */
    public static final int VOTES = 1_000;

    /** How many of them may be of the same voter, so that nobody uses up those of the others. */
    public static final int VOTES_OF_ONE = 20;

    private static final String SUBJECT = "Ballot";
    private static final int CONFLICTED = 1_000;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /**
     * Takes what was opened before. It is not checked again whether it could be approved: see {@link #open}.
     *
     * @throws InvalidInputException if the hash is none, the instant is out of the years 1 to 9999, or a name of somebody in
     *     conflict is blank or longer than 200 characters
     */
    public Ballot {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(roster, "roster");
        requireHash(SUBJECT, Objects.requireNonNull(content, "content"));
        Limits.require(SUBJECT, "openedAt", Objects.requireNonNull(openedAt, "openedAt"));
        Limits.require(
                SUBJECT,
                "conflicted",
                Objects.requireNonNull(conflicted, "conflicted").size(),
                CONFLICTED);
        conflicted.forEach(person -> Text.Rule.require(SUBJECT, "conflicted", person, Limits.NAME));
        conflicted = Collections.unmodifiableSet(new TreeSet<>(conflicted));
    }

    /**
     * Puts something to the vote.
     *
     * @param policy who must agree
     * @param roster who is behind its groups and roles
     * @param content the hash of what is voted on
     * @param conflicted the persons who must not decide alone
     * @param openedAt when
     * @return a ballot that can be approved
     * @throws InvalidInputException as the constructor, and if a group or a role is not in the roster, a skipped stage is unknown
     *     or not optional, more than 200 may vote in a stage, policy or roster would be too long as files, or a panel could not
     *     approve if all its voters did: too few, too little weight, nobody in a role that must approve, nobody who is not in
     *     conflict. All that is wrong is listed
     */
    public static Ballot open(
            ApprovalPolicy policy, Roster roster, String content, Set<String> conflicted, Instant openedAt) {
        Ballot ballot = new Ballot(policy, roster, content, conflicted, openedAt);
        List<Violation> violations = new BallotCheck(ballot).violations();
        if (!violations.isEmpty()) {
            throw new InvalidInputException(SUBJECT, violations);
        }
        return ballot;
    }

    static void requireHash(String subject, String content) {
        if (!HASH.matcher(content).matches()) {
            throw new InvalidInputException(
                    subject, "content", "64 lower-case hexadecimal digits, got " + content.length() + " characters");
        }
    }

    /** @return all who have a vote in some stage, or would have one if it is escalated; whether they are in conflict or not */
    public Set<String> voters() {
        Set<String> voters = new TreeSet<>();
        for (ApprovalStage stage : policy.stages()) {
            voters.addAll(Seat.of(stage.panel(), roster, conflicted).keySet());
            stage.escalation()
                    .ifPresent(panel ->
                            voters.addAll(Seat.of(panel, roster, conflicted).keySet()));
        }
        return voters;
    }

    /** @return the ballot as a file, to be kept: {@link #kept} reads it again */
    public String toJson() {
        return BallotJson.write(this);
    }

    /**
     * @param json what {@link #toJson} has written
     * @return the ballot it describes; whether it could be approved is not checked again
     * @throws org.itsm4j.error.ConfigurationException if it is no such file
     * @throws InvalidInputException if it describes what no ballot can have
     */
    public static Ballot kept(String json) {
        return BallotJson.read(json);
    }

    /**
     * @param content the hash of what is voted on now
     * @return this ballot on that; votes on anything else are void
     * @throws InvalidInputException if it is no hash
     */
    public Ballot on(String content) {
        return new Ballot(policy, roster, content, conflicted, openedAt);
    }

    /**
     * Says how it stands.
     *
     * @param votes the votes, in the order in which they were given; those after {@code now} are there, too, and what they
     *     decide is decided
     * @param presence who stands in for whom, and who is away, from {@link #openedAt} to now
     * @param now the moment
     * @return the decision; the same for the same arguments
     */
    public Decision decide(List<Vote> votes, Presence presence, Instant now) {
        Count count = count(votes, presence);
        count.advance(Objects.requireNonNull(now, "now"));
        return count.decision();
    }

    private Count count(List<Vote> votes, Presence presence) {
        Count count = new Count(this, Objects.requireNonNull(presence, "presence"));
        Objects.requireNonNull(votes, "votes").forEach(count::judge);
        return count;
    }

    /**
     * @param votes the votes given so far, in their order
     * @param presence who stands in for whom, and who is away
     * @param vote one more
     * @return why it would be refused; empty if it would count
     */
    public Optional<Refusal> refusal(List<Vote> votes, Presence presence, Vote vote) {
        return count(votes, presence).refusal(Objects.requireNonNull(vote, "vote"));
    }

    /**
     * Gives a vote.
     *
     * @param votes the votes given so far, in their order
     * @param presence who stands in for whom, and who is away
     * @param vote one more
     * @return how it stands with that vote, at its instant
     * @throws RuleViolationException if it is refused; its rule is {@link Refusal#rule}, or
     *     {@code votesOfOne}, if there are 20 of the same voter already
     * @throws InvalidInputException if there are 1,000 votes already
     */
    public Decision cast(List<Vote> votes, Presence presence, Vote vote) {
        Limits.require(SUBJECT, "votes", Objects.requireNonNull(votes, "votes").size() + 1, VOTES);
        String principal = Objects.requireNonNull(vote, "vote").principal().person();
        long own = votes.stream()
                .filter(each -> each.principal().person().equals(principal))
                .count();
        if (own >= VOTES_OF_ONE) {
            throw new RuleViolationException(
                    "Approval " + policy.name(),
                    "votesOfOne",
                    "there are " + own + " votes of the same voter; allowed: at most " + VOTES_OF_ONE);
        }
        refusal(votes, presence, vote).ifPresent(refusal -> {
            throw refused(refusal);
        });
        List<Vote> more = new ArrayList<>(votes);
        more.add(vote);
        return decide(more, presence, vote.at());
    }

    RuleViolationException refused(Refusal refusal) {
        return new RuleViolationException(
                "Approval " + policy.name(), refusal.rule(), "The vote is refused: " + refusal.text());
    }

    boolean isConflicted(Voter voter) {
        return conflicted.contains(voter.person());
    }

    /** No names. */
    @Override
    public String toString() {
        return "Ballot[" + policy.name() + ", opened at " + openedAt + "]";
    }
}
