package org.itsm4j.change.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Collisions and free slots of random calendars against a check of every pair and every cell of a grid. How many: {@code
 * -Ditsm4j.collisions.calendars}, from which seed: {@code -Ditsm4j.collisions.seed}.
 */
class CollisionsByBruteForceTest {
    private static final int CALENDARS = Integer.getInteger("itsm4j.collisions.calendars", 200);
    private static final long SEED = Long.getLong("itsm4j.collisions.seed", 1);
    private static final int ASKED = 15;
    private static final int SEARCHES = 2;

    @Test
    void collisionsAreThoseOfEveryPairAndEveryCell() {
        long collisions = 0;
        int free = 0;
        int full = 0;
        for (long seed = SEED; seed < SEED + CALENDARS; seed++) {
            RandomSchedule schedule = new RandomSchedule(seed);
            NaiveCheck naive = new NaiveCheck(schedule);
            CollisionCheck check = schedule.check();
            for (int i = 0; i < ASKED; i++) {
                PlannedChange change = schedule.changes.get(schedule.random.nextInt(schedule.changes.size()));
                List<Collision> found = check.collisions(change, schedule.changes, schedule.now);
                assertThat(found)
                        .as("seed %d, change %s", seed, change)
                        .isSortedAccordingTo(Collision.ORDER)
                        .containsExactlyInAnyOrderElementsOf(naive.collisions(change));
                collisions += found.size();
            }
            for (int i = 0; i < SEARCHES; i++) {
                PlannedChange change = schedule.changes.get(schedule.random.nextInt(schedule.changes.size()));
                SlotSearch search = SlotSearch.from(schedule.cell(schedule.random.nextInt(700)))
                        .within(Duration.ofHours(1 + schedule.random.nextInt(120)));
                search = schedule.random.nextBoolean() ? search.withoutAny() : search;
                Optional<Slot> slot = check.nextFree(change, schedule.changes, search, schedule.now)
                        .slot();
                assertThat(slot)
                        .as("seed %d, change %s, %s", seed, change, search)
                        .isEqualTo(naive.nextFree(change, search));
                free += slot.isPresent() ? 1 : 0;
                full += slot.isPresent() ? 0 : 1;
            }
        }
        // otherwise it has tried nothing
        assertThat(collisions).isGreaterThan(CALENDARS * 10L);
        assertThat(free).isGreaterThan(CALENDARS / 2);
        assertThat(full).isGreaterThan(CALENDARS / 40);
    }
}
