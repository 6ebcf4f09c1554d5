package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.jpa.Incidents.ACME;
import static org.itsm4j.jpa.Incidents.incident;
import static org.itsm4j.jpa.Incidents.next;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.RollbackException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcConnectionPool;
import org.itsm4j.Itsm;
import org.itsm4j.error.ItsmException;
import org.itsm4j.error.StoreException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java SE: one transaction over tickets, the host's own entities and an engine that writes by JDBC. */
class JpaUnitOfWorkTest {
    @Nested
    class OnHibernate extends Cases {
        OnHibernate() {
            super(Provider.HIBERNATE);
        }
    }

    @Nested
    class OnEclipseLink extends Cases {
        OnEclipseLink() {
            super(Provider.ECLIPSELINK);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Cases {
        private static final int POOL = 4;
        private final TestDatabase database = TestDatabase.h2(POOL);
        private final EntityManagerFactory factory;
        private final JpaStore store;
        private final Engine engine;

        Cases(Provider provider) {
            database.execute(Engine.DDL, HostOrder.DDL);
            factory = provider.over(database.dataSource(), unit -> unit.managedClass(HostOrder.class));
            store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            engine = new Engine(store.unitOfWork());
        }

        @BeforeEach
        void empty() {
            database.empty();
            database.execute("delete from engine_token", "delete from host_order");
        }

        @AfterEach
        void givesEveryConnectionBack() {
            assertThat(database.activeConnections()).isZero();
        }

        @AfterAll
        void close() {
            factory.close();
            database.close();
        }

        private void command(long n) {
            run(() -> {
                Incidents.of(store).add(incident(n));
                engine.move((int) n);
            });
        }

        private void failingCommand(long n) {
            run(() -> {
                command(n);
                throw new IllegalStateException("the rule says no");
            });
        }

        private void run(Runnable work) {
            store.unitOfWork().required(() -> {
                work.run();
                return true;
            });
        }

        private void assertRows(long incidents, long tokens, long orders) {
            assertThat(List.of(
                            database.count("itsm_incident"),
                            database.count("engine_token"),
                            database.count("host_order")))
                    .containsExactly(incidents, tokens, orders);
        }

        @Test
        void theEngineWritesInTheTransactionOfTheTicket() {
            command(1);
            assertRows(1, 1, 0);
            assertThatThrownBy(() -> failingCommand(2)).hasMessage("the rule says no");
            assertRows(1, 1, 0);
        }

        @Test
        void theEngineAloneIsCommittedAndRolledBackToo() {
            run(() -> engine.move(1));
            assertThatThrownBy(() -> run(() -> {
                        engine.move(2);
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertRows(0, 1, 0);
        }

        @Test
        void theLentConnectionIsTheTransactions() {
            run(() -> {
                Incidents.of(store).add(incident(1));
                store.unitOfWork().withConnection(connection -> {
                    try (var statement = connection.createStatement();
                            var row = statement.executeQuery("select count(*) from itsm_incident")) {
                        assertThat(connection.getAutoCommit()).isFalse();
                        row.next();
                        assertThat(row.getLong(1)).as("what JPA wrote is there").isEqualTo(1);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return true;
                });
            });
        }

        @Test
        void whatTheWorkOnTheConnectionThrowsComesOutUnchanged() {
            List<Throwable> thrown = List.of(
                    new IllegalArgumentException("host"),
                    new StaleTicketException("engine"),
                    new StoreException("engine"),
                    new AssertionError("error"));
            for (Throwable each : thrown) {
                assertThatThrownBy(() -> run(() -> store.unitOfWork().withConnection(connection -> {
                            engineFails(each);
                            return true;
                        })))
                        .isSameAs(each);
            }
        }

        private static void engineFails(Throwable with) {
            if (with instanceof RuntimeException exception) {
                throw exception;
            }
            throw (Error) with;
        }

        @Test
        void aFailureInTheEngineTakesTheTicketAlong() {
            run(() -> engine.move(1));
            assertThatThrownBy(() -> run(() -> {
                        Incidents.of(store).add(incident(1));
                        engine.move(1);
                    }))
                    .isInstanceOf(Engine.EngineException.class);
            assertRows(0, 1, 0);
        }

        @Test
        void lendsNoConnectionOutsideATransaction() {
            assertThatThrownBy(() -> engine.move(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> Incidents.of(store).add(incident(1))).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void theHostsOwnWorkAndCommandsShareATransaction() {
            Incident logged = store.callInTransaction(manager -> {
                manager.persist(new HostOrder(1));
                command(1);
                return Incidents.of(store).find(ACME, incident(1).id()).orElseThrow();
            });
            assertThat(logged.number()).isEqualTo(incident(1).number());
            assertRows(1, 1, 1);
            assertThatThrownBy(() -> store.runInTransaction(manager -> {
                        manager.persist(new HostOrder(2));
                        manager.flush();
                        failingCommand(2);
                    }))
                    .hasMessage("the rule says no");
            assertRows(1, 1, 1);
        }

        @Test
        void aSwallowedFailureRollsTheHostsWorkBack() {
            assertThatThrownBy(() -> store.runInTransaction(manager -> {
                        manager.persist(new HostOrder(1));
                        manager.flush();
                        assertThatThrownBy(() -> failingCommand(1)).hasMessage("the rule says no");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasRootCauseMessage("the rule says no");
            assertRows(0, 0, 0);
        }

        @Test
        void afterASwallowedFailureFurtherCommandsAreRefused() {
            assertThatThrownBy(() -> store.runInTransaction(manager -> {
                        assertThatThrownBy(() -> failingCommand(1)).hasMessage("the rule says no");
                        assertThatThrownBy(() -> command(2))
                                .isInstanceOf(StoreException.class)
                                .hasRootCauseMessage("the rule says no");
                    }))
                    .isInstanceOf(StoreException.class);
            assertRows(0, 0, 0);
        }

        @Test
        void saysInOurWordsWhatTheCommitBreaks() {
            store.runInTransaction(manager -> manager.persist(new HostOrder(1)));
            assertThatThrownBy(() -> store.runInTransaction(manager -> manager.persist(new HostOrder(1))))
                    .isInstanceOf(DuplicateKeyException.class);
        }

        @Test
        void theLoserOfARaceFailsInReplaceAndLeavesNothing() {
            command(1);
            List<String> seen = new ArrayList<>();
            assertThatThrownBy(() -> run(() -> {
                        Incident read =
                                Incidents.of(store).find(ACME, incident(1).id()).orElseThrow();
                        onAnotherThread(() -> {
                            run(() -> Incidents.of(store)
                                    .replace(
                                            Incidents.of(store)
                                                    .find(ACME, read.id())
                                                    .orElseThrow(),
                                            next(read)));
                            return true;
                        });
                        engine.move(2);
                        try {
                            Incidents.of(store).replace(read, next(read));
                        } catch (StaleTicketException e) {
                            seen.add(e.getMessage());
                            throw e;
                        }
                    }))
                    .isInstanceOf(StaleTicketException.class);
            assertThat(seen).hasSize(1);
            assertThat(seen.get(0)).contains(incident(1).id().toString()).doesNotContain("Incident 1");
            assertRows(1, 1, 0);
        }

        private static void onAnotherThread(Callable<Boolean> task) {
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                other.submit(task).get();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                other.shutdown();
            }
        }

        @Test
        void joinsATransactionThatTheHostOwns() {
            List<String> seen = new ArrayList<>();
            try (EntityManager manager = factory.createEntityManager()) {
                manager.getTransaction().begin();
                manager.persist(new HostOrder(1));
                Joined<String> joined = store.join(manager, () -> {
                    command(1);
                    store.unitOfWork().afterCommit(() -> seen.add("committed"));
                    return "done";
                });
                assertThat(joined.result()).isEqualTo("done");
                assertThat(store.unitOfWork().isActive()).isFalse();
                assertRows(0, 0, 0);
                manager.getTransaction().commit();
                assertThat(seen).isEmpty();
                joined.committed();
                joined.committed();
            }
            assertThat(seen).containsExactly("committed");
            assertRows(1, 1, 1);
        }

        @Test
        void fallsWithATransactionThatTheHostRollsBack() {
            try (EntityManager manager = factory.createEntityManager()) {
                manager.getTransaction().begin();
                store.join(manager, () -> {
                    command(1);
                    return true;
                });
                manager.getTransaction().rollback();
            }
            assertRows(0, 0, 0);
        }

        @Test
        void aFailedJoinedCommandMarksTheHostsTransactionEvenWhenSwallowed() {
            List<String> seen = new ArrayList<>();
            try (EntityManager manager = factory.createEntityManager()) {
                manager.getTransaction().begin();
                manager.persist(new HostOrder(1));
                manager.flush();
                Joined<Boolean> before = store.join(manager, () -> {
                    command(3);
                    store.unitOfWork().afterCommit(() -> seen.add("committed"));
                    return true;
                });
                assertThatThrownBy(() -> store.join(manager, () -> {
                            failingCommand(1);
                            return true;
                        }))
                        .hasMessage("the rule says no");
                assertThatThrownBy(() -> store.join(manager, () -> {
                            command(2);
                            return true;
                        }))
                        .isInstanceOf(StoreException.class);
                try {
                    manager.getTransaction().commit();
                } catch (RollbackException e) {
                    seen.add("refused"); // EclipseLink says so; Hibernate rolls back without a word
                }
                assertThatThrownBy(before::committed)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("a command in it had failed")
                        .hasRootCauseMessage("the rule says no");
            }
            assertThat(seen).doesNotContain("committed");
            assertRows(0, 0, 0);
        }

        @Test
        void listenersOfAJoinedTransactionHearOnlyOfWhatIsCommitted() {
            List<String> heard = new ArrayList<>();
            try (Itsm itsm = Itsm.builder()
                            .store(store)
                            .afterCommit(event -> heard.add(event.number().value()))
                            .build();
                    EntityManager manager = factory.createEntityManager()) {
                Supplier<Incident> log = () -> itsm.as(Actor.agent("ana"))
                        .incidents()
                        .log(LogIncident.titled("x").requester("mia").build());
                manager.getTransaction().begin();
                Joined<Incident> lost = store.join(manager, log);
                assertThatThrownBy(lost::committed)
                        .as("too early")
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("not committed yet");
                manager.getTransaction().setRollbackOnly(); // by whatever the host has swallowed
                try {
                    manager.getTransaction().commit();
                } catch (RollbackException e) {
                    assertThat(e)
                            .as("what EclipseLink says; Hibernate is silent")
                            .isNotNull();
                }
                assertThatThrownBy(lost::committed).isInstanceOf(StoreException.class);
                assertThat(heard).isEmpty();

                manager.clear();
                manager.getTransaction().begin();
                Joined<Incident> kept = store.join(manager, log);
                manager.getTransaction().commit();
                kept.committed();
                kept.committed();
                assertThat(heard).containsExactly(kept.result().number().value());
            }
        }

        @Test
        void withoutJoinACommandCommitsByItself() {
            try (EntityManager manager = factory.createEntityManager()) {
                manager.getTransaction().begin();
                manager.persist(new HostOrder(1));
                command(1);
                manager.getTransaction().rollback();
            }
            assertRows(1, 1, 0);
        }

        @Test
        void saysWhyAJoinedTransactionIsNotCommitted() {
            try (EntityManager manager = factory.createEntityManager()) {
                manager.getTransaction().begin();
                Joined<Boolean> early = store.join(manager, () -> {
                    Incidents.of(store).add(incident(1));
                    store.timelines().append(ACME, incident(1).ref(), Incidents.entry(1));
                    return true;
                });
                assertThatThrownBy(early::committed)
                        .isInstanceOf(StoreException.class)
                        .hasMessage("The host's transaction is not committed yet; call this after its commit")
                        .hasNoCause();
                manager.getTransaction().rollback();
                assertThatThrownBy(early::committed)
                        .isInstanceOf(StoreException.class)
                        .hasMessage("The host's transaction was rolled back")
                        .hasNoCause();
            }
        }

        @Test
        void saysWhichRefusalHasMarkedAJoinedTransaction() {
            try (EntityManager manager = factory.createEntityManager()) {
                manager.getTransaction().begin();
                Joined<Boolean> joined = store.join(manager, () -> {
                    Incidents.of(store).add(incident(1));
                    store.timelines().append(ACME, incident(1).ref(), Incidents.entry(1));
                    try {
                        failingCommand(2);
                    } catch (IllegalStateException e) {
                        assertThat(e).as("swallowed by the host").hasMessage("the rule says no");
                    }
                    return true;
                });
                assertThatThrownBy(joined::committed)
                        .as("before the commit")
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("can only roll back, because a command in it had failed")
                        .hasRootCauseMessage("the rule says no");
                try {
                    manager.getTransaction().commit();
                } catch (RollbackException e) {
                    assertThat(e).as("what EclipseLink says").isNotNull();
                }
                assertThatThrownBy(joined::committed)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("was rolled back, because a command in it had failed")
                        .hasRootCauseMessage("the rule says no");
            }
            assertRows(0, 0, 0);
        }

        @Test
        void whatTheHostHasPendingFailsAsTheHostsOwn() {
            store.runInTransaction(manager -> manager.persist(new HostOrder(1)));
            try (Itsm itsm = Itsm.builder().store(store).build();
                    EntityManager joined = factory.createEntityManager()) {
                org.itsm4j.incident.Incidents desk = itsm.as(Actor.agent("ana")).incidents();
                LogIncident command =
                        LogIncident.titled("Too late").requester("mia").build();
                assertThatThrownBy(() -> store.runInTransaction(manager -> {
                            manager.persist(new HostOrder(1));
                            desk.log(command);
                        }))
                        .isNotInstanceOf(ItsmException.class)
                        .hasStackTraceContaining("HOST_ORDER");
                joined.getTransaction().begin();
                joined.persist(new HostOrder(1));
                assertThatThrownBy(() -> store.join(joined, () -> desk.log(command)))
                        .isNotInstanceOf(ItsmException.class)
                        .hasStackTraceContaining("HOST_ORDER");
                assertThat(joined.getTransaction().getRollbackOnly()).isTrue();
                joined.getTransaction().rollback();
            }
            assertRows(0, 0, 1);
        }

        @Test
        void joinsOnlyAnActiveTransaction() {
            try (EntityManager manager = factory.createEntityManager()) {
                assertThatThrownBy(() -> store.join(manager, () -> true)).isInstanceOf(IllegalStateException.class);
            }
        }

        @Test
        void anEntityManagerMayOutliveItsTransactionsIfCleared() {
            command(1);
            try (EntityManager manager = factory.createEntityManager()) {
                for (int i = 0; i < 2; i++) {
                    manager.clear();
                    manager.getTransaction().begin();
                    store.join(manager, () -> {
                        Incident read =
                                Incidents.of(store).find(ACME, incident(1).id()).orElseThrow();
                        Incidents.of(store).replace(read, next(read));
                        return true;
                    });
                    manager.getTransaction().commit();
                    run(() -> {
                        Incident read =
                                Incidents.of(store).find(ACME, incident(1).id()).orElseThrow();
                        Incidents.of(store).replace(read, next(read));
                    });
                }
            }
            assertThat(store.unitOfWork()
                            .<Long>required(() -> Incidents.of(store)
                                    .find(ACME, incident(1).id())
                                    .orElseThrow()
                                    .version()))
                    .isEqualTo(5);
        }

        @Test
        void asManyThreadsAsConnectionsNeverStarve() throws Exception {
            CyclicBarrier together = new CyclicBarrier(POOL);
            ExecutorService pool = Executors.newFixedThreadPool(POOL);
            List<Future<Boolean>> done = new ArrayList<>();
            for (int thread = 0; thread < POOL; thread++) {
                int mine = thread * 100;
                done.add(pool.submit(() -> {
                    together.await();
                    for (int i = 1; i <= 10; i++) {
                        int n = mine + i;
                        run(() -> store.numbers().reserve(ACME, TicketKind.INCIDENT, 1));
                        command(n);
                        run(() -> {
                            Incident read = Incidents.of(store)
                                    .find(ACME, incident(n).id())
                                    .orElseThrow();
                            Incidents.of(store).replace(read, next(read));
                        });
                    }
                    return true;
                }));
            }
            for (Future<Boolean> each : done) {
                each.get();
            }
            pool.shutdown();
            assertRows(40, 40, 0);
        }
    }

    /** What the README says of an exception that leaves {@code join} and is swallowed there. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hibernateSaysThatAMarkedTransactionIsRolledBackIfItIsToldToComply(boolean complies) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = Provider.HIBERNATE.over(
                        database.dataSource(),
                        unit -> unit.property("hibernate.jpa.compliance.transaction", String.valueOf(complies)));
                EntityManager manager = factory.createEntityManager()) {
            JpaStore store =
                    JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            manager.getTransaction().begin();
            assertThatThrownBy(() -> store.join(manager, () -> {
                        Incidents.of(store).add(incident(1));
                        throw new IllegalArgumentException("the rule says no");
                    }))
                    .hasMessage("the rule says no");
            if (complies) {
                assertThatThrownBy(() -> manager.getTransaction().commit()).isInstanceOf(RollbackException.class);
            } else {
                manager.getTransaction().commit();
            }
            assertThat(database.count("itsm_incident")).isZero();
        }
    }

    /** H2's own pool throws an IllegalStateException, no SQLException. */
    @ParameterizedTest
    @EnumSource(Provider.class)
    void aPoolOrFactoryThatIsClosedIsAnErrorOfTheStore(Provider provider) {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:closed-" + provider, "sa", "");
        EntityManagerFactory factory = provider.over(pool);
        JpaStore store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
        pool.dispose();
        Runnable question = () -> store.unitOfWork()
                .required(() -> Incidents.of(store).find(ACME, incident(1).id()));
        Runnable number =
                () -> store.unitOfWork().required(() -> store.numbers().reserve(ACME, TicketKind.INCIDENT, 1));
        for (Runnable late : List.of(question, number)) {
            assertThatThrownBy(late::run)
                    .isInstanceOf(StoreException.class)
                    .hasRootCauseMessage("Connection pool has been disposed.");
        }
        factory.close();
        for (Runnable late : List.of(question, number)) {
            assertThatThrownBy(late::run).isInstanceOf(StoreException.class).hasCauseInstanceOf(RuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void whatTheHostThrowsInItsOwnWorkStaysAsItIs(Provider provider) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = provider.over(database.dataSource())) {
            JpaStore store =
                    JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            IllegalStateException own = new IllegalStateException("the host's own");
            assertThatThrownBy(() -> store.runInTransaction(manager -> {
                        throw own;
                    }))
                    .isSameAs(own);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aDatabaseThatIsGoneIsAnErrorOfTheStore(Provider provider) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = provider.over(database.dataSource())) {
            JpaStore store =
                    JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            database.close();
            assertThatThrownBy(() -> store.runInTransaction(manager ->
                            Incidents.of(store).find(ACME, incident(1).id())))
                    .isInstanceOf(StoreException.class)
                    .hasCauseInstanceOf(RuntimeException.class);
            assertThatThrownBy(() ->
                            store.runInTransaction(manager -> store.numbers().reserve(ACME, TicketKind.INCIDENT, 1)))
                    .isInstanceOf(StoreException.class);
            assertThat(store.unitOfWork().isActive()).isFalse();
        }
    }

    @Nested
    class OnAPoolOfOne {
        @Test
        void oneConnectionIsEnoughOnHibernate() {
            oneConnectionIsEnough(Provider.HIBERNATE);
        }

        @Test
        void oneConnectionIsEnoughOnEclipseLink() {
            oneConnectionIsEnough(Provider.ECLIPSELINK);
        }

        private void oneConnectionIsEnough(Provider provider) {
            try (TestDatabase database = TestDatabase.h2(1)) {
                database.execute(Engine.DDL);
                try (EntityManagerFactory factory = provider.over(database.dataSource())) {
                    JpaStore store = JpaStore.builder(factory)
                            .schemaMode(SchemaMode.CREATE)
                            .build();
                    Engine engine = new Engine(store.unitOfWork());
                    List<Boolean> seen = new ArrayList<>();
                    store.runInTransaction(manager -> {
                        long n = store.numbers().reserve(ACME, TicketKind.INCIDENT, 1);
                        Incidents.of(store).add(incident(n));
                        engine.move(1);
                        Incidents.of(store).replace(incident(n), next(incident(n)));
                        store.unitOfWork()
                                .afterCommit(() -> seen.add(store.unitOfWork()
                                        .required(() -> Incidents.of(store)
                                                .find(ACME, incident(n).id())
                                                .isPresent())));
                    });
                    assertThat(seen).containsExactly(true);
                }
            }
        }
    }
}
