package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a whole life costs, in SQL statements. Exact, so a change of the figure is a change someone made. */
class StatementsPerLifeTest {
    private static final int TOTAL = 46;
    private static final int ENGINE = 22;
    private static final int TWO_TARGETS = 10;

    @ParameterizedTest
    @EnumSource(Database.class)
    void aLifeCostsExactlyThis(Database database) {
        try (FullStack stack = new FullStack(database, 2);
                Itsm itsm = stack.itsm().build()) {
            Incidents desk =
                    itsm.as(Actor.administrator("ada").with(Role.AGENT)).incidents();
            live(desk); // number block, definition and statement caches are there now

            stack.wire().listen();
            live(desk);
            List<String> statements = stack.wire().statements();
            long engine = statements.stream()
                    .filter(sql -> sql.toUpperCase(Locale.ROOT).contains("ACT_"))
                    .count();
            assertThat(statements).as("all").hasSize(TOTAL);
            assertThat(engine).as("of the engine").isEqualTo(ENGINE);
            assertThat(stack.divergences()).isZero();
        }
    }

    /** Two targets, both of which the life touches: the one is met by the start, the other waits while it is on hold. */
    @ParameterizedTest
    @EnumSource(Database.class)
    void twoTargetsCostThisMuchMore(Database database) {
        SlaPolicies policies = SlaPolicies.version(1)
                .calendar(WorkCalendar.named("office")
                        .zone("Europe/Madrid")
                        .hours("Mon-Fri 09:00-17:00")
                        .build())
                .policy(SlaPolicy.named("standard")
                        .calendar("office")
                        .pauseOn(HoldReason.VENDOR)
                        .target(SlaTarget.response().within(Duration.ofHours(1)))
                        .target(SlaTarget.resolution().within(Duration.ofHours(8))))
                .build();
        try (FullStack stack = new FullStack(database, 2);
                Itsm itsm = stack.itsm().serviceLevels(policies).build()) {
            Incidents desk =
                    itsm.as(Actor.administrator("ada").with(Role.AGENT)).incidents();
            live(desk);

            stack.wire().listen();
            live(desk);
            List<String> statements = stack.wire().statements();
            assertThat(statements).as("all").hasSize(TOTAL + TWO_TARGETS);
            assertThat(statements.stream().filter(sql -> sql.contains("itsm_clock")))
                    .hasSize(TWO_TARGETS);
        }
    }

    private static void live(Incidents desk) {
        Incident incident = desk.log(
                LogIncident.titled("Checkout returns 500").requester("mia").build());
        TicketId id = incident.id();
        desk.assign(id, Assignment.to("payments", "ada"));
        desk.start(id);
        desk.note(id, Note.internal("The log says out of memory"));
        desk.hold(id, Hold.because(HoldReason.VENDOR, "Case 4711"));
        desk.resume(id);
        desk.resolve(id, Resolution.fixed("Rolled back 4.2.1"));
        desk.close(id);
    }
}
