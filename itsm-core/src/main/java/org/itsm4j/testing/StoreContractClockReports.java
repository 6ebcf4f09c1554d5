package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.itsm4j.incident.Handling;
import org.itsm4j.incident.Incident;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** The contract of {@link org.itsm4j.spi.ClockStore}: searches and counts over many tickets. */
abstract class StoreContractClockReports extends StoreContractClocks {
    private static final Duration MICRO = Duration.ofNanos(1_000);
    private static final Instant FROM = NOON.minusSeconds(3_600);
    private static final ClockSearch OVERDUE = ClockSearch.overdue(TicketKind.INCIDENT);
    private static final ClockSearch AT_RISK = ClockSearch.atRisk(TicketKind.INCIDENT, Duration.ofHours(1));
    private static final ClockSearch BREACHED =
            ClockSearch.breached(TicketKind.INCIDENT, FROM, NOON.plusSeconds(3_600));

    private Page<ClockRecord, ClockCursor> search(
            Tenant tenant, ClockSearch search, Optional<Collection<String>> groups) {
        return inTransaction(() -> clocks().search(tenant, search, NOON, groups));
    }

    private List<ClockRecord> found(ClockSearch search) {
        return search(ACME, search, Optional.empty()).items();
    }

    private static Incident heldBy(long n, String group) {
        return bare(n).handling(new Handling(Optional.of(Assignment.to(group)), Optional.empty(), 0, 0))
                .build();
    }

    private static ClockRecord open(long n, ClockStatus status, Instant due) {
        return ClockDraft.of(n).status(status).due(due).made();
    }

    private static ClockRecord stopped(long n, Instant due, boolean breached) {
        ClockDraft draft = ClockDraft.of(n).due(due).stopped(due.plusSeconds(breached ? 1 : -1));
        return (breached ? draft.breached() : draft).made();
    }

    @Test
    void overdueAreOpenOnesAfterTheirDueInstant() {
        ClockRecord runs = open(1, ClockStatus.RUNNING, NOON.minus(MICRO));
        ClockRecord waits = open(2, ClockStatus.PAUSED, NOON.minusSeconds(60));
        put(runs, waits);
        put(open(3, ClockStatus.RUNNING, NOON), open(4, ClockStatus.CANCELLED, NOON.minusSeconds(1)));
        put(stopped(5, NOON.minusSeconds(1), true), ClockDraft.of(6).made());
        put(OTHER, open(7, ClockStatus.RUNNING, NOON.minusSeconds(1)));
        assertThat(found(OVERDUE)).containsExactly(waits, runs);
        assertThat(search(OTHER, OVERDUE, Optional.empty()).items()).hasSize(1);
    }

    @Test
    void atRiskAreRunningOnesThatFallDueSoon() {
        ClockRecord now = open(1, ClockStatus.RUNNING, NOON);
        ClockRecord last = open(2, ClockStatus.RUNNING, NOON.plusSeconds(3_600));
        put(now, last);
        put(open(3, ClockStatus.RUNNING, NOON.minus(MICRO)));
        put(open(4, ClockStatus.RUNNING, NOON.plusSeconds(3_600).plus(MICRO)));
        put(open(5, ClockStatus.PAUSED, NOON.plusSeconds(1)), open(6, ClockStatus.CANCELLED, NOON.plusSeconds(1)));
        put(stopped(7, NOON.plusSeconds(1), false), ClockDraft.of(8).made());
        put(OTHER, open(9, ClockStatus.RUNNING, NOON.plusSeconds(1)));
        assertThat(found(AT_RISK)).containsExactly(now, last);
        assertThat(found(ClockSearch.atRisk(TicketKind.INCIDENT, Duration.ZERO)))
                .containsExactly(now);
    }

