package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.itsm4j.incident.Incident;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** The contract of {@link UnitOfWork}. */
abstract class StoreContractTransactions extends StoreContractFixture {
    private static final Incident INCIDENT = bare(1).build();

    private UnitOfWork unit() {
        return kept().unitOfWork();
    }

    private void writeEverything() {
        tickets().add(INCIDENT);
        kept().timelines().append(ACME, INCIDENT.ref(), entry(1, "request-1"));
        kept().links().add(ACME, new Link(INCIDENT.ref(), Link.WATCHED_BY, "mia"));
    }

    private void assertNothingIsThere() {
        run(() -> {
            assertThat(tickets().find(ACME, INCIDENT.id())).isEmpty();
            assertThat(kept().timelines().read(ACME, INCIDENT.ref(), 0, 10, false))
                    .isEmpty();
            assertThat(kept().timelines().findRequest(ACME, "request-1")).isEmpty();
            assertThat(kept().links().from(ACME, INCIDENT.ref(), Link.WATCHED_BY, 10))
                    .isEmpty();
        });
    }

    @Test
    void keepsWhatACommittedTransactionWroteAndGivesItsResult() {
        assertThat(unit().<String>required(() -> {
                    writeEverything();
                    return "done";
                }))
                .isEqualTo("done");
        run(() -> {
            assertThat(tickets().find(ACME, INCIDENT.id())).isPresent();
            assertThat(kept().timelines().read(ACME, INCIDENT.ref(), 0, 10, false))
                    .hasSize(1);
            assertThat(kept().links().from(ACME, INCIDENT.ref(), Link.WATCHED_BY, 10))
                    .hasSize(1);
        });
    }

    @Test
    void rollsBackEverythingAndThrowsTheSameException() {
        RuntimeException failure = new IllegalArgumentException("the host says no");
        assertThatThrownBy(() -> run(() -> {
                    writeEverything();
                    throw failure;
                }))
                .isSameAs(failure);
        assertNothingIsThere();
    }

    @Test
    void rollsBackOnErrorsToo() {
        Error failure = new AssertionError("broken");
        assertThatThrownBy(() -> run(() -> {
                    writeEverything();
                    throw failure;
                }))
                .isSameAs(failure);
        assertNothingIsThere();
    }

    @Test
    void rollsBackAChangeToo() {
        add(INCIDENT);
        assertThatThrownBy(() -> run(() -> {
                    tickets().replace(INCIDENT, next(INCIDENT));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(find(INCIDENT)).map(Incident::version).contains(1L);
    }

    @Test
    void joinsTheTransactionOfTheThread() {
        run(() -> {
            run(this::writeEverything);
            assertThat(unit().isActive()).isTrue();
            assertThat(find(INCIDENT)).isPresent();
        });
        assertThat(find(INCIDENT)).isPresent();
    }

    @Test
    void whatAJoinedUnitWroteFallsWithTheOuterOne() {
        assertThatThrownBy(() -> run(() -> {
                    run(this::writeEverything);
                    throw new IllegalStateException("later");
                }))
                .hasMessage("later");
        assertNothingIsThere();
    }

    @Test
    void aFailedJoinedUnitCannotBeCommittedEvenWhenItsExceptionIsSwallowed() {
        List<String> seen = new ArrayList<>();
        RuntimeException failure = new IllegalArgumentException("inner");
        assertThatThrownBy(() -> run(() -> {
                    writeEverything();
                    unit().afterCommit(() -> seen.add("committed"));
                    try {
                        run(() -> {
                            throw failure;
                        });
                    } catch (IllegalArgumentException swallowed) {
                        seen.add(swallowed == failure ? "same" : "other");
                    }
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(seen).containsExactly("same");
        assertNothingIsThere();
    }

    @Test
    void goesOnAfterAFailure() {
        assertThatThrownBy(() -> run(() -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(unit().isActive()).isFalse();
        add(INCIDENT);
        assertThat(find(INCIDENT)).isPresent();
    }

    @Test
    void isActiveInsideOnlyAndOnThatThreadOnly() {
        assertThat(unit().isActive()).isFalse();
        run(() -> {
            assertThat(unit().isActive()).isTrue();
            assertThat(CompletableFuture.supplyAsync(() -> unit().isActive()).join())
                    .isFalse();
        });
        assertThat(unit().isActive()).isFalse();
    }

    @Test
    void runsActionsAfterTheCommitInOrderOnTheSameThread() {
        List<Object> seen = new ArrayList<>();
        run(() -> {
            writeEverything();
            unit().afterCommit(() -> seen.add(Thread.currentThread()));
            run(() -> unit().afterCommit(() -> seen.add(find(INCIDENT).isPresent())));
            assertThat(seen).isEmpty();
        });
        assertThat(seen).containsExactly(Thread.currentThread(), true);
    }

    @Test
    void anActionAfterTheCommitHasTransactionsOfItsOwn() {
        run(() -> unit().afterCommit(() -> {
            try {
                run(() -> {
                    writeEverything();
                    throw new IllegalStateException("later");
                });
            } catch (IllegalStateException e) {
                add(bare(2).build());
            }
        }));
        assertNothingIsThere();
        assertThat(find(bare(2).build())).isPresent();
    }

    @Test
    void runsNoActionAfterARollback() {
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> run(() -> {
                    unit().afterCommit(() -> seen.add("committed"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        add(INCIDENT);
        assertThat(seen).isEmpty();
    }

    @Test
    void anActionThatFailsUndoesNothing() {
        try {
            run(() -> {
                writeEverything();
                unit().afterCommit(() -> {
                    throw new IllegalStateException("listener");
                });
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("listener"); // a store may log it or throw it
        }
        assertThat(find(INCIDENT)).isPresent();
        assertThat(unit().isActive()).isFalse();
    }

    @Test
    void takesNoActionWithoutATransaction() {
        assertThatThrownBy(() -> unit().afterCommit(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void transactionsOfManyThreadsGoOnSideBySide() throws Exception {
        List<Optional<Incident>> found = together(8, () -> {
            long n = kept().unitOfWork().required(() -> kept().numbers().reserve(ACME, TicketKind.INCIDENT, 1));
            Incident mine = bare(n).build();
            add(mine);
            return find(mine);
        });
        assertThat(found).hasSize(8).allMatch(Optional::isPresent);
    }
}
