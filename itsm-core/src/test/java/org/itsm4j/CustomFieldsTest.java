package org.itsm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.ContractWorkflow;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.internal.CustomFields;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How custom fields are declared, and what a workflow reads of them. */
class CustomFieldsTest {
    private static final CustomField<String> SITE = CustomField.choice("site", "Berlin", "Paris");
    private static final CustomField<BigDecimal> COST = CustomField.number("cost");
    private static final CustomField<Boolean> LEGAL = CustomField.flag("legal");
    private static final CustomField<Instant> OUTAGE_AT = CustomField.instant("outageAt");

    private static Itsm.Builder declaring(CustomField<?>... fields) {
        Itsm.Builder builder = Itsm.builder();
        for (CustomField<?> field : fields) {
            builder.field(TicketKind.INCIDENT, field);
        }
        return builder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"priority", "autoCloseAfter", "agent", "state", "action", "way", "approval", "and", "not", "true"
            })
    void refusesNamesThatAreTaken(String name) {
        assertThatThrownBy(() -> declaring(CustomField.flag(name)).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name);
    }

    @Test
    void refusesTheSameNameTwiceAndTooManyFields() {
        assertThatThrownBy(() -> declaring(SITE, CustomField.flag("site")).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("site is declared twice");
        CustomField<?>[] many = new CustomField<?>[Limits.CUSTOM_FIELDS + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = CustomField.flag("flag" + i);
        }
        assertThatThrownBy(() -> declaring(many).build()).isInstanceOf(ConfigurationException.class);
        declaring(java.util.Arrays.copyOf(many, Limits.CUSTOM_FIELDS)).build().close();
    }

    @Test
    void refusesAFieldThatIsRequiredForNoActionThereIs() {
        assertThatThrownBy(() -> declaring(SITE.requiredFor("resolved")).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("[resolved]")
                .hasMessageContaining("resolve,");
    }

    @Test
    void areFactsOfTheirNameAndType() {
        CustomFields fields =
                new CustomFields(IncidentContract.get(), IncidentField.class, List.of(SITE, COST, LEGAL, OUTAGE_AT));
        assertThat(fields.facts()).extracting(Fact::name).containsExactly("cost", "legal", "outageAt", "site");
        assertThat(fields.facts())
                .extracting(Fact::type)
                .isEqualTo(List.of(BigDecimal.class, Boolean.class, Instant.class, String.class));
        assertThat(fields.facts())
                .extracting(Fact::words)
                .isEqualTo(List.of(List.of(), List.of(), List.of(), SITE.choices()));
        assertThat(fields.missing(IncidentAction.RESOLVE, CustomValues.none())).isEmpty();
    }

    @Test
    void workflowsReadThemAsFacts() {
        Map<String, Optional<?>> read = new HashMap<>();
        ForwardingWorkflow workflow = new ForwardingWorkflow(new ContractWorkflow()) {
            @Override
            public Arrival move(org.itsm4j.ticket.Place from, Move move) {
                for (String fact : List.of("site", "cost", "legal", "outageAt", "priority")) {
                    read.put(fact, move.facts().apply(fact));
                }
                assertThatThrownBy(() -> move.facts().apply("other")).isInstanceOf(IllegalArgumentException.class);
                return super.move(from, move);
            }
        };
        try (Itsm itsm =
                declaring(SITE, COST, LEGAL, OUTAGE_AT).workflow(workflow).build()) {
            Incidents desk = itsm.as(Actor.administrator("ada")).incidents();
            Incident incident = desk.log(LogIncident.titled("x")
                    .requester("mia")
                    .custom(SITE, "Paris")
                    .custom(COST, BigDecimal.TEN)
                    .custom(OUTAGE_AT, Instant.EPOCH)
                    .build());
            desk.assign(incident.id(), Assignment.to("payments"));
        }
        assertThat(read)
                .containsEntry("site", Optional.of("Paris"))
                .containsEntry("cost", Optional.of(BigDecimal.TEN))
                .containsEntry("outageAt", Optional.of(Instant.EPOCH))
                .containsEntry("legal", Optional.empty());
        assertThat(read.get("priority")).isPresent();
    }

    @Test
    void aTicketKeepsNoTraceOfWhatAChangeTakesAway() {
        try (Itsm itsm = declaring(SITE, LEGAL).build()) {
            Incident incident = itsm.as(Actor.administrator("ada"))
                    .incidents()
                    .log(LogIncident.titled("x").requester("mia").build());
            CustomValues change = CustomValues.of(SITE, "Paris").without(LEGAL);
            assertThat(incident.customised(change).custom()).isEqualTo(CustomValues.of(SITE, "Paris"));
        }
    }

    @Test
    void whatIsRefusedLeavesTheHostsTransactionAlone() {
        InMemoryStore store = new InMemoryStore();
        try (Itsm itsm = declaring(SITE).store(store).build()) {
            Incidents desk = itsm.as(Actor.administrator("ada")).incidents();
            Incident incident = store.unitOfWork().required(() -> {
                Incident logged =
                        desk.log(LogIncident.titled("x").requester("mia").build());
                assertThatThrownBy(() -> desk.set(logged.id(), CustomValues.of(LEGAL, true)))
                        .isInstanceOf(InvalidInputException.class);
                return desk.set(logged.id(), CustomValues.of(SITE, "Paris"));
            });
            assertThat(desk.get(incident.id()).custom().get(SITE)).contains("Paris");
        }
    }
}
