package org.itsm4j.examples.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramCoverage;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Resolution;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The diagram at work. Together these tests walk all of it: target/coverage.html shows what, and fails them if not. */
class HardwareIncidentTest {
    private static final Diagram DIAGRAM = HardwareDesk.diagram(2);
    private static final DiagramCoverage COVERAGE = DiagramCoverage.of(DIAGRAM);

    private final HardwareHost host = new HardwareHost(2, workflow -> workflow.coverage(COVERAGE));

    @AfterEach
    void close() {
        host.close();
    }

    @AfterAll
    static void everythingWasWalked() throws IOException {
        Files.writeString(Path.of("target", "coverage.html"), COVERAGE.page().html());
        assertThat(COVERAGE.complete()).as(COVERAGE.report()).isTrue();
    }

    @Test
    void aPartIsOrderedInTheBackgroundHoweverOftenItTakes() {
        TicketId id = host.started("hardware");
        host.shopIsClosed = true;
        assertThat(host.field().advance(id, "vendor").place().stage().name()).isEqualTo("Order the part");
        host.workflow.runDueTimers();
        assertThat(host.stage(id)).as("the command is done, the order is not").isEqualTo("orderPart");

        host.shopIsClosed = false;
        host.clock.tick(Duration.ofMinutes(2)); // R5/PT1M: five times, a minute apart
        host.workflow.runDueTimers();
        Incident incident = host.desk().get(id);
        assertThat(incident.place().stage().name()).isEqualTo("Vendor review");
        assertThat(incident.state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(incident.custom().get(HardwareDesk.ORDER)).contains("PO-1");
        assertThat(host.field().advance(id).place().stage().name()).isEqualTo("In progress");
    }

    @Test
    void aVendorIsRemindedEveryFourHoursAndAfterTwoWorkingDaysTooLate() {
        TicketId id = atTheVendor(); // on Friday at 15:00
        host.at("2026-03-09T08:59:00Z"); // Monday, 9:59 in Paris
        host.workflow.runDueTimers();
        assertThat(host.reminders).as("a weekend is no working time").isEmpty();
        host.at("2026-03-09T10:00:00Z"); // Monday, 11:00: two hours of Friday, two of Monday
        host.workflow.runDueTimers();
        assertThat(host.reminders).containsExactly("PO-1");

        host.at("2026-03-10T13:59:59Z");
        host.workflow.runDueTimers();
        assertThat(host.stage(id)).isEqualTo("vendorReview");
        host.at("2026-03-10T14:00:01Z"); // Tuesday, 15:00
        host.workflow.runDueTimers();
        Incident late = host.desk().get(id);
        assertThat(late.state()).isEqualTo(IncidentState.ASSIGNED);
        assertThat(late.group()).contains("second-level");
        assertThat(host.reminders).hasSize(3);
    }

    @Test
    void aRepairIsThreeTasksTwoOfThemSideBySide() {
        TicketId id = host.started("hardware");
        host.field().advance(id, "repair");
        assertThat(open(id)).containsExactlyInAnyOrder("replaceDevice", "informUser");
        host.field().claim(id, "replaceDevice");
        host.field().complete(id, "replaceDevice");
        host.desk().complete(id, "informUser");
        assertThat(open(id)).containsExactly("testDevice");
        host.field().complete(id, "testDevice");
        assertThat(host.stage(id)).as("by itself, when all are done").isEqualTo("inProgress");
    }

    @Test
    void whatTouchesSecurityIsReviewedBeforeItCloses() {
        TicketId id = host.started("security");
        host.field().resolve(id, Resolution.fixed("The firmware is patched"));
        assertThat(host.stage(id)).isEqualTo("securityReview");
        assertThat(host.desk().get(id).state()).isEqualTo(IncidentState.RESOLVED);

        assertThatThrownBy(() -> host.mia().close(id))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageStartingWith("INC-000001: ")
                .hasMessageEndingWith("where the approval security is PENDING");
        host.field().reopen(id, "The board has a question");
        host.field().resolve(id, Resolution.fixed("The firmware is patched, and signed"));
        host.decision = ApprovalOutcome.APPROVED;
        host.mia().close(id);
        assertThat(host.desk().get(id).state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void theRestIsAsShipped() {
        TicketId id = host.logged("hardware");
        host.desk().hold(id, Hold.because(HoldReason.CALLER, "Which printer?"));
        host.desk().resume(id);
        host.desk().reassign(id, Assignment.to("field-service", "raj"), "a printer");
        host.field().hold(id, Hold.because(HoldReason.CALLER, "Which floor?"));
        host.field().resume(id);
        host.field().hold(id, Hold.because(HoldReason.CALLER, "Which room?"));
        host.field().resolve(id, Resolution.fixed("It was off"));
        host.field().reopen(id, "It is off again");
        host.field().escalate(id, Assignment.to("second-level"), "twice");
        host.desk().escalate(id, Assignment.to("field-service"), "needs hands");
        host.desk().reassign(id, Assignment.to("field-service", "raj"), "is near");
        host.field().resolve(id, Resolution.fixed("It is on"));
        host.clock.tick(Duration.ofDays(5));
        host.workflow.runDueTimers();
        assertThat(host.desk().get(id).state()).as("closed by itself").isEqualTo(IncidentState.CLOSED);

        TicketId known = host.logged("hardware");
        host.field().resolve(known, Resolution.fixed("It was on already"));
        host.mia().close(known);
        assertThat(host.desk().get(known).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(host.field().start(host.logged("hardware")).state()).isEqualTo(IncidentState.IN_PROGRESS);

        TicketId held = host.started("hardware");
        host.field().hold(held, Hold.because(HoldReason.CALLER, "Still needed?"));
        TicketId assigned = host.desk()
                .assign(host.logged("hardware"), Assignment.to("field-service"))
                .id();
        for (TicketId each : List.of(host.logged("hardware"), assigned, host.started("hardware"), held)) {
            assertThat(host.desk().cancel(each, CancelReason.WITHDRAWN).state()).isEqualTo(IncidentState.CANCELLED);
        }
    }

    private TicketId atTheVendor() {
        TicketId id = host.started("hardware");
        host.field().advance(id, "vendor");
        host.workflow.runDueTimers();
        return id;
    }

    private List<String> open(TicketId id) {
        return host.desk().tasks(id).stream()
                .filter(task -> task.state() == TaskState.OPEN)
                .map(Task::id)
                .toList();
    }
}
