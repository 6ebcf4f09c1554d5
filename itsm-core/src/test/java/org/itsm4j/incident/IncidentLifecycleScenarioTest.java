package org.itsm4j.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.itsm4j.Itsm;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.Actor;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Test;

/** The life of one incident, read as a story. */
class IncidentLifecycleScenarioTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final Itsm itsm = Itsm.builder().clock(clock).build();
    private final Incidents dispatcher = itsm.as(Actor.dispatcher("ana")).incidents();
    private final Incidents raj =
            itsm.as(Actor.agent("raj").inGroup("payments")).incidents();
    private final OwnIncidents mia = itsm.as(Actor.requester("mia")).ownIncidents();

    @Test
    void aCheckoutFailsIsMendedAndClosesByItself() {
        // Mia cannot pay, and says so
        OwnIncident reported = mia.log(LogIncident.titled("Checkout returns 500")
                .service("webshop")
                .impact(Impact.HIGH)
                .urgency(Urgency.HIGH)
                .build());
        assertThat(reported.number().value()).isEqualTo("INC-000001");
        assertThat(reported.priority()).isEqualTo(Priority.P1);

        // nobody has it yet, so it cannot be reopened; the error says what can be done
        assertThatThrownBy(() -> raj.reopen(reported.id(), "?"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("INC-000001 cannot go from NEW by reopen; allowed: [start, hold, resolve");

        // the service desk gives it to payments, where Raj takes it
        dispatcher.assign(reported.id(), Assignment.to("payments"));
        Incident started = raj.start(reported.id());
        assertThat(started.agent()).contains("raj");

        // he needs to know her browser
        raj.hold(reported.id(), Hold.because(HoldReason.CALLER, "Which browser?"));
        assertThat(mia.get(reported.id()).waitsForMe()).isTrue();
        OwnIncident answered = mia.comment(reported.id(), "Firefox");
        assertThat(answered.state()).isEqualTo(IncidentState.IN_PROGRESS);

        // it is mended, and after five quiet days it closes by itself
        raj.resolve(reported.id(), Resolution.fixed("Rolled back 4.2.1"));
        clock.tick(Duration.ofDays(5).minusSeconds(1));
        assertThat(itsm.runDueWork()).isZero();
        clock.tick(Duration.ofSeconds(1));
        assertThat(itsm.runDueWork()).isEqualTo(1);
        assertThat(raj.get(reported.id()).state()).isEqualTo(IncidentState.CLOSED);

        // the timeline has it all, unbroken
        assertThat(raj.timeline(reported.id(), 0).items())
                .extracting(entry -> entry.action())
                .containsExactly("log", "assign", "start", "hold", "note", "resume", "resolve", "close");
        assertThat(raj.verify(reported.id()).intact()).isTrue();
    }
}
