package org.itsm4j.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Resolution;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Scope;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.spi.NumberStore;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.Store;
import org.itsm4j.spi.TaskStore;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.spi.TimelineStore;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketEvent;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;

/** Transactions: the library's own, the host's, and those that another one overtakes. */
class TransactionTest {
    private final Overtaken store = new Overtaken();
    private final Consumer<TicketEvent> notifier = notifier();
    private final Itsm itsm = Itsm.builder().store(store).afterCommit(notifier).build();
    private final Desk desk = itsm.as(Actor.administrator("ada").inGroup("payments"));
    private final Incidents door = desk.incidents();

    @SuppressWarnings("unchecked") // Mockito's way
    private static Consumer<TicketEvent> notifier() {
        return Mockito.mock(Consumer.class);
    }

    private TicketId logged() {
        return door.log(LogIncident.titled("x").requester("mia").build()).id();
    }

    @Test
    void theHostsNotifierHearsOfEachEventAfterTheCommit() {
        TicketId id = logged();
        door.start(id);
        ArgumentCaptor<TicketEvent> heard = ArgumentCaptor.forClass(TicketEvent.class);
        Mockito.verify(notifier, Mockito.times(2)).accept(heard.capture());
        assertThat(heard.getAllValues())
                .extracting(event -> event.entry().action())
                .containsExactly("log", "start");
    }

    @Test
    void aNotifierThatFailsChangesNothing() {
        Mockito.doThrow(new IllegalStateException("mail")).when(notifier).accept(Mockito.any());
        TicketId id = logged();
        assertThat(door.start(id).state()).isEqualTo(IncidentState.IN_PROGRESS);
        Mockito.verify(notifier, Mockito.times(2)).accept(Mockito.any());
    }

    @Test
    void aRefusedCommandIsNobodysNews() {
        TicketId id = logged();
        Mockito.clearInvocations(notifier);
        assertThatThrownBy(() -> door.reopen(id, "x")).isInstanceOf(IllegalTransitionException.class);
        Mockito.verifyNoInteractions(notifier);
    }

    @Test
    void aNotifierMayGiveCommandsItself() {
        Mockito.doAnswer(call -> {
                    TicketEvent event = call.getArgument(0);
                    return event.entry().action().equals("log")
                            ? door.note(event.ticket().id(), Note.internal("told everybody"))
                            : null;
                })
                .when(notifier)
                .accept(Mockito.any());
        assertThat(door.get(logged()).version()).isEqualTo(2);
    }

    @Test
    void insideTheHostsTransactionAllIsTheirs() {
        TicketId id = store.unitOfWork().required(() -> {
            TicketId logged = logged();
            door.start(logged);
            assertThat(door.get(logged).state()).isEqualTo(IncidentState.IN_PROGRESS);
            Mockito.verifyNoInteractions(notifier);
            return logged;
        });
        Mockito.verify(notifier, Mockito.times(2)).accept(Mockito.any());
        assertThat(door.verify(id).intact()).isTrue();
    }

    @Test
    void whatTheHostRollsBackNeverHappened() {
        TicketId kept = logged();
        Mockito.clearInvocations(notifier);
        assertThatThrownBy(() -> store.unitOfWork().required(() -> {
                    door.start(kept);
                    door.watch(kept, "zoe");
                    logged();
                    throw new IllegalStateException("the host's own reason");
                }))
                .hasMessage("the host's own reason");
        assertThat(door.get(kept).state()).isEqualTo(IncidentState.NEW);
        assertThat(door.watchers(kept)).isEmpty();
        assertThat(door.countByState().get(IncidentState.NEW)).isEqualTo(1);
        Mockito.verifyNoInteractions(notifier);
    }

    @Test
    void aHostThatSwallowsARefusalCannotCommitTheRest() {
        TicketId id = logged();
        assertThatThrownBy(() -> store.unitOfWork().required(() -> {
                    door.start(id);
                    assertThatThrownBy(() -> door.reopen(id, "x")).isInstanceOf(IllegalTransitionException.class);
                    return "fine, is it not?";
                }))
                .hasMessageContaining("Rolled back");
        assertThat(door.get(id).state()).isEqualTo(IncidentState.NEW);
    }

