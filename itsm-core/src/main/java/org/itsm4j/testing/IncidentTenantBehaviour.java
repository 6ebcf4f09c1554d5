package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

/** Tenants do not see each other: what another one has is as good as not there, by every method and every argument. */
abstract class IncidentTenantBehaviour extends IncidentBehaviour {
    @Test
    void anIncidentOfAnotherTenantIsAsGoodAsNoneByEveryDoorMethodAndArgument() {
        Itsm itsm = scene().itsm();
        IncidentScene here = new IncidentScene(itsm, tenant);
        IncidentScene there = new IncidentScene(itsm, aTenant());
        TicketId theirs = there.anIncident();
        TicketId random = TicketId.next(clock);
        List<Doors.Hole> holes = Doors.holes(Incidents.class, TicketId.class, Collection.class);
        assertThat(holes).hasSizeGreaterThan(35);
        for (Cast who : List.of(Cast.ADA, Cast.BOT, Cast.RAJ)) {
            for (Doors.Hole hole : holes) {
                Doors doors = new Doors(here.anIncident(), new TicketNumber("INC-000001"));
                Incidents door = here.as(who).incidents();
                String foreign = outcome(doors, door, hole, theirs);
                assertThat(foreign).as(who + ": " + hole).isEqualTo(outcome(doors, door, hole, random));
                if (who == Cast.ADA) {
                    assertThat(foreign)
                            .as(hole.toString())
                            .isEqualTo(
                                    hole.method().getReturnType() == Optional.class
                                            ? "Optional.empty"
                                            : "TicketNotFoundException: There is no incident X");
                }
            }
        }
        assertThat(there.ada().get(theirs).version()).isEqualTo(1);
    }

    private static String outcome(Doors doors, Object door, Doors.Hole hole, TicketId id) {
        Object answer = doors.fill(door, hole, hole.type() == Collection.class ? List.of(id) : id);
        if (answer instanceof BulkResult<?> bulk) {
            answer = bulk.items().get(0).refused().map(Object.class::cast).orElse(bulk);
        }
        String text = answer instanceof Throwable thrown
                ? thrown.getClass().getSimpleName() + ": " + thrown.getMessage()
                : String.valueOf(answer);
        return text.replace(id.toString(), "X");
    }

    @Test
    void anIncidentOfSomebodyElseIsAsGoodAsNoneToARequester() {
        Itsm itsm = scene().itsm();
        IncidentScene here = new IncidentScene(itsm, tenant);
        IncidentScene there = new IncidentScene(itsm, aTenant());
        TicketId noahs = here.as(Cast.NOAH)
                .ownIncidents()
                .log(LogIncident.titled("Noah's").build())
                .id();
        TicketId random = TicketId.next(clock);
        List<Doors.Hole> holes = Doors.holes(OwnIncidents.class, TicketId.class);
        assertThat(holes).hasSizeGreaterThan(7);
        for (TicketId others : List.of(noahs, there.anIncident())) {
            for (Doors.Hole hole : holes) {
                Doors doors = new Doors(here.anIncident(), new TicketNumber("INC-000001"));
                String foreign = outcome(doors, here.mia(), hole, others);
                assertThat(foreign).as(hole.toString()).isEqualTo(outcome(doors, here.mia(), hole, random));
                assertThat(foreign).isEqualTo("TicketNotFoundException: There is no incident X");
            }
        }
        assertThat(here.ada().get(noahs).version()).isEqualTo(1);
        assertThat(here.mia().list(1_000).items()).extracting(own -> own.id()).doesNotContain(noahs);
    }

    @Test
    void numbersAreOfATenant() {
        Itsm itsm = scene().itsm();
        IncidentScene here = new IncidentScene(itsm, tenant);
        IncidentScene there = new IncidentScene(itsm, aTenant());
        Incident first = here.ada().get(here.anIncident());
        Incident theirs = there.ada().get(there.anIncident());
        assertThat(first.number().value()).isEqualTo("INC-000001");
        assertThat(theirs.number().value()).isEqualTo("INC-000001");
        assertThat(here.ada().get(first.number()).id()).isEqualTo(first.id());
        assertThat(there.ada().find(first.number()).map(Incident::id)).contains(theirs.id());
        TicketId second = there.anIncident();
        TicketNumber number = there.ada().get(second).number();
        assertThat(number).isNotEqualTo(first.number());
        assertThat(here.ada().find(number)).isEmpty();
        assertThat(Doors.call(here.ada(), get(), number))
                .isInstanceOf(TicketNotFoundException.class)
                .hasToString("org.itsm4j.ticket.TicketNotFoundException: There is no incident " + number);
    }

    private static java.lang.reflect.Method get() {
        return Doors.methods(Incidents.class).stream()
                .filter(method -> method.getName().equals("get") && method.getParameterTypes()[0] == TicketNumber.class)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsCountsAndQueuesHaveOnlyWhatIsTheTenants() {
        Itsm itsm = scene().itsm();
        IncidentScene here = new IncidentScene(itsm, tenant);
        IncidentScene there = new IncidentScene(itsm, aTenant());
        TicketId ours = here.anIncidentIn(org.itsm4j.incident.IncidentState.ASSIGNED);
        there.anIncidentIn(org.itsm4j.incident.IncidentState.ASSIGNED);
        Search<IncidentField> all = Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING);
        assertThat(here.ada().search(all).items()).extracting(Incident::id).containsExactly(ours);
        assertThat(here.ada()
                        .search(all.where(IncidentField.REQUESTER, Operator.EQUALS, "mia"))
                        .items())
                .hasSize(1);
        assertThat(here.ada().search(here.ada().queue(IncidentScene.PAYMENTS)).items())
                .extracting(Incident::id)
                .containsExactly(ours);
        assertThat(here.ada().countByState().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(1);
        assertThat(here.mia().list(10).items()).hasSize(1);
    }

    @Test
    void theSameCorrelationKeyAndRequestIdMayBeUsedInEachTenant() {
        Itsm itsm = scene().itsm();
        LogIncident report = LogIncident.titled("Disk full")
                .source("disks")
                .correlationKey("disk1")
                .build();
        IncidentScene here = new IncidentScene(itsm, tenant);
        IncidentScene there = new IncidentScene(itsm, aTenant());
        Incident ours = here.as(Cast.BOT).request("r1").incidents().log(report);
        Incident theirs = there.as(Cast.BOT).request("r1").incidents().log(report);
        assertThat(theirs.id()).isNotEqualTo(ours.id());
        assertThat(theirs.tenant()).isEqualTo(there.tenant());
        assertThat(theirs.kind()).isEqualTo(TicketKind.INCIDENT);
        assertThat(here.ada().get(ours.id()).version()).isEqualTo(1);
    }
}
