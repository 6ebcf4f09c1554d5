package org.itsm4j.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.ticket.Assignment;
import org.junit.jupiter.api.Test;

/** A refusal says how far the roles reach that are allowed: whoever has one of them must see why that was not enough. */
class RefusalWordsTest {
    private final Itsm itsm = Itsm.builder().build();
    private final Incidents ana = itsm.as(
                    Actor.agent("ana").inGroup("service-desk").with(Role.DISPATCHER))
            .incidents();

    private Incident ofPayments() {
        Incident incident = ana.log(LogIncident.titled("x").requester("mia").build());
        return ana.assign(incident.id(), Assignment.to("payments", "raj"));
    }

    @Test
    void saysWhichTicketsAnAgentWorksOn() {
        Incident incident = ofPayments();
        Incident other = ofPayments();
        assertThatThrownBy(() -> ana.merge(incident.id(), other.id()))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessage(
                        "ana with [AGENT, DISPATCHER] may not merge INC-000001; allowed to: [AGENT (on tickets of own"
                                + " groups, or that no group has)]");
    }

    @Test
    void saysTheSameToWhoAsksBefore() {
        Incident incident = ofPayments();
        assertThat(barred(incident, IncidentAction.MERGE))
                .contains("allowed to [AGENT (on tickets of own groups, or that no group has)]");
        assertThat(barred(incident, IncidentAction.START).orElseThrow())
                .startsWith("allowed to [ASSIGNEE (")
                .contains("the agent who has it");
        assertThat(barred(incident, IncidentAction.ACCEPT_MAJOR)).contains("allowed to [MAJOR_INCIDENT_MANAGER]");
    }

    private Optional<String> barred(Incident incident, IncidentAction action) {
        return ana.actions(incident.id()).stream()
                .filter(one -> one.action() == action)
                .findFirst()
                .flatMap(Available::barred);
    }

    @Test
    void aRequesterAtTheDoorOfStaffIsNotToldThatRequestersMay() {
        Incidents wrongDoor = itsm.as(Actor.requester("mia")).incidents();
        assertThatThrownBy(wrongDoor::countByState)
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        refusal -> assertThat(refusal.allowed()).containsExactly(Role.STAFF))
                .hasMessage("mia with [REQUESTER] may not read incidents as staff (a requester uses ownIncidents());"
                        + " allowed to: [STAFF (whoever is more than a requester)]");
    }
}
