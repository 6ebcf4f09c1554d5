package org.itsm4j.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.approval.ApprovalOutcome.APPROVED;
import static org.itsm4j.approval.ApprovalOutcome.PENDING;
import static org.itsm4j.approval.ApprovalOutcome.REJECTED;

import java.time.Duration;
import java.time.Instant;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.RuleViolationException;
import org.junit.jupiter.api.Test;

/** Delegates, absences and deadlines. */
class StandInTest {
    private static final Roster NOBODY = Roster.empty();
    private static final Panel BOTH = Panel.of(Quorum.all()).person("ana").person("ben");
    private static final Duration DAY = Duration.ofDays(1);

    private static ApprovalPolicy policy(ApprovalStage stage) {
        return ApprovalPolicy.named("test").stage(stage).build();
    }

    @Test
    void aDelegateVotesForThePrincipalAndBothAreRecorded() {
        Meeting meeting = Meeting.on(BOTH, NOBODY).delegates("ana", "dan");
        assertThat(meeting.approvesFor("dan", "ana").approves("ben").outcome()).isEqualTo(APPROVED);
        assertThat(meeting.decision().votes().get(0).vote().actor().person()).isEqualTo("dan");
        assertThat(meeting.decision().explain()).contains("dan for ana: approve");
    }

    @Test
    void aDelegationIsValidFromItsStartToBeforeItsEnd() {
        Meeting meeting = Meeting.on(BOTH, NOBODY).later(DAY).delegates("ana", "dan", DAY);
        Vote early = Vote.by(Voter.of("dan"), "board", Choice.APPROVE, Meeting.PLAN, Meeting.NOON)
                .on(Voter.of("ana"));
        meeting.refuses(Refusal.DELEGATION_NOT_VALID, early);
        meeting.later(DAY);
        meeting.refuses(
                Refusal.DELEGATION_NOT_VALID,
                meeting.vote("dan", Choice.APPROVE).on(Voter.of("ana")));
        meeting.later(Duration.ofNanos(-1_000));
        assertThat(meeting.approvesFor("dan", "ana").outcome()).isEqualTo(PENDING);
    }

    @Test
    void aDelegationIsPassedOnOnceUnlessThePolicySaysOtherwise() {
        Meeting meeting = Meeting.on(BOTH, NOBODY)
                .delegates("ana", "dan")
                .delegates("dan", "eva")
                .delegates("eva", "fay");
        meeting.refuses(
                Refusal.DELEGATION_TOO_DEEP, meeting.vote("fay", Choice.APPROVE).on(Voter.of("ana")));
        meeting.refuses(
                Refusal.NO_DELEGATION, meeting.vote("gil", Choice.APPROVE).on(Voter.of("ana")));
        assertThat(meeting.approvesFor("eva", "ana").outcome()).isEqualTo(PENDING);

        ApprovalPolicy none = ApprovalPolicy.named("none")
                .stage(ApprovalStage.named("board", BOTH))
                .delegationDepth(0)
                .build();
        Meeting strict = Meeting.on(none, NOBODY).delegates("ana", "dan");
        strict.refuses(
                Refusal.DELEGATION_TOO_DEEP, strict.vote("dan", Choice.APPROVE).on(Voter.of("ana")));
    }

