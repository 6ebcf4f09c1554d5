package org.itsm4j.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.spi.NumberStore;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.spi.Store;
import org.itsm4j.spi.TaskStore;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.spi.TimelineStore;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.testing.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever changes a timeline in the database is found out, at the first entry that is not as it was written. */
class ChainTamperTest {
    private static final int ENTRIES = 30;
    private final TamperedStore store = new TamperedStore();
    private final Itsm itsm = Itsm.builder()
            .store(store)
            .clock(SettableClock.at("2026-03-02T09:00:00Z"))
            .build();
    private final Incidents door = itsm.as(Actor.administrator("ada")).incidents();
    private TicketId id;
    private TicketRef ref;

    @BeforeEach
    void aTimelineOfThirtyEntries() {
        id = aTimelineOf(ENTRIES);
        ref = door.get(id).ref();
    }

    private TicketId aTimelineOf(int entries) {
        TicketId ticket =
                door.log(LogIncident.titled("x").requester("mia").build()).id();
        for (int i = 2; i <= entries; i++) {
            itsm.as(Actor.administrator("ada"))
                    .request(ticket + " " + i)
                    .incidents()
                    .note(ticket, Note.internal("note " + i));
        }
        return ticket;
    }

    @Test
    void anUntouchedTimelineIsIntact() {
        assertThat(verify(entries -> entries)).isEqualTo(new ChainReport(ENTRIES, 0, ""));
        assertThat(verify(entries -> entries).intact()).isTrue();
    }

    @Test
    void findsEveryEditOfEveryPartOfEveryEntry() {
        List<UnaryOperator<TimelineEntry>> edits = List.of(
                e -> entry(e, e.sequence(), e.at().plusNanos(1_000), e.actor(), e.text(), e.hash()),
                e -> entry(e, e.sequence(), e.at(), "eve", e.text(), e.hash()),
                e -> entry(e, e.sequence(), e.at(), e.actor(), e.text() + ".", e.hash()),
                e -> entry(e, e.sequence(), e.at(), e.actor(), e.text(), "0".repeat(64)),
                e -> entry(e, e.sequence(), e.at(), e.actor(), e.text(), ""),
                e -> new TimelineEntry(
                        e.sequence(),
                        e.at(),
                        e.actor(),
                        !e.system(),
                        e.action(),
                        e.visibility(),
                        e.text(),
                        e.changes(),
                        e.about(),
                        e.request(),
                        e.hash()),
                e -> new TimelineEntry(
                        e.sequence(),
                        e.at(),
                        e.actor(),
                        e.system(),
                        "close",
                        e.visibility(),
                        e.text(),
                        e.changes(),
                        e.about(),
                        e.request(),
                        e.hash()),
                e -> new TimelineEntry(
                        e.sequence(),
                        e.at(),
                        e.actor(),
                        e.system(),
                        e.action(),
                        e.visibility() == Visibility.PUBLIC ? Visibility.INTERNAL : Visibility.PUBLIC,
                        e.text(),
                        e.changes(),
                        e.about(),
                        e.request(),
                        e.hash()),
                e -> {
                    List<FieldChange> changes = new ArrayList<>(e.changes());
                    changes.add(new FieldChange("priority", "P1", "P5"));
                    return new TimelineEntry(
                            e.sequence(),
                            e.at(),
                            e.actor(),
                            e.system(),
                            e.action(),
                            e.visibility(),
                            e.text(),
                            changes,
                            e.about(),
                            e.request(),
                            e.hash());
                },
                e -> new TimelineEntry(
                        e.sequence(),
                        e.at(),
                        e.actor(),
                        e.system(),
                        e.action(),
                        e.visibility(),
                        e.text(),
                        e.changes(),
                        Optional.of(ref),
                        e.request(),
                        e.hash()),
                e -> new TimelineEntry(
                        e.sequence(),
                        e.at(),
                        e.actor(),
                        e.system(),
                        e.action(),
                        e.visibility(),
                        e.text(),
                        e.changes(),
                        e.about(),
                        Optional.of(new RequestMark("r", "f")),
                        e.hash()));
        for (UnaryOperator<TimelineEntry> edit : edits) {
            for (int k = 1; k <= ENTRIES; k++) {
                int at = k;
                assertBroken(at, entries -> {
                    entries.set(at - 1, edit.apply(entries.get(at - 1)));
                    return entries;
                });
            }
        }
    }

    @Test
    void findsEveryRemovedEntry() {
        for (int k = 1; k <= ENTRIES; k++) {
            int at = k;
            assertBroken(at, entries -> {
                entries.remove(at - 1);
                return entries;
            });
        }
    }

    @Test
    void findsARemovalThatIsHiddenByNumberingAnew() {
        for (int k = 1; k <= ENTRIES; k++) {
            int at = k;
            assertBroken(at, entries -> {
                entries.remove(at - 1);
                return numbered(entries);
            });
        }
    }

    @Test
    void findsTheGapOfARemovalThatIsHiddenByAChainWrittenAnew() {
        for (int k = 1; k <= ENTRIES; k++) {
            int at = k;
            assertBroken(at, entries -> {
                entries.remove(at - 1);
                return rebuilt(entries);
            });
        }
    }

    @Test
    void findsEveryInsertedEntry() {
        for (int k = 1; k <= ENTRIES; k++) {
            int at = k;
            assertBroken(at, entries -> {
                TimelineEntry e = entries.get(at - 1);
                entries.add(at - 1, entry(e, e.sequence(), e.at(), e.actor(), "never said", e.hash()));
                return entries;
            });
            assertBroken(at, entries -> {
                TimelineEntry e = entries.get(at - 1);
                entries.add(at - 1, entry(e, e.sequence(), e.at(), e.actor(), "never said", e.hash()));
                return numbered(entries);
            });
        }
        assertBroken(ENTRIES + 1, entries -> {
            TimelineEntry e = entries.get(ENTRIES - 1);
            entries.add(chained(e.hash(), entry(e, ENTRIES + 1, e.at(), e.actor(), "never said", "")));
            return entries;
        });
    }

