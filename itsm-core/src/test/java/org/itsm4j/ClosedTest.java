package org.itsm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.lifecycle.ContractWorkflow;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** Once it is closed, nothing is commanded any more, by whichever door was opened before. */
class ClosedTest {
    private static final LogIncident COMMAND =
            LogIncident.titled("x").requester("mia").build();

    @Test
    void refusesEveryCommandAndQuestionAndSaysWhy() {
        Itsm itsm = Itsm.builder().build();
        Incidents staff = itsm.as(Actor.agent("ana")).incidents();
        OwnIncidents own = itsm.as(Actor.requester("mia")).ownIncidents();
        TicketId id = staff.log(COMMAND).id();
        itsm.close();
        for (ThrowingCallable late : List.<ThrowingCallable>of(
                () -> staff.log(COMMAND),
                () -> staff.start(id),
                () -> staff.get(id),
                () -> own.log(COMMAND),
                () -> own.comment(id, "x"),
                () -> own.list(10),
                () -> itsm.as(Actor.agent("ana")).incidents().start(id),
                itsm::runDueWork)) {
            assertThatThrownBy(late)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This Itsm was closed; it takes no more commands");
        }
    }

    @Test
    void mayBeClosedTwice() {
        Itsm itsm = Itsm.builder().build();
        itsm.close();
        itsm.close();
    }

    @Test
    void closesNoOtherOnTheSameStore() {
        InMemoryStore store = new InMemoryStore();
        Itsm first = Itsm.builder().store(store).build();
        Itsm second =
                Itsm.builder().store(store).workflow(new ContractWorkflow()).build();
        first.close();
        assertThat(second.as(Actor.agent("ana")).incidents().log(COMMAND).version())
                .isEqualTo(1);
    }
}
