package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeState;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A vote in retrospect that is decided as somebody else does the change, so that whose approval did not count is in no conflict. */
class RetrospectTest {
    private final ChangeScene scene = new ChangeScene();

    @AfterEach
    void close() {
        scene.close();
    }

    /** Ann and bob have approved it; bob's does not count as long as he would do it. */
    private TicketId first() {
        TicketId id = scene.emergencyVoting();
        scene.as("bob").vote(id, CastVote.approve());
        scene.cho().assign(id, Assignment.to("ops", "bob"));
        scene.cho().implementFirst(id, "every minute counts");
        scene.as("ann").vote(id, CastVote.approve());
        assertThat(scene.cho().decision(id).map(decision -> decision.outcome())).contains(ApprovalOutcome.PENDING);
        return id;
    }

    @Test
    void givingItToSomebodyElseApprovesIt() {
        Change assigned = scene.cho().assign(first(), Assignment.to("ops", "ivo"));
        assertThat(assigned.agent()).contains("ivo");
        assertThat(scene.cho().get(assigned.id()).authorisation().isDue()).isFalse();
        assertThat(scene.last(assigned.id())).contains("ratify");
    }

    @Test
    void somebodyElseBeginningItApprovesIt() {
        TicketId id = first();
        scene.as(Actor.administrator("ada").inGroup("ops")).begin(id);
        assertThat(scene.cho().get(id).state()).isEqualTo(ChangeState.IMPLEMENTING);
        assertThat(scene.cho().get(id).authorisation().isDue()).isFalse();
        assertThat(scene.last(id)).contains("ratify");
    }
}
