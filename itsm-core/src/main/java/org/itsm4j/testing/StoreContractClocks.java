package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.ClockStore.Change;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** The contract of {@link ClockStore}: what it keeps, and of one ticket. */
abstract class StoreContractClocks extends StoreContractCustom {
    final ClockStore clocks() {
        return kept().clocks();
    }

    final void put(Tenant tenant, ClockRecord... added) {
        run(() -> clocks().add(tenant, List.of(added)));
    }

    final void put(ClockRecord... added) {
        put(ACME, added);
    }

    final void replace(Tenant tenant, ClockRecord before, ClockRecord after) {
        run(() -> clocks().replace(tenant, List.of(new Change(before, after))));
    }

    final List<ClockRecord> current(Tenant tenant, long ticket) {
        return inTransaction(() -> clocks().current(tenant, ref(ticket)));
    }

    final List<ClockRecord> all(Tenant tenant, long ticket) {
        return inTransaction(() -> clocks().all(tenant, ref(ticket), 1_000));
    }

    private Optional<String> policies(Tenant tenant, int version) {
        return inTransaction(() -> clocks().policies(tenant, version));
    }

    private void putPolicies(Tenant tenant, int version, String json) {
        run(() -> clocks().addPolicies(tenant, version, json));
    }

    @Test
    void givesPoliciesBackAsTheyWere() {
        for (int i = 0; i < NASTY.size(); i++) {
            putPolicies(ACME, i + 1, NASTY.get(i));
        }
        String longest = "\u4f60".repeat(1_000_000);
        putPolicies(ACME, Integer.MAX_VALUE, longest);
        for (int i = 0; i < NASTY.size(); i++) {
            assertThat(policies(ACME, i + 1)).contains(NASTY.get(i));
        }
        assertThat(policies(ACME, Integer.MAX_VALUE)).contains(longest);
        assertThat(policies(ACME, 1_000)).isEmpty();
    }

    @Test
    void tenantsShareNoPolicies() {
        putPolicies(ACME, 1, "ours");
        assertThat(policies(OTHER, 1)).isEmpty();
        putPolicies(OTHER, 1, "theirs");
        assertThat(policies(ACME, 1)).contains("ours");
        assertThat(policies(OTHER, 1)).contains("theirs");
    }

    @Test
    void refusesAVersionOfPoliciesThatIsThere() {
        putPolicies(ACME, 1, "first");
        assertThatThrownBy(() -> putPolicies(ACME, 1, "second")).isInstanceOf(DuplicateKeyException.class);
        assertThat(policies(ACME, 1)).contains("first");
    }

    @Test
    void givesClocksBackAsTheyWere() {
        List<ClockRecord> clocks = new ArrayList<>();
        for (int i = 0; i < NASTY.size(); i++) {
            String text = NASTY.get(i);
            ClockDraft draft = ClockDraft.of(1)
                    .slot("slot " + text)
                    .cycle(i + 1)
                    .version(1_000 - i)
                    .policy("policy " + text)
                    .status(ClockStatus.values()[i % ClockStatus.values().length])
                    .started(MOMENTS.get(i % MOMENTS.size()))
                    .history(text);
            clocks.add(i % 2 == 0 ? draft.made() : full(draft, i));
        }
        put(clocks.toArray(new ClockRecord[0]));
        assertThat(all(ACME, 1)).containsExactlyInAnyOrderElementsOf(clocks);
        assertThat(current(ACME, 1))
                .containsExactlyInAnyOrderElementsOf(
                        clocks.stream().filter(ClockRecord::current).toList());
    }

    private static ClockRecord full(ClockDraft draft, int i) {
        return draft.past()
                .priority(Priority.values()[i % Priority.values().length])
                .service("service " + NASTY.get(i))
                .due(MOMENTS.get((i + 1) % MOMENTS.size()))
                .alarm(MOMENTS.get((i + 2) % MOMENTS.size()))
                .stopped(MOMENTS.get((i + 3) % MOMENTS.size()))
                .breached()
                .made();
    }

    @Test
    void keepsTheLongestNamesAndAHistoryOfAMegabyte() {
        ClockRecord big = ClockDraft.of(1)
                .slot("\ud83d\udca5".repeat(150))
                .cycle(Integer.MAX_VALUE)
                .policy("\u4f60".repeat(200))
                .service("\ud83d\udca5".repeat(100))
                .history("line \u4f60\n".repeat(130_000) + "end")
                .made();
        put(big);
        assertThat(all(ACME, 1)).containsExactly(big);
        ClockRecord longer =
                ClockDraft.like(big).history(big.history() + "\none more").made();
        replace(ACME, big, longer);
        assertThat(current(ACME, 1)).containsExactly(longer);
    }

    @Test
    void refusesTheSameClockTwice() {
        ClockRecord clock = ClockDraft.of(1).made();
        put(clock);
        assertThatThrownBy(() -> put(ClockDraft.like(clock).history("other").made()))
                .isInstanceOf(DuplicateKeyException.class);
        put(
                ClockDraft.like(clock).cycle(2).made(),
                ClockDraft.like(clock).slot("Resolution").made());
        put(OTHER, clock);
        put(ClockDraft.of(2).made());
        assertThat(all(ACME, 1)).hasSize(3).contains(clock);
    }