    @Test
    void findsEverySwap() {
        for (int k = 1; k < ENTRIES; k++) {
            int at = k;
            assertBroken(at, entries -> {
                java.util.Collections.swap(entries, at - 1, at);
                return entries;
            });
            assertBroken(at, entries -> {
                java.util.Collections.swap(entries, at - 1, at);
                return numbered(entries);
            });
        }
    }

    @Test
    void findsEveryCutTail() {
        for (int k = 1; k <= ENTRIES; k++) {
            int at = k;
            assertBroken(at, entries -> new ArrayList<>(entries.subList(0, at - 1)));
        }
        assertThat(verify(entries -> new ArrayList<>()).finding()).contains("tail");
    }

    @Test
    void findsAChainThatWasWrittenAnew() {
        for (int k = 1; k <= ENTRIES; k++) {
            int at = k;
            ChainReport report = verify(entries -> {
                TimelineEntry e = entries.get(at - 1);
                entries.set(at - 1, entry(e, e.sequence(), e.at(), "eve", e.text(), ""));
                return rebuilt(entries);
            });
            assertThat(report.intact()).isFalse();
            assertThat(report.firstBroken()).as("only the end gives it away").isEqualTo(ENTRIES);
            assertThat(report.finding()).contains("written anew");
        }
    }

    @Test
    void findsTheTimelineOfAnotherTicket() {
        TicketRef other = door.get(aTimelineOf(ENTRIES)).ref();
        assertBroken(1, entries -> new ArrayList<>(store.written(other)));
    }

    @Test
    void readsTimelinesThatAreLongerThanAPage() {
        TicketId longOne = aTimelineOf(Limits.PAGE_CAP + 5);
        store.tampering = entries -> entries;
        assertThat(door.verify(longOne)).isEqualTo(new ChainReport(Limits.PAGE_CAP + 5, 0, ""));
        store.tampering = entries -> {
            TimelineEntry e = entries.get(Limits.PAGE_CAP + 2);
            entries.set(Limits.PAGE_CAP + 2, entry(e, e.sequence(), e.at(), "eve", e.text(), e.hash()));
            return entries;
        };
        assertThat(door.verify(longOne).firstBroken()).isEqualTo(Limits.PAGE_CAP + 3);
    }

    private void assertBroken(long first, UnaryOperator<List<TimelineEntry>> tampering) {
        ChainReport report = verify(tampering);
        assertThat(report.intact()).isFalse();
        assertThat(report.firstBroken()).as(report.finding()).isEqualTo(first);
        assertThat(report.finding()).isNotBlank();
    }

    private ChainReport verify(UnaryOperator<List<TimelineEntry>> tampering) {
        store.tampering = tampering;
        return door.verify(id);
    }

    private static TimelineEntry entry(
            TimelineEntry e, long sequence, java.time.Instant at, String actor, String text, String hash) {
        return new TimelineEntry(
                sequence,
                at,
                actor,
                e.system(),
                e.action(),
                e.visibility(),
                text,
                e.changes(),
                e.about(),
                e.request(),
                hash);
    }

    private static List<TimelineEntry> numbered(List<TimelineEntry> entries) {
        List<TimelineEntry> anew = new ArrayList<>();
        for (TimelineEntry e : entries) {
            anew.add(entry(e, anew.size() + 1L, e.at(), e.actor(), e.text(), e.hash()));
        }
        return anew;
    }

    private List<TimelineEntry> rebuilt(List<TimelineEntry> entries) {
        List<TimelineEntry> anew = new ArrayList<>();
        String before = "";
        for (TimelineEntry e : entries) {
            TimelineEntry next = chained(before, e);
            anew.add(next);
            before = next.hash();
        }
        return anew;
    }

    private TimelineEntry chained(String before, TimelineEntry entry) {
        return entry.hashed(Chain.hash(Tenant.SINGLE, ref, before, entry));
    }

    /** A store whose timelines somebody has had their hands on. */
    private static final class TamperedStore implements Store {
        private final InMemoryStore store = new InMemoryStore();
        private UnaryOperator<List<TimelineEntry>> tampering = entries -> entries;

        List<TimelineEntry> written(TicketRef ticket) {
            return store.unitOfWork()
                    .required(() -> store.timelines().read(Tenant.SINGLE, ticket, 0, Integer.MAX_VALUE, false));
        }

        @Override
        public TimelineStore timelines() {
            TimelineStore timelines = store.timelines();
            return new TimelineStore() {
                @Override
                public void append(Tenant tenant, TicketRef ticket, TimelineEntry entry) {
                    timelines.append(tenant, ticket, entry);
                }

                @Override
                public List<TimelineEntry> read(
                        Tenant tenant, TicketRef ticket, long after, int limit, boolean publicOnly) {
                    return tampering.apply(new ArrayList<>(written(ticket))).stream()
                            .filter(entry -> entry.sequence() > after)
                            .limit(limit)
                            .toList();
                }

                @Override
                public Optional<Marked> findRequest(Tenant tenant, String request) {
                    return timelines.findRequest(tenant, request);
                }
            };
        }

        @Override
        public UnitOfWork unitOfWork() {
            return store.unitOfWork();
        }

        @Override
        public <T extends Ticket<T>, F extends Enum<F> & Field<T>> TicketStore<T, F> tickets(
                Class<T> ticket, Class<F> fields) {
            return store.tickets(ticket, fields);
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
            return store.numbers();
        }
    }
}
