package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which changes may have caused an incident is asked for by itself: logging one costs nothing for it. */
class RecentChangesTest {
    @ParameterizedTest
    @EnumSource(Provider.class)
    void costWhatTheyMustOnlyWhenTheyAreAskedFor(Provider provider) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = provider.over(database.dataSource())) {
            JpaStore store =
                    JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            Desk without = desk(Itsm.builder().store(store).build());
            Desk with = desk(Itsm.builder()
                    .store(store)
                    .changes(ChangeSettings.standard())
                    .build());
            with.changes()
                    .recordUnauthorised(RaiseChange.normal("A new kernel", "seen by discovery")
                            .touching("db-1")
                            .build());
            TicketId incident = log(without);
            log(with);

            List<String> plain = statements(database, () -> log(without));
            assertThat(plain).isNotEmpty();
            assertThat(statements(database, () -> log(with))).isEqualTo(plain);
            assertThat(statements(
                            database,
                            () -> assertThat(with.changes().recentChangesFor(incident))
                                    .hasSize(1)))
                    .as("the incident, the changes under way, those that are done")
                    .hasSize(3);
        }
    }

    private static Desk desk(Itsm itsm) {
        return itsm.as(Actor.administrator("ada").inGroup("ops"));
    }

    private static TicketId log(Desk desk) {
        return desk.incidents()
                .log(LogIncident.titled("It is slow")
                        .configurationItem("db-1")
                        .requester("mia")
                        .build())
                .id();
    }

    private static List<String> statements(TestDatabase database, Runnable what) {
        database.forget();
        what.run();
        return database.statements();
    }
}
