package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.spi.ScheduleStore.CalendarVersion;
import org.itsm4j.spi.ScheduledSlot;
import org.junit.jupiter.api.Test;

/** The contract of {@link ScheduleStore}. */
abstract class StoreContractSchedule extends StoreContractSweeps {
    private static final Instant LATER = NOON.plusSeconds(3_600);

    private ScheduleStore schedule() {
        return kept().schedule();
    }

    private static ScheduledSlot slot(long ticket, Instant from, Instant to, Set<String> items, Set<String> people) {
        return new ScheduledSlot(ref(ticket), from, to, items, people, Optional.of("shop"), "normal");
    }

    private static ScheduledSlot slot(long ticket, String... items) {
        return slot(ticket, NOON, LATER, Set.of(items), Set.of());
    }

    private void put(Tenant tenant, ScheduledSlot... slots) {
        run(() -> List.of(slots).forEach(slot -> schedule().put(tenant, slot)));
    }

    private Optional<ScheduledSlot> slotOf(Tenant tenant, long ticket) {
        return inTransaction(() -> schedule().find(tenant, ref(ticket)));
    }

    private List<ScheduledSlot> overlapping(
            Instant from, Instant to, Collection<String> items, Collection<String> people) {
        return inTransaction(() -> schedule().overlapping(ACME, from, to, items, people, 1_000));
    }

    private List<ScheduledSlot> during(Tenant tenant, Instant from, Instant to) {
        return inTransaction(() -> schedule().during(tenant, from, to, 1_000));
    }

    @Test
    void givesSlotsBackAsTheyWere() {
        String longest = "\u4f60".repeat(200);
        ScheduledSlot full = new ScheduledSlot(
                ref(1),
                MOMENTS.get(2),
                MOMENTS.get(3),
                new HashSet<>(NASTY),
                Set.of(longest, "mia"),
                Optional.of(longest),
                longest);
        ScheduledSlot bare = new ScheduledSlot(
                ref(2), NOON, NOON.plus(ScheduledSlot.LONGEST), Set.of(), Set.of(), Optional.empty(), "x");
        put(ACME, full, bare);
        assertThat(slotOf(ACME, 1)).contains(full);
        assertThat(slotOf(ACME, 2)).contains(bare);
        assertThat(slotOf(ACME, 3)).isEmpty();
        for (String name : NASTY) {
            assertThat(overlapping(MOMENTS.get(2), MOMENTS.get(3), List.of(name), List.of()))
                    .containsExactly(full);
        }
    }

    @Test
    void findsWhatOverlapsAndNotWhatTouches() {
        ScheduledSlot slot = slot(1, "db");
        put(ACME, slot);
        Duration least = Duration.ofNanos(1_000);
        List<String> db = List.of("db");
        assertThat(overlapping(LATER.minus(least), LATER.plusSeconds(9), db, List.of()))
                .containsExactly(slot);
        assertThat(overlapping(NOON.minusSeconds(9), NOON.plus(least), db, List.of()))
                .containsExactly(slot);
        assertThat(overlapping(NOON.plusSeconds(9), NOON.plusSeconds(10), db, List.of()))
                .containsExactly(slot);
        assertThat(overlapping(LATER, LATER.plusSeconds(9), db, List.of())).isEmpty();
        assertThat(overlapping(NOON.minusSeconds(9), NOON, db, List.of())).isEmpty();
        assertThat(during(ACME, LATER.minus(least), LATER.plusSeconds(9))).containsExactly(slot);
        assertThat(during(ACME, LATER, LATER.plusSeconds(9))).isEmpty();
    }

    @Test
    void findsTheLongestSlotUpToItsEnd() {
        Instant end = NOON.plus(ScheduledSlot.LONGEST);
        ScheduledSlot slot = slot(1, NOON, end, Set.of("db"), Set.of());
        put(ACME, slot);
        assertThat(overlapping(end.minusNanos(1_000), end, List.of("db"), List.of()))
                .containsExactly(slot);
        assertThat(during(ACME, end.minusNanos(1_000), end)).containsExactly(slot);
    }

