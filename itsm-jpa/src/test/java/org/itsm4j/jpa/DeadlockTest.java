package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.jpa.Incidents.ACME;
import static org.itsm4j.jpa.Incidents.incident;
import static org.itsm4j.jpa.Incidents.next;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.itsm4j.incident.Incident;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.spi.StaleTicketException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two commands that change the same two tickets in opposite order: the one that PostgreSQL stops has lost a race. */
class DeadlockTest {
    @ParameterizedTest
    @EnumSource(Provider.class)
    void whoIsStoppedHasLostARace(Provider provider) throws Exception {
        try (TestDatabase database = TestDatabase.postgres();
                EntityManagerFactory factory = provider.over(database.dataSource())) {
            JpaStore store =
                    JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            store.runInTransaction(manager -> {
                Incidents.of(store).add(incident(1));
                Incidents.of(store).add(incident(2));
            });
            CyclicBarrier both = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            Future<String> one = threads.submit(change(store, both, 1, 2));
            Future<String> two = threads.submit(change(store, both, 2, 1));
            assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder("won", "lost");
            threads.shutdown();
        }
    }

    private static Callable<String> change(JpaStore store, CyclicBarrier both, long first, long second) {
        return () -> {
            try {
                store.runInTransaction(manager -> {
                    Incident one = read(store, first);
                    Incident two = read(store, second);
                    Incidents.of(store).replace(one, next(one));
                    await(both);
                    Incidents.of(store).replace(two, next(two));
                });
                return "won";
            } catch (StaleTicketException e) {
                return "lost";
            }
        };
    }

    private static Incident read(JpaStore store, long n) {
        return Incidents.of(store).find(ACME, incident(n).id()).orElseThrow();
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
