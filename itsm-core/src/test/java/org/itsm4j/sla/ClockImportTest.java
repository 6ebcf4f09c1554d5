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
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.junit.jupiter.api.Test;

/** Histories that are imported: their clocks are right, and nobody is told of what was reached long ago. */
class ClockImportTest {
    private final SettableClock clock = SettableClock.at("2026-11-01T09:00:00Z");
    private final List<SlaNotice> notices = new ArrayList<>();
    private final Itsm itsm = Itsm.builder()
            .clock(clock)
            .notifier(notices::add)
            .serviceLevels(SlaPolicies.version(1)
                    .calendar(WorkCalendar.always("always"))
                    .policy(SlaPolicy.named("standard")
                            .calendar("always")
                            .pauseOn(HoldReason.CALLER)
                            .target(SlaTarget.resolution()
                                    .within(Duration.ofHours(4))
                                    .threshold(Threshold.at(50, new Escalation.Notify("lead")))))
                    .build())
            .build();
    private final Actor clerk = Actor.administrator("ada").inGroup("desk").with(Role.IMPORTER);

    private Desk at(String time) {
        return itsm.as(clerk).at(Instant.parse("2026-03-02T" + time + ":00Z"));
    }

    private SlaClock resolution(Incident incident) {
        return itsm.as(clerk)
                .serviceLevels()
                .clock(incident.ref(), "resolution")
                .orElseThrow();
    }

    @Test
    void aWholeLifeIsImportedAlthoughTheSweepRunsInBetween() {
        Incident incident = at("09:00")
                .incidents()
                .log(LogIncident.titled("Old").requester("mia").build());
        itsm.runDueWork();
        at("10:00").incidents().start(incident.id());
        at("10:30").incidents().hold(incident.id(), Hold.because(HoldReason.CALLER, "Which one?"));
        itsm.runDueWork();
        at("12:30").incidents().resume(incident.id());
        assertThat(resolution(incident).due()).contains(Instant.parse("2026-03-02T15:00:00Z"));
        itsm.runDueWork();
        at("14:00").incidents().resolve(incident.id(), Resolution.fixed("Done"));
        SlaClock stopped = resolution(incident);
        assertThat(stopped.met()).isTrue();
        assertThat(stopped.elapsed()).isEqualTo(Duration.ofHours(3));
        itsm.runDueWork();
        assertThat(notices).isEmpty();
    }

    @Test
    void whatIsStillOpenAndWasReachedIsSkippedWithoutANotice() {
        Incident incident = at("09:00")
                .incidents()
                .log(LogIncident.titled("Old").requester("mia").build());
        assertThat(itsm.runDueWork()).isZero();
        assertThat(resolution(incident).breached()).isTrue();
        assertThat(resolution(incident).milestones())
                .extracting(SlaClock.Milestone::status)
                .containsOnly(SlaClock.MilestoneStatus.SKIPPED);
        assertThat(notices).isEmpty();
        clock.tick(Duration.ofHours(1));
        itsm.as(clerk).incidents().resolve(incident.id(), Resolution.fixed("Done"));
        assertThat(itsm.runDueWork()).isZero();
        assertThat(resolution(incident).breachedAt()).contains(Instant.parse("2026-03-02T13:00:00Z"));
    }
}
