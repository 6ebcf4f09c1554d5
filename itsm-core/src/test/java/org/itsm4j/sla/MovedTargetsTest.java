package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.security.Actor;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.junit.jupiter.api.Test;

/** Targets that move ahead again call again, and clocks that nobody can stop do not begin. */
class MovedTargetsTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final List<String> told = new ArrayList<>();

    private Desk desk(SlaPolicy... policies) {
        SlaPolicies.Builder set = SlaPolicies.version(1)
                .calendar(WorkCalendar.always("always"))
                .calendar(WorkCalendar.named("short")
                        .zone("UTC")
                        .hours("Mon-Fri 09:00-17:00")
                        .horizon(Duration.ofDays(30))
                        .build());
        List.of(policies).forEach(set::policy);
        itsm = Itsm.builder()
                .clock(clock)
                .serviceLevels(set.build())
                .notifier(notice -> told.add(notice.kind() + " " + notice.thresholds()))
                .build();
        return itsm.as(Actor.administrator("ada").inGroup("desk"));
    }

    private Itsm itsm;

    private static SlaTarget resolution() {
        return SlaTarget.resolution()
                .within(Priority.P1, Duration.ofHours(4))
                .within(Duration.ofHours(24))
                .threshold(Threshold.at(100, new Escalation.Notify("lead")));
    }

    @Test
    void whatWasSkippedIsReachedWhenItLiesAheadAgain() {
        Desk desk = desk(SlaPolicy.named("standard")
                .calendar("always")
                .target(resolution().since(Since.OCCURRED)));
        Incident incident = desk.incidents()
                .log(LogIncident.titled("x")
                        .requester("mia")
                        .occurredAt(Instant.parse("2026-03-02T04:00:00Z"))
                        .build());
        desk.incidents().reclassify(incident.id(), Reclassification.change().priority(Priority.P1, "boss"));
        desk.incidents().reclassify(incident.id(), Reclassification.change().priority(Priority.P3, "no"));
        clock.tick(Duration.ofDays(1));
        itsm.runDueWork();
        assertThat(told).containsExactly("SKIPPED [100%]", "REACHED [100%]");
    }

    @Test
    void whatWasSkippedIsReachedAlsoIfTheTargetMovedWhileItWaited() {
        Desk desk = desk(SlaPolicy.named("standard")
                .calendar("always")
                .pauseOn(HoldReason.CALLER)
                .target(resolution().since(Since.OCCURRED)));
        Incident incident = desk.incidents()
                .log(LogIncident.titled("x")
                        .requester("mia")
                        .occurredAt(Instant.parse("2026-03-02T04:00:00Z"))
                        .build());
        desk.incidents().reclassify(incident.id(), Reclassification.change().priority(Priority.P1, "boss"));
        desk.incidents().hold(incident.id(), Hold.because(HoldReason.CALLER, "Which one?"));
        desk.incidents().reclassify(incident.id(), Reclassification.change().priority(Priority.P3, "no"));
        desk.incidents().resume(incident.id());
        clock.tick(Duration.ofDays(1));
        itsm.runDueWork();
        assertThat(told).containsExactly("SKIPPED [100%]", "REACHED [100%]");
    }

    @Test
    void anInstantThatIsAgreedOnAfterABreachCallsWhenItComes() {
        Desk desk = desk(SlaPolicy.named("standard").calendar("always").target(resolution()));
        Incident incident =
                desk.incidents().log(LogIncident.titled("x").requester("mia").build());
        clock.tick(Duration.ofHours(25));
        itsm.runDueWork();
        desk.incidents()
                .agreeTarget(incident.id(), "resolution", clock.instant().plus(Duration.ofHours(3)), "by phone");
        assertThat(itsm.runDueWork()).isZero();
        clock.tick(Duration.ofHours(3));
        assertThat(itsm.runDueWork()).isEqualTo(1);
        assertThat(told).containsExactly("REACHED [100%]", "REACHED [100%]");
    }

    @Test
    void aLongWaitBeyondTheHorizonIsStillLate() {
        Desk desk = desk(SlaPolicy.named("standard")
                .calendar("short")
                .pauseOn(HoldReason.CALLER)
                .target(resolution()));
        Incident incident =
                desk.incidents().log(LogIncident.titled("x").requester("mia").build());
        desk.incidents().start(incident.id());
        desk.incidents().hold(incident.id(), Hold.because(HoldReason.CALLER, "on leave"));
        clock.tick(Duration.ofDays(60));
        desk.incidents().resume(incident.id());
        clock.tick(Duration.ofDays(10));
        assertThat(desk.serviceLevels()
                        .clock(incident.ref(), "resolution")
                        .orElseThrow()
                        .breached())
                .isTrue();
        assertThat(itsm.runDueWork()).isEqualTo(1);
    }

    @Test
    void theResponseOfAGroupThatComesAfterTheResponseIsNoMorePromised() {
        Desk desk = desk(SlaPolicy.named("network")
                .calendar("always")
                .withGroup("network")
                .target(SlaTarget.response().within(Duration.ofHours(1))));
        Incident incident =
                desk.incidents().log(LogIncident.titled("x").requester("mia").build());
        desk.incidents().start(incident.id());
        desk.incidents().reassign(incident.id(), Assignment.to("network"), "theirs");
        assertThat(desk.serviceLevels().clocks(incident.ref())).isEmpty();
    }
}
