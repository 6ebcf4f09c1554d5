package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramRefusedException;
import org.itsm4j.bpmn.Diagrams.Deployed;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.bpmn.MigrationPlan;
import org.itsm4j.bpmn.MigrationResult;
import org.itsm4j.error.StoreException;
import org.itsm4j.fullstack.Wire.Cut;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tickets under way go on with another version of their diagram: none lost, none twice, each written down. */
class MigrationTest {
    private static final String REVIEW = """
                <bpmn:userTask id="vendorReview" name="Vendor review">
                  <bpmn:extensionElements><itsm:stage state="IN_PROGRESS"/></bpmn:extensionElements>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="toReview" sourceRef="inProgress" targetRef="vendorReview">
                  <bpmn:conditionExpression>${action == 'advance'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="fromReview" sourceRef="vendorReview" targetRef="inProgress">
                  <bpmn:conditionExpression>${action == 'advance'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
            """;

    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private FullStack stack;
    private FlowableWorkflow workflow;
    private Itsm itsm;
    private Desk desk;

    private void open(Database database) {
        stack = new FullStack(database, 4);
        workflow = stack.workflow();
        itsm = Itsm.builder()
                .store(stack.store())
                .workflow(workflow)
                .clock(clock)
                .build();
        desk = itsm.as(Actor.agent("ana").inGroup("desk").with(Role.DISPATCHER).with(Role.MANAGER));
    }

