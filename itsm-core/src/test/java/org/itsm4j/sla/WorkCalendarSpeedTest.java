package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A question takes about the same time, whatever lies between. */
@Tag("slow")
class WorkCalendarSpeedTest {
    private static final Instant START = Instant.parse("2026-03-02T09:17:00Z");
    private static final int ROUNDS = 4_001;
    private static final int CALLS = 100;
    private static final WorkCalendar WEEKLY = WorkCalendar.named("weekly")
            .zone("Europe/Madrid")
            .hours("Mon-Fri 09:00-17:00")
            .holidays(IntStream.range(0, 10)
                    .mapToObj(i -> new Holiday(LocalDate.of(2026, 3 + i / 2, 5 + i), "holiday"))
                    .toList())
            .horizon(Duration.ofDays(7_300))
            .build();

    @Test
    void answersInLessThanTwoMicroseconds() {
        List<Pause> pauses = IntStream.range(0, 3)
                .mapToObj(i -> new Pause(
                        START.plusSeconds(3_600 * (24 * i + 1)), START.plusSeconds(3_600 * (24 * i + 2)), "x"))
                .toList();
        long due = median(i -> WEEKLY.due(START.plusSeconds(i), Duration.ofHours(20), pauses));
        Instant end = START.plus(Duration.ofDays(9));
        long elapsed = median(i -> WEEKLY.elapsed(START.plusSeconds(i), end, pauses));
        System.out.println("median of due " + due + " ns, of elapsed " + elapsed + " ns");
        assertThat(due).isLessThan(2_000);
        assertThat(elapsed).isLessThan(2_000);
    }

    @Test
    void takesNoLongerForYears() {
        // 5 years of 2,000 working hours.
        compare("weekly", WEEKLY, Duration.ofHours(10_000));
        WorkCalendar.Builder monthly =
                WorkCalendar.named("monthly").zone("Europe/Madrid").horizon(Duration.ofDays(7_300));
        for (int month = 0; month < 240; month++) {
            monthly.open(LocalDate.of(2026, 3, 3).plusMonths(month), "10:00-11:00");
        }
        compare("an hour a month", monthly.build(), Duration.ofHours(60));
    }

    private static void compare(String name, WorkCalendar calendar, Duration years) {
        long hour = median(i -> calendar.due(START.plusSeconds(i), Duration.ofHours(1), List.of()));
        long five = median(i -> calendar.due(START.plusSeconds(i), years, List.of()));
        System.out.println(name + ": median of an hour " + hour + " ns, of 5 years " + five + " ns, ratio "
                + (double) five / hour);
        assertThat(five).isLessThan(10 * hour);
        assertThat(five).isLessThan(2_000);
    }

    private interface Call {
        Object answer(int i);
    }

    /** @return nanoseconds of one call, the median of rounds of many after warming up */
    private static long median(Call call) {
        long[] times = new long[ROUNDS];
        int sum = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum += call.answer(i).hashCode();
            }
            if (round >= 0) {
                times[round] = (System.nanoTime() - begin) / CALLS;
            }
        }
        Arrays.sort(times);
        assertThat(sum).isNotEqualTo(1);
        return times[ROUNDS / 2];
    }
}
