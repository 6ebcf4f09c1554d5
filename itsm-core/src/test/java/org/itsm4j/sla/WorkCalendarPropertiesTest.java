package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** What holds for every calendar, start, target and pause. */
class WorkCalendarPropertiesTest {
    private static final long SEED = Long.getLong("itsm4j.sla.seed", 4_711L);
    private static final Duration MICRO = Duration.ofNanos(1_000);

    /** A calendar, an instant to the microsecond near something that happens to it, and chance for the rest. */
    private interface Property {
        void check(WorkCalendar calendar, Instant start, Random random);
    }

    private static void always(Property property) {
        for (int i = 0; i < 150; i++) {
            Random random = new Random(SEED + i);
            RandomCalendar.Scene scene = RandomCalendar.scene(random);
            Optional<WorkCalendar> calendar = RandomCalendar.near(scene, random).calendar();
            Instant start = Instant.ofEpochSecond(scene.second()).minus(amount(random, 3));
            if (calendar.isPresent()) {
                try {
                    property.check(calendar.get(), start, random);
                } catch (AssertionError e) {
                    throw new AssertionError("case " + i + " of -Ditsm4j.sla.seed=" + SEED, e);
                }
            }
        }
    }

    private static Duration amount(Random random, int days) {
        return Duration.ofSeconds(random.nextInt(days * 86_400), random.nextInt(1_000_000) * 1_000L);
    }

    private static List<Pause> pauses(Instant start, Random random) {
        List<Pause> pauses = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Instant from = start.plus(amount(random, 6)).minusSeconds(86_400);
            pauses.add(
                    new Pause(from, from.plus(amount(random, 2)), random.nextInt(4) == 0 ? "RESOLVED" : "held " + i));
        }
        return pauses;
    }

    @Test
    void dueIsTheInverseOfElapsedAndTheSmallest() {
        always((calendar, start, random) -> {
            List<Pause> pauses = pauses(start, random);
            Duration target = amount(random, 3).plus(MICRO);
            calendar.reach(start, target, pauses).ifPresent(due -> {
                assertThat(calendar.elapsed(start, due, pauses)).isEqualTo(target);
                assertThat(calendar.elapsed(start, due.minus(MICRO), pauses)).isEqualTo(target.minus(MICRO));
                assertThat(calendar.reach(start, calendar.elapsed(start, due, pauses), pauses))
                        .contains(due);
            });
        });
    }

    @Test
    void dueIsMonotoneInTargetAndStart() {
        always((calendar, start, random) -> {
            List<Pause> pauses = pauses(start, random);
            Duration target = amount(random, 3).plus(MICRO);
            calendar.reach(start, target.plus(amount(random, 1)), pauses)
                    .ifPresent(later -> assertThat(calendar.reach(start, target, pauses))
                            .hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(later)));
            calendar.reach(start.plus(amount(random, 2)), target, pauses)
                    .ifPresent(later -> assertThat(calendar.reach(start, target, pauses))
                            .hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(later)));
        });
    }

    @Test
    void anotherPauseNeverLowersDue() {
        always((calendar, start, random) -> {
            List<Pause> pauses = pauses(start, random);
            List<Pause> more = new ArrayList<>(pauses);
            more.addAll(pauses(start, random));
            Duration target = amount(random, 2);
            calendar.reach(start, target, more)
                    .ifPresent(later -> assertThat(calendar.reach(start, target, pauses))
                            .hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(later)));
        });
    }

    @Test
    void splittingAddsUp() {
        always((calendar, start, random) -> {
            List<Pause> pauses = pauses(start, random);
            Instant middle = start.plus(amount(random, 400));
            Instant end = middle.plus(amount(random, 2_000));
            assertThat(calendar.elapsed(start, middle, pauses).plus(calendar.elapsed(middle, end, pauses)))
                    .isEqualTo(calendar.elapsed(start, end, pauses));
        });
    }

    @Test
    void explanationsAddUpToElapsed() {
        always((calendar, start, random) -> {
            List<Pause> pauses = pauses(start, random);
            Instant middle = start.plus(amount(random, 7));
            Instant end = middle.plus(amount(random, 7));
            Explanation whole = calendar.explain(start, end, pauses);
            assertThat(whole.counted()).isEqualTo(calendar.elapsed(start, end, pauses));
            assertThat(whole.notCounted().values().stream().reduce(whole.counted(), Duration::plus))
                    .isEqualTo(Duration.between(start, end));
            assertThat(calendar.explain(start, middle, pauses).then(calendar.explain(middle, end, pauses)))
                    .isEqualTo(whole);
        });
    }

    @Test
    void doesNotDependOnTheZoneOfTheMachine() {
        List<Object> here = answers();
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("Pacific/Apia", "America/St_Johns", "Asia/Kathmandu")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(answers()).isEqualTo(here);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static List<Object> answers() {
        List<Object> answers = new ArrayList<>();
        always((calendar, start, random) -> {
            List<Pause> pauses = pauses(start, random);
            answers.add(calendar.reach(start, amount(random, 4), pauses));
            answers.add(calendar.explain(start, start.plus(amount(random, 4)), pauses)
                    .text());
        });
        return answers;
    }

    @Test
    void hoursAndDefinitionsMakeTheRoundTrip() {
        always((calendar, start, random) ->
                assertThat(again(calendar)).isEqualTo(calendar).hasSameHashCodeAs(calendar));
    }

    private static WorkCalendar again(WorkCalendar calendar) {
        WorkCalendar[] members = calendar.members().stream()
                .map(WorkCalendarPropertiesTest::again)
                .toArray(WorkCalendar[]::new);
        return switch (calendar.combination()) {
            case UNION -> WorkCalendar.union(calendar.name(), calendar.version(), members);
            case INTERSECTION -> WorkCalendar.intersection(calendar.name(), calendar.version(), members);
            case LEAF -> {
                WorkCalendar.Builder builder = WorkCalendar.named(calendar.name())
                        .version(calendar.version())
                        .zone(calendar.zone().getId())
                        .holidaysBy(calendar.holidayCut())
                        .holidays(calendar.holidays())
                        .horizon(calendar.horizon());
                calendar.datedHours().forEach(builder::open);
                yield (calendar.hours().isEmpty() ? builder : builder.hours(calendar.hours())).build();
            }
        };
    }
}
