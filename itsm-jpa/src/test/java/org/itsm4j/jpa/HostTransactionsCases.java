package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.jpa.Incidents.ACME;
import static org.itsm4j.jpa.Incidents.incident;
import static org.itsm4j.jpa.Incidents.next;

import java.util.ArrayList;
import java.util.List;
import org.itsm4j.Itsm;
import org.itsm4j.error.ItsmException;
import org.itsm4j.error.StoreException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.junit.jupiter.api.Test;

/** What must hold whichever transaction manager the host has. */
abstract class HostTransactionsCases {
    /** Runs the host's work in a transaction that the host begins and ends. */
    abstract void inHostTransaction(Runnable work);

    /** Runs the host's work and rolls back. */
    abstract void inHostTransactionRolledBack(Runnable work);

    abstract JpaStore store();

    abstract HostTransactions transactions();

    abstract TestDatabase database();

    private Engine engine() {
        return new Engine(store().unitOfWork());
    }

    private void command(long n) {
        run(() -> {
            store().numbers().reserve(ACME, TicketKind.INCIDENT, 1);
            Incidents.of(store()).add(incident(n));
            engine().move((int) n);
        });
    }

    private void failingCommand(long n) {
        run(() -> {
            command(n);
            throw new IllegalStateException("the rule says no");
        });
    }

    private void run(Runnable work) {
        store().unitOfWork().required(() -> {
            work.run();
            return true;
        });
    }

    private void order(long id) {
        transactions().entityManager().persist(new HostOrder(id));
        transactions().entityManager().flush();
    }

    private void assertRows(long incidents, long tokens, long orders) {
        assertThat(List.of(
                        database().count("itsm_incident"),
                        database().count("engine_token"),
                        database().count("host_order")))
                .containsExactly(incidents, tokens, orders);
    }

    @Test
    void beginsATransactionWhereThereIsNone() {
        List<Boolean> seen = new ArrayList<>();
        run(() -> {
            command(1);
            store().unitOfWork().afterCommit(() -> {
                seen.add(store().unitOfWork().isActive());
                command(2);
            });
        });
        assertThat(seen).containsExactly(false);
        assertThatThrownBy(() -> failingCommand(3)).hasMessage("the rule says no");
        assertRows(2, 2, 0);
    }

    @Test
    void joinsTheHostsTransaction() {
        List<String> seen = new ArrayList<>();
        inHostTransaction(() -> {
            order(1);
            command(1);
            store().unitOfWork().afterCommit(() -> seen.add("committed"));
            assertThat(seen).isEmpty();
            assertThat(store().unitOfWork().isActive()).isTrue();
        });
        assertThat(seen).containsExactly("committed");
        assertThat(store().unitOfWork().isActive()).isFalse();
        assertRows(1, 1, 1);
    }

    @Test
    void fallsWithTheHostsTransaction() {
        List<String> seen = new ArrayList<>();
        inHostTransactionRolledBack(() -> {
            order(1);
            command(1);
            store().unitOfWork().afterCommit(() -> seen.add("committed"));
        });
        assertThat(seen).isEmpty();
        assertRows(0, 0, 0);
    }

    @Test
    void aFailedCommandMarksTheHostsTransactionEvenWhenSwallowed() {
        assertThatThrownBy(() -> inHostTransaction(() -> {
                    order(1);
                    assertThatThrownBy(() -> failingCommand(1)).hasMessage("the rule says no");
                }))
                .isInstanceOf(RuntimeException.class);
        assertRows(0, 0, 0);
    }

    @Test
    void aSwallowedFailureInOurOwnTransactionRollsItBack() {
        assertThatThrownBy(() -> store().runInTransaction(manager -> {
                    order(1);
                    assertThatThrownBy(() -> failingCommand(1)).hasMessage("the rule says no");
                }))
                .isInstanceOf(StoreException.class)
                .hasRootCauseMessage("the rule says no");
        assertRows(0, 0, 0);
    }

    @Test
    void anActionAfterTheHostsCommitCannotLoseACommandSilently() {
        List<String> seen = new ArrayList<>();
        inHostTransaction(() -> store().unitOfWork().afterCommit(() -> {
            try {
                command(1);
            } catch (IllegalStateException e) {
                seen.add(e.getMessage());
            }
        }));
        assertThat(seen).hasSize(1).first().asString().contains("another thread");
        command(2);
        assertRows(1, 1, 0);
    }

    @Test
    void anActionThatFailsDoesNotReachTheHost() {
        inHostTransaction(() -> {
            command(1);
            store().unitOfWork().afterCommit(() -> {
                throw new IllegalStateException("listener");
            });
        });
        assertRows(1, 1, 0);
    }

    @Test
    void losesARaceInItsOwnWords() {
        command(1);
        assertThatThrownBy(() -> run(() -> {
                    Incident read =
                            Incidents.of(store()).find(ACME, incident(1).id()).orElseThrow();
                    Thread other = new Thread(() -> run(() -> Incidents.of(store())
                            .replace(Incidents.of(store()).find(ACME, read.id()).orElseThrow(), next(read))));
                    other.start();
                    join(other);
                    Incidents.of(store()).replace(read, next(read));
                }))
                .isInstanceOf(StaleTicketException.class);
    }

    @Test
    void whatTheHostHasPendingFailsAsTheHostsOwn() {
        inHostTransaction(() -> order(1));
        try (Itsm itsm = Itsm.builder().store(store()).build()) {
            org.itsm4j.incident.Incidents desk = itsm.as(Actor.agent("ana")).incidents();
            assertThatThrownBy(() -> inHostTransaction(() -> {
                        transactions().entityManager().persist(new HostOrder(1));
                        assertThatThrownBy(() -> desk.log(LogIncident.titled("Too late")
                                        .requester("mia")
                                        .build()))
                                .isNotInstanceOf(ItsmException.class)
                                .hasStackTraceContaining("HOST_ORDER");
                    }))
                    .isInstanceOf(RuntimeException.class);
        }
        assertRows(0, 0, 1);
    }

    @Test
    void aQuestionThatFindsNothingLeavesTheHostsTransactionAsItIs() {
        try (Itsm itsm = Itsm.builder().store(store()).build()) {
            org.itsm4j.incident.Incidents desk = itsm.as(Actor.agent("ana")).incidents();
            inHostTransaction(() -> {
                order(1);
                assertThatThrownBy(() -> desk.get(incident(1).id())).isInstanceOf(TicketNotFoundException.class);
                assertThatThrownBy(() -> desk.verify(incident(1).id())).isInstanceOf(TicketNotFoundException.class);
            });
        }
        assertRows(0, 0, 1);
    }

    private static void join(Thread other) {
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
