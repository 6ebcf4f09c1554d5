package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.jpa.Incidents.ACME;
import static org.itsm4j.jpa.Incidents.NOON;
import static org.itsm4j.jpa.Incidents.incident;

import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.itsm4j.spi.ScheduledSlot;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes on one database that schedule two changes of one configuration item into one slot at the same moment. */
class ScheduleRaceTest {
    private static final Instant LATER = NOON.plusSeconds(3_600);
    private static final int ROUNDS = 8;

    static Stream<Arguments> databases() {
        Supplier<TestDatabase> h2 = TestDatabase::h2;
        Supplier<TestDatabase> postgres = TestDatabase::postgres;
        return Stream.of(Provider.values())
                .flatMap(provider -> Stream.of(Arguments.of(provider, h2), Arguments.of(provider, postgres)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void oneOfThemIsRefused(Provider provider, Supplier<TestDatabase> made) throws Exception {
        try (TestDatabase database = made.get();
                EntityManagerFactory here = provider.over(database.dataSource());
                EntityManagerFactory there = provider.over(database.dataSource())) {
            List<JpaStore> nodes = List.of(
                    JpaStore.builder(here).schemaMode(SchemaMode.CREATE).build(),
                    JpaStore.builder(there).build());
            ExecutorService threads = Executors.newFixedThreadPool(2);
            for (int round = 0; round < ROUNDS; round++) {
                CyclicBarrier both = new CyclicBarrier(2);
                String item = "item " + round;
                List<Future<Boolean>> done = new ArrayList<>();
                for (int node = 0; node < 2; node++) {
                    done.add(threads.submit(schedule(nodes.get(node), both, 2L * round + node + 1, item)));
                }
                assertThat(List.of(done.get(0).get(), done.get(1).get()))
                        .as("round %d", round)
                        .containsExactlyInAnyOrder(true, false);
            }
            threads.shutdown();
            assertThat(database.count("itsm_slot")).isEqualTo(ROUNDS);
        }
    }

    private static Callable<Boolean> schedule(JpaStore store, CyclicBarrier both, long ticket, String item) {
        return () -> {
            both.await();
            return store.unitOfWork().required(() -> {
                store.schedule().lock(ACME);
                if (!store.schedule()
                        .overlapping(ACME, NOON, LATER, List.of(item), List.of(), 10)
                        .isEmpty()) {
                    return false;
                }
                TicketRef ref =
                        new TicketRef(TicketKind.INCIDENT, incident(ticket).id());
                store.schedule()
                        .put(
                                ACME,
                                new ScheduledSlot(
                                        ref, NOON, LATER, Set.of(item), Set.of(), Optional.empty(), "normal"));
                return true;
            });
        };
    }
}