    @Test
    void aQuestionThatFindsNothingLeavesTheHostsTransactionAsItIs() {
        TicketId none = TicketId.next(Clock.systemUTC());
        OwnIncidents own = itsm.as(Actor.requester("mia")).ownIncidents();
        List<Supplier<?>> questions = List.of(
                () -> door.get(none),
                () -> door.get(TicketNumber.of(TicketKind.INCIDENT, 999_999)),
                () -> door.actions(none),
                () -> door.similarMajorIncidents(none),
                () -> door.timeline(none, 0),
                () -> door.verify(none),
                () -> door.relations(none),
                () -> door.watchers(none),
                () -> door.references(none),
                () -> own.get(none),
                () -> own.timeline(none, 0),
                () -> own.actions(none));
        for (Supplier<?> question : questions) {
            TicketId kept = store.unitOfWork().required(() -> {
                assertThatThrownBy(question::get).isInstanceOf(TicketNotFoundException.class);
                return logged();
            });
            assertThat(door.find(kept)).isPresent();
        }
        assertThat(door.find(none)).isEmpty();
        assertThat(door.find(TicketNumber.of(TicketKind.INCIDENT, 999_999))).isEmpty();
    }

    @Test
    void aQuestionThatIsRefusedLeavesTheHostsTransactionAsItIs() {
        Incident secret = door.get(logged());
        Itsm strict = Itsm.builder()
                .store(store)
                .accessPolicy(new AccessPolicy() {
                    @Override
                    public boolean permits(Actor actor, Permission permission, Subject subject) {
                        return !permission.action().equals("read");
                    }

                    @Override
                    public Scope scope(Actor actor) {
                        return new Scope.Nothing();
                    }
                })
                .build();
        Incidents closed = strict.as(Actor.agent("ana")).incidents();
        List<Supplier<?>> questions = List.of(
                () -> closed.get(secret.id()),
                () -> closed.find(secret.id()),
                () -> closed.find(secret.number()),
                () -> closed.timeline(secret.id(), 0),
                () -> closed.verify(secret.id()));
        for (Supplier<?> question : questions) {
            TicketId kept = store.unitOfWork().required(() -> {
                assertThatThrownBy(question::get).isInstanceOf(AccessDeniedException.class);
                return logged();
            });
            assertThat(door.find(kept)).isPresent();
        }
    }

