package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.ApprovalRound;
import org.itsm4j.approval.Choice;
import org.itsm4j.approval.Vote;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.ChangeAction;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Changes;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Revision;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of a change before somebody tries: why an action would be refused, what bars it, how it was voted on. */
class ChangeOutlookTest {
    private final ChangeScene scene = new ChangeScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static Optional<String> barred(Changes door, TicketId id, ChangeAction action) {
        Available<ChangeState, ChangeAction> found = door.actions(id).stream()
                .filter(each -> each.action() == action)
                .findFirst()
                .orElseThrow();
        assertThat(found.possible()).isEqualTo(found.barred().isEmpty());
        return found.barred();
    }

    @Test
    void whatAPlanLacksIsToldBeforeItIsSubmitted() {
        TicketId bare =
                scene.mia().raise(RaiseChange.normal("Disk", "full").build()).id();
        assertThat(barred(scene.mia(), bare, ChangeAction.SUBMIT))
                .get()
                .asString()
                .contains("plan", "is required");
        TicketId whole = scene.mia().raise(scene.newDisk().build()).id();
        assertThat(barred(scene.mia(), whole, ChangeAction.SUBMIT)).isEmpty();
    }

    @Test
    void whatIsInTheWayIsToldUntilItIsWaived() {
        TicketId first = scene.scheduled();
        TicketId second = scene.mia().raise(scene.newDisk().build()).id();
        List<Collision> bars = scene.mia().unresolved(second);
        assertThat(bars).isNotEmpty().isSubsetOf(scene.mia().collisions(second));
        assertThat(barred(scene.mia(), second, ChangeAction.SUBMIT))
                .get()
                .asString()
                .contains(scene.mia().get(first).number().value());
        bars.forEach(bar -> scene.cho().waive(second, bar, "both at once"));
        assertThat(scene.mia().unresolved(second)).isEmpty();
        assertThat(scene.mia().collisions(second)).containsAll(bars);
        assertThat(barred(scene.mia(), second, ChangeAction.SUBMIT)).isEmpty();
    }

    @Test
    void whetherSomebodyHasAVoteIsTold() {
        TicketId id = scene.voting();
        assertThat(barred(scene.as("ann"), id, ChangeAction.VOTE)).isEmpty();
        assertThat(barred(scene.as("dan"), id, ChangeAction.VOTE))
                .get()
                .asString()
                .contains("no voter");
        scene.desk(Actor.agent("ann").inGroup("office"))
                .standIns()
                .delegate("dan", scene.now(), scene.now().plus(Duration.ofDays(1)));
        assertThat(barred(scene.as("dan"), id, ChangeAction.VOTE)).isEmpty();
        scene.as("ann").vote(id, CastVote.approve());
        assertThat(barred(scene.as("ann"), id, ChangeAction.VOTE))
                .as("to change it")
                .isEmpty();
        assertThat(barred(scene.as("dan"), id, ChangeAction.VOTE))
                .as("the principal has voted")
                .isPresent();
    }

    @Test
    void whoIsInConflictIsToldSo() {
        TicketId id = scene.submitted();
        scene.cho().accept(id);
        assertThat(barred(scene.ivo(), id, ChangeAction.ASSESSED)).isPresent();
        assertThat(barred(scene.cho(), id, ChangeAction.ASSESSED)).isEmpty();
    }

    @Test
    void everyRoundIsKeptWithItsVotes() {
        TicketId id = scene.voting();
        assertThat(scene.mia().rounds(scene.submittedElsewhere())).isEmpty();
        scene.as("ann").vote(id, CastVote.approve());
        Slot later = Slot.of(scene.tonight().from().plusSeconds(60), Duration.ofHours(3));
        scene.mia().revise(id, Revision.nothing().plan(ChangeScene.plan(later)));
        scene.as("bob").vote(id, CastVote.reject());
        scene.as("cy").vote(id, CastVote.reject());
        List<ApprovalRound> rounds = scene.mia().rounds(id);
        assertThat(rounds).extracting(ApprovalRound::round).containsExactly(2, 1);
        assertThat(rounds)
                .extracting(ApprovalRound::outcome)
                .containsExactly(ApprovalOutcome.REJECTED, ApprovalOutcome.PENDING);
        assertThat(rounds.get(1).votes()).extracting(Vote::choice).containsExactly(Choice.APPROVE);
        assertThat(rounds.get(0).votes())
                .extracting(vote -> vote.actor().person())
                .containsExactly("bob", "cy");
    }
}
