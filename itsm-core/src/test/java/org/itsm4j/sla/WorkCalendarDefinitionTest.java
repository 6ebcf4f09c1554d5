package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarDefinitionTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 3);

    private static WorkCalendar.Builder madrid() {
        return WorkCalendar.named("madrid").zone("Europe/Madrid");
    }

    private static void refuses(ThrowingCallable call, String... words) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mon-Fri 09:00-17:00                        | Mon-Fri 09:00-17:00
            mon-FRI 09:00 - 13:00, 14:00-18:00 ; Sat 22:00-06:00 | Mon-Fri 09:00-13:00,14:00-18:00;Sat 22:00-06:00
            Mon+Wed+Fri 09:00-12:00                    | Mon+Wed+Fri 09:00-12:00
            Mon,Wed 09:00-12:00,13:00-14:00            | Mon+Wed 09:00-12:00,13:00-14:00
            Sat-Mon 10:00-11:00                        | Mon+Sat-Sun 10:00-11:00
            Mon 09:00-12:00;Mon 11:00-15:00            | Mon 09:00-15:00
            Mon 09:00-12:00;Mon-Tue 14:00-15:00        | Mon 09:00-12:00,14:00-15:00;Tue 14:00-15:00
            Mon-Sun 00:00-24:00                        | Mon-Sun 00:00-24:00
            Mon 22:00-00:00                            | Mon 22:00-24:00
            Mon 08:00:30-09:00:01                      | Mon 08:00:30-09:00:01
            Mon 09:00-13:00,13:00-17:00                | Mon 09:00-17:00
            Mon 10:00-09:00,08:00-12:00                | Mon 08:00-12:00,10:00-09:00
            """)
    void writesHoursInOneForm(String given, String written) {
        assertThat(madrid().hours(given).build().hours()).isEqualTo(written);
        assertThat(madrid().hours(written).build().hours()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mon 09:00-09:00      | all day is 00:00-24:00, got 09:00-09:00
            Mon 00:00-00:00      | all day is 00:00-24:00, got 00:00-00:00
            Mon 24:00-06:00      | begin before 24:00
            Mon 09:00-24:01      | Times are 00:00 to 24:00, got 09:00-24:01
            Mon 09:00-25:00      | Times are 00:00 to 24:00
            Mon 9:00-17:00       | from-to, such as 09:00-17:00 or 22:00-06:00, got 9:00-17:00
            Mon 09:60-17:00      | from-to
            Mon 09:00-13:00,     | from-to
            Lun 09:00-17:00      | Mon, Tue, Wed, Thu, Fri, Sat and Sun, got Lun
            Mon-Wed-Fri 09:00-17:00 | Mon, Mon-Fri or Mon+Wed
            09:00-17:00          | days and times
            Mon-Fri              | days and times
            Mon 09:00-17:00;     | days and times
            """)
    void refusesHoursThatCannotBeRead(String given, String words) {
        refuses(() -> madrid().hours(given), words);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        refuses(() -> WorkCalendar.named("a b"), "1 to 100 of A-Z", "got a b");
        refuses(() -> WorkCalendar.named("x".repeat(101)), "got 101 characters");
        refuses(() -> madrid().version(0), "madrid", "version from 1, got 0");
        refuses(() -> madrid().zone("Europe/Atlantis"), "a zone that Java knows", "got Europe/Atlantis");
        refuses(() -> madrid().hours("Mon 09:00-17:00" + " ".repeat(1_000)), "up to 1000 characters", "got 1015");
        refuses(() -> madrid().horizon(Duration.ZERO), "PT1S to PT175200H, got PT0S");
        refuses(() -> madrid().horizon(Duration.ofDays(7_301)), "PT1S to PT175200H");
        refuses(
                () -> madrid().holiday(LocalDate.of(1899, 12, 31), "x"),
                "from 1900-01-01 to 2200-12-31, got 1899-12-31");
        refuses(() -> madrid().open(LocalDate.of(2201, 1, 1), "09:00-10:00"), "from 1900-01-01 to 2200-12-31");
        refuses(() -> madrid().holiday(DAY, " "), "1 to 200 characters");
        refuses(() -> madrid().holiday(DAY, "a\nb"), "no control characters");
        refuses(() -> madrid().holiday(DAY, "x".repeat(201)), "got 201 characters");
        refuses(() -> madrid().open(DAY, "10:00-11:00").open(DAY, "12:00-13:00"), "has hours for 2026-03-03 already");
        refuses(() -> madrid().open(DAY, "10:00-11:00,".repeat(100)), "up to 1000 characters, got 1200");
        refuses(
                () -> madrid().holidays(IntStream.rangeClosed(0, 5_000)
                        .mapToObj(i -> new Holiday(DAY.plusDays(i), "x"))
                        .toList()),
                "at most 5000 holidays and dated hours");
    }

    @Test
    void refusesACalendarWithoutWorkingTime() {
        refuses(() -> madrid().build(), "madrid has no working time");
        refuses(() -> WorkCalendar.named("none").hours("Mon 09:00-17:00").build(), "needs a zone");
        refuses(
                () -> WorkCalendar.named("skipped")
                        .zone("Pacific/Apia")
                        .open(LocalDate.of(2011, 12, 30), "09:00-17:00")
                        .build(),
                "skipped has no working time");
        WorkCalendar mornings = madrid().hours("Mon-Fri 08:00-12:00").build();
        WorkCalendar evenings = madrid().hours("Mon-Fri 16:00-20:00").build();
        refuses(() -> WorkCalendar.intersection("both", 1, mornings, evenings), "both has no working time");
        refuses(() -> WorkCalendar.union("one", 1, mornings), "2 to 20 calendars, got 1");
        refuses(
                () -> WorkCalendar.union(
                        "many", 1, Collections.nCopies(21, mornings).toArray(WorkCalendar[]::new)),
                "2 to 20 calendars, got 21");
        refuses(() -> WorkCalendar.union("zero", 0, mornings, evenings), "version from 1, got 0");
        refuses(() -> WorkCalendar.union("a b", 1, mornings, evenings), "1 to 100 of A-Z");
    }

    @Test
    void refusesATargetBeyondTheHorizon() {
        WorkCalendar rare =
                madrid().hours("Mon 09:00-10:00").horizon(Duration.ofDays(28)).build();
        rare.requireReachable(Duration.ofHours(3));
        Instant start = Instant.parse("2026-03-02T09:00:00Z");
        assertThatExceptionOfType(UnreachableTargetException.class)
                .isThrownBy(() -> rare.requireReachable(Duration.ofHours(5)))
                .withMessageContaining("does not reach PT5H")
                .withMessageContaining("within its horizon of PT672H")
                .satisfies(refusal -> {
                    assertThat(refusal.calendar()).isEqualTo("madrid");
                    assertThat(refusal.target()).isEqualTo("PT5H");
                    assertThat(refusal.horizon()).isEqualTo(Duration.ofDays(28));
                });
        assertThatExceptionOfType(UnreachableTargetException.class)
                .isThrownBy(() -> rare.due(start, Duration.ofDays(1_000_000_000), List.of()))
                .satisfies(refusal -> assertThat(refusal.start()).isEqualTo(start));
        assertThat(rare.reach(start, Duration.ofHours(5), List.of()))
                .as("a ticket that waits is due all the same")
                .isPresent();
        assertThatExceptionOfType(UnreachableTargetException.class)
                .isThrownBy(() -> rare.endOfWorkingDay(start, 6))
                .withMessageContaining("working day 6");
    }

    @Test
    void seesTheWorstGap() {
        WorkCalendar.Builder closedInAugust =
                madrid().hours("Mon-Fri 09:00-17:00").horizon(Duration.ofDays(20));
        closedInAugust.build().requireReachable(Duration.ofHours(40));
        Stream.iterate(LocalDate.of(2031, 8, 1), date -> date.plusDays(1))
                .limit(31)
                .forEach(date -> closedInAugust.holiday(date, "August"));
        assertThatExceptionOfType(UnreachableTargetException.class)
                .isThrownBy(() -> closedInAugust.build().requireReachable(Duration.ofHours(40)));
    }

    @Test
    void measuresDatedHoursFromTheirFirstDay() {
        WorkCalendar fair = madrid().open(LocalDate.of(2031, 5, 3), "10:00-20:00")
                .open(LocalDate.of(2031, 5, 4), "10:00-18:00")
                .build();
        assertThat(fair.hours()).isEmpty();
        assertThat(fair.datedHours()).containsEntry(LocalDate.of(2031, 5, 4), "10:00-18:00");
        fair.requireReachable(Duration.ofHours(18));
        assertThatExceptionOfType(UnreachableTargetException.class)
                .isThrownBy(() -> fair.requireReachable(Duration.ofHours(19)));
        assertThat(fair.next(Instant.parse("2031-05-01T00:00:00Z"))).contains(Instant.parse("2031-05-03T08:00:00Z"));
        assertThat(fair.next(Instant.parse("2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(fair.next(Instant.parse("2031-06-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void refusesInstantsAndAmountsOutOfRange() {
        WorkCalendar office = madrid().hours("Mon-Fri 09:00-17:00").build();
        Instant early = Instant.parse("1899-12-31T23:59:59Z");
        Instant late = Instant.parse("2201-01-01T00:00:00Z");
        Instant fine = Instant.parse("2026-03-02T09:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> office.elapsed(early, fine))
                .withMessage("from: in the years 1900 to 2200, got 1899-12-31T23:59:59Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> office.elapsed(fine, late))
                .withMessageStartingWith("to:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> office.due(Instant.MAX, Duration.ZERO, List.of()))
                .withMessageStartingWith("start:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> office.due(fine, Duration.ofNanos(-1), List.of()))
                .withMessage("target: zero or more, got PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> office.endOfWorkingDay(fine, 0))
                .withMessage("n: 1 to 10000, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pause(fine, fine.minusSeconds(1), "x"))
                .withMessageStartingWith("to: a pause ends at or after its beginning");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pause(fine, fine, "a\tb"))
                .withMessageStartingWith("reason:");
        Instant last = Instant.parse("2200-12-31T23:59:59.999999Z");
        assertThat(office.due(last, Duration.ofHours(8), List.of())).isAfter(last);
        assertThat(office.elapsed(Instant.parse("1900-01-01T00:00:00Z"), last)).isPositive();
    }

    @Test
    void cutsOffWhatIsFinerThanMicroseconds() {
        WorkCalendar always = WorkCalendar.always("always");
        Instant start = Instant.parse("2026-03-02T09:00:00.000001999Z");
        assertThat(always.due(start, Duration.ofNanos(1_999), List.of()))
                .isEqualTo(Instant.parse("2026-03-02T09:00:00.000002Z"));
        assertThat(always.due(start, Duration.ZERO, List.of())).isEqualTo(Instant.parse("2026-03-02T09:00:00.000001Z"));
    }

    @Test
    void isEqualByDefinition() {
        WorkCalendar one =
                madrid().hours("Mon-Tue 09:00-17:00").holiday(DAY, "x").build();
        assertThat(madrid().hours("tue 09:00-17:00;MON 09:00-17:00")
                        .holiday(DAY, "x")
                        .build())
                .isEqualTo(one)
                .hasSameHashCodeAs(one);
        assertThat(madrid().hours("Mon-Tue 09:00-17:00").build()).isNotEqualTo(one);
        assertThat(madrid().version(2)
                        .hours("Mon-Tue 09:00-17:00")
                        .holiday(DAY, "x")
                        .build())
                .isNotEqualTo(one);
        assertThat(one).hasToString("WorkCalendar[madrid v1]");
        WorkCalendar always = WorkCalendar.always("always");
        assertThat(WorkCalendar.union("u", 1, one, always)).isNotEqualTo(WorkCalendar.union("u", 1, always, one));
        assertThat(WorkCalendar.union("u", 1, one, always).zone()).isEqualTo(one.zone());
        assertThat(WorkCalendar.union("u", 1, one, always).members()).containsExactly(one, always);
        assertThat(WorkCalendar.union("u", 1, one, always).holidays()).isEmpty();
        assertThat(WorkCalendar.union("u", 1, one, always).holidayCut()).isEqualTo(HolidayCut.LOCAL_DATE);
    }

    @Test
    void keepsTheNameOfTheFirstHolidayOfADate() {
        WorkCalendar calendar = madrid().hours("Mon-Fri 09:00-17:00")
                .holiday(DAY, "first")
                .holiday(DAY, "second")
                .build();
        assertThat(calendar.holidays()).containsExactly(new Holiday(DAY, "first"));
    }
}
