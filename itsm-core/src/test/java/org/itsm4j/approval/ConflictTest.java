package org.itsm4j.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.approval.ApprovalOutcome.APPROVED;
import static org.itsm4j.approval.ApprovalOutcome.PENDING;
import static org.itsm4j.approval.ApprovalOutcome.REJECTED;

import org.itsm4j.error.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Rita has requested the change. By no path is she the one who approves it. */
class ConflictTest {
    private static final Roster CAB = Roster.empty().with(Invitee.group("cab"), "ana", "ben", "rita");
    private static final Panel ANY = Panel.of(Quorum.any()).group("cab");

    @Test
    void notDirectlyAndNotThroughAGroup() {
        Meeting cab = Meeting.on(ANY, CAB, "rita");
        cab.refuses(Refusal.CONFLICTED_ACTOR, cab.vote("rita", Choice.APPROVE));
        assertThat(cab.approves("ana").outcome()).isEqualTo(APPROVED);
    }

    @Test
    void notByASecondAccount() {
        Meeting cab = Meeting.on(ANY, CAB, "rita");
        cab.refuses(Refusal.CONFLICTED_ACTOR, cab.vote(new Voter("rita-admin", "rita"), Choice.APPROVE));
    }

    @Test
    void notAsADelegate() {
        Meeting cab = Meeting.on(ANY, CAB, "rita").delegates("ana", "rita");
        cab.refuses(Refusal.CONFLICTED_ACTOR, cab.vote("rita", Choice.APPROVE).on(Voter.of("ana")));
    }

    @Test
    void notByADelegateOfHers() {
        Meeting cab = Meeting.on(ANY, CAB, "rita").delegates("rita", "ben");
        cab.refuses(
                Refusal.CONFLICTED_PRINCIPAL, cab.vote("ben", Choice.APPROVE).on(Voter.of("rita")));
    }

    @Test
    void notByWhomSheChoosesToVoteForOthers() {
        Meeting cab = Meeting.on(ANY, CAB, "rita").delegates("ana", "rita").delegates("rita", "pal");
        cab.refuses(
                Refusal.DELEGATION_BY_CONFLICTED,
                cab.vote("pal", Choice.APPROVE).on(Voter.of("ana")));
    }

    @Test
    void theOthersAreAllThatAllAsksFor() {
        Meeting cab = Meeting.on(Panel.of(Quorum.all()).group("cab"), CAB, "rita");
        assertThat(cab.approves("ana").outcome()).isEqualTo(PENDING);
        assertThat(cab.approves("ben").outcome()).isEqualTo(APPROVED);
        assertThat(cab.decision().explain()).contains("2 of 2 needed, 2 voters").contains("in conflict: rita");
    }

    @Test
    void sheMayStillSayNo() {
        Panel panel = Panel.of(Quorum.any()).group("cab").person("rita").vetoPerson("rita");
        assertThat(Meeting.on(panel, CAB, "rita").rejects("rita").outcome()).isEqualTo(REJECTED);
        assertThat(Meeting.on(ANY, CAB, "rita").rejects("rita").outcome()).isEqualTo(PENDING);
    }

    @Test
    void whereSheCountsSheIsNeverTheOnlyOne() {
        ApprovalPolicy policy = ApprovalPolicy.named("lenient")
                .stage(ApprovalStage.named("board", Panel.of(Quorum.any()).group("cab")))
                .countConflicted()
                .delegatesAddUp()
                .build();
        Meeting cab = Meeting.on(policy, CAB, "rita").delegates("ana", "rita").delegates("rita", "pal");
        assertThat(cab.approves("rita").approvesFor("rita", "ana").outcome()).isEqualTo(PENDING);
        assertThat(cab.decision().explain()).contains("an approval of somebody who is not in conflict");
        assertThat(cab.approves("ben").outcome()).isEqualTo(APPROVED);

        Meeting theirs = Meeting.on(policy, CAB, "rita").delegates("rita", "ben");
        assertThat(theirs.approvesFor("ben", "rita").outcome()).isEqualTo(PENDING);
        assertThat(theirs.rejects("ana").rejects("ben").outcome()).isEqualTo(REJECTED);
    }

    @Test
    void whatOnlySheCouldApproveIsNotPutToTheVote() {
        Roster alone = Roster.empty().with(Invitee.group("cab"), "rita");
        assertThatThrownBy(() -> Meeting.on(ANY, alone, "rita"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("stages.board: cannot be approved by all voters together")
                .hasMessageContaining("1 recused");
    }
}