    @Test
    void tellsItemsFromPeople() {
        ScheduledSlot item = slot(1, "mia");
        ScheduledSlot person = slot(2, NOON, LATER, Set.of(), Set.of("mia"));
        ScheduledSlot both = slot(3, NOON, LATER, Set.of("mia", "db"), Set.of("mia", "raj"));
        put(ACME, item, person, both);
        assertThat(overlapping(NOON, LATER, List.of("mia"), List.of())).containsExactly(item, both);
        assertThat(overlapping(NOON, LATER, List.of(), List.of("mia"))).containsExactly(person, both);
        assertThat(overlapping(NOON, LATER, List.of("db", "mia", "db"), List.of("mia", "raj")))
                .containsExactly(item, person, both);
        assertThat(overlapping(NOON, LATER, List.of("MIA"), List.of("Mia"))).isEmpty();
        assertThat(overlapping(NOON, LATER, List.of(), List.of())).isEmpty();
    }

    @Test
    void listsInOrderAndUpToTheLimit() {
        List<ScheduledSlot> slots = IntStream.rangeClosed(1, 9)
                .mapToObj(n -> slot(n, NOON.plusSeconds(9 - n / 2), LATER, Set.of("db"), Set.of()))
                .toList();
        put(ACME, slots.toArray(new ScheduledSlot[0]));
        List<ScheduledSlot> sorted = slots.stream()
                .sorted(Comparator.comparing(ScheduledSlot::from)
                        .thenComparing(slot -> slot.ticket().id()))
                .toList();
        assertThat(overlapping(NOON, LATER, List.of("db"), List.of())).containsExactlyElementsOf(sorted);
        assertThat(during(ACME, NOON, LATER)).containsExactlyElementsOf(sorted);
        run(() -> {
            assertThat(schedule().overlapping(ACME, NOON, LATER, List.of("db"), List.of(), 4))
                    .containsExactlyElementsOf(sorted.subList(0, 4));
            assertThat(schedule().during(ACME, NOON, LATER, 4)).containsExactlyElementsOf(sorted.subList(0, 4));
        });
    }

    @Test
    void asksForManyNames() {
        ScheduledSlot slot = slot(1, "item 7000", "item 1");
        put(ACME, slot);
        List<String> names =
                IntStream.rangeClosed(0, 11_000).mapToObj(n -> "item " + n).toList();
        assertThat(overlapping(NOON, LATER, names, List.of())).containsExactly(slot);
    }

