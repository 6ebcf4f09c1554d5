package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.WorkingTime;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A diagram with everything an integrator can draw, at work on the whole stack. */
class BlocksTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final List<String> ran = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<ApprovalOutcome> decided = new AtomicReference<>(ApprovalOutcome.PENDING);
    private FullStack stack;
    private FlowableWorkflow workflow;
    private Itsm itsm;

    private void open(Database database) {
        stack = new FullStack(database, 4);
        workflow = stack.workflow().diagram("incident", Drawing.blocks().read());
        itsm = Itsm.builder()
                .store(stack.store())
                .workflow(workflow)
                .clock(clock)
                .step("orderPart", step -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("the shop is closed");
                    }
                    ran.add(step.element());
                    step.note(Note.internal("Part ordered for " + step.ticket().number()));
                })
                .step("nudgeVendor", step -> ran.add(step.element()))
                .step("tellOwner", step -> {
                    ran.add(step.element() + " of " + step.fact("priority").orElseThrow());
                    step.note(Note.toRequester("The owner was told"));
                })
                .approval("security", ticket -> decided.get())
                .workingTime(new HalfDays())
                .build();
    }

    @AfterEach
    void close() {
        assertThat(stack.divergences()).isZero();
        itsm.close();
        stack.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void runsAStepInTheBackgroundAndThenGoesOn(Database database) {
        open(database);
        TicketId id = inProgress("hardware");
        Incident waiting = raj().incidents().advance(id, "vendor");
        assertThat(waiting.place().stage().id()).isEqualTo("orderPart");
        assertThat(waiting.state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(ran).isEmpty();

        failures.set(1);
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        assertThat(stage(id)).isEqualTo("orderPart");
        assertThat(workflow.runDueTimers()).as("waits for a minute").isZero();
        clock.tick(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(workflow.runDueTimers()).isEqualTo(1);
        assertThat(stage(id)).isEqualTo("vendorReview");
        assertThat(ran).containsExactly("orderPart");
        assertThat(raj().incidents().timeline(id, 0).items())
                .anySatisfy(entry -> assertThat(entry.text()).startsWith("Part ordered for INC-"));
        assertThat(raj().incidents().advance(id).place().stage().id()).isEqualTo("inProgress");
        assertThat(raj().incidents().verify(id).intact()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void ringsBesideAStageAsOftenAsDrawn(Database database) {
        open(database);
        TicketId id = atTheVendor();
        for (int ring = 1; ring <= 5; ring++) {
            clock.tick(Duration.ofHours(4));
            workflow.runDueTimers();
            assertThat(ran.stream().filter("nudge"::equals)).hasSize(Math.min(ring, 3));
        }
        assertThat(stage(id)).isEqualTo("assigned"); // late at 17:00, when eight working hours were 16 by the clock
        assertThat(stack.count("select count(*) from ACT_RU_TIMER_JOB")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void escalatesInWorkingTimeWithWhatTheDiagramSays(Database database) {
        open(database);
        TicketId id = atTheVendor();
        clock.tick(Duration.ofHours(15));
        workflow.runDueTimers();
        assertThat(stage(id)).isEqualTo("vendorReview");
        clock.tick(Duration.ofHours(1).plusSeconds(1));
        workflow.runDueTimers();
        Incident late = raj().incidents().get(id);
        assertThat(late.state()).isEqualTo(IncidentState.ASSIGNED);
        assertThat(late.group()).contains("second-level");
        assertThat(stack.count("select count(*) from ACT_RU_TIMER_JOB")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void opensTasksSideBySideAndGoesOnWhenAllAreDone(Database database) {
        open(database);
        TicketId id = inProgress("hardware");
        raj().incidents().advance(id, "repair");
        assertThat(stage(id)).isEqualTo("repair");
        assertThat(open(id)).containsExactlyInAnyOrder("replaceSwitch", "informUsers");
        raj().incidents().claim(id, "replaceSwitch");
        raj().incidents().complete(id, "replaceSwitch");
        assertThat(open(id)).containsExactly("informUsers");
        ana().incidents().complete(id, "informUsers");
        assertThat(open(id)).containsExactly("testPorts");
        raj().incidents().complete(id, "testPorts");
        assertThat(stage(id)).isEqualTo("inProgress");
        assertThat(raj().incidents().tasks(id))
                .extracting(Task::state)
                .containsOnly(TaskState.DONE)
                .hasSize(3);
        assertThat(raj().incidents().verify(id).intact()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void cancelsTheTasksOfAStageThatIsLeft(Database database) {
        open(database);
        TicketId id = inProgress("hardware");
        raj().incidents().advance(id, "repair");
        manager().incidents().cancel(id, org.itsm4j.incident.CancelReason.WITHDRAWN);
        assertThat(manager().incidents().tasks(id)).extracting(Task::state).containsOnly(TaskState.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void runsAStepInTheTransactionOfTheCommand(Database database) {
        open(database);
        TicketId id = inProgress("hardware");
        raj().incidents().resolve(id, Resolution.fixed("Replaced"));
        assertThat(stage(id)).isEqualTo("resolved");
        assertThat(ran).singleElement().asString().startsWith("tellOwner of P");
        assertThat(raj().incidents().timeline(id, 0).items())
                .anySatisfy(entry -> assertThat(entry.text()).isEqualTo("The owner was told"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void waitsForADecision(Database database) {
        open(database);
        TicketId id = inProgress("security");
        raj().incidents().resolve(id, Resolution.fixed("Patched"));
        assertThat(stage(id)).isEqualTo("securityReview");
        assertThat(ran).isEmpty();
        Desk mia = itsm.as(Actor.requester("mia"));
        assertThatThrownBy(() -> mia.ownIncidents().close(id)).isInstanceOf(RuleViolationException.class);
        decided.set(ApprovalOutcome.APPROVED);
        mia.ownIncidents().close(id);
        assertThat(stack.count("select count(*) from ACT_RU_EXECUTION")).isZero();
    }

    private TicketId atTheVendor() {
        TicketId id = inProgress("hardware");
        raj().incidents().advance(id, "vendor");
        workflow.runDueTimers();
        assertThat(stage(id)).isEqualTo("vendorReview");
        ran.clear();
        return id;
    }

    private TicketId inProgress(String category) {
        Incident incident = ana().incidents()
                .log(LogIncident.titled("Port is dead")
                        .requester("mia")
                        .category(category)
                        .build());
        ana().incidents().assign(incident.id(), Assignment.to("network", "raj"));
        raj().incidents().start(incident.id());
        return incident.id();
    }

    private List<String> open(TicketId id) {
        return raj().incidents().tasks(id).stream()
                .filter(task -> task.state() == TaskState.OPEN)
                .map(Task::id)
                .toList();
    }

    private String stage(TicketId id) {
        return manager().incidents().get(id).place().stage().id();
    }

    private Desk ana() {
        return itsm.as(Actor.agent("ana").inGroup("service-desk").with(Role.DISPATCHER));
    }

    private Desk raj() {
        return itsm.as(Actor.agent("raj").inGroup("network"));
    }

    private Desk manager() {
        return itsm.as(Actor.agent("kim").inGroup("service-desk").with(Role.MANAGER));
    }

    /** Every second hour is working time, so that working time is twice as long by the clock. */
    static final class HalfDays implements WorkingTime {
        @Override
        public Set<String> calendars() {
            return Set.of("support");
        }

        @Override
        public Instant due(Tenant tenant, String calendar, Instant start, Duration working) {
            return start.plus(working.multipliedBy(2));
        }
    }
}
