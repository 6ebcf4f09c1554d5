package org.itsm4j.change.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.itsm4j.change.calendar.Changes.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurringTest {
    private static final LocalDateTime SATURDAY = LocalDateTime.parse("2026-01-03T22:00");

    private static Recurring.Builder saturdays() {
        return Timing.every("FREQ=WEEKLY;BYDAY=SA", SATURDAY, "Europe/Berlin").lasting(Duration.ofHours(8));
    }

    private static List<String> paths(Recurring.Builder builder) {
        try {
            builder.build();
            return List.of();
        } catch (InvalidInputException e) {
            return e.violations().stream().map(Violation::path).toList();
        }
    }

    @Test
    void lastsOverTheNightOnWhichClocksGoForward() {
        assertThat(saturdays().build().occurrences(slot("2026-03-16T00:00:00Z", "2026-04-06T00:00:00Z")))
                .containsExactly(
                        slot("2026-03-21T21:00:00Z", "2026-03-22T05:00:00Z"), // 22:00 to 06:00
                        slot("2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z"), // 22:00 to 07:00
                        slot("2026-04-04T20:00:00Z", "2026-04-05T04:00:00Z")); // 22:00 to 06:00
    }

    @Test
    void isThereWhileItOverlapsTheRange() {
        Recurring saturdays = saturdays().build();
        assertThat(saturdays.occurrences(slot("2026-01-04T04:59:59Z", "2026-01-04T05:00:00Z")))
                .hasSize(1);
        assertThat(saturdays.occurrences(slot("2026-01-04T05:00:00Z", "2026-01-10T21:00:00Z")))
                .isEmpty();
    }

    @Test
    void daysFollowTheLocalClock() {
        Recurring monthEnds = Timing.every(
                        "FREQ=MONTHLY;BYMONTHDAY=-1", LocalDateTime.parse("2026-01-31T00:00"), "Europe/Berlin")
                .lastingDays(1)
                .build();
        assertThat(monthEnds.occurrences(slot("2026-02-15T00:00:00Z", "2026-04-15T00:00:00Z")))
                .containsExactly(
                        slot("2026-02-27T23:00:00Z", "2026-02-28T23:00:00Z"),
                        slot("2026-03-30T22:00:00Z", "2026-03-31T22:00:00Z"));
        Recurring sundays = Timing.every("FREQ=WEEKLY", LocalDateTime.parse("2026-03-22T00:00"), "Europe/Berlin")
                .lastingDays(1)
                .build();
        assertThat(sundays.occurrences(slot("2026-03-29T12:00:00Z", "2026-03-29T13:00:00Z")))
                .containsExactly(slot("2026-03-28T23:00:00Z", Duration.ofHours(23)));
    }

    @Test
    void aTimeThatClocksSkipIsTakenByTheOffsetBefore() {
        Recurring daily = Timing.every("FREQ=DAILY", LocalDateTime.parse("2026-01-01T02:30"), "Europe/Berlin")
                .lasting(Duration.ofMinutes(30))
                .build();
        assertThat(daily.occurrences(slot("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")))
                .containsExactly(slot("2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z"));
    }

    @Test
    void aTimeThatComesTwiceIsTheFirst() {
        Recurring daily = Timing.every("FREQ=DAILY", LocalDateTime.parse("2026-01-01T02:30"), "Europe/Berlin")
                .lasting(Duration.ofMinutes(30))
                .build();
        assertThat(daily.occurrences(slot("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")))
                .containsExactly(slot("2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z"));
    }

    @Test
    void leavesOutADayThatTheZoneHasSkipped() {
        Recurring daily = Timing.every("FREQ=DAILY", LocalDateTime.parse("2011-12-01T00:00"), "Pacific/Apia")
                .lastingDays(1)
                .build();
        assertThat(daily.occurrences(slot("2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z")))
                .containsExactly(
                        slot("2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
                        slot("2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"));
    }

    @Test
    void leavesOutWhatIsExcepted() {
        Recurring saturdays = saturdays().except(SATURDAY.plusDays(7)).build();
        assertThat(saturdays.occurrences(slot("2026-01-09T00:00:00Z", "2026-01-18T00:00:00Z")))
                .containsExactly(slot("2026-01-17T21:00:00Z", "2026-01-18T05:00:00Z"));
    }

    @Test
    void endsWithUntilInclusiveAndWithCount() {
        Slot year = slot("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
        assertThat(Timing.every("FREQ=WEEKLY;UNTIL=20260110T210000Z", SATURDAY, "Europe/Berlin")
                        .lasting(Duration.ofHours(1))
                        .build()
                        .occurrences(year))
                .hasSize(2);
        assertThat(Timing.every("FREQ=WEEKLY;UNTIL=20260110T205959Z", SATURDAY, "Europe/Berlin")
                        .lasting(Duration.ofHours(1))
                        .build()
                        .occurrences(year))
                .hasSize(1);
        assertThat(Timing.every("freq=weekly;count=3", SATURDAY, "Europe/Berlin")
                        .lasting(Duration.ofHours(1))
                        .build()
                        .occurrences(year))
                .hasSize(3);
    }

    @Test
    void goesOnForLong() {
        Recurring daily = Timing.every("FREQ=DAILY", LocalDateTime.parse("1900-01-02T00:00"), "UTC")
                .lastingDays(1)
                .build();
        assertThat(daily.occurrences(slot("2198-12-28T00:00:00Z", "2199-12-28T00:00:00Z")))
                .hasSize(3);
        assertThat(daily.occurrences(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z")))
                .hasSize(1461);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WEEKLY",
                "FREQ=WEEKLY;",
                "FREQ=WEEKLY;FREQ=DAILY",
                "FREQ=SECONDLY",
                "FREQ=MINUTELY",
                "FREQ=HOURLY",
                "FREQ=DAILY;BYHOUR=1,2,3",
                "FREQ=DAILY;BYMINUTE=1",
                "FREQ=DAILY;BYSECOND=1",
                "INTERVAL=2",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;INTERVAL=1000",
                "FREQ=DAILY;COUNT=0",
                "FREQ=DAILY;COUNT=1000000",
                "FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z",
                "FREQ=DAILY;UNTIL=20270101",
                "FREQ=DAILY;UNTIL=20270101T000000",
                "FREQ=DAILY;UNTIL=20251231T235959Z",
                "FREQ=DAILY;RSCALE=GREGORIAN;SKIP=FORWARD",
                "FREQ=DAILY;X-MORE=1",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=MONTHLY;BYMONTHDAY=40",
                "FREQ=WEEKLY;BYWEEKNO=1",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
            })
    void refusesARule(String rule) {
        assertThat(paths(Timing.every(rule, SATURDAY, "UTC").lasting(Duration.ofHours(1))))
                .containsExactly("rule");
    }

    @Test
    void refusesALongRule() {
        assertThat(paths(Timing.every("FREQ=DAILY;BYDAY=" + "MO,".repeat(200) + "SA", SATURDAY, "UTC")
                        .lasting(Duration.ofHours(1))))
                .containsExactly("rule");
    }

    @Test
    void refusesAStartThatTheRuleDoesNotHave() {
        assertThat(paths(Timing.every("FREQ=WEEKLY;BYDAY=SU", SATURDAY, "UTC").lasting(Duration.ofHours(1))))
                .containsExactly("start");
        assertThat(paths(
                        Timing.every("FREQ=WEEKLY", SATURDAY.withNano(1), "UTC").lasting(Duration.ofHours(1))))
                .containsExactly("start");
        assertThat(paths(Timing.every("FREQ=WEEKLY", SATURDAY.withYear(2199), "UTC")
                        .lasting(Duration.ofHours(1))))
                .containsExactly("start");
    }

    @Test
    void refusesAnExceptionThatLeavesNothingOut() {
        assertThat(paths(saturdays().except(SATURDAY.plusDays(1)))).containsExactly("except");
    }

    @Test
    void refusesWhatIsNeverThere() {
        assertThat(paths(Timing.every("FREQ=WEEKLY;COUNT=2", SATURDAY, "UTC")
                        .lasting(Duration.ofHours(1))
                        .except(SATURDAY)
                        .except(SATURDAY.plusDays(7))))
                .containsExactly("rule");
    }

    @Test
    void refusesALength() {
        Stream.of(
                        saturdays().lasting(Duration.ZERO),
                        saturdays().lasting(Duration.ofHours(-1)),
                        saturdays().lasting(Duration.ofDays(366).plusNanos(1000)),
                        saturdays().lasting(Duration.ofSeconds(Long.MAX_VALUE)),
                        saturdays().lastingDays(-1),
                        saturdays().lastingDays(366),
                        saturdays().lastingDays(Integer.MAX_VALUE))
                .forEach(builder -> assertThat(paths(builder)).containsExactly("length"));
    }

    @Test
    void namesAllThatIsWrong() {
        assertThatThrownBy(() -> Timing.every("FREQ=SECONDLY;COUNT=0", SATURDAY.withNano(5), "Mars/Olympus")
                        .build())
                .asInstanceOf(type(InvalidInputException.class))
                .extracting(InvalidInputException::violations)
                .satisfies(violations -> assertThat(violations.stream().map(Violation::path))
                        .containsExactly("rule", "rule", "zone", "start", "length"));
    }

    @Test
    void onceIsRefusedInTheSameWay() {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        LocalDateTime local = LocalDateTime.parse("2026-01-01T12:00");
        assertThatThrownBy(() -> Timing.once(noon, noon)).hasMessageContaining("to: after from");
        assertThatThrownBy(() -> Timing.once(noon, noon.minusSeconds(1))).hasMessageContaining("to: after from");
        assertThatThrownBy(() -> Timing.once(noon, noon.plus(Duration.ofDays(367))))
                .hasMessageContaining("to: at most 366 days");
        assertThatThrownBy(() -> Timing.once(local, local, "ical4j~Europe/Berlin"))
                .hasMessageContaining("zone: a time zone")
                .hasMessageContaining("to: after from");
        // an hour by the clock, nothing in time
        assertThatThrownBy(() -> Timing.once(
                        LocalDateTime.parse("2026-03-29T02:00"),
                        LocalDateTime.parse("2026-03-29T03:00"),
                        "Europe/Berlin"))
                .hasMessageContaining("to: after from");
    }
}
