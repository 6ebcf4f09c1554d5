package org.itsm4j.examples.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.DiagramDiff;
import org.itsm4j.bpmn.DiagramPage;
import org.itsm4j.bpmn.Diagrams;
import org.itsm4j.bpmn.Diagrams.Deployed;
import org.itsm4j.bpmn.MigrationPlan;
import org.itsm4j.bpmn.MigrationResult;
import org.itsm4j.bpmn.Overlay;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Resolution;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tickets under way go from version 1 of the diagram to version 2: target/migration.html shows it. */
class VersionsTest {
    private final HardwareHost host = new HardwareHost(1);
    private final Diagrams diagrams = host.workflow.diagrams();

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void takesATicketOfEachStageAlong() throws IOException {
        Map<String, TicketId> tickets = oneAtEachStage();
        Deployed one = diagrams.current("incident");
        Deployed two = diagrams.deploy("incident", HardwareDesk.diagram(2));
        MigrationPlan plan = diagrams.plan(one.definition(), two.definition());
        assertThat(plan.mapping())
                .containsEntry("new", "new")
                .containsEntry("orderPart", "orderPart")
                .containsEntry("resolved", "resolved");
        assertThat(plan.unmapped()).as("its id and its name are new").containsOnlyKeys("vendor");

        MigrationPlan complete = plan.mapping("vendor", "vendorReview");
        assertThat(complete.verdicts(50, "").items())
                .as("a dry run")
                .hasSameSizeAs(tickets.keySet())
                .allSatisfy(verdict -> assertThat(verdict.target()).isPresent());
        MigrationResult result = complete.apply();
        assertThat(result.moved()).isEqualTo(tickets.size());
        assertThat(result.left()).isZero();
        assertThat(host.stage(tickets.get("vendor"))).isEqualTo("vendorReview");
        page(diagrams.deployed(), tickets.get("vendor"));

        host.decision = ApprovalOutcome.APPROVED;
        host.workflow.runDueTimers(); // the order that was waiting
        assertThat(host.stage(tickets.get("orderPart"))).isEqualTo("vendorReview");
        tickets.values().forEach(this::finish);
    }

    @Test
    void leavesAloneWhatHasNoPlaceAndGoesBack() {
        Map<String, TicketId> tickets = oneAtEachStage();
        Deployed one = diagrams.current("incident");
        Deployed two = diagrams.deploy("incident", HardwareDesk.diagram(2));
        MigrationResult result =
                diagrams.plan(one.definition(), two.definition()).apply();
        assertThat(result.stayed())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.ticket().id()).isEqualTo(tickets.get("vendor")));

        Deployed back = diagrams.rollBack("incident", 1);
        assertThat(diagrams.plan(two.definition(), back.definition()).apply().left())
                .isZero();
        tickets.values().forEach(this::finish);
    }

    @Test
    void saysInWordsWhatIsDifferent() {
        String report = DiagramDiff.between(
                        HardwareDesk.diagram(1), HardwareDesk.diagram(2), host.itsm.terms(TicketKind.INCIDENT))
                .report();
        assertThat(report).contains("Repair on site", "Security review", "Vendor review");
    }

    private Map<String, TicketId> oneAtEachStage() {
        Map<String, TicketId> tickets = new LinkedHashMap<>();
        TicketId vendor = host.started("hardware");
        host.field().advance(vendor);
        host.workflow.runDueTimers();
        tickets.put("vendor", vendor);
        TicketId order = host.started("hardware");
        host.field().advance(order);
        tickets.put("orderPart", order);
        tickets.put("new", host.logged("hardware"));
        TicketId assigned = host.logged("hardware");
        host.desk().assign(assigned, Assignment.to("field-service", "raj"));
        tickets.put("assigned", assigned);
        tickets.put("inProgress", host.started("hardware"));
        TicketId held = host.started("hardware");
        host.field().hold(held, Hold.because(HoldReason.CALLER, "Which printer?"));
        tickets.put("onHold", held);
        TicketId resolved = host.started("hardware");
        host.field().resolve(resolved, Resolution.fixed("It was off"));
        tickets.put("resolved", resolved);
        tickets.forEach((stage, id) -> assertThat(host.stage(id)).isEqualTo(stage));
        return tickets;
    }

    private void finish(TicketId id) {
        String stage = host.stage(id);
        if (stage.equals("orderPart")) {
            host.workflow.runDueTimers();
        }
        if (List.of("vendor", "vendorReview", "orderPart").contains(stage)) {
            host.field().advance(id);
        }
        if (host.desk().get(id).state() != IncidentState.RESOLVED) {
            host.field().resolve(id, Resolution.fixed("It is on"));
        }
        host.mia().close(id);
        assertThat(host.desk().get(id).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(host.desk().verify(id).intact()).isTrue();
    }

    private void page(List<Deployed> deployed, TicketId ticket) throws IOException {
        DiagramPage.Builder page = DiagramPage.builder("Hardware incidents");
        deployed.forEach(
                version -> page.section("Version " + version.version() + (version.current() ? ", current" : ""))
                        .text(version.total() + " tickets follow it.")
                        .picture(
                                diagrams.diagram(version.definition()),
                                Overlay.heat(version.tickets(), "tickets"),
                                "Where they stand"));
        page.section("Where one of them stands")
                .picture(
                        HardwareDesk.diagram(2),
                        Overlay.way(host.desk().timeline(ticket, 0).items()),
                        "It came to version 2 at the vendor's");
        page.section("What is different")
                .preformatted(DiagramDiff.between(
                                HardwareDesk.diagram(1), HardwareDesk.diagram(2), host.itsm.terms(TicketKind.INCIDENT))
                        .report());
        Files.writeString(Path.of("target", "migration.html"), page.build().html());
    }
}
