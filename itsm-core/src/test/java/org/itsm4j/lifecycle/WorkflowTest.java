package org.itsm4j.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.ForwardingWorkflow;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.Resolution;
import org.itsm4j.problem.ProblemContract;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.WorkingTime;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.junit.jupiter.api.Test;

/** A workflow is policy within the law: it may leave out, and it may fire timers; it can never make an illegal move. */
class WorkflowTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");

    private Incidents on(Workflow workflow) {
        return Itsm.builder()
                .clock(clock)
                .workflow(workflow)
                .build()
                .as(Actor.administrator("ada").inGroup("payments"))
                .incidents();
    }

    private static TicketId logged(Incidents door) {
        return door.log(LogIncident.titled("x").requester("mia").build()).id();
    }

    @Test
    void whatTheDiagramLeavesOutIsNotPossibleAndNotOffered() {
        Incidents door = on(new ForwardingWorkflow(new ContractWorkflow()) {
            @Override
            public Set<String> offers(Contract<?, ?> contract, Place place) {
                Set<String> fewer = new HashSet<>(super.offers(contract, place));
                fewer.remove("hold");
                return fewer;
            }
        });
        TicketId id = logged(door);
        assertThatThrownBy(() -> door.hold(id, Hold.because(HoldReason.VENDOR, "x")))
                .isInstanceOfSatisfying(
                        IllegalTransitionException.class,
                        refusal -> assertThat(refusal.allowed())
                                .contains("assign", "start", "note")
                                .doesNotContain("hold"));
        assertThat(door.actions(id))
                .filteredOn(one -> one.action() == IncidentAction.HOLD)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.possible()).isFalse();
                    assertThat(one.barred()).contains("not offered at stage new");
                });
        assertThat(door.get(id).version()).isEqualTo(1);
    }

    @Test
    void aDiagramThatLeadsElsewhereThanTheContractIsRefusedAndNothingIsKept() {
        boolean[] astray = new boolean[1];
        Incidents door = on(new ForwardingWorkflow(new ContractWorkflow()) {
            @Override
            public Arrival start(Move move) {
                return led(super.start(move));
            }

            @Override
            public Arrival move(Place from, Move move) {
                return led(super.move(from, move));
            }

            private Arrival led(Arrival arrival) {
                Place limbo = new Place(new Stage("limbo", "Limbo"), Optional.empty(), "x");
                return astray[0] ? new Arrival(limbo, "CLOSED", Optional.empty()) : arrival;
            }
        });
        TicketId id = logged(door);
        astray[0] = true;
        for (Runnable command :
                List.<Runnable>of(() -> door.assign(id, Assignment.to("payments")), () -> logged(door))) {
            assertThatThrownBy(command::run)
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo("diagram"))
                    .hasMessageContaining("limbo");
        }
        assertThat(door.get(id).version()).isEqualTo(1);
        assertThat(door.countByState().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void aMoveSaysWhatADiagramMayRead() {
        List<Move> moves = new ArrayList<>();
        Incidents door = on(new ForwardingWorkflow(new ContractWorkflow()) {
            @Override
            public Arrival move(Place from, Move move) {
                moves.add(move);
                for (Fact fact : IncidentContract.get().facts()) {
                    move.facts()
                            .apply(fact.name())
                            .ifPresent(value -> assertThat(value).isInstanceOf(fact.type()));
                }
                assertThatThrownBy(() -> move.facts().apply("password")).isInstanceOf(IllegalArgumentException.class);
                return super.move(from, move);
            }
        });
        TicketId id = door.log(LogIncident.titled("x")
                        .requester("mia")
                        .service("webshop")
                        .category("hardware")
                        .build())
                .id();
        door.assign(id, Assignment.to("payments"));
        door.proposeMajor(id, "x");
        door.acceptMajor(id, MajorPlan.led("x", "x", "mim"));
        door.start(id);
        Move start = moves.get(moves.size() - 1);
        assertThat(start.action()).isEqualTo("start");
        assertThat(start.target()).isEqualTo("IN_PROGRESS");
        assertThat(start.tenant()).isEqualTo(Tenant.SINGLE);
        assertThat(start.at()).isEqualTo(clock.instant());
        assertThat(start.timer()).isEmpty();
        assertThat(fact(start, "priority")).contains(Priority.P3);
        assertThat(fact(start, "service")).contains("webshop");
        assertThat(fact(start, "category")).contains("hardware");
        assertThat(fact(start, "group")).contains("payments");
        assertThat(fact(start, "major")).contains(true);
        assertThat(fact(start, "reopened")).contains(false);
        assertThat(fact(start, "holdReason")).isEmpty();
        assertThat(fact(start, "autoCloseAfter")).contains(Duration.ofDays(5));
        door.hold(id, Hold.because(HoldReason.VENDOR, "x"));
        assertThat(fact(moves.get(moves.size() - 1), "holdReason")).contains("VENDOR");
    }

    private static Optional<Object> fact(Move move, String name) {
        return move.facts().apply(name).map(value -> value);
    }

    /** A workflow with timers of its own, as FlowableWorkflow is one. */
    private static final class Firing extends ForwardingWorkflow {
        private Host host;
        private final List<Optional<String>> timers = new ArrayList<>();

        Firing() {
            super(new ContractWorkflow());
        }

        @Override
        public void open(Host itsHost) {
            host = itsHost;
        }

        @Override
        public Arrival move(Place from, Move move) {
            timers.add(move.timer());
            Arrival arrival = super.move(from, move);
            return new Arrival(arrival.place(), arrival.state(), Optional.empty());
        }
    }

    @Test
    void aTimerOfADiagramGivesACommandAsTheSystem() {
        Firing workflow = new Firing();
        Incidents door = on(workflow);
        TicketId id = logged(door);
        Incident resolved = door.resolve(id, Resolution.fixed("x"));
        assertThat(resolved.timerAt()).isEmpty();
        clock.tick(Duration.ofDays(50));
        assertThat(workflow.host.runDueWork()).isZero();
        assertThat(workflow.host.timerFired(Tenant.SINGLE, resolved.ref(), "close", Optional.of("timer7"), Map.of()))
                .isTrue();
        assertThat(door.get(id).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(workflow.timers).endsWith(Optional.of("timer7"));
        assertThat(door.timeline(id, 2).items().get(0).actor()).isEqualTo("timer");
        assertThat(workflow.host.timerFired(Tenant.SINGLE, resolved.ref(), "close", Optional.of("timer7"), Map.of()))
                .as("it has moved on")
                .isFalse();
        assertThat(door.get(id).version()).isEqualTo(3);
    }

    @Test
    void aTimerCanResumeButDoesNothingThatNeedsAPersonsData() {
        Firing workflow = new Firing();
        Incidents door = on(workflow);
        TicketId id = logged(door);
        Incident held = door.hold(id, Hold.because(HoldReason.VENDOR, "x"));
        assertThatThrownBy(
                        () -> workflow.host.timerFired(Tenant.SINGLE, held.ref(), "note", Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("note");
        assertThatThrownBy(() ->
                        workflow.host.timerFired(Tenant.SINGLE, held.ref(), "explode", Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("explode");
        assertThatThrownBy(() ->
                        workflow.host.timerFired(new Tenant("other"), held.ref(), "resume", Optional.empty(), Map.of()))
                .isInstanceOf(TicketNotFoundException.class);
        assertThat(workflow.host.timerFired(Tenant.SINGLE, held.ref(), "resume", Optional.empty(), Map.of()))
                .isTrue();
        assertThat(door.get(id).state()).isEqualTo(IncidentState.IN_PROGRESS);
    }

    @Test
    void aTimerLeavesAMajorIncidentAloneThatWaitsForItsReview() {
        Firing workflow = new Firing();
        Incidents door = on(workflow);
        TicketId id = logged(door);
        door.proposeMajor(id, "x");
        door.acceptMajor(id, MajorPlan.led("x", "x", "mim"));
        Incident resolved = door.resolve(id, Resolution.fixed("x"));
        assertThat(workflow.host.timerFired(Tenant.SINGLE, resolved.ref(), "close", Optional.empty(), Map.of()))
                .isFalse();
        assertThat(door.get(id).head()).isEqualTo(resolved.head());
    }

    @Test
    void theBuiltInWorkflowHasOneStageForEachStateAndSoNothingToAdvanceTo() {
        ContractWorkflow workflow = new ContractWorkflow();
        Incidents door = on(workflow);
        Incident incident = door.get(logged(door));
        assertThat(workflow.offers(IncidentContract.get(), incident.place()))
                .contains("assign")
                .doesNotContain("advance");
        assertThat(workflow.tasks(IncidentContract.get(), incident.place(), Set.of()))
                .isEmpty();
        List<Runnable> commands = List.of(
                () -> door.advance(incident.id()),
                () -> door.advance(incident.id(), "vendor"),
                () -> door.claim(incident.id(), "cable"),
                () -> door.complete(incident.id(), "cable"));
        for (Runnable command : commands) {
            assertThatThrownBy(command::run)
                    .isInstanceOfSatisfying(
                            IllegalTransitionException.class,
                            refusal -> assertThat(refusal.allowed())
                                    .contains("assign", "note")
                                    .doesNotContain("advance", "claim", "complete", "step"));
        }
        assertThat(door.tasks(incident.id())).isEmpty();
        assertThat(door.get(incident.id()).version()).isEqualTo(1);
    }

    @Test
    void theHostTellsAWorkflowWhatDiagramsMayName() {
        Firing workflow = new Firing();
        WorkingTime office = new WorkingTime() {
            @Override
            public Set<String> calendars() {
                return Set.of("office");
            }

            @Override
            public Instant due(Tenant tenant, String calendar, Instant start, Duration working) {
                return start.plus(working.multipliedBy(3));
            }
        };
        Itsm.builder()
                .clock(clock)
                .workflow(workflow)
                .step("orderPart", step -> {})
                .approval("security", ticket -> ApprovalOutcome.PENDING)
                .workingTime(office)
                .build();
        assertThat(workflow.host.terms()).first().satisfies(terms -> {
            assertThat(terms.contract() == IncidentContract.get()).isTrue();
            assertThat(terms.facts()).containsAll(IncidentContract.get().facts());
            assertThat(terms.steps()).containsExactly("orderPart");
            assertThat(terms.approvals()).containsExactly("security");
            assertThat(terms.calendars()).containsExactly("office");
        });
        assertThat(workflow.host.workingTime()).isSameAs(office);
    }

    @Test
    void noCalendarIsKnownUnlessTheHostKnowsOne() {
        Firing workflow = new Firing();
        on(workflow);
        assertThatThrownBy(() ->
                        workflow.host.workingTime().due(Tenant.SINGLE, "office", clock.instant(), Duration.ofHours(4)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no calendar office")
                .hasMessageContaining("workingTime(...)");
    }

    @Test
    void theHostTellsAWorkflowWhatItWorksFor() {
        Firing workflow = new Firing();
        on(workflow);
        assertThat(workflow.host.clock()).isSameAs(clock);
        assertThat(workflow.host.terms())
                .containsExactly(Terms.of(IncidentContract.get()), Terms.of(ProblemContract.get()));
        assertThat(workflow.host.unitOfWork().isActive()).isFalse();
    }
}
