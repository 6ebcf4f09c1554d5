package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramCoverage;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.bpmn.Overlay;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workflow tells coverages exactly what tickets walk, and a timeline is enough to draw the way of its ticket. */
class CoverageTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final Diagram diagram = Drawing.blocks().read();
    private final DiagramCoverage coverage = DiagramCoverage.of(diagram);
    private final DiagramCoverage shipped = DiagramCoverage.of(Diagram.incident());
    private FullStack stack;
    private FlowableWorkflow workflow;
    private Itsm itsm;
    private Incidents desk;
    private boolean broken;

    @BeforeEach
    void open() {
        stack = new FullStack(Database.H2, 4);
        workflow =
                stack.workflow().diagram("incident", diagram).coverage(coverage).coverage(shipped);
        itsm = Itsm.builder()
                .store(stack.store())
                .workflow(workflow)
                .clock(clock)
                .step("orderPart", step -> {})
                .step("nudgeVendor", step -> {})
                .step("tellOwner", step -> {
                    if (broken) {
                        throw new IllegalStateException("nobody answers");
                    }
                })
                .approval("security", ticket -> ApprovalOutcome.APPROVED)
                .workingTime(new BlocksTest.HalfDays())
                .build();
        desk = itsm.as(Actor.agent("ana")
                        .inGroup("network")
                        .with(Role.DISPATCHER)
                        .with(Role.MANAGER))
                .incidents();
    }

    @AfterEach
    void close() {
        itsm.close();
        stack.close();
    }

    @Test
    void hearsOfEachArrowThatATicketTakes() {
        TicketId id = started();
        assertThat(coverage.flows().walked()).containsExactlyInAnyOrder("log", "newAssign", "assignedStart");
        assertThat(coverage.actions().walked()).containsExactlyInAnyOrder("new: assign", "assigned: start");

        desk.advance(id, "vendor");
        workflow.runDueTimers(); // the step in the background
        clock.tick(Duration.ofHours(4));
        workflow.runDueTimers(); // the reminder
        clock.tick(Duration.ofHours(12));
        workflow.runDueTimers(); // too late
        assertThat(coverage.flows().walked())
                .contains("toVendor", "ordered", "toNudge", "nudgeDone", "late")
                .doesNotContain("delivered");
        assertThat(coverage.actions().walked()).contains("inProgress: advance", "vendorReview: reassign");
        assertThat(coverage.stages().walked())
                .containsExactlyInAnyOrder("new", "assigned", "inProgress", "vendorReview");
        assertThat(shipped.stages().walked()).as("no ticket follows it").isEmpty();
    }

    @Test
    void hearsNothingOfWhatIsRolledBack() {
        TicketId id = started();
        broken = true;
        assertThatThrownBy(() -> desk.resolve(id, Resolution.fixed("x"))).isInstanceOf(RuntimeException.class);
        assertThat(coverage.stages().missed()).contains("resolved");
        assertThat(coverage.flows().missed()).contains("inProgressResolve", "told");
        broken = false;
        desk.resolve(id, Resolution.fixed("x"));
        assertThat(coverage.stages().walked()).contains("resolved");
        assertThat(coverage.flows().walked()).contains("inProgressResolve", "told");
        assertThat(coverage.page().html()).contains("actions", "new: cancel");
    }

    @Test
    void drawsTheWayOfATicketFromItsTimeline() {
        TicketId id = started();
        desk.advance(id, "vendor");
        workflow.runDueTimers();
        clock.tick(Duration.ofHours(16));
        workflow.runDueTimers();
        assertThat(picture(Overlay.way(timeline(id))))
                .contains("The ticket stands at Assigned.")
                .contains("Its way went to New, Assigned, In progress, Order the part, Vendor review, Assigned.");

        TicketId other = started();
        desk.cancel(other, CancelReason.DUPLICATE);
        assertThat(picture(Overlay.way(timeline(other))))
                .contains("Its way went to New, Assigned, In progress, Cancel");
    }

    @Test
    void drawsTheArrowOfATimerOnlyWhereATimerRang() {
        TicketId byTimer = started();
        desk.resolve(byTimer, Resolution.fixed("x"));
        TicketId byHand = started();
        desk.resolve(byHand, Resolution.fixed("x"));
        itsm.as(Actor.requester("mia")).ownIncidents().close(byHand);
        clock.tick(Duration.ofDays(5).plusSeconds(1));
        workflow.runDueTimers();
        assertThat(passed(byTimer)).contains("resolvedAutoClose").doesNotContain("resolvedClose");
        assertThat(passed(byHand)).contains("resolvedClose").doesNotContain("resolvedAutoClose");
    }

    @Test
    void beginsTheWayAnewInAnotherVersion() {
        TicketId id = started();
        String before = workflow.diagrams().current("incident").definition();
        String after =
                workflow.diagrams().deploy("incident", Diagram.incident()).definition();
        workflow.diagrams().plan(before, after).apply();
        desk.resolve(id, Resolution.fixed("x"));
        assertThat(Diagram.incident().toSvg(Overlay.way(timeline(id))))
                .contains("The ticket stands at Resolved.")
                .contains("Its way went to Resolved.");
        assertThat(shipped.flows().walked())
                .as("moved by hand, not along arrows")
                .containsExactly("inProgressResolve");
    }

    private String picture(Overlay overlay) {
        return diagram.toSvg(overlay);
    }

    /** The ids of the arrows that its way took. */
    private List<String> passed(TicketId id) {
        return Pattern.compile("class=\"flow[^\"]* passed[^\"]*\" data-id=\"([^\"]+)\"")
                .matcher(picture(Overlay.way(timeline(id))))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private List<TimelineEntry> timeline(TicketId id) {
        List<TimelineEntry> all = new ArrayList<>();
        Page<TimelineEntry, Long> page = desk.timeline(id, 0);
        all.addAll(page.items());
        while (page.next().isPresent()) {
            page = desk.timeline(id, page.next().get());
            all.addAll(page.items());
        }
        return all;
    }

    private TicketId started() {
        LogIncident command = LogIncident.titled("Port is dead")
                .requester("mia")
                .category("hardware")
                .build();
        return FullStack.started(desk, command, Assignment.to("network", "ana")).id();
    }
}
