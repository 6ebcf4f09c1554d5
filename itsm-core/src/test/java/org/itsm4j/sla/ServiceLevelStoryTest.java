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
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Test;

/** How a ticket's clocks go with it, from logging to closing. */
class ServiceLevelStoryTest {
    private static final WorkCalendar OFFICE = WorkCalendar.named("office")
            .zone("Europe/Madrid")
            .hours("Mon-Fri 09:00-17:00")
            .build();

    private SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z"); // Monday, 10:00 in Madrid
    private final List<SlaNotice> notices = new ArrayList<>();

    private Itsm itsm(TargetChange rule) {
        SlaPolicies policies = SlaPolicies.version(1)
                .calendar(OFFICE)
                .policy(SlaPolicy.named("standard")
                        .kind(TicketKind.INCIDENT)
                        .calendar("office")
                        .pauseOn(HoldReason.CALLER)
                        .onTargetChange(rule)
                        .target(SlaTarget.response().within(Duration.ofHours(1)))
                        .target(SlaTarget.resolution()
                                .within(Priority.P1, Duration.ofHours(4))
                                .within(Duration.ofHours(24))
                                .threshold(Threshold.at(75, new Escalation.Notify("lead")))))
                .build();
        return Itsm.builder()
                .clock(clock)
                .serviceLevels(policies)
                .notifier(notices::add)
                .build();
    }

    @Test
    void runsPausesResumesAndStops() {
        Itsm itsm = itsm(TargetChange.RETROACTIVE);
        Desk desk = itsm.as(Actor.administrator("ada").inGroup("payments"));
        Incident incident = desk.incidents()
                .log(LogIncident.titled("Checkout")
                        .requester("mia")
                        .impact(Impact.HIGH)
                        .urgency(Urgency.HIGH)
                        .build());
        assertThat(incident.serviceLevels()).isEqualTo(1);
        assertThat(clock(desk, incident, "resolution").due()).contains(at("2026-03-02T13:00:00Z"));
        assertThat(clock(desk, incident, "response").due()).contains(at("2026-03-02T10:00:00Z"));

        clock.tick(Duration.ofMinutes(30));
        desk.incidents().start(incident.id());
        assertThat(clock(desk, incident, "response").met()).isTrue();

        clock.tick(Duration.ofMinutes(30));
        desk.incidents().hold(incident.id(), Hold.because(HoldReason.CALLER, "Which browser?"));
        clock.tick(Duration.ofHours(5));
        SlaClock paused = clock(desk, incident, "resolution");
        assertThat(paused.status()).isEqualTo(ClockStatus.PAUSED);
        assertThat(paused.due()).isEmpty();
        assertThat(paused.remaining()).contains(Duration.ofHours(3));
        assertThat(paused.projectedDue()).contains(at("2026-03-03T10:00:00Z"));

        desk.incidents().resume(incident.id());
        assertThat(clock(desk, incident, "resolution").due()).contains(at("2026-03-03T10:00:00Z"));
        clock.tick(Duration.ofDays(1));
        assertThat(itsm.runDueWork()).isEqualTo(1);
        assertThat(notices).hasSize(1);
        assertThat(notices.get(0).reachedAt()).isEqualTo(at("2026-03-03T09:00:00Z"));
        assertThat(itsm.runDueWork()).isZero();
        desk.incidents().resolve(incident.id(), Resolution.fixed("Rolled back"));
        SlaClock stopped = clock(desk, incident, "resolution");
        assertThat(stopped.breachedAt()).contains(at("2026-03-03T10:00:00Z"));
        assertThat(stopped.explain().counted()).isEqualTo(stopped.elapsed());
        assertThat(stopped.asOf(at("2026-03-02T15:00:00Z")).remaining()).contains(Duration.ofHours(3));
        assertThat(desk.serviceLevels()
                        .attainment(TicketKind.INCIDENT, at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z")))
                .containsExactly(
                        new Attainment("standard", "resolution", java.util.Optional.of(Priority.P1), 0, 1),
                        new Attainment("standard", "response", java.util.Optional.of(Priority.P1), 1, 0));
        assertThat(desk.incidents().verify(incident.id()).intact()).isTrue();
    }

    @Test
    void takesAnotherTargetInThreeWays() {
        assertThat(priorityUp(TargetChange.RETROACTIVE)).isEqualTo(at("2026-03-02T12:00:00Z"));
        assertThat(priorityUp(TargetChange.FRESH)).isEqualTo(at("2026-03-02T15:00:00Z"));
        assertThat(priorityUp(TargetChange.PROPORTIONAL)).isEqualTo(at("2026-03-02T14:30:00Z"));
    }

    @Test
    void tellsNobodyOfWhatAnImportedTargetSkips() {
        clock = SettableClock.at("2026-04-01T08:00:00Z");
        Itsm itsm = itsm(TargetChange.RETROACTIVE);
        Actor clerk = Actor.administrator("clerk").with(Role.IMPORTER);
        Incident old = itsm.as(clerk)
                .at(at("2026-03-02T08:00:00Z"))
                .incidents()
                .log(LogIncident.titled("Checkout").requester("mia").build());
        itsm.as(clerk)
                .at(at("2026-03-02T14:00:00Z"))
                .incidents()
                .reclassify(old.id(), Reclassification.change().priority(Priority.P1, "the boss"));

        assertThat(clock(itsm.as(clerk), old, "resolution").breached()).isTrue();
        assertThat(itsm.runDueWork()).isZero();
        assertThat(notices).isEmpty();
    }

    private Instant priorityUp(TargetChange rule) {
        clock = SettableClock.at("2026-03-02T08:00:00Z");
        Desk desk = itsm(rule).as(Actor.administrator("ada").inGroup("payments"));
        Incident incident = desk.incidents()
                .log(LogIncident.titled("Checkout").requester("mia").build());
        clock.tick(Duration.ofHours(3));
        desk.incidents().reclassify(incident.id(), Reclassification.change().priority(Priority.P1, "the boss"));
        return clock(desk, incident, "resolution").due().orElseThrow();
    }

    private static SlaClock clock(Desk desk, Incident incident, String slot) {
        return desk.serviceLevels().clock(incident.ref(), slot).orElseThrow();
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