    @Test
    void listsTheCurrentCyclesInTheOrderOfSlots() {
        ClockRecord first = ClockDraft.of(1).slot("b").past().made();
        ClockRecord second = ClockDraft.of(1).slot("b").cycle(2).past().made();
        ClockRecord tenth = ClockDraft.of(1).slot("b").cycle(10).made();
        ClockRecord capital = ClockDraft.of(1).slot("B").made();
        ClockRecord small = ClockDraft.of(1).slot("a/b").made();
        put(tenth, small, second, capital, first, ClockDraft.of(2).slot("b").made());
        put(OTHER, ClockDraft.of(1).slot("c").made());
        assertThat(current(ACME, 1)).containsExactly(capital, small, tenth);
        assertThat(all(ACME, 1)).containsExactly(capital, small, first, second, tenth);
        assertThat(inTransaction(() -> clocks().all(ACME, ref(1), 3))).containsExactly(capital, small, first);
        assertThat(current(OTHER, 1)).hasSize(1);
        assertThat(current(OTHER, 2)).isEmpty();
        assertThat(current(ACME, 3)).isEmpty();
    }

    @Test
    void writesWhatHasChangedIfItIsAsItWasRead() {
        ClockRecord running = ClockDraft.of(1).due(NOON).alarm(NOON).made();
        ClockRecord other = ClockDraft.of(1).slot("response").made();
        ClockRecord stopped = full(ClockDraft.like(running).history("stopped"), 3);
        put(running, other);
        put(OTHER, running);
        replace(ACME, running, stopped);
        assertThatThrownBy(() ->
                        replace(ACME, running, ClockDraft.like(running).noDue().made()))
                .isInstanceOf(StaleTicketException.class);
        assertThatThrownBy(() -> replace(ACME, ClockDraft.of(9).made(), running))
                .isInstanceOf(StaleTicketException.class);
        assertThat(all(ACME, 1)).containsExactly(stopped, other);
        assertThat(current(ACME, 1)).containsExactly(other);
        assertThat(all(OTHER, 1)).containsExactly(running);
    }

    @Test
    void seesInATransactionWhatItHasWritten() {
        ClockRecord first = ClockDraft.of(1).due(NOON).alarm(NOON).made();
        ClockRecord past = ClockDraft.like(first).past().stopped(NOON).noAlarm().made();
        ClockRecord second = ClockDraft.of(1).cycle(2).made();
        run(() -> {
            clocks().add(ACME, List.of(first));
            assertThat(clocks().current(ACME, ref(1))).containsExactly(first);
            clocks().replace(ACME, List.of(new Change(first, past)));
            clocks().add(ACME, List.of(second));
            assertThat(clocks().current(ACME, ref(1))).containsExactly(second);
            assertThat(clocks().all(ACME, ref(1), 10)).containsExactly(past, second);
            clocks().replace(
                            ACME,
                            List.of(new Change(
                                    second, ClockDraft.like(second).version(2).made())));
        });
        assertThat(all(ACME, 1))
                .containsExactly(past, ClockDraft.like(second).version(2).made());
    }

    @Test
    void takesBackClocksThatWereRolledBack() {
        ClockRecord clock = ClockDraft.of(1).made();
        put(clock);
        assertThatThrownBy(() -> run(() -> {
                    clocks().replace(
                                    ACME,
                                    List.of(new Change(
                                            clock, ClockDraft.like(clock).past().made())));
                    clocks().add(ACME, List.of(ClockDraft.of(1).cycle(2).made()));
                    clocks().addPolicies(ACME, 1, "{}");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(all(ACME, 1)).containsExactly(clock);
        assertThat(policies(ACME, 1)).isEmpty();
        putPolicies(ACME, 1, "again");
        put(ClockDraft.of(1).cycle(2).made());
    }

    @Test
    void listsTheClocksOfAServiceInAPeriod() {
        Instant from = NOON;
        Instant to = NOON.plusSeconds(3_600);
        ClockRecord before = during(1).started(from.minusSeconds(9)).made();
        ClockRecord until = during(2)
                .started(from.minusSeconds(8))
                .stopped(from)
                .breached()
                .past()
                .made();
        ClockRecord paused = during(3).started(from).status(ClockStatus.PAUSED).made();
        ClockRecord cycles = during(3).started(from).stopped(to).cycle(2).made();
        ClockRecord last = during(4).started(to.minusNanos(1_000)).made();
        List<ClockRecord> expected = List.of(before, until, paused, cycles, last);
        List<ClockRecord> mixed = new ArrayList<>(expected);
        Collections.reverse(mixed);
        put(mixed.toArray(new ClockRecord[0]));
        put(
                during(5).started(to).made(),
                during(6)
                        .started(from.minusSeconds(9))
                        .stopped(from.minusNanos(1_000))
                        .made(),
                during(7).status(ClockStatus.CANCELLED).made(),
                during(8).service("mail").made(),
                during(9).slot("response").made(),
                ClockDraft.of(10).slot("availability").made());
        put(OTHER, during(1).made());
        assertThat(during(from, to, 100)).containsExactlyElementsOf(expected);
        assertThat(during(from, to, 2)).containsExactly(before, until);
    }

    private static ClockDraft during(long ticket) {
        return ClockDraft.of(ticket).slot("availability").service("webshop");
    }

    private List<ClockRecord> during(Instant from, Instant to, int limit) {
        return inTransaction(
                () -> clocks().during(ACME, TicketKind.INCIDENT, "webshop", "availability", from, to, limit));
    }

    @Test
    void givesClocksInATransactionOnly() {
        assertThatThrownBy(() -> clocks().current(ACME, ref(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> clocks().policies(ACME, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> clocks().due(NOON, Optional.empty(), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> clocks().add(ACME, List.of(ClockDraft.of(1).made())))
                .isInstanceOf(IllegalStateException.class);
    }
}
