package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Service levels and diagrams: one calendar for clocks and timers, one job executor for sweeps and timers. */
class ServiceLevelsTogetherTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T12:00:00Z"); // a Monday

    private static SlaPolicies policies() {
        return SlaPolicies.version(1)
                .calendar(WorkCalendar.named("support")
                        .zone("UTC")
                        .hours("Mon-Fri 09:00-17:00")
                        .build())
                .policy(SlaPolicy.named("standard")
                        .calendar("support")
                        .target(SlaTarget.resolution()
                                .within(Duration.ofHours(2))
                                .threshold(Threshold.at(50, new Escalation.Notify("lead")))
                                .threshold(Threshold.at(75, new Escalation.AddWatcher("zoe")))))
                .build();
    }

    private static Incidents desk(Itsm itsm) {
        return itsm.as(Actor.agent("ana")
                        .inGroup("network")
                        .with(Role.DISPATCHER)
                        .with(Role.MANAGER))
                .incidents();
    }

    @Test
    void theTimerOfAStageCountsByTheCalendarOfThePolicies() {
        try (FullStack stack = new FullStack(Database.H2, 2)) {
            FlowableWorkflow workflow =
                    stack.workflow().diagram("incident", Drawing.blocks().read());
            try (Itsm itsm = Itsm.builder()
                    .store(stack.store())
                    .workflow(workflow)
                    .clock(clock)
                    .step("orderPart", step -> {})
                    .step("nudgeVendor", step -> {})
                    .step("tellOwner", step -> {})
                    .approval("security", ticket -> ApprovalOutcome.APPROVED)
                    .serviceLevels(policies())
                    .build()) {
                LogIncident report = LogIncident.titled("Port is dead")
                        .requester("mia")
                        .category("hardware")
                        .build();
                TicketId id = FullStack.started(desk(itsm), report, Assignment.to("network", "ana"))
                        .id();
                desk(itsm).advance(id, "vendor");
                workflow.runDueTimers();
                assertThat(stage(itsm, id)).isEqualTo("vendorReview"); // for PT8H of the calendar "support"

                clock.tick(Duration.ofHours(8).plusMinutes(1));
                workflow.runDueTimers();
                assertThat(stage(itsm, id))
                        .as("five hours of work, then the night")
                        .isEqualTo("vendorReview");

                clock.tick(Duration.ofHours(16).minusMinutes(2)); // Tuesday, a minute before noon
                workflow.runDueTimers();
                assertThat(stage(itsm, id)).isEqualTo("vendorReview");

                clock.tick(Duration.ofMinutes(2));
                workflow.runDueTimers();
                assertThat(stage(itsm, id)).isEqualTo("assigned");
            }
        }
    }

    private static String stage(Itsm itsm, TicketId id) {
        return desk(itsm).get(id).place().stage().id();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void theJobExecutorSweeps(Database database) {
        List<SlaNotice> notices = new CopyOnWriteArrayList<>();
        try (FullStack stack = new FullStack(database, 6)) {
            FlowableWorkflow workflow = stack.workflow()
                    .jobExecutor(true)
                    .pollEvery(Duration.ofMillis(200))
                    .heartbeat(Duration.ofMillis(300));
            try (Itsm itsm = Itsm.builder()
                    .store(stack.store())
                    .workflow(workflow)
                    .clock(clock)
                    .serviceLevels(policies())
                    .notifier(notices::add)
                    .build()) {
                Incident incident = desk(itsm)
                        .log(LogIncident.titled("Port is dead").requester("mia").build());
                clock.tick(Duration.ofHours(3));
                await().atMost(Duration.ofMinutes(1)).until(() -> {
                    clock.tick(Duration.ofSeconds(1)); // the next beat is due by this clock, too
                    return desk(itsm).watchers(incident.id()).equals(List.of("zoe"));
                });
                assertThat(notices).extracting(SlaNotice::whom).containsExactly("lead");
                // what comes behind the watch is a transaction of its own
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(
                                        desk(itsm).timeline(incident.id(), 0).items())
                                .extracting(TimelineEntry::action)
                                .containsExactly("log", "targetReached", "targetReached", "watch", "targetReached"));
                assertThat(desk(itsm).verify(incident.id()).intact()).isTrue();
            }
        }
    }
}
