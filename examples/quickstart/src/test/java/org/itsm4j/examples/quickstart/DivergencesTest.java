package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of divergence is planted by SQL, past the library, and must be seen. */
class DivergencesTest {
    private static final Stack STACK =
            Stack.open("jdbc:h2:mem:" + UUID.randomUUID(), 1, Clock.systemUTC(), event -> {}, notice -> {});

    @BeforeAll
    static void anOpenAndAClosedIncident() throws SQLException {
        Incidents desk = STACK.itsm().as(Actor.administrator("test")).incidents();
        desk.log(LogIncident.titled("Open").source("test").build());
        Incident done = desk.log(LogIncident.titled("Done").source("test").build());
        desk.resolve(done.id(), Resolution.fixed("Done"));
        desk.close(done.id());
        try (Connection connection = STACK.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set referential_integrity false");
        }
    }

    @AfterAll
    static void close() {
        STACK.close();
    }

    @Test
    void findsNoneWhereNothingWasTamperedWith() throws SQLException {
        assertThat(Divergences.count(STACK.database()))
                .hasSize(5)
                .allSatisfy((kind, count) -> assertThat(count).as(kind).isZero());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tickets whose token is gone or stands elsewhere"
                        + "| update ACT_RU_EXECUTION set ACT_ID_ = 'onHold' where ACT_ID_ is not null",
                "tickets whose token is gone or stands elsewhere"
                        + "| delete from ACT_RU_EXECUTION where ACT_ID_ is not null",
                "tickets whose token belongs to another ticket"
                        + "| update ACT_RU_EXECUTION set BUSINESS_KEY_ = 'main/incident/other' where BUSINESS_KEY_ is not null",
                "tickets that are not finished and have no token"
                        + "| update itsm_incident set workflow_token = null where summary = 'Open'",
                "processes whose ticket is gone or finished | delete from itsm_incident where summary = 'Open'",
                "processes whose ticket is gone or finished"
                        + "| update itsm_incident set workflow_token = null, state = 'CLOSED' where summary = 'Open'",
                "tickets that are not as their last timeline entry left them"
                        + "| update itsm_incident set head_sequence = 9 where summary = 'Open'",
                "tickets that are not as their last timeline entry left them"
                        + "| delete from itsm_timeline where action_label = 'close'",
            })
    void seesWhatWasPlanted(String kind, String plant) throws SQLException {
        try (Connection connection = STACK.database().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(plant)).isPositive();
            assertThat(Divergences.count(connection).get(kind)).isPositive();
            connection.rollback();
        }
    }
}
