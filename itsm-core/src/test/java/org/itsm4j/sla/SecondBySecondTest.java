package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calendars made by chance, around changes of clocks in many zones, agree with a walk second by second. */
class SecondBySecondTest {
    private static final int DAY = 86_400;
    /** Cases of one calendar: to make it takes as long as to walk through it. */
    private static final int WINDOWS = 3;

    @Test
    void agreesWithTheWalk() {
        run(Integer.getInteger("itsm4j.sla.cases", 1_000), Long.getLong("itsm4j.sla.seed", 20_260_302L));
    }

    @Test
    @Tag("slow")
    void agreesWithTheWalkForLong() {
        run(Integer.getInteger("itsm4j.sla.cases", 200_000), Long.getLong("itsm4j.sla.seed", System.nanoTime()));
    }

    private static void run(int cases, long seed) {
        System.out.println("itsm4j.sla.seed=" + seed + " itsm4j.sla.cases=" + cases);
        int open = 0;
        int reached = 0;
        int days = 0;
        for (int i = 0; i < cases; i += WINDOWS) {
            Case one = new Case(new Random(seed + i), "case " + i + " of -Ditsm4j.sla.seed=" + seed);
            one.check();
            open += one.open ? WINDOWS : 0;
            reached += one.reached;
            days += one.days;
        }
        // Chance must not have left the interesting part out.
        assertThat(open).isGreaterThan(cases * 9 / 10);
        assertThat(reached).isGreaterThan(cases);
        assertThat(days).isGreaterThan(cases / 50);
    }

    private static final class Case {
        private final Random random;
        private final String name;
        private boolean open;
        private int reached;
        private int days;

        Case(Random random, String name) {
            this.random = random;
            this.name = name;
        }

        void check() {
            RandomCalendar.Scene scene = RandomCalendar.scene(random);
            RandomCalendar made = RandomCalendar.near(scene, random);
            for (int i = 0; i < WINDOWS; i++) {
                check(scene, made);
            }
        }

        private void check(RandomCalendar.Scene scene, RandomCalendar made) {
            int span = random.nextInt(300) == 0
                    ? 14 * DAY
                    : random.nextInt(30) == 0 ? 5 * DAY : DAY / 8 + random.nextInt(DAY * 3 / 8);
            long start = scene.second() - random.nextInt(span);
            long end = start + span;
            List<long[]> pauses = pauses(start, span);
            SecondBySecond walk = new SecondBySecond(made.definition(), start, end, pauses);
            if (made.calendar().isEmpty()) {
                assertThat(walk.next(start))
                        .as(name + ": refused as never open")
                        .isEqualTo(-1);
                return;
            }
            open = true;
            WorkCalendar calendar = made.calendar().get();
            List<Pause> given = pauses.stream()
                    .map(pause -> new Pause(at(pause[0]), at(pause[1]), "held"))
                    .toList();
            long middle = start + random.nextInt(span);
            equal("elapsed", calendar.elapsed(at(start), at(middle), given).toSeconds(), walk.elapsed(middle));
            long all = walk.elapsed(end);
            equal("elapsed", calendar.elapsed(at(start), at(end), given).toSeconds(), all);
            for (long target : new long[] {all, 1 + random.nextInt((int) all + 1), 0, random.nextInt(1 + DAY)}) {
                due(calendar, walk, start, end, target, given);
            }
            for (int i = 0; i < 5; i++) {
                long second = start + random.nextInt(span);
                assertThat(calendar.isWorking(at(second))).as(name).isEqualTo(walk.working(second));
                long next = walk.next(second);
                long found =
                        calendar.next(at(second)).map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
                assertThat(next == -1 ? found >= end : found == next)
                        .as(name + " next")
                        .isTrue();
            }
            for (int n = 1; n <= 3 && walk.endOfDay(n) != -1; n++) {
                equal("day " + n, calendar.endOfWorkingDay(at(start), n).getEpochSecond(), walk.endOfDay(n));
                days++;
            }
            explained(calendar, walk, start, end, given);
        }

        private void due(
                WorkCalendar calendar, SecondBySecond walk, long start, long end, long target, List<Pause> given) {
            long due = walk.due(target);
            long found = calendar.reach(at(start), Duration.ofSeconds(target), given)
                    .map(Instant::getEpochSecond)
                    .orElse(Long.MAX_VALUE);
            if (due == -1) {
                assertThat(found).as(name + " due").isGreaterThan(end);
            } else {
                equal("due after " + target, found, due);
                reached++;
            }
        }

        private void explained(WorkCalendar calendar, SecondBySecond walk, long start, long end, List<Pause> given) {
            Explanation explanation = calendar.explain(at(start), at(end), given);
            long at = start;
            for (Stretch each : explanation.stretches()) {
                equal("stretch begins", each.from().getEpochSecond(), at);
                boolean works = each.reason() == Stretch.Reason.COUNTED || each.reason() == Stretch.Reason.PAUSED;
                long last = each.to().getEpochSecond() - 1;
                for (long second : new long[] {at, (at + last) / 2, last}) {
                    assertThat(walk.working(second)).as(name + " " + each).isEqualTo(works);
                    assertThat(works && walk.paused(second))
                            .as(name + " " + each)
                            .isEqualTo(each.reason() == Stretch.Reason.PAUSED);
                }
                at = last + 1;
            }
            equal("last stretch ends", at, end);
            equal("explained", explanation.counted().toSeconds(), walk.elapsed(end));
        }

        private List<long[]> pauses(long start, int span) {
            List<long[]> pauses = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                long from = start + random.nextInt(span) - DAY / 4;
                pauses.add(new long[] {from, from + (random.nextInt(6) == 0 ? 0 : random.nextInt(span / 3))});
            }
            return pauses;
        }

        private void equal(String what, long found, long expected) {
            assertThat(found).as(name + " " + what).isEqualTo(expected);
        }

        private static Instant at(long second) {
            return Instant.ofEpochSecond(second);
        }
    }
}
