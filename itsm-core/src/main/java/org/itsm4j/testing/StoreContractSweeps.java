package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.ClockStore.Change;
import org.itsm4j.spi.ClockStore.Due;
import org.itsm4j.spi.ClockStore.Mark;
import org.itsm4j.spi.ClockStore.Owned;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.TimelineStore.Marked;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.RequestMark;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** The contract of {@link org.itsm4j.spi.ClockStore}: what is due is found and marked, for many tickets at once. */
abstract class StoreContractSweeps extends StoreContractClockReports {
    private static final Instant NOW = NOON.plusSeconds(3_600);

    private static ClockRecord alarmed(long ticket, Instant at) {
        return ClockDraft.of(ticket).alarm(at).history("set going").made();
    }

    private static ClockRecord marked(ClockRecord clock) {
        return ClockDraft.like(clock)
                .noAlarm()
                .history(clock.history() + "\nmarked")
                .made();
    }

    private List<Due> due(Instant now, Optional<ClockCursor> after, int limit) {
        return inTransaction(() -> clocks().due(now, after, limit));
    }

    private List<Due> due() {
        return due(NOW, Optional.empty(), 1_000);
    }

    private List<Owned> reached(List<Due> due) {
        return inTransaction(() -> clocks().reached(due, NOW));
    }

    /** The next entry of that ticket, and its clocks as they shall be. */
    private static Mark mark(Due due, List<Owned> reached) {
        List<Change> changes = reached.stream()
                .filter(owned -> owned.tenant().equals(due.tenant())
                        && owned.clock().ticket().equals(due.ticket()))
                .map(owned -> new Change(owned.clock(), marked(owned.clock())))
                .toList();
        return new Mark(due, entry(due.head().sequence() + 1), changes);
    }

    /** Leaves out those with no clock to change: somebody else was faster with them. */
    private List<Mark> marks(List<Due> due) {
        List<Owned> reached = clocks().reached(due, NOW);
        return due.stream()
                .map(each -> mark(each, reached))
                .filter(mark -> !mark.changes().isEmpty())
                .toList();
    }

    private void assertKept(Incident expected) {
        assertThat(find(expected)).get().usingRecursiveComparison().isEqualTo(expected);
    }

    private List<TimelineEntry> timeline(Tenant tenant, long ticket) {
        return inTransaction(() -> kept().timelines().read(tenant, ref(ticket), 0, 100, false));
    }

    @Test
    void findsTicketsWithAnAlarmThatHasComeTheEarliestFirst() {
        Incident third = bare(3).state(IncidentState.ON_HOLD).build();
        add(bare(1).build(), bare(2).build(), third, bare(4).build(), bare(5).build());
        add(bare(2).tenant(OTHER).build());
        put(alarmed(1, NOW));
        put(OTHER, alarmed(2, NOON.minusSeconds(1)));
        put(
                ClockDraft.like(alarmed(3, NOON)).slot("b").made(),
                ClockDraft.like(alarmed(3, NOON.minusSeconds(5))).slot("a").made(),
                ClockDraft.like(alarmed(3, NOON.minusSeconds(5))).slot("c").made(),
                ClockDraft.like(alarmed(3, NOON.minusSeconds(9)))
                        .slot("d")
                        .past()
                        .made());
        put(alarmed(4, NOW.plusNanos(1_000)), ClockDraft.of(5).made(), alarmed(6, NOON));
        List<Due> due = due();
        assertThat(due)
                .containsExactly(
                        new Due(ACME, third.ref(), third.number(), "ON_HOLD", third.head(), NOON.minusSeconds(9)),
                        new Due(
                                OTHER,
                                ref(2),
                                bare(2).build().number(),
                                "NEW",
                                bare(2).build().head(),
                                NOON.minusSeconds(1)),
                        new Due(
                                ACME,
                                ref(1),
                                bare(1).build().number(),
                                "NEW",
                                bare(1).build().head(),
                                NOW));
        assertThat(due(NOON.minusSeconds(10), Optional.empty(), 10)).isEmpty();
        assertThat(due(NOON.minusSeconds(9), Optional.empty(), 10)).hasSize(1);
        assertThat(due(NOW, Optional.empty(), 2)).isEqualTo(due.subList(0, 2));
    }

