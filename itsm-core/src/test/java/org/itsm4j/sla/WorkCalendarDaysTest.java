package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holidays, dated hours and working days. */
class WorkCalendarDaysTest {
    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static WorkCalendar.Builder madrid(String hours) {
        return WorkCalendar.named("madrid").zone("Europe/Madrid").hours(hours);
    }

    @Test
    void countsWorkingDays() {
        WorkCalendar office = madrid("Mon-Fri 09:00-13:00,14:00-17:00")
                .holiday(LocalDate.of(2026, 3, 4), "x")
                .build();
        assertThat(office.endOfWorkingDay(at("2026-03-02T10:00+01:00"), 1)).isEqualTo(at("2026-03-02T17:00+01:00"));
        assertThat(office.endOfWorkingDay(at("2026-03-02T17:00+01:00"), 1)).isEqualTo(at("2026-03-03T17:00+01:00"));
        assertThat(office.endOfWorkingDay(at("2026-03-02T10:00+01:00"), 3)).isEqualTo(at("2026-03-05T17:00+01:00"));
        assertThat(office.endOfWorkingDay(at("2026-03-27T20:00+01:00"), 1)).isEqualTo(at("2026-03-30T17:00+02:00"));
    }

    @Test
    void countsNightsByDateOrByShift() {
        Instant monday = at("2026-03-02T23:00+01:00");
        Instant inTheTail = at("2026-03-03T05:00+01:00");
        WorkCalendar byDate = madrid("Mon-Fri 22:00-06:00").build();
        assertThat(byDate.endOfWorkingDay(monday, 1)).isEqualTo(at("2026-03-03T00:00+01:00"));
        assertThat(byDate.endOfWorkingDay(monday, 2)).isEqualTo(at("2026-03-04T00:00+01:00"));
        WorkCalendar byShift =
                madrid("Mon-Fri 22:00-06:00").holidaysBy(HolidayCut.SHIFT_START).build();
        assertThat(byShift.endOfWorkingDay(monday, 1)).isEqualTo(at("2026-03-03T06:00+01:00"));
        assertThat(byShift.endOfWorkingDay(monday, 2)).isEqualTo(at("2026-03-04T06:00+01:00"));
        assertThat(byShift.endOfWorkingDay(inTheTail, 1)).isEqualTo(at("2026-03-03T06:00+01:00"));
        assertThat(byShift.endOfWorkingDay(monday, 6)).isEqualTo(at("2026-03-10T06:00+01:00"));
    }

    @Test
    void countsDaysOfACombinationInTheZoneOfItsFirstMember() {
        WorkCalendar york = WorkCalendar.named("york")
                .zone("America/New_York")
                .hours("Mon-Fri 09:00-17:00")
                .build();
        WorkCalendar sun =
                WorkCalendar.union("sun", 1, madrid("Mon-Fri 09:00-17:00").build(), york);
        assertThat(sun.endOfWorkingDay(at("2026-03-02T10:00+01:00"), 1)).isEqualTo(at("2026-03-02T23:00+01:00"));
    }

    @Test
    void opensADateAtOtherHours() {
        LocalDate saturday = LocalDate.of(2026, 3, 7);
        WorkCalendar office = madrid("Mon-Fri 09:00-17:00")
                .holiday(saturday, "closed all the same")
                .holiday(LocalDate.of(2026, 3, 9), "Monday")
                .open(saturday, "10:00-14:00")
                .build();
        assertThat(office.due(at("2026-03-06T16:00+01:00"), Duration.ofHours(3), List.of()))
                .isEqualTo(at("2026-03-07T12:00+01:00"));
        assertThat(office.due(at("2026-03-06T16:00+01:00"), Duration.ofHours(6), List.of()))
                .isEqualTo(at("2026-03-10T10:00+01:00"));
    }

    @Test
    void datedNightsRunOnIntoAnOrdinaryDate() {
        LocalDate tuesday = LocalDate.of(2026, 3, 3);
        Instant from = at("2026-03-03T00:00+01:00");
        Instant to = at("2026-03-05T00:00+01:00");
        WorkCalendar.Builder builder = madrid("Mon-Fri 09:00-17:00").open(tuesday, "22:00-06:00");
        assertThat(builder.build().elapsed(from, to)).isEqualTo(Duration.ofHours(2 + 6 + 8));
        builder.holiday(tuesday.plusDays(1), "x");
        assertThat(builder.build().elapsed(from, to)).isEqualTo(Duration.ofHours(2));
        assertThat(builder.holidaysBy(HolidayCut.SHIFT_START).build().elapsed(from, to))
                .isEqualTo(Duration.ofHours(8));
    }

    @Test
    void findsTheNextWorkingInstant() {
        WorkCalendar office = madrid("Mon-Fri 09:00-17:00").build();
        assertThat(office.isWorking(at("2026-03-02T09:00+01:00"))).isTrue();
        assertThat(office.isWorking(at("2026-03-02T17:00+01:00"))).isFalse();
        assertThat(office.next(at("2026-03-02T17:00+01:00"))).contains(at("2026-03-03T09:00+01:00"));
        assertThat(office.next(at("2026-03-02T10:30+01:00"))).contains(at("2026-03-02T10:30+01:00"));
        assertThat(office.elapsed(at("2026-03-02T10:00+01:00"), at("2026-03-02T09:00+01:00")))
                .isZero();
    }
}
