package org.itsm4j.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.approval.ApprovalOutcome.APPROVED;
import static org.itsm4j.approval.ApprovalOutcome.PENDING;
import static org.itsm4j.approval.ApprovalOutcome.REJECTED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
    private static final Roster CAB = Roster.empty()
            .with(Invitee.group("cab"), "ana", "ben", "cem", "dua", "eva")
            .with(Invitee.role("cab", "security"), "sam", "eva");

    @Test
    void aBoardApprovesWithItsQuorumAndIsRejectedWhenThatIsOutOfReach() {
        Meeting cab = Meeting.on(Panel.of(Quorum.atLeast(3)).group("cab"), CAB);
        assertThat(cab.approves("ana", "ben").outcome()).isEqualTo(PENDING);
        assertThat(cab.rejects("cem").outcome()).isEqualTo(PENDING);
        assertThat(cab.approves("dua").outcome()).isEqualTo(APPROVED);
        assertThat(cab.decision().decidedAt()).contains(Meeting.NOON);

        Meeting other = Meeting.on(Panel.of(Quorum.atLeast(3)).group("cab"), CAB);
        other.rejects("ana").abstains("ben");
        assertThat(other.outcome()).isEqualTo(PENDING);
        assertThat(other.rejects("cem").outcome()).isEqualTo(REJECTED);
        assertThat(other.cause()).isEqualTo(StageReport.Cause.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "20,1", "21,2", "50,3", "60,3", "61,4", "99,5", "100,5"})
    void aShareIsNeverRoundedDown(int percent, int needed) {
        Meeting cab = Meeting.on(Panel.of(Quorum.percent(percent)).group("cab"), CAB);
        String[] five = {"ana", "ben", "cem", "dua", "eva"};
        for (int i = 0; i < needed; i++) {
            assertThat(cab.outcome()).isEqualTo(PENDING);
            cab.approves(five[i]);
        }
        assertThat(cab.outcome()).isEqualTo(APPROVED);
    }

    @Test
    void allMeansAllAndAnyMeansOne() {
        Meeting all = Meeting.on(Panel.of(Quorum.all()).person("ana").person("ben"), CAB);
        assertThat(all.approves("ana").outcome()).isEqualTo(PENDING);
        assertThat(all.abstains("ben").outcome()).isEqualTo(REJECTED);
        Meeting any = Meeting.on(Panel.of(Quorum.any()).person("ana").person("ben"), CAB);
        assertThat(any.rejects("ana").outcome()).isEqualTo(PENDING);
        assertThat(any.approves("ben").outcome()).isEqualTo(APPROVED);
    }

    @Test
    void aPersonHasOneVoteWithTheirGreatestWeight() {
        Panel panel = Panel.of(Quorum.weight(5)).group("cab").invite(Invitee.role("cab", "security"), 4);
        Meeting cab = Meeting.on(panel, CAB);
        assertThat(cab.approves("eva").outcome()).isEqualTo(PENDING);
        assertThat(cab.decision().stages().get(0).turnout().orElseThrow().reached())
                .isEqualTo(4);
        assertThat(cab.approves("ana").outcome()).isEqualTo(APPROVED);
    }

    @Test
    void aRoleThatMustApproveIsWaitedForWhateverTheQuorum() {
        Panel panel =
                Panel.of(Quorum.any()).group("cab").role("cab", "security").must("security");
        Meeting cab = Meeting.on(panel, CAB);
        assertThat(cab.approves("ana", "ben", "cem").outcome()).isEqualTo(PENDING);
        assertThat(cab.decision().explain()).contains("To approve: an approval as security");
        assertThat(cab.rejects("sam").outcome()).isEqualTo(PENDING);
        assertThat(cab.cast(cab.vote("eva", Choice.APPROVE).as("security")).outcome())
                .isEqualTo(APPROVED);

        Meeting other = Meeting.on(panel, CAB);
        assertThat(other.rejects("sam").rejects("eva").outcome()).isEqualTo(REJECTED);
    }

    @Test
    void aVetoRejectsAtOnce() {
        Panel panel = Panel.of(Quorum.atLeast(2))
                .group("cab")
                .role("cab", "security")
                .person("vic")
                .vetoRole("cab", "security")
                .vetoPerson("vic");
        assertThat(Meeting.on(panel, CAB).approves("ana").rejects("vic").cause())
                .isEqualTo(StageReport.Cause.VETO);
        assertThat(Meeting.on(panel, CAB).rejects("sam").outcome()).isEqualTo(REJECTED);
        assertThat(Meeting.on(panel, CAB).rejects("ana").outcome()).isEqualTo(PENDING);
        assertThat(Meeting.on(panel, CAB).abstains("vic").outcome()).isEqualTo(PENDING);
        assertThat(Meeting.on(panel, CAB).decision().explain()).contains("Could reject alone: eva, sam, vic");
    }

    @Test
    void stagesAreAskedOneAfterTheOther() {
        ApprovalPolicy policy = ApprovalPolicy.named("two")
                .stage(ApprovalStage.named("tech", Panel.of(Quorum.any()).person("ana")))
                .stage(ApprovalStage.named("legal", Panel.of(Quorum.any()).person("lea"))
                        .optional())
                .stage(ApprovalStage.named("cab", Panel.of(Quorum.any()).group("cab")))
                .build();
        Meeting meeting = Meeting.on(policy, CAB.skip("legal", "no contract is touched"));
        meeting.refuses(
                Refusal.STAGE_NOT_ASKED, Vote.by(Voter.of("ben"), "cab", Choice.APPROVE, Meeting.PLAN, Meeting.NOON));
        meeting.refuses(
                Refusal.UNKNOWN_STAGE, Vote.by(Voter.of("ben"), "board", Choice.APPROVE, Meeting.PLAN, Meeting.NOON));
        assertThat(meeting.approves("ana").decision().stage()).contains("cab");
        meeting.refuses(
                Refusal.STAGE_DECIDED, Vote.by(Voter.of("ana"), "tech", Choice.REJECT, Meeting.PLAN, Meeting.NOON));
        meeting.refuses(
                Refusal.STAGE_DECIDED, Vote.by(Voter.of("lea"), "legal", Choice.REJECT, Meeting.PLAN, Meeting.NOON));
        assertThat(meeting.approves("ben").outcome()).isEqualTo(APPROVED);
        assertThat(meeting.decision().explain())
                .contains("Stage legal: skipped (no contract is touched)")
                .startsWith("approved at 2026-03-02T12:00:00Z\n");
        meeting.refuses(Refusal.DECIDED, Vote.by(Voter.of("cem"), "cab", Choice.REJECT, Meeting.PLAN, Meeting.NOON));
    }

    @Test
    void aVoteIsSupersededAndBothStay() {
        Meeting cab = Meeting.on(Panel.of(Quorum.atLeast(2)).group("cab"), CAB);
        cab.rejects("ana").approves("ana");
        assertThat(cab.decision().votes())
                .extracting(JudgedVote::standing)
                .containsExactly(JudgedVote.Standing.SUPERSEDED, JudgedVote.Standing.COUNTED);
        cab.refuses(Refusal.SAME_VOTE, cab.vote("ana", Choice.APPROVE));
        assertThat(cab.approves("ben").outcome()).isEqualTo(APPROVED);
        assertThat(cab.decision().explain()).contains("ana: reject; superseded by a later vote");
    }

    @Test
    void anEditVoidsVotes() {
        Meeting cab = Meeting.on(Panel.of(Quorum.atLeast(2)).group("cab"), CAB);
        Vote early = cab.vote("ben", Choice.APPROVE);
        cab.approves("ana").edit("another window");
        cab.refuses(Refusal.STALE_CONTENT, early);
        assertThat(cab.approves("ben").outcome()).isEqualTo(PENDING);
        assertThat(cab.decision().explain())
                .contains("ana: approve; void: it is on another content than the present one");
        assertThat(cab.approves("ana").outcome()).isEqualTo(APPROVED);
    }

    @Test
    void onlyVotersVoteAndOnlyInTheirRoles() {
        Meeting cab = Meeting.on(Panel.of(Quorum.all()).group("cab").role("cab", "security"), CAB);
        cab.refuses(Refusal.NOT_A_VOTER, cab.vote("zoe", Choice.APPROVE));
        cab.refuses(Refusal.NOT_IN_ROLE, cab.vote("ana", Choice.APPROVE).as("security"));
    }
}