    @Test
    void findsWhatIsDueInPages() {
        List<Long> order = new ArrayList<>(LongStream.rangeClosed(1, 23).boxed().toList());
        Collections.shuffle(order, new Random(2));
        for (long n : order) {
            add(bare(n).build());
            put(
                    alarmed(n, NOON.plusSeconds(n / 6)),
                    ClockDraft.like(alarmed(n, NOON.plusSeconds(n / 6)))
                            .cycle(2)
                            .made(),
                    ClockDraft.like(alarmed(n, NOON.plusSeconds(9)))
                            .slot("later")
                            .made());
        }
        for (int size : List.of(1, 2, 6, 22, 23, 24)) {
            List<Due> seen = new ArrayList<>();
            Optional<ClockCursor> after = Optional.empty();
            List<Due> page;
            do {
                page = due(NOW, after, size);
                assertThat(page).hasSizeLessThanOrEqualTo(size);
                seen.addAll(page);
                after = page.stream()
                        .reduce((one, next) -> next)
                        .map(last ->
                                new ClockCursor(last.alarmAt(), last.ticket().id(), "any", 1));
            } while (page.size() == size);
            assertThat(seen)
                    .as("pages of " + size)
                    .extracting(each -> each.ticket().id())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 23).mapToObj(n -> id(n)).toList());
        }
    }

    @Test
    void readsTheClocksOfTicketsThatAreDue() {
        add(bare(1).build(), bare(2).build());
        add(bare(2).tenant(OTHER).build());
        ClockRecord first = alarmed(1, NOON);
        ClockRecord second =
                ClockDraft.like(alarmed(2, NOON.minusSeconds(1))).slot("b").made();
        ClockRecord also = ClockDraft.like(alarmed(2, NOW)).slot("a").made();
        put(first, second, also);
        put(ClockDraft.like(alarmed(2, NOW.plusSeconds(1))).slot("c").made());
        ClockRecord past = ClockDraft.like(alarmed(2, NOON)).slot("d").past().made();
        put(past);
        put(ClockDraft.of(2).slot("e").made());
        put(OTHER, ClockDraft.like(second).history("theirs").made());
        List<Due> due = due();
        assertThat(reached(
                        due.stream().filter(each -> each.tenant().equals(ACME)).toList()))
                .containsExactly(
                        new Owned(ACME, also), new Owned(ACME, second), new Owned(ACME, past), new Owned(ACME, first));
        assertThat(reached(due)).hasSize(5);
        assertThat(reached(List.of())).isEmpty();
        replace(ACME, second, marked(second));
        assertThat(reached(due)).hasSize(4).doesNotContain(new Owned(ACME, second));
    }

    @Test
    void marksTicketsClocksAndTimelinesAtOnce() {
        Incident full = full(1, NASTY.get(3));
        Incident theirs = bare(1).tenant(OTHER).build();
        add(full, theirs, bare(2).build());
        ClockRecord clock = ClockDraft.like(alarmed(1, NOON)).slot("b").made();
        ClockRecord other = ClockDraft.like(alarmed(1, NOON)).slot("a").made();
        ClockRecord later =
                ClockDraft.like(alarmed(1, NOW.plusSeconds(1))).slot("c").made();
        put(clock, other, later);
        put(OTHER, clock);
        run(() -> clocks().mark(marks(clocks().due(NOW, Optional.empty(), 10))));
        assertKept(marked(full, 8));
        assertKept(marked(theirs, 2));
        assertKept(bare(2).build());
        assertThat(timeline(ACME, 1)).containsExactly(entry(8));
        assertThat(timeline(OTHER, 1)).containsExactly(entry(2));
        assertThat(current(ACME, 1)).containsExactly(marked(other), marked(clock), later);
        assertThat(current(OTHER, 1)).containsExactly(marked(clock));
        assertThat(due()).isEmpty();
    }

    @Test
    void marksAreReadBackAsTheyWere() {
        List<TimelineEntry> entries = new ArrayList<>();
        for (int i = 0; i < NASTY.size(); i++) {
            String text = NASTY.get(i);
            add(bare(i + 1).build());
            put(ClockDraft.of(i + 1)
                    .slot(text)
                    .policy(text)
                    .service(text)
                    .alarm(NOON)
                    .history(text)
                    .made());
            entries.add(new TimelineEntry(
                    2,
                    MOMENTS.get(i % MOMENTS.size()),
                    "actor " + text,
                    i % 2 == 0,
                    "reached",
                    Visibility.values()[i % 2],
                    i % 3 == 0 ? "" : text,
                    List.of(new FieldChange("field", text, ""), new FieldChange("a\tb", "\\n\n", text)),
                    i % 2 == 0 ? Optional.of(ref(i)) : Optional.empty(),
                    i % 2 == 0 ? Optional.of(new RequestMark("request " + text, hash(text))) : Optional.empty(),
                    hash(text)));
        }
        run(() -> clocks().mark(marks(clocks().due(NOW, Optional.empty(), 100)).stream()
                .map(mark -> new Mark(mark.due(), entries.get(nth(mark.due())), mark.changes()))
                .toList()));
        for (int i = 0; i < NASTY.size(); i++) {
            TimelineEntry entry = entries.get(i);
            long n = i + 1;
            assertThat(timeline(ACME, n)).containsExactly(entry);
            assertThat(find(bare(n).build()))
                    .map(Incident::head)
                    .contains(entry.head().unchangedSince(bare(n).build().head()));
            assertThat(current(ACME, n)).extracting(ClockRecord::history).containsExactly(NASTY.get(i) + "\nmarked");
            entry.request()
                    .ifPresent(request -> assertThat(
                                    inTransaction(() -> kept().timelines().findRequest(ACME, request.id())))
                            .contains(new Marked(ref(n), entry)));
        }
    }

    private static int nth(Due due) {
        return (int) LongStream.rangeClosed(1, NASTY.size())
                        .filter(n -> due.ticket().equals(ref(n)))
                        .findFirst()
                        .orElseThrow()
                - 1;
    }

    @Test
    void marksAHistoryOfAMegabyte() {
        add(bare(1).build());
        ClockRecord big = ClockDraft.like(alarmed(1, NOON))
                .history("line \u4f60\n".repeat(130_000))
                .made();
        put(big);
        run(() -> clocks().mark(marks(clocks().due(NOW, Optional.empty(), 10))));
        assertThat(current(ACME, 1)).containsExactly(marked(big));
    }

    /** Its timeline has grown; it itself has not changed since. */
    private Incident marked(Incident incident, long sequence) {
        return incident.recorded(entry(sequence).head().unchangedSince(incident.head()));
    }

    @Test
    void seesInTheSameTransactionWhatItHasMarked() {
        Incident incident = bare(1).build();
        add(incident);
        put(alarmed(1, NOON));
        Incident after = marked(incident, 2);
        run(() -> {
            clocks().mark(marks(clocks().due(NOW, Optional.empty(), 10)));
            assertKept(after);
            assertThat(clocks().current(ACME, ref(1))).containsExactly(marked(alarmed(1, NOON)));
            assertThat(clocks().due(NOW, Optional.empty(), 10)).isEmpty();
            tickets().replace(after, next(after));
        });
        assertKept(next(after));
    }

    @Test
    void seesItAlsoWhereItHadReadThemBefore() {
        Incident incident = bare(1).build();
        add(incident);
        put(alarmed(1, NOON));
        Incident after = marked(incident, 2);
        ClockRecord marked = marked(alarmed(1, NOON));
        run(() -> {
            assertKept(incident);
            assertThat(clocks().current(ACME, ref(1))).hasSize(1);
            clocks().mark(marks(clocks().due(NOW, Optional.empty(), 10)));
            assertKept(after);
            assertThat(tickets().findByNumber(ACME, incident.number()))
                    .map(Incident::head)
                    .contains(after.head());
            assertThat(clocks().current(ACME, ref(1))).containsExactly(marked);
            tickets().replace(after, next(after));
            clocks().replace(
                            ACME,
                            List.of(new Change(
                                    marked, ClockDraft.like(marked).version(9).made())));
        });
        assertKept(next(after));
        assertThat(timeline(ACME, 1)).containsExactly(entry(2));
        assertThat(current(ACME, 1))
                .containsExactly(ClockDraft.like(marked).version(9).made());
    }

    @Test
    void marksNothingIfATicketHasChanged() {
        Incident first = bare(1).build();
        Incident second = bare(2).build();
        add(first, second);
        put(alarmed(1, NOON), alarmed(2, NOON));
        List<Mark> marks = inTransaction(() -> marks(clocks().due(NOW, Optional.empty(), 10)));
        run(() -> tickets().replace(second, next(second)));
        assertStale(marks);
        assertKept(first);
        assertKept(next(second));
    }

    private void assertStale(List<Mark> marks) {
        assertThatThrownBy(() -> run(() -> clocks().mark(marks))).isInstanceOf(StaleTicketException.class);
        assertThat(timeline(ACME, 1)).isEmpty();
        assertThat(timeline(ACME, 2)).isEmpty();
        assertThat(current(ACME, 1)).containsExactly(alarmed(1, NOON));
    }

    @Test
    void marksNothingIfAClockHasChanged() {
        add(bare(1).build(), bare(2).build());
        put(alarmed(1, NOON), alarmed(2, NOON));
        List<Mark> marks = inTransaction(() -> marks(clocks().due(NOW, Optional.empty(), 10)));
        ClockRecord before = alarmed(2, NOON);
        for (ClockDraft changed : List.of(
                ClockDraft.like(before).history("set  going"),
                ClockDraft.like(before).alarm(NOON.plusNanos(1_000)),
                ClockDraft.like(before).due(NOON),
                ClockDraft.like(before).service("webshop"),
                ClockDraft.like(before).policy("gold"),
                ClockDraft.like(before).past())) {
            replace(ACME, before, changed.made());
            assertStale(marks);
            replace(ACME, changed.made(), before);
        }
        assertKept(bare(1).build());
        run(() -> clocks().mark(marks));
        assertThat(timeline(ACME, 2)).hasSize(1);
    }

    @Test
    void marksNoTicketThatIsNotThere() {
        add(bare(1).build());
        put(alarmed(1, NOON));
        Due due = due().get(0);
        Due gone = new Due(OTHER, due.ticket(), due.number(), due.state(), due.head(), due.alarmAt());
        assertThatThrownBy(() -> run(() -> clocks().mark(List.of(new Mark(gone, entry(2), List.of())))))
                .isInstanceOf(StaleTicketException.class);
        run(() -> clocks().mark(List.of()));
        run(() -> clocks().mark(List.of(new Mark(due, entry(2), List.of()))));
        assertThat(timeline(ACME, 1)).containsExactly(entry(2));
        assertThat(current(ACME, 1)).containsExactly(alarmed(1, NOON));
    }

    @Test
    void takesBackMarksThatWereRolledBack() {
        Incident incident = bare(1).build();
        add(incident);
        put(alarmed(1, NOON));
        assertThatThrownBy(() -> run(() -> {
                    clocks().mark(marks(clocks().due(NOW, Optional.empty(), 10)));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertKept(incident);
        assertThat(timeline(ACME, 1)).isEmpty();
        assertThat(current(ACME, 1)).containsExactly(alarmed(1, NOON));
        assertThat(due()).hasSize(1);
    }

    @Test
    void severalThreadsMarkEachTicketOnce() throws Exception {
        int tickets = 60;
        for (long n = 1; n <= tickets; n++) {
            add(bare(n).build());
            put(alarmed(n, NOON.plusSeconds(n / 10)));
        }
        AtomicInteger done = new AtomicInteger();
        List<Integer> counts = together(3, () -> {
            int mine = 0;
            for (int i = 0; done.get() < tickets && i < 100_000; i++) {
                try {
                    int some = inTransaction(() -> {
                        List<Mark> marks = marks(clocks().due(NOW, Optional.empty(), 7));
                        clocks().mark(marks);
                        return marks.size();
                    });
                    mine += some;
                    done.addAndGet(some);
                } catch (StaleTicketException lost) {
                    Thread.yield(); // where nothing is locked, the other one was faster
                }
            }
            return mine;
        });
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(tickets);
        for (long n = 1; n <= tickets; n++) {
            assertThat(timeline(ACME, n)).containsExactly(entry(2));
            assertThat(current(ACME, n)).containsExactly(marked(alarmed(n, NOON.plusSeconds(n / 10))));
        }
    }
}
