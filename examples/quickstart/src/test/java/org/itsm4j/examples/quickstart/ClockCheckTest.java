package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of divergence of clocks is planted by SQL, past the library, and must be seen. */
class ClockCheckTest {
    private static final MovableClock CLOCK = new MovableClock();
    private static final Stack STACK =
            Stack.open("jdbc:h2:mem:" + UUID.randomUUID(), 1, CLOCK, event -> {}, notice -> {});

    /** One waits, one was on hold, resolved and reopened over a night, one got another priority after its response. */
    @BeforeAll
    static void threeIncidents() {
        CLOCK.stopAt(Instant.parse("2026-03-02T09:00:00Z"));
        Incidents desk = STACK.itsm().as(Actor.administrator("test").inGroup("desk")).incidents();
        Incident waiting = desk.log(LogIncident.titled("Waiting").source("test").build());
        Incident twice = desk.log(LogIncident.titled("Twice").source("test").build());
        Incident raised = desk.log(LogIncident.titled("Raised").source("test").build());
        CLOCK.tick(Duration.ofMinutes(10));
        desk.hold(waiting.id(), Hold.because(HoldReason.CALLER, "Which?"));
        desk.hold(twice.id(), Hold.because(HoldReason.VENDOR, "A part"));
        desk.start(raised.id());
        CLOCK.tick(Duration.ofHours(3));
        desk.resolve(twice.id(), Resolution.fixed("Done"));
        desk.reclassify(raised.id(), Reclassification.change().priority(Priority.P1, "the boss"));
        CLOCK.tick(Duration.ofDays(1));
        desk.reopen(twice.id(), "Not done");
        CLOCK.tick(Duration.ofHours(30));
        desk.resolve(twice.id(), Resolution.fixed("Done"));
        desk.resolve(raised.id(), Resolution.fixed("Done"));
    }

    @AfterAll
    static void close() {
        STACK.close();
    }

    private static ClockCheck.Result check() throws SQLException {
        return ClockCheck.of(STACK.itsm(), STACK.database(), Tenant.SINGLE, 1);
    }

    @Test
    void findsNoneWhereNothingWasTamperedWith() throws SQLException {
        ClockCheck.Result result = check();

        assertThat(result.clocks()).isEqualTo(6);
        assertThat(result.divergences())
                .hasSize(4)
                .allSatisfy((kind, count) -> assertThat(count).as(kind).isZero());
        assertThat(result.attainment().stream().mapToLong(Attainment::total).sum())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clocks that are stored otherwise than their history says"
                        + "| update itsm_clock set due_at = due_at + 1 where due_at is not null",
                "clocks that are stored otherwise than their history says"
                        + "| update itsm_clock set is_breached = 1 - is_breached where status = 'STOPPED'",
                "clocks that tell another time than the timeline of their ticket"
                        + "| update itsm_clock set history = replace(history, '09:10:00Z VENDOR', '09:11:00Z VENDOR')"
                        + " where history like '%VENDOR%'",
                "clocks that tell another time than the timeline of their ticket"
                        + "| update itsm_clock set history = replace(history, 'VENDOR', 'CALLER') where history like '%VENDOR%'",
                "rows of the report that are not what the clocks add up to"
                        + "| update itsm_clock set policy_name = 'other' where status = 'STOPPED'",
            })
    void seesWhatWasPlanted(String kind, String plant) throws SQLException {
        try (Connection connection = STACK.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select * from itsm_clock");
            assertThat(statement.executeUpdate(plant)).isPositive();
            connection.commit();
            assertThat(check().divergences().get(kind)).isPositive();
            statement.execute("delete from itsm_clock");
            statement.execute("insert into itsm_clock select * from kept");
            statement.execute("drop table kept");
            connection.commit();
        }
    }
}
