package org.itsm4j.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.RuleViolationException;

/** A vote that runs, for tests that read as minutes of it. The clock stands still unless told. */
final class Meeting {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final String PLAN = hash("plan");

    private Ballot ballot;
    private Presence presence = Presence.EVERYBODY;
    private Instant now = NOON;
    private final List<Vote> votes = new ArrayList<>();

    private Meeting(Ballot ballot) {
        this.ballot = ballot;
    }

    static String hash(String text) {
        return Chain.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static Meeting on(ApprovalPolicy policy, Roster roster, String... conflicted) {
        return new Meeting(Ballot.open(policy, roster, PLAN, Set.of(conflicted), NOON));
    }

    static Meeting on(Panel panel, Roster roster, String... conflicted) {
        return on(
                ApprovalPolicy.named("test")
                        .stage(ApprovalStage.named("board", panel))
                        .build(),
                roster,
                conflicted);
    }

    Meeting delegates(String from, String to) {
        return delegates(from, to, Duration.ofDays(30));
    }

    Meeting delegates(String from, String to, Duration during) {
        presence = presence.with(new Delegation(from, to, now, now.plus(during)));
        return this;
    }

    Meeting isAway(String person) {
        presence = presence.with(new Absence(person, now, now.plus(Duration.ofDays(30))));
        return this;
    }

    Meeting later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Meeting edit(String content) {
        ballot = ballot.on(hash(content));
        return this;
    }

    Vote vote(Voter actor, Choice choice) {
        String stage = decision().stage().orElse("board");
        return Vote.by(actor, stage, choice, ballot.content(), now);
    }

    Vote vote(String actor, Choice choice) {
        return vote(Voter.of(actor), choice);
    }

    Meeting cast(Vote vote) {
        ballot.cast(votes, presence, vote);
        votes.add(vote);
        return this;
    }

    Meeting approves(String... persons) {
        for (String person : persons) {
            cast(vote(person, Choice.APPROVE));
        }
        return this;
    }

    Meeting rejects(String person) {
        return cast(vote(person, Choice.REJECT));
    }

    Meeting abstains(String person) {
        return cast(vote(person, Choice.ABSTAIN));
    }

    Meeting approvesFor(String actor, String principal) {
        return cast(vote(actor, Choice.APPROVE).on(Voter.of(principal)));
    }

    /** Neither cast nor, should it be among the votes all the same, counted. */
    Meeting refuses(Refusal reason, Vote vote) {
        assertThatThrownBy(() -> ballot.cast(votes, presence, vote))
                .asInstanceOf(InstanceOfAssertFactories.type(RuleViolationException.class))
                .extracting(RuleViolationException::rule)
                .isEqualTo(reason.rule());
        List<Vote> slipped = new ArrayList<>(votes);
        slipped.add(vote);
        Decision decision = ballot.decide(slipped, presence, now);
        JudgedVote last = decision.votes().get(votes.size());
        assertThat(last.refusal()).contains(reason);
        assertThat(decision.outcome()).isEqualTo(outcome());
        return this;
    }

    Decision decision() {
        return ballot.decide(votes, presence, now);
    }

    ApprovalOutcome outcome() {
        return decision().outcome();
    }

    StageReport.Cause cause() {
        return decision().stages().stream()
                .flatMap(stage -> stage.cause().stream())
                .reduce((before, after) -> after)
                .orElseThrow();
    }
}
