package org.itsm4j.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.itsm4j.Itsm;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.CategoryTree;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.PriorityMatrix;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Test;

/** Settings of tenants that change while all is running. */
class IncidentSettingsTest {
    private static final Tenant ACME = new Tenant("acme");
    private final Map<Tenant, IncidentSettings> byTenant = new ConcurrentHashMap<>();
    private final Itsm itsm = Itsm.builder().incidentSettings(byTenant::get).build();

    private Incidents of(Tenant tenant) {
        return itsm.as(Actor.administrator("ada").inGroup("payments").of(tenant))
                .incidents();
    }

    private static TicketId logged(Incidents door) {
        return door.log(LogIncident.titled("x").requester("mia").build()).id();
    }

    @Test
    void aNewTenantNeedsNoRestart() {
        assertThatThrownBy(() -> logged(of(ACME)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tenant acme");
        byTenant.put(ACME, IncidentSettings.standard());
        assertThat(of(ACME).get(logged(of(ACME))).classification().priority()).isEqualTo(Priority.P3);
    }

    @Test
    void aLevelThatTheMatrixHasNoLongerIsNotInTheWayOfAnotherChange() {
        byTenant.put(ACME, IncidentSettings.standard());
        TicketId id = logged(of(ACME));
        PriorityMatrix coarse = PriorityMatrix.version(2)
                .row(Impact.LOW, Map.of(Urgency.LOW, Priority.P5, Urgency.HIGH, Priority.P2))
                .build();
        byTenant.put(ACME, IncidentSettings.standard().priorities(coarse, Impact.LOW, Urgency.LOW));
        Classification changed = of(ACME).reclassify(
                        id, Reclassification.change().service("webshop"))
                .classification();
        assertThat(changed.service()).contains("webshop");
        assertThat(changed.priority()).isEqualTo(Priority.P3);
        assertThat(changed.matrixVersion()).as("the one it was read from").isEqualTo(1);
        assertThatThrownBy(
                        () -> of(ACME).reclassify(id, Reclassification.change().priorityFromMatrix()))
                .isInstanceOf(InvalidInputException.class);
        assertThat(of(ACME).reclassify(id, Reclassification.to(Impact.LOW, Urgency.HIGH))
                        .classification())
                .satisfies(now -> assertThat(now.priority()).isEqualTo(Priority.P2))
                .satisfies(now -> assertThat(now.matrixVersion()).isEqualTo(2));
    }

    @Test
    void messagesSayWhatTheSettingsAllow() {
        List<String> categories =
                IntStream.range(10, 35).mapToObj(i -> "category " + i).toList();
        byTenant.put(
                ACME,
                IncidentSettings.standard().holdReason("AWAITING_EVIDENCE").categories(CategoryTree.of(categories)));
        TicketId id = logged(of(ACME));
        assertThatThrownBy(() -> of(ACME).hold(id, Hold.because(HoldReason.of("MOON"), "x")))
                .hasMessageContaining("one of [AWAITING_EVIDENCE, CALLER, CHANGE, OTHER, PROBLEM, VENDOR]");
        assertThatThrownBy(
                        () -> of(ACME).reclassify(id, Reclassification.change().category("moon")))
                .hasMessageContaining("one of [category 10, category 11")
                .hasMessageContaining("category 29 and 5 more]")
                .hasMessageNotContaining("moon");
    }

    @Test
    void partsOfAnIncidentRefuseNull() {
        byTenant.put(ACME, IncidentSettings.standard());
        Incident incident = of(ACME).get(logged(of(ACME)));
        Classification about = incident.classification();
        for (Runnable wrong : List.<Runnable>of(
                () -> new Classification(
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        about.impact(),
                        about.urgency(),
                        about.priority(),
                        1,
                        Optional.empty()),
                () -> new Classification(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        about.impact(),
                        about.urgency(),
                        about.priority(),
                        1,
                        null),
                () -> new Milestones(
                        Optional.empty(),
                        Optional.empty(),
                        incident.milestones().loggedAt(),
                        Optional.empty(),
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        0),
                () -> new MajorIncident(
                        MajorStatus.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        null),
                () -> new org.itsm4j.lifecycle.BulkResult.Item<>(incident.id(), null, Optional.empty()))) {
            assertThatThrownBy(wrong::run).isInstanceOf(NullPointerException.class);
        }
    }
}