    @Test
    void bulkDoesNotRunInsideTheHostsTransaction() {
        TicketId id = logged();
        assertThatThrownBy(() -> store.unitOfWork()
                        .required(() -> door.bulk(List.of(id), (incidents, one) -> incidents.start(one))))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo("ownTransaction"));
    }

    @Test
    void numbersReservedInATransactionThatRollsBackAreNotGivenTwice() {
        String first = door.get(logged()).number().value();
        assertThatThrownBy(() -> store.unitOfWork().required(() -> {
                    logged();
                    throw new IllegalStateException("x");
                }))
                .isInstanceOf(IllegalStateException.class);
        Itsm other = Itsm.builder().store(store).build();
        String second = other.as(Actor.agent("ana"))
                .incidents()
                .log(LogIncident.titled("x").requester("mia").build())
                .number()
                .value();
        String third = door.get(logged()).number().value();
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    }

    private static long number(Incident incident) {
        return Long.parseLong(incident.number().value().substring("INC-".length()));
    }

    @Test
    void aTransactionOfTheHostReservesOneBlockWhoseRestIsEverybodysAfterTheCommit() {
        List<Long> numbers = store.unitOfWork().required(() -> {
            List<Long> mine = List.of(number(door.get(logged())), number(door.get(logged())));
            assertThat(store.reservations).hasValue(1);
            return mine;
        });
        assertThat(numbers).containsExactly(1L, 2L);
        assertThat(number(door.get(logged()))).isEqualTo(3);
        store.unitOfWork().required(() -> logged());
        assertThat(store.reservations).as("the block was filled").hasValue(1);
    }

    @Test
    void aBlockThatWasRolledBackIsNobodys() {
        assertThatThrownBy(() -> store.unitOfWork().required(() -> {
                    logged();
                    throw new IllegalStateException("the host's own reason");
                }))
                .hasMessage("the host's own reason");
        Incidents otherNode =
                Itsm.builder().store(store).build().as(desk.actor()).incidents();
        List<Long> numbers = store.unitOfWork().required(() -> {
            Incident theirs =
                    otherNode.log(LogIncident.titled("x").requester("mia").build());
            return List.of(number(theirs), number(door.get(logged())), number(door.get(logged())));
        });
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers.get(2)).isEqualTo(numbers.get(1) + 1);
    }

    @Test
    void whatIsLoggedTwiceBurnsNoNumber() {
        long first = number(door.get(logged()));
        for (int i = 0; i < 3; i++) {
            assertThat(number(desk.request("r1")
                            .incidents()
                            .log(LogIncident.titled("x").requester("mia").build())))
                    .isEqualTo(first + 1);
            assertThat(number(door.log(LogIncident.titled("x")
                            .source("disks")
                            .correlationKey("sda")
                            .build())))
                    .isEqualTo(first + 2);
        }
        assertThat(number(door.get(logged()))).isEqualTo(first + 3);
        assertThat(store.reservations).hasValue(1);
    }

    @Test
    void whoIsOvertakenInWhatFollowsIsToldWithThatTicketAsItIsNow() {
        TicketId parent = logged();
        TicketId child = logged();
        door.relate(child, RelationType.CHILD_OF, parent);
        long seen = door.get(child).version();
        store.overtakenBy(child, () -> door.note(child, Note.internal("meanwhile")));
        assertThatThrownBy(() -> door.resolve(parent, Resolution.fixed("x")))
                .isInstanceOfSatisfying(ConcurrentChangeException.class, news -> {
                    assertThat(news.ticket().id()).isEqualTo(child);
                    assertThat(news.expected()).isEqualTo(seen);
                    assertThat(news.fresh().orElseThrow().version()).isEqualTo(seen + 1);
                });
        assertThat(door.get(parent).state()).isEqualTo(IncidentState.NEW);
    }

    @Test
    void whoIsOvertakenBeforeAnythingWasReadTriesAgain() {
        TicketId id = logged();
        store.deadlocks = 2;
        assertThat(door.note(id, Note.internal("third time lucky")).version()).isEqualTo(2);
        store.deadlocks = 3;
        assertThatThrownBy(() -> door.note(id, Note.internal("x")))
                .isInstanceOfSatisfying(ConcurrentChangeException.class, news -> {
                    assertThat(news.expected()).isZero();
                    assertThat(news).hasMessageContaining("was not read yet");
                    assertThat(news.fresh()).isPresent();
                });
        store.deadlocks = 1;
        assertThatThrownBy(() -> store.unitOfWork().required(() -> door.note(id, Note.internal("x"))))
                .as("a transaction of the host is theirs to repeat")
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void whoIsOvertakenIsToldWithTheTicketAsItIsNow() {
        TicketId id = logged();
        store.overtakenBy(() -> itsm.as(Actor.dispatcher("max")).incidents().assign(id, Assignment.to("payments")));
        assertThatThrownBy(() -> door.start(id))
                .isInstanceOfSatisfying(ConcurrentChangeException.class, news -> {
                    assertThat(news.expected()).isEqualTo(1);
                    assertThat(news.ticket().id()).isEqualTo(id);
                    Ticket<?> fresh = news.fresh().orElseThrow();
                    assertThat(fresh.state()).isEqualTo(IncidentState.ASSIGNED);
                    assertThat(fresh.version()).isEqualTo(2);
                    assertThat(news).hasMessageContaining("at version 2 in ASSIGNED");
                })
                .hasCauseInstanceOf(StaleTicketException.class);
    }

    @Test
    void insideTheHostsTransactionTheFreshTicketCannotBeSeen() {
        TicketId id = logged();
        store.overtakenBy(() -> {});
        assertThatThrownBy(() -> store.unitOfWork().required(() -> door.start(id)))
                .isInstanceOfSatisfying(ConcurrentChangeException.class, news -> {
                    assertThat(news.fresh()).isEmpty();
                    assertThat(news).hasMessageContaining("is changed now");
                });
    }

    @Test
    void aRequestThatIsOvertakenByItsOwnRepetitionHasItsAnswer() {
        TicketId id = logged();
        Desk request = itsm.as(Actor.agent("raj").inGroup("payments")).request("r1");
        Note note = Note.internal("once");
        store.overtakenBy(() -> request.incidents().note(id, note));
        Incident answer = request.incidents().note(id, note);
        assertThat(answer.version()).isEqualTo(2);
        assertThat(door.get(id).version()).isEqualTo(2);
    }

    @Test
    void aClaimedKeyIsTriedAgainThreeTimes() {
        TicketId id = logged();
        store.duplicates = 2;
        assertThat(door.note(id, Note.internal("third time lucky")).version()).isEqualTo(2);
        store.duplicates = 3;
        assertThatThrownBy(() -> door.note(id, Note.internal("x"))).isInstanceOf(DuplicateKeyException.class);
        store.duplicates = 1;
        assertThatThrownBy(() -> store.unitOfWork().required(() -> door.note(id, Note.internal("x"))))
                .as("a transaction of the host is theirs to repeat")
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(door.get(id).version()).isEqualTo(2);
    }

    /** In memory, but as a database: another transaction can be faster, and keys can be taken meanwhile. */
    private static final class Overtaken implements Store {
        private final InMemoryStore store = new InMemoryStore();
        private final AtomicInteger reservations = new AtomicInteger();
        private Optional<Runnable> faster = Optional.empty();
        private Optional<TicketId> victim = Optional.empty();
        private int duplicates;
        private int deadlocks;

        void overtakenBy(Runnable command) {
            faster = Optional.of(command);
        }

        void overtakenBy(TicketId ticket, Runnable command) {
            victim = Optional.of(ticket);
            overtakenBy(command);
        }

        @Override
        public UnitOfWork unitOfWork() {
            UnitOfWork real = store.unitOfWork();
            return new UnitOfWork() {
                @Override
                public <R> R required(Supplier<R> work) {
                    boolean joined = real.isActive();
                    try {
                        return real.required(work);
                    } catch (StaleTicketException | ConcurrentChangeException e) {
                        if (!joined) {
                            Optional<Runnable> command = faster;
                            faster = Optional.empty();
                            command.ifPresent(Runnable::run);
                        }
                        throw e;
                    }
                }

                @Override
                public boolean isActive() {
                    return real.isActive();
                }

                @Override
                public void afterCommit(Runnable action) {
                    real.afterCommit(action);
                }
            };
        }

        @Override
        public <T extends Ticket<T>, F extends Enum<F> & Field<T>> TicketStore<T, F> tickets(
                Class<T> ticket, Class<F> fields) {
            TicketStore<T, F> real = store.tickets(ticket, fields);
            return new ForwardingTickets<>(real) {
                @Override
                public Optional<T> find(Tenant tenant, TicketId id) {
                    if (deadlocks > 0) {
                        deadlocks--;
                        throw new StaleTicketException("deadlock");
                    }
                    return super.find(tenant, id);
                }

                @Override
                public void replace(T before, T after) {
                    if (faster.isPresent()
                            && victim.filter(id -> !id.equals(before.id())).isEmpty()) {
                        throw new StaleTicketException("The " + before.ref() + " was overtaken");
                    }
                    super.replace(before, after);
                }
            };
        }

        @Override
        public TimelineStore timelines() {
            TimelineStore real = store.timelines();
            return new TimelineStore() {
                @Override
                public void append(Tenant tenant, TicketRef ticket, TimelineEntry entry) {
                    if (duplicates > 0) {
                        duplicates--;
                        throw new DuplicateKeyException("taken", new IllegalStateException("unique index"));
                    }
                    real.append(tenant, ticket, entry);
                }

                @Override
                public List<TimelineEntry> read(
                        Tenant tenant, TicketRef ticket, long after, int limit, boolean publicOnly) {
                    return real.read(tenant, ticket, after, limit, publicOnly);
                }

                @Override
                public Optional<Marked> findRequest(Tenant tenant, String request) {
                    return real.findRequest(tenant, request);
                }
            };
        }

        @Override
        public TaskStore tasks() {
            return store.tasks();
        }

        @Override
        public LinkStore links() {
            return store.links();
        }

        @Override
        public ApprovalStore approvals() {
            return store.approvals();
        }

        @Override
        public CascadeStore cascades() {
            return store.cascades();
        }

        @Override
        public ScheduleStore schedule() {
            return store.schedule();
        }

        @Override
        public ClockStore clocks() {
            return store.clocks();
        }

        @Override
        public NumberStore numbers() {
            return (tenant, kind, count) -> {
                reservations.incrementAndGet();
                return store.numbers().reserve(tenant, kind, count);
            };
        }
    }
}
