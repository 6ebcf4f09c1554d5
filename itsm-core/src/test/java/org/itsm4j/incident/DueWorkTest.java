package org.itsm4j.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.ForwardingWorkflow;
import org.itsm4j.Itsm;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.ContractWorkflow;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** How much due work is done, and by whom. */
class DueWorkTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");

    private static TicketId logged(Incidents door) {
        return door.log(LogIncident.titled("x").requester("mia").build()).id();
    }

    @Test
    void goesThroughMoreThanOnePageAndAllTenants() {
        Itsm itsm = Itsm.builder().clock(clock).build();
        int count = 0;
        for (String tenant : List.of("one", "two")) {
            Incidents door =
                    itsm.as(Actor.administrator("ada").of(new Tenant(tenant))).incidents();
            for (int i = 0; i < 130; i++) {
                door.resolve(logged(door), Resolution.fixed("x"));
                count++;
            }
        }
        clock.tick(Duration.ofDays(5));
        assertThat(itsm.runDueWork()).isEqualTo(count);
        assertThat(itsm.runDueWork()).isZero();
    }

    @Test
    void countsOnlyWhatTookPlace() {
        List<TicketId> poisoned = new ArrayList<>();
        Itsm itsm = Itsm.builder()
                .clock(clock)
                .eventSink(event -> {
                    if (poisoned.contains(event.ticket().id())) {
                        throw new IllegalStateException("full");
                    }
                })
                .build();
        Incidents door = itsm.as(Actor.administrator("ada")).incidents();
        for (int i = 0; i < 3; i++) {
            TicketId id = logged(door);
            door.hold(
                    id,
                    Hold.because(HoldReason.OTHER, "x").until(clock.instant().plusSeconds(1)));
            poisoned.add(id);
        }
        poisoned.remove(2);
        clock.tick(Duration.ofHours(1));
        assertThat(itsm.runDueWork()).isEqualTo(1);
        poisoned.remove(1);
        assertThat(itsm.runDueWork()).isEqualTo(1);
        poisoned.clear();
        assertThat(itsm.runDueWork()).isEqualTo(1);
        assertThat(itsm.runDueWork()).isZero();
    }

    @Test
    void anIncidentThatNeedsMoreThanOneThingGetsThemOneAfterTheOther() {
        Itsm itsm = Itsm.builder().clock(clock).build();
        Incidents door = itsm.as(Actor.administrator("ada")).incidents();
        TicketId id = logged(door);
        door.proposeMajor(id, "x");
        door.acceptMajor(id, MajorPlan.led("x", "x", "mim").sitrepEvery(Duration.ofHours(1)));
        door.review(id, "x");
        door.resolve(id, Resolution.fixed("x"));
        clock.tick(Duration.ofDays(6));
        assertThat(itsm.runDueWork()).isEqualTo(1);
        assertThat(itsm.runDueWork()).isEqualTo(1);
        assertThat(itsm.runDueWork()).isZero();
        assertThat(door.get(id).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(door.get(id).major().nextSitrepAt()).isPresent();
    }

    @Test
    void aWorkflowWithoutATimerNeverClosesByItself() {
        Itsm itsm = Itsm.builder()
                .clock(clock)
                .workflow(new ForwardingWorkflow(new ContractWorkflow()) {
                    @Override
                    public Arrival move(Place from, Move move) {
                        Arrival arrival = super.move(from, move);
                        return new Arrival(arrival.place(), arrival.state(), Optional.empty());
                    }
                })
                .build();
        Incidents door = itsm.as(Actor.administrator("ada")).incidents();
        TicketId id = logged(door);
        door.proposeMajor(id, "x");
        door.acceptMajor(id, MajorPlan.led("x", "x", "mim").sitrepEvery(Duration.ofHours(1)));
        door.resolve(id, Resolution.fixed("x"));
        clock.tick(Duration.ofDays(50));
        assertThat(door.review(id, "late").state()).isEqualTo(IncidentState.RESOLVED);
        for (int i = 0; i < 3; i++) {
            itsm.runDueWork();
        }
        assertThat(door.get(id).state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void runsInTransactionsOfItsOwnOnly() {
        InMemoryStore store = new InMemoryStore();
        Itsm itsm = Itsm.builder().store(store).clock(clock).build();
        assertThatThrownBy(() -> store.unitOfWork().required(itsm::runDueWork))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside of yours");
    }

    @Test
    void toStringSaysNumberStateAndVersionAndNoContents() {
        Itsm itsm = Itsm.builder().clock(clock).build();
        Incidents door = itsm.as(Actor.administrator("ada")).incidents();
        Incident incident = door.log(LogIncident.titled("secret")
                .description("secret")
                .requester("mia")
                .build());
        assertThat(incident).hasToString("INC-000001[NEW v1]");
        assertThat(incident.description()).isEqualTo("secret");
        assertThat(incident.kind().prefix()).isEqualTo("INC");
    }
}