    @Test
    void breachedAreThoseThatMissedADueInstantOfThePeriod() {
        ClockRecord first = stopped(1, FROM, true);
        ClockRecord before =
                ClockDraft.like(stopped(2, FROM.plusSeconds(1), true)).past().made();
        ClockRecord waits = open(3, ClockStatus.PAUSED, FROM.plusSeconds(2));
        ClockRecord runs = open(4, ClockStatus.RUNNING, NOON.minus(MICRO));
        ClockRecord last = stopped(5, NOON.plusSeconds(3_600).minus(MICRO), true);
        put(last, waits, first, runs, before);
        put(stopped(6, FROM.minus(MICRO), true), stopped(7, NOON.plusSeconds(3_600), true));
        put(stopped(8, FROM.plusSeconds(1), false), open(9, ClockStatus.RUNNING, NOON));
        put(
                open(10, ClockStatus.CANCELLED, FROM),
                ClockDraft.like(open(11, ClockStatus.CANCELLED, FROM))
                        .breached()
                        .made());
        put(open(12, ClockStatus.RUNNING, FROM.minus(MICRO)), ClockDraft.of(13).made());
        put(OTHER, stopped(14, FROM, true));
        assertThat(found(BREACHED)).containsExactly(first, before, waits, runs, last);
    }

    @Test
    void searchesAreNarrowed() {
        Instant due = NOON.minusSeconds(60);
        ClockRecord network = ClockDraft.of(1)
                .due(due)
                .service("webshop")
                .priority(Priority.P1)
                .made();
        ClockRecord payments = ClockDraft.of(2).due(due).policy("gold").made();
        ClockRecord nobodys = ClockDraft.of(3).due(due).slot("response").made();
        ClockRecord unknown = ClockDraft.of(4).due(due).service("100%").made();
        add(heldBy(1, "network"), heldBy(2, "payments"), bare(3).build());
        add(bare(4).tenant(OTHER)
                .handling(new Handling(Optional.of(Assignment.to("network")), Optional.empty(), 0, 0))
                .build());
        put(network, payments, nobodys, unknown);
        for (ClockSearch search : List.of(OVERDUE, ClockSearch.breached(TicketKind.INCIDENT, FROM, NOON))) {
            assertThat(found(search)).containsExactly(network, payments, nobodys, unknown);
            assertThat(found(search.policy("gold"))).containsExactly(payments);
            assertThat(found(search.policy("GOLD"))).isEmpty();
            assertThat(found(search.slot("response"))).containsExactly(nobodys);
            assertThat(found(search.service("webshop"))).containsExactly(network);
            assertThat(found(search.service("%"))).isEmpty();
            assertThat(found(search.priority(Priority.P1))).containsExactly(network);
            assertThat(found(search.group("network"))).containsExactly(network);
            assertThat(found(search.group("network").policy("gold"))).isEmpty();
            assertThat(among(search, "network", "payments", "else")).containsExactly(network, payments);
            assertThat(among(search)).isEmpty();
            assertThat(among(search.group("payments"), "network", "payments")).containsExactly(payments);
            assertThat(among(search.group("payments"), "network")).isEmpty();
        }
        NASTY.forEach(text -> assertThat(
                        found(OVERDUE.policy(text).slot(text).service(text).group(text)))
                .isEmpty());
    }

    private List<ClockRecord> among(ClockSearch search, String... groups) {
        return search(ACME, search, Optional.of(List.of(groups))).items();
    }