    @AfterEach
    void close() {
        assertThat(stack.divergences()).isZero();
        itsm.close();
        stack.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void takesATicketOfEveryStageAlongAndFinishesIt(Database database) {
        open(database);
        Map<IncidentState, Incident> tickets = oneOfEachState();
        Deployed before = workflow.diagrams().current("incident");
        assertThat(before.tickets())
                .isEqualTo(Map.of(
                        "new", 2L, "assigned", 1L, "inProgress", 1L, "onHold", 1L, "resolved", 1L, "merged", 1L));

        Deployed after = workflow.diagrams().deploy("incident", renamed());
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.current()).isTrue();
        assertThat(workflow.diagrams().deploy("incident", renamed())).isEqualTo(after);
        MigrationPlan plan = workflow.diagrams().plan(before.definition(), after.definition());
        assertThat(plan.unmapped()).isEmpty();
        assertThat(plan.mapping()).containsEntry("inProgress", "working").containsEntry("new", "new");
        assertThat(plan.verdicts(50, "").items())
                .hasSize(7)
                .allSatisfy(verdict -> assertThat(verdict.target()).isPresent());
        assertThat(workflow.diagrams().current("incident").total())
                .as("a dry run")
                .isZero();

        MigrationResult result = plan.apply(2);
        assertThat(result.moved()).isEqualTo(7);
        assertThat(result.left()).isZero();
        assertThat(plan.apply().moved()).as("once more").isZero();
        assertThat(workflow.diagrams().deployed())
                .filteredOn(version -> version.lifecycle().equals("incident"))
                .extracting(Deployed::version, Deployed::total)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, 7L), org.assertj.core.groups.Tuple.tuple(1, 0L));
        assertThat(stack.divergences()).isZero();

        for (Incident ticket : tickets.values()) {
            assertThat(desk.incidents().timeline(ticket.id(), 0).items())
                    .filteredOn(entry -> entry.action().equals("migrate"))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.text()).startsWith("version 1 -> 2, ");
                        assertThat(entry.system()).isTrue();
                    });
            assertThat(desk.incidents().verify(ticket.id()).intact()).isTrue();
        }
        finish(tickets);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsTheInstantAtWhichATimerIsDue(Database database) {
        open(database);
        TicketId id = oneOfEachState().get(IncidentState.RESOLVED).id();
        clock.tick(Duration.ofDays(4));
        String before = workflow.diagrams().current("incident").definition();
        String after = workflow.diagrams().deploy("incident", renamed()).definition();
        workflow.diagrams().plan(before, after).apply();
        clock.tick(Duration.ofDays(1).minusSeconds(1));
        workflow.runDueTimers();
        assertThat(desk.incidents().get(id).state()).isEqualTo(IncidentState.RESOLVED);
        clock.tick(Duration.ofSeconds(2));
        workflow.runDueTimers();
        assertThat(desk.incidents().get(id).state()).isEqualTo(IncidentState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void leavesTicketsWithoutAPlaceUntouchedAndRollsBack(Database database) {
        open(database);
        Deployed one = workflow.diagrams().current("incident");
        Deployed two = workflow.diagrams().deploy("incident", withReview());
        TicketId reviewed = started();
        desk.incidents().advance(reviewed);
        TicketId plain = started();
        assertThat(desk.incidents().get(reviewed).place().stage().name()).isEqualTo("Vendor review");

        Deployed three = workflow.diagrams().deploy("incident", twoOthers());
        MigrationPlan plan = workflow.diagrams().plan(two.definition(), three.definition());
        assertThat(plan.unmapped()).containsOnlyKeys("vendorReview");
        MigrationResult result = plan.apply();
        assertThat(result.moved()).isEqualTo(1);
        assertThat(result.stayed()).singleElement().satisfies(it -> {
            assertThat(it.ticket().id()).isEqualTo(reviewed);
            assertThat(it.reason()).contains("several stages mean IN_PROGRESS");
        });
        assertThat(desk.incidents().get(reviewed).place().definition()).isEqualTo(two.definition());
        assertThat(plan.mapping("vendorReview", "security").apply().moved()).isEqualTo(1);
        assertThat(desk.incidents().get(reviewed).place().stage().id()).isEqualTo("security");
        assertThatThrownBy(() -> plan.mapping("vendorReview", "resolved"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IN_PROGRESS");

        Deployed four = workflow.diagrams().rollBack("incident", one.version());
        assertThat(four.version()).isEqualTo(4);
        assertThat(workflow.diagrams().diagram(four.definition()).bytes())
                .isEqualTo(Diagram.incident().bytes());
        assertThat(workflow.diagrams()
                        .plan(three.definition(), four.definition())
                        .apply()
                        .moved())
                .isEqualTo(2);
        assertThat(desk.incidents().get(reviewed).place().stage().id()).isEqualTo("inProgress");
        assertThat(desk.incidents().get(plain).place().definition()).isEqualTo(four.definition());
    }

    @ParameterizedTest
    @EnumSource(value = Database.class, names = "H2")
    void findsOutThatAStepOfAnOldVersionIsGone(Database database) {
        open(database);
        itsm.close();
        FlowableWorkflow first = stack.workflow().diagram("incident", withStep());
        try (Itsm one = Itsm.builder()
                .store(stack.store())
                .workflow(first)
                .step("tellOwner", step -> {})
                .build()) {
            desk = one.as(Actor.agent("ana").inGroup("desk").with(Role.DISPATCHER));
            started();
            assertThat(first.diagrams()
                            .findings(first.diagrams().current("incident").definition()))
                    .isEmpty();
        }
        workflow = stack.workflow();
        itsm = Itsm.builder().store(stack.store()).workflow(workflow).build();
        Deployed old = workflow.diagrams().deployed().stream()
                .filter(version -> version.total() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(workflow.diagrams().findings(old.definition()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("unknown-step"));
        MigrationPlan plan = workflow.diagrams()
                .plan(old.definition(), workflow.diagrams().current("incident").definition());
        assertThat(plan.apply().moved()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void goesOnWhereItWasCutAnywhere(Database database) {
        open(database);
        Set<TicketId> all = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            all.add(started());
        }
        String before = workflow.diagrams().current("incident").definition();
        String after = workflow.diagrams().deploy("incident", renamed()).definition();
        MigrationPlan plan = workflow.diagrams().plan(before, after);
        int cuts = 0;
        for (int statement = 1; ; statement += 3) {
            stack.wire().cut(statement % 2 == 0 ? Cut.BEFORE_COMMIT : Cut.AT_STATEMENT, statement);
            boolean cut;
            try {
                plan.apply(5);
            } catch (StoreException e) {
                cuts++;
            } finally {
                cut = stack.wire().mend();
            }
            assertThat(stack.divergences()).isZero();
            assertThat(workflow.diagrams().deployed())
                    .extracting(Deployed::total)
                    .satisfies(totals -> assertThat(
                                    totals.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(12));
            if (!cut) {
                break;
            }
        }
        assertThat(cuts).isGreaterThan(3);
        assertThat(workflow.diagrams().current("incident").total()).isEqualTo(12);
        for (TicketId id : all) {
            assertThat(desk.incidents().timeline(id, 0).items())
                    .filteredOn(entry -> entry.action().equals("migrate"))
                    .hasSize(1);
            desk.incidents().resolve(id, Resolution.fixed("done"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Database.class, names = "H2")
    void refusesWhatCannotBeDeployedOrPlanned(Database database) {
        open(database);
        String current = workflow.diagrams().current("incident").definition();
        assertThatThrownBy(() -> workflow.diagrams().plan(current, current))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workflow.diagrams().deploy("request", Diagram.incident()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workflow.diagrams()
                        .deploy(
                                "incident",
                                changed(
                                        "sourceRef=\"inProgress\" targetRef=\"resolved\"",
                                        "sourceRef=\"inProgress\" targetRef=\"closed\"")))
                .isInstanceOf(DiagramRefusedException.class);
        assertThatThrownBy(() -> workflow.diagrams().rollBack("incident", 7))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Map<IncidentState, Incident> oneOfEachState() {
        List<Incident> all = new ArrayList<>();
        all.add(logged());
        all.add(desk.incidents().assign(logged().id(), Assignment.to("desk", "ana")));
        all.add(desk.incidents().get(started()));
        all.add(desk.incidents().hold(started(), Hold.because(HoldReason.OTHER, "waits")));
        all.add(desk.incidents().resolve(started(), Resolution.fixed("done")));
        all.add(desk.incidents().merge(started(), logged().id()));
        return all.stream().collect(java.util.stream.Collectors.toMap(Incident::state, it -> it));
    }

    private void finish(Map<IncidentState, Incident> tickets) {
        tickets.forEach((state, ticket) -> {
            if (state == IncidentState.MERGED) {
                desk.incidents().unmerge(ticket.id());
            }
            if (state != IncidentState.RESOLVED) {
                if (desk.incidents().get(ticket.id()).state() == IncidentState.NEW) {
                    desk.incidents().assign(ticket.id(), Assignment.to("desk", "ana"));
                }
                desk.incidents().resolve(ticket.id(), Resolution.fixed("done"));
            }
            itsm.as(Actor.requester("mia")).ownIncidents().close(ticket.id());
        });
    }

    private Incident logged() {
        return desk.incidents()
                .log(LogIncident.titled("Port is dead").requester("mia").build());
    }

    private TicketId started() {
        return FullStack.started(desk.incidents(), Assignment.to("desk", "ana")).id();
    }

    static Diagram renamed() {
        return changed("\"inProgress\"", "\"working\"");
    }

    private static Diagram withStep() {
        return Diagram.of(new String(Diagram.incident().bytes(), StandardCharsets.UTF_8)
                .replace(
                        "sourceRef=\"inProgress\" targetRef=\"resolved\"",
                        "sourceRef=\"inProgress\" targetRef=\"tellOwner\"")
                .replace("  </bpmn:process>", """
                            <bpmn:serviceTask id="tellOwner" name="Tell the owner">
                              <bpmn:extensionElements><itsm:step handler="tellOwner"/></bpmn:extensionElements>
                            </bpmn:serviceTask>
                            <bpmn:sequenceFlow id="told" sourceRef="tellOwner" targetRef="resolved"/>
                          </bpmn:process>""")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Diagram withReview() {
        return changed("  </bpmn:process>", REVIEW + "  </bpmn:process>");
    }

    private static Diagram twoOthers() {
        return changed(
                "  </bpmn:process>",
                REVIEW.replace("vendorReview", "security").replace("Vendor review", "Security") + "  </bpmn:process>");
    }

    private static Diagram changed(String part, String other) {
        return Diagram.of(new String(Diagram.incident().bytes(), StandardCharsets.UTF_8)
                .replace(part, other)
                .getBytes(StandardCharsets.UTF_8));
    }
}
