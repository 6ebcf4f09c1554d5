package org.itsm4j.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.incident.Classification;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.Milestones;
import org.itsm4j.incident.Origin;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.Store;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.RequestMark;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;
import org.itsm4j.ticket.Visibility;

/** Incidents to put into a store. */
final class Incidents {
    static final Tenant ACME = new Tenant("acme");
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");

    private Incidents() {}

    static TicketStore<Incident, IncidentField> of(Store store) {
        return store.tickets(Incident.class, IncidentField.class);
    }

    static Incident incident(long n) {
        return Incident.builder()
                .id(new TicketId(new UUID(0x7000, n)))
                .number(TicketNumber.of(TicketKind.INCIDENT, n))
                .tenant(ACME)
                .place(new Place(new Stage("new", "New"), Optional.empty(), "builtin:1"))
                .head(new Head(1, "0".repeat(64), NOON))
                .summary("Incident " + n)
                .origin(new Origin(Optional.empty(), Optional.empty(), Optional.empty()))
                .classification(new Classification(
                        Optional.of("webshop"),
                        Optional.empty(),
                        Optional.empty(),
                        Impact.HIGH,
                        Urgency.HIGH,
                        Priority.P1,
                        1,
                        Optional.empty()))
                .milestones(new Milestones(
                        Optional.empty(),
                        Optional.empty(),
                        NOON,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0))
                .build();
    }

    static Incident next(Incident incident) {
        return incident.recorded(new Head(incident.version() + 1, "1".repeat(64), NOON.plusSeconds(1)));
    }

    /** A task of the first incident. */
    static Task task() {
        return new Task(
                incident(1).ref(),
                "replaceCable",
                "Replace the cable",
                Optional.of("network"),
                Optional.empty(),
                TaskState.OPEN,
                NOON,
                Optional.empty(),
                1);
    }

    /** A clock of an incident with an alarm at noon. */
    static ClockRecord clock(long n) {
        return new ClockRecord(
                incident(n).ref(),
                "resolution",
                1,
                true,
                1,
                "standard",
                Optional.of(Priority.P1),
                Optional.of("webshop"),
                ClockStatus.RUNNING,
                NOON.minusSeconds(60),
                Optional.of(NOON),
                Optional.of(NOON),
                Optional.empty(),
                false,
                "set going");
    }

    /** The clock, after its alarm. */
    static ClockRecord silent(ClockRecord clock) {
        return new ClockRecord(
                clock.ticket(),
                clock.slot(),
                clock.cycle(),
                clock.current(),
                clock.version(),
                clock.policy(),
                clock.priority(),
                clock.service(),
                clock.status(),
                clock.startedAt(),
                clock.dueAt(),
                Optional.empty(),
                clock.stoppedAt(),
                clock.breached(),
                clock.history() + "\n2026-03-02T12:00:00.123456Z reached 100% of 4h");
    }

    static TimelineEntry entry(long sequence) {
        return new TimelineEntry(
                sequence,
                NOON,
                "ana",
                false,
                "note",
                Visibility.INTERNAL,
                "text",
                List.of(),
                Optional.empty(),
                Optional.of(new RequestMark("request-" + sequence, "f")),
                "2".repeat(64));
    }
}