    @Test
    void findsWhatAWalkOverAllFinds() {
        long seed = 7;
        Random random = new Random(seed);
        List<ScheduledSlot> all = new ArrayList<>();
        for (int n = 1; n <= 120; n++) {
            Instant from = NOON.plusSeconds(random.nextInt(10_000));
            Set<String> items = new HashSet<>();
            Set<String> people = new HashSet<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add("name " + random.nextInt(12));
                people.add("name " + random.nextInt(12));
            }
            all.add(slot(n, from, from.plusSeconds(1 + random.nextInt(3_000)), items, people));
        }
        put(ACME, all.toArray(new ScheduledSlot[0]));
        for (int i = 0; i < 40; i++) {
            Instant from = NOON.plusSeconds(random.nextInt(10_000));
            Instant to = from.plusSeconds(1 + random.nextInt(600));
            Set<String> items = Set.of("name " + random.nextInt(6), "name " + (6 + random.nextInt(6)));
            Set<String> people = Set.of("name " + random.nextInt(12));
            assertThat(overlapping(from, to, items, people))
                    .as("seed %d, round %d", seed, i)
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(slot -> slot.from().isBefore(to) && from.isBefore(slot.to()))
                            .filter(slot -> slot.configurationItems().stream().anyMatch(items::contains)
                                    || slot.assignees().stream().anyMatch(people::contains))
                            .toList());
        }
    }

    @Test
    void replacesAndRemovesASlot() {
        put(ACME, slot(1, "db", "web"), slot(2, "db"));
        ScheduledSlot moved = slot(1, LATER, LATER.plusSeconds(1), Set.of("db"), Set.of("raj"));
        put(ACME, moved);
        assertThat(slotOf(ACME, 1)).contains(moved);
        assertThat(overlapping(NOON, LATER, List.of("db", "web"), List.of())).containsExactly(slot(2, "db"));
        assertThat(overlapping(LATER, LATER.plusSeconds(9), List.of("db"), List.of()))
                .containsExactly(moved);
        run(() -> {
            assertThat(schedule().remove(ACME, ref(1))).isTrue();
            assertThat(schedule().remove(ACME, ref(1))).isFalse();
            assertThat(schedule().find(ACME, ref(1))).isEmpty();
        });
        assertThat(during(ACME, NOON, LATER.plusSeconds(9))).containsExactly(slot(2, "db"));
        put(ACME, slot(1, "db"));
        assertThat(slotOf(ACME, 1)).contains(slot(1, "db"));
    }

    @Test
    void tenantsShareNoSchedule() {
        put(ACME, slot(1, "db"));
        put(OTHER, slot(1, "web"), slot(2, "db"));
        run(() -> assertThat(schedule().remove(OTHER, ref(2))).isTrue());
        assertThat(overlapping(NOON, LATER, List.of("db", "web"), List.of())).containsExactly(slot(1, "db"));
        assertThat(during(OTHER, NOON, LATER)).containsExactly(slot(1, "web"));
        assertThat(slotOf(OTHER, 2)).isEmpty();
    }

    @Test
    void rollsTheScheduleBack() {
        put(ACME, slot(1, "db"));
        assertThatThrownBy(() -> run(() -> {
                    schedule().lock(ACME);
                    schedule().put(ACME, slot(1, "web"));
                    schedule().put(ACME, slot(2, "web"));
                    schedule().remove(ACME, ref(1));
                    schedule().addCalendar(ACME, 1, "{}");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(during(ACME, NOON, LATER)).containsExactly(slot(1, "db"));
        assertThat(overlapping(NOON, LATER, List.of("web"), List.of())).isEmpty();
        assertThat(inTransaction(() -> schedule().calendar(ACME))).isEmpty();
    }

    @Test
    void keepsTheVersionsOfACalendar() {
        assertThat(inTransaction(() -> schedule().calendar(ACME))).isEmpty();
        String longest = "\u4f60".repeat(1_000_000);
        run(() -> schedule().addCalendar(ACME, 2, longest));
        run(() -> schedule().addCalendar(ACME, 10, NASTY.get(1)));
        run(() -> schedule().addCalendar(ACME, 1, "first"));
        run(() -> schedule().addCalendar(OTHER, 11, "theirs"));
        run(() -> {
            assertThat(schedule().calendar(ACME)).contains(new CalendarVersion(10, NASTY.get(1)));
            assertThat(schedule().calendar(ACME, 2)).contains(longest);
            assertThat(schedule().calendar(ACME, 3)).isEmpty();
            assertThat(schedule().calendar(OTHER)).contains(new CalendarVersion(11, "theirs"));
        });
        assertThatThrownBy(() -> run(() -> schedule().addCalendar(ACME, 2, "other")))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(inTransaction(() -> schedule().calendar(ACME, 2))).contains(longest);
    }

    @Test
    void locksTwiceInOneTransaction() {
        run(() -> {
            schedule().lock(ACME);
            schedule().lock(ACME);
            schedule().lock(OTHER);
        });
        run(() -> schedule().lock(ACME));
    }

    @Test
    void ofThoseThatScheduleAtOnceOneIsRefused() throws Exception {
        for (int round = 0; round < 5; round++) {
            Tenant fresh = new Tenant("fresh-" + round);
            Random random = new Random(round);
            List<Boolean> done = together(
                    4,
                    () -> inTransaction(() -> {
                        long ticket;
                        synchronized (random) {
                            ticket = 1 + random.nextInt(1_000_000);
                        }
                        schedule().lock(fresh);
                        if (!schedule()
                                .overlapping(fresh, NOON, LATER, List.of("db"), List.of(), 10)
                                .isEmpty()) {
                            return false;
                        }
                        schedule().put(fresh, slot(ticket, "db"));
                        return true;
                    }));
            assertThat(done).containsOnlyOnce(true);
            assertThat(during(fresh, NOON, LATER)).hasSize(1);
        }
    }
}
