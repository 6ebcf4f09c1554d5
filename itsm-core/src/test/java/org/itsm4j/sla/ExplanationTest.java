package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.itsm4j.sla.Explanation.Cause;
import org.itsm4j.sla.Stretch.Reason;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final WorkCalendar OFFICE = WorkCalendar.named("office")
            .zone("Europe/Madrid")
            .hours("Mon-Fri 09:00-17:00")
            .holiday(LocalDate.of(2026, 3, 3), "Fiesta")
            .build();

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Pause pause(String from, String to, String reason) {
        return new Pause(at(from), at(to), reason);
    }

    @Test
    void tellsEachStretch() {
        Explanation explanation = OFFICE.explain(
                at("2026-03-02T16:00+01:00"),
                at("2026-03-04T10:00+01:00"),
                List.of(
                        pause("2026-03-02T16:30+01:00", "2026-03-04T09:30+01:00", "vendor"),
                        pause("2026-03-02T16:20+01:00", "2026-03-02T16:40+01:00", "caller")));
        assertThat(explanation.text()).isEqualTo("""
                        Mon 2026-03-02 16:00 +01:00 to Mon 2026-03-02 16:20 +01:00 Europe/Madrid, office: 20 min counted; 20 min in all
                        Mon 2026-03-02 16:20 +01:00 to Mon 2026-03-02 16:40 +01:00 Europe/Madrid, office: 20 min paused (caller); 20 min in all
                        Mon 2026-03-02 16:40 +01:00 to Mon 2026-03-02 17:00 +01:00 Europe/Madrid, office: 20 min paused (vendor); 20 min in all
                        Mon 2026-03-02 17:00 +01:00 to Tue 2026-03-03 00:00 +01:00 Europe/Madrid, office: 7 h outside hours; 20 min in all
                        Tue 2026-03-03 00:00 +01:00 to Wed 2026-03-04 00:00 +01:00 Europe/Madrid, office: 24 h holiday (Fiesta); 20 min in all
                        Wed 2026-03-04 00:00 +01:00 to Wed 2026-03-04 09:00 +01:00 Europe/Madrid, office: 9 h outside hours; 20 min in all
                        Wed 2026-03-04 09:00 +01:00 to Wed 2026-03-04 09:30 +01:00 Europe/Madrid, office: 30 min paused (vendor); 20 min in all
                        Wed 2026-03-04 09:30 +01:00 to Wed 2026-03-04 10:00 +01:00 Europe/Madrid, office: 30 min counted; 50 min in all
                        """);
        assertThat(explanation.counted()).isEqualTo(Duration.ofMinutes(50));
        assertThat(explanation.notCounted())
                .containsExactly(
                        entry(new Cause(Reason.PAUSED, "caller"), Duration.ofMinutes(20)),
                        entry(new Cause(Reason.PAUSED, "vendor"), Duration.ofMinutes(50)),
                        entry(new Cause(Reason.OUTSIDE_HOURS, ""), Duration.ofHours(16)),
                        entry(new Cause(Reason.HOLIDAY, "Fiesta"), Duration.ofHours(24)));
        assertThat(explanation).hasToString("Explanation[counted=PT50M, stretches=8]");
    }

    @Test
    void tellsTimeAfterAResolutionApart() {
        Explanation explanation = OFFICE.explain(
                at("2026-03-02T10:00+01:00"),
                at("2026-03-02T12:00+01:00"),
                List.of(pause("2026-03-02T11:00+01:00", "2026-03-02T12:00+01:00", "RESOLVED")));
        assertThat(explanation.stretches())
                .extracting(Stretch::reason)
                .containsExactly(Reason.COUNTED, Reason.RESOLVED);
        assertThat(explanation.text()).contains("1 h resolved;");
    }

    @Test
    void showsAHolidayWhereTheShiftWouldHaveBeen() {
        WorkCalendar nights = WorkCalendar.named("nights")
                .zone("Europe/Madrid")
                .hours("Mon-Fri 22:00-06:00")
                .holiday(LocalDate.of(2026, 3, 3), "Fiesta")
                .holidaysBy(HolidayCut.SHIFT_START)
                .build();
        assertThat(nights.explain(at("2026-03-03T05:00+01:00"), at("2026-03-04T23:00+01:00"), List.of())
                        .stretches())
                .extracting(Stretch::reason, Stretch::to)
                .containsExactly(
                        tuple(Reason.COUNTED, at("2026-03-03T06:00+01:00")),
                        tuple(Reason.OUTSIDE_HOURS, at("2026-03-03T22:00+01:00")),
                        tuple(Reason.HOLIDAY, at("2026-03-04T06:00+01:00")),
                        tuple(Reason.OUTSIDE_HOURS, at("2026-03-04T22:00+01:00")),
                        tuple(Reason.COUNTED, at("2026-03-04T23:00+01:00")));
    }

    @Test
    void showsTheHolidayOfAMember() {
        WorkCalendar always = WorkCalendar.always("always");
        WorkCalendar both = WorkCalendar.intersection("both", 1, always, OFFICE);
        assertThat(both.explain(at("2026-03-03T09:00+01:00"), at("2026-03-03T10:00+01:00"), List.of())
                        .stretches())
                .singleElement()
                .satisfies(stretch -> {
                    assertThat(stretch.reason()).isEqualTo(Reason.HOLIDAY);
                    assertThat(stretch.detail()).isEqualTo("Fiesta");
                    assertThat(stretch.calendar()).isEqualTo("both");
                });
    }

    @Test
    void joinsWhatGoesOnAndCarriesOver() {
        Explanation first = OFFICE.explain(at("2026-03-02T09:00+01:00"), at("2026-03-02T10:00+01:00"), List.of());
        Explanation second = OFFICE.explain(at("2026-03-02T10:00+01:00"), at("2026-03-02T10:00:01.5+01:00"), List.of());
        Explanation carried =
                new Explanation(Duration.ofHours(2), List.of()).then(first).then(second);
        assertThat(carried.stretches()).hasSize(1);
        assertThat(carried.counted()).isEqualTo(Duration.ofHours(3).plusMillis(1_500));
        assertThat(carried.text()).startsWith("carried over: 2 h\n").contains("10:00:01 +01:00", "3 h 1.5 s in all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> second.then(first))
                .withMessageStartingWith("stretches: each begins at or after the end of the one before it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Explanation(Duration.ofSeconds(-1), List.of()))
                .withMessageStartingWith("carried:");
    }

    @Test
    void isEmptyWhereNoTimePasses() {
        Instant start = at("2026-03-02T09:00+01:00");
        assertThat(OFFICE.explain(start, start, List.of()).stretches()).isEmpty();
        assertThat(OFFICE.explain(start, start.minusSeconds(1), List.of()).counted())
                .isZero();
    }
}
