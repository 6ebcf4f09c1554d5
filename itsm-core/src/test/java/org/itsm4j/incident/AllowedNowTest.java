package org.itsm4j.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.Itsm;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Labels;
import org.junit.jupiter.api.Test;

/** Who is told that a step is not there is told what is: for them, now, at the door they came by. */
class AllowedNowTest {
    private final Itsm itsm = Itsm.builder().build();
    private final Incidents dora = itsm.as(Actor.dispatcher("dora")).incidents();
    private final OwnIncidents mia = itsm.as(Actor.requester("mia")).ownIncidents();

    private static void refused(ThrowingCallable command, List<String> allowed) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        IllegalTransitionException.class,
                        refusal -> assertThat(refusal.allowed()).isEqualTo(allowed));
    }

    private static List<String> possible(Incidents door, Incident incident) {
        return door.actions(incident.id()).stream()
                .filter(Available::possible)
                .map(one -> Labels.of(one.action()))
                .toList();
    }

    private Incident logged() {
        return itsm.as(Actor.system("monitoring"))
                .incidents()
                .log(LogIncident.titled("x").requester("mia").build());
    }

    @Test
    void aRequesterIsToldWhatTheirDoorHas() {
        OwnIncident logged = mia.log(LogIncident.titled("x").build());
        refused(() -> mia.close(logged.id()), List.of("cancel", "note"));
        mia.withdraw(logged.id());
        refused(() -> mia.reopen(logged.id(), "again"), List.of());
    }

    @Test
    void aRequesterWhoIsStaffTooIsToldWhatTheDoorHasThatTheyCameBy() {
        Itsm own = Itsm.builder().build();
        Actor mimi = Actor.agent("mimi").inGroup("desk");
        Incident logged = own.as(mimi)
                .incidents()
                .log(LogIncident.titled("x").requester("mimi").build());
        refused(() -> own.as(mimi).ownIncidents().close(logged.id()), List.of("cancel", "note"));
        refused(
                () -> own.as(mimi).incidents().close(logged.id()),
                possible(own.as(mimi).incidents(), logged));
    }

    @Test
    void staffAreToldWhatTheirActionsSay() {
        Incident logged = logged();
        assertThat(possible(dora, logged))
                .contains("assign", "hold", "note")
                .doesNotContain("acceptMajor", "resolve", "merge");
        dora.assign(logged.id(), Assignment.to("payments", "raj"));
        refused(() -> dora.assign(logged.id(), Assignment.to("payments")), possible(dora, logged));
        Incidents raj = itsm.as(Actor.agent("raj").inGroup("payments")).incidents();
        refused(() -> raj.resume(logged.id()), possible(raj, logged));
        assertThat(possible(raj, logged)).contains("start", "resolve").doesNotContain("assign", "cancel");
    }

    @Test
    void whatItsConditionsForbidIsNotAllowed() {
        Incident logged = logged();
        itsm.as(Actor.administrator("ada")).incidents().resolve(logged.id(), Resolution.fixed("x"));
        Incidents mim = itsm.as(Actor.majorIncidentManager("mim")).incidents();
        assertThatThrownBy(() -> mim.rejectMajor(logged.id(), "x"))
                .isInstanceOfSatisfying(
                        IllegalTransitionException.class,
                        refusal -> assertThat(refusal.allowed())
                                .contains("note")
                                .doesNotContain("acceptMajor", "endMajor", "review", "close"));
    }
}