    @Test
    void loopsOfDelegationsAreRefusedAndHarmNothingWhereTheyAre() {
        Delegation there = new Delegation("ana", "dan", Meeting.NOON, Meeting.NOON.plus(DAY));
        Delegation on = new Delegation("dan", "eva", Meeting.NOON.minus(DAY), Meeting.NOON.plus(DAY));
        Presence presence = Presence.EVERYBODY.with(there).with(on);
        assertThatThrownBy(() -> presence.requireNoLoop(
                        new Delegation("eva", "ana", Meeting.NOON.minus(DAY), Meeting.NOON.plusSeconds(1))))
                .isInstanceOf(RuleViolationException.class)
                .extracting("rule")
                .isEqualTo("delegationLoop");
        presence.requireNoLoop(new Delegation("eva", "ana", Meeting.NOON.minus(DAY), Meeting.NOON));
        presence.requireNoLoop(new Delegation("eva", "fay", Meeting.NOON.minus(DAY), Meeting.NOON.plusSeconds(1)));

        Meeting meeting = Meeting.on(BOTH, NOBODY).delegates("ana", "dan").delegates("dan", "ana");
        meeting.refuses(
                Refusal.DELEGATION_LOOP, meeting.vote("eva", Choice.APPROVE).on(Voter.of("ana")));
        assertThat(meeting.approvesFor("dan", "ana").approves("ben").outcome()).isEqualTo(APPROVED);
        assertThatThrownBy(() -> new Delegation("ana", "ana", Meeting.NOON, Meeting.NOON))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aPersonCountsOnceInAStageUnlessThePolicySaysOtherwise() {
        Meeting meeting = Meeting.on(BOTH, NOBODY).delegates("ana", "ben");
        meeting.approves("ben");
        meeting.refuses(
                Refusal.ALREADY_COUNTED, meeting.vote("ben", Choice.APPROVE).on(Voter.of("ana")));
        meeting.refuses(
                Refusal.ALREADY_COUNTED,
                meeting.vote(new Voter("b2", "ben"), Choice.APPROVE).on(Voter.of("ana")));
        assertThat(meeting.approves("ana").outcome()).isEqualTo(APPROVED);

        ApprovalPolicy adding = ApprovalPolicy.named("adding")
                .stage(ApprovalStage.named("board", BOTH))
                .delegatesAddUp()
                .build();
        Meeting other = Meeting.on(adding, NOBODY).delegates("ana", "ben");
        assertThat(other.approves("ben").approvesFor("ben", "ana").outcome()).isEqualTo(APPROVED);
    }

    @Test
    void aDelegateDoesNotChangeWhatThePrincipalHasSaid() {
        Meeting meeting = Meeting.on(
                        Panel.of(Quorum.atLeast(2)).group("g"), NOBODY.with(Invitee.group("g"), "ana", "ben", "cem"))
                .delegates("ana", "dan");
        meeting.rejects("ana");
        meeting.refuses(
                Refusal.PRINCIPAL_HAS_VOTED, meeting.vote("dan", Choice.APPROVE).on(Voter.of("ana")));
        assertThat(meeting.approves("ana").approves("cem").outcome()).isEqualTo(APPROVED);
    }

    @Test
    void whoIsAwayCountsInTheQuorumUnlessThePolicyExcusesThem() {
        assertThat(Meeting.on(BOTH, NOBODY).isAway("ben").approves("ana").outcome())
                .isEqualTo(PENDING);
        ApprovalPolicy excusing = ApprovalPolicy.named("excusing")
                .stage(ApprovalStage.named("board", BOTH))
                .excuseAbsent()
                .build();
        assertThat(Meeting.on(excusing, NOBODY).isAway("ben").approves("ana").outcome())
                .isEqualTo(APPROVED);
        assertThat(Meeting.on(excusing, NOBODY)
                        .isAway("ben")
                        .delegates("ben", "dan")
                        .approves("ana")
                        .outcome())
                .isEqualTo(PENDING);
        assertThat(Meeting.on(excusing, NOBODY)
                        .isAway("ben")
                        .isAway("ana")
                        .approves("ana")
                        .outcome())
                .isEqualTo(PENDING);
        assertThat(Meeting.on(excusing, NOBODY).isAway("ben").rejects("ben").outcome())
                .isEqualTo(REJECTED);
        Meeting later =
                Meeting.on(excusing, NOBODY).later(Duration.ofSeconds(1)).isAway("ben");
        assertThat(later.approves("ana").outcome()).isEqualTo(PENDING);
    }

    @Test
    void aStageIsRejectedWhenItsTimeIsOver() {
        Meeting meeting = Meeting.on(policy(ApprovalStage.named("board", BOTH).rejectAfter(DAY)), NOBODY);
        assertThat(meeting.decision().deadline()).contains(Meeting.NOON.plus(DAY));
        meeting.approves("ana").later(DAY.minusNanos(1_000));
        assertThat(meeting.outcome()).isEqualTo(PENDING);
        Vote late = Vote.by(Voter.of("ben"), "board", Choice.APPROVE, Meeting.PLAN, Meeting.NOON.plus(DAY));
        meeting.later(Duration.ofDays(9));
        meeting.refuses(Refusal.TIMED_OUT, late);
        assertThat(meeting.cause()).isEqualTo(StageReport.Cause.TIMEOUT);
        assertThat(meeting.decision().decidedAt()).contains(Meeting.NOON.plus(DAY));
    }

    @Test
    void aStageIsEscalatedOnceAndThenRejected() {
        ApprovalPolicy policy = policy(ApprovalStage.named("board", BOTH)
                .escalateAfter(DAY, Panel.of(Quorum.any()).person("chief").person("ana")));
        Meeting meeting = Meeting.on(policy, NOBODY).approves("ana").later(DAY);
        assertThat(meeting.outcome()).isEqualTo(PENDING);
        assertThat(meeting.decision().deadline())
                .contains(Meeting.NOON.plus(DAY).plus(DAY));
        assertThat(meeting.decision().explain()).contains("escalated").contains("counted until the escalation");
        meeting.refuses(Refusal.NOT_A_VOTER, meeting.vote("ben", Choice.APPROVE));
        assertThat(meeting.approves("chief").outcome()).isEqualTo(APPROVED);

        Instant end = Meeting.NOON.plus(DAY).plus(DAY);
        Meeting silent = Meeting.on(policy, NOBODY).later(Duration.ofDays(5));
        assertThat(silent.outcome()).isEqualTo(REJECTED);
        assertThat(silent.decision().decidedAt()).contains(end);
    }

    @Test
    void aClockThatIsBehindChangesNoOrder() {
        Meeting meeting = Meeting.on(policy(ApprovalStage.named("board", BOTH).rejectAfter(DAY)), NOBODY);
        meeting.later(Duration.ofHours(2)).approves("ana").later(Duration.ofHours(-1));
        assertThat(meeting.approves("ben").decision().decidedAt()).contains(Meeting.NOON.plus(Duration.ofHours(2)));
    }
}