    @Test
    void searchesComeInPagesWithNoneTwiceAndNoneLeftOut() {
        List<ClockRecord> late = new ArrayList<>();
        List<ClockRecord> soon = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            // several of one moment, several of one ticket, several cycles of one slot
            ClockDraft draft =
                    ClockDraft.of(1 + i / 4 % 3).slot("slot" + i / 2 % 2).cycle(1 + i);
            late.add((i % 3 == 0 ? draft.past().stopped(NOON).breached() : draft)
                    .due(FROM.plusSeconds(i / 12))
                    .made());
            soon.add(ClockDraft.of(4 + i / 4 % 3)
                    .slot("slot" + i / 2 % 2)
                    .cycle(1 + i)
                    .due(NOON.plusSeconds(i / 12))
                    .made());
        }
        List<ClockRecord> mixed = new ArrayList<>(late);
        mixed.addAll(soon);
        Collections.shuffle(mixed, new Random(1));
        put(mixed.toArray(new ClockRecord[0]));
        assertPages(BREACHED, late);
        assertPages(OVERDUE, late.stream().filter(ClockRecord::current).toList());
        assertPages(AT_RISK, soon);
    }

    private void assertPages(ClockSearch search, List<ClockRecord> any) {
        List<ClockRecord> expected = any.stream()
                .sorted(Comparator.<ClockRecord, Instant>comparing(
                                clock -> clock.dueAt().orElseThrow())
                        .thenComparing(clock -> clock.ticket().id())
                        .thenComparing(ClockRecord::slot)
                        .thenComparing(ClockRecord::cycle))
                .toList();
        for (int size : List.of(1, 2, 5, expected.size() - 1, expected.size(), expected.size() + 1)) {
            List<ClockRecord> seen = new ArrayList<>();
            Optional<ClockCursor> after = Optional.empty();
            do {
                ClockSearch sized = search.limit(size);
                Page<ClockRecord, ClockCursor> page =
                        search(ACME, after.map(sized::after).orElse(sized), Optional.empty());
                assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
                seen.addAll(page.items());
                assertThat(seen).as("pages of " + size).hasSizeLessThanOrEqualTo(expected.size());
                after = page.next().map(cursor -> ClockCursor.of(cursor.toString()));
            } while (after.isPresent());
            assertThat(seen).as(search.scope() + " in pages of " + size).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void countsWhatWasMetAndWhatWasBreached() {
        long seed = 20_260_302;
        Random random = new Random(seed);
        List<ClockRecord> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ClockDraft draft = ClockDraft.of(1 + random.nextInt(6))
                    .slot("slot" + random.nextInt(2))
                    .cycle(i + 1)
                    .policy("policy" + random.nextInt(2));
            if (random.nextInt(4) > 0) {
                draft.priority(Priority.values()[random.nextInt(2)]);
            }
            if (random.nextInt(3) > 0) {
                draft.stopped(NOON.plusSeconds(random.nextInt(7) - 3));
            }
            if (random.nextInt(8) == 0) {
                draft.status(ClockStatus.CANCELLED);
            }
            if (random.nextInt(3) == 0) {
                draft.breached();
            }
            all.add((random.nextBoolean() ? draft.past() : draft).made());
        }
        for (long n = 1; n <= 4; n++) {
            add(heldBy(n, "group" + n % 3));
        }
        add(bare(5).build());
        put(all.toArray(new ClockRecord[0]));
        put(OTHER, all.toArray(new ClockRecord[0]));
        for (int width = 1; width < 7; width++) {
            Instant from = NOON.minusSeconds(2);
            Instant to = from.plusSeconds(width);
            assertThat(attainment(from, to, Optional.empty()))
                    .as("seed " + seed + ", " + width + " s")
                    .isEqualTo(counted(all, from, to, List.of(1L, 2L, 3L, 4L, 5L, 6L)));
            assertThat(attainment(from, to, Optional.of(List.of("group1", "group2"))))
                    .as("seed " + seed + ", " + width + " s, two groups")
                    .isEqualTo(counted(all, from, to, List.of(1L, 2L, 4L)));
            assertThat(attainment(from, to, Optional.of(List.of()))).isEmpty();
        }
        assertThat(attainment(NOON.minusSeconds(99), NOON.minusSeconds(98), Optional.empty()))
                .isEmpty();
    }

    private List<Attainment> attainment(Instant from, Instant to, Optional<Collection<String>> groups) {
        return inTransaction(() -> clocks().attainment(ACME, TicketKind.INCIDENT, from, to, groups));
    }

    private static List<Attainment> counted(List<ClockRecord> all, Instant from, Instant to, List<Long> tickets) {
        Map<List<Object>, long[]> counts = new HashMap<>();
        for (ClockRecord clock : all) {
            boolean mine = tickets.stream().anyMatch(n -> clock.ticket().equals(ref(n)));
            if (mine && clock.status() == ClockStatus.STOPPED) {
                Instant at = clock.stoppedAt().orElseThrow();
                if (at.compareTo(from) >= 0 && at.compareTo(to) < 0) {
                    counts.computeIfAbsent(List.of(clock.policy(), clock.slot(), clock.priority()), key -> new long[2])[
                            clock.breached() ? 1 : 0]++;
                }
            }
        }
        List<Attainment> expected = new ArrayList<>();
        for (String policy : List.of("policy0", "policy1")) {
            for (String slot : List.of("slot0", "slot1")) {
                for (Optional<Priority> priority : List.of(
                        Optional.of(Priority.values()[0]),
                        Optional.of(Priority.values()[1]),
                        Optional.<Priority>empty())) {
                    long[] count = counts.get(List.<Object>of(policy, slot, priority));
                    if (count != null) {
                        expected.add(new Attainment(policy, slot, priority, count[0], count[1]));
                    }
                }
            }
        }
        return expected;
    }
}
