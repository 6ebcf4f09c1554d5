package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Worked examples, computed by other means. */
class WorkCalendarCasesTest {
    private static final Pattern FIELD = Pattern.compile("(?:^|,)(?:\"([^\"]*)\"|([^,]*))");
    private static final WorkCalendar OFFICE = WorkCalendar.named("madrid")
            .zone("Europe/Madrid")
            .hours("Mon-Fri 09:00-17:00")
            .build();

    @TestFactory
    Stream<DynamicTest> agreesWithTheSharedCases() throws IOException {
        Path file = Path.of(System.getProperty("user.dir"));
        while (file != null && !Files.exists(file.resolve("shared/sla-cases.csv"))) {
            file = file.getParent();
        }
        assumeTrue(file != null, "there is no shared/sla-cases.csv beside or above the project");
        List<String> lines = Files.readAllLines(file.resolve("shared/sla-cases.csv"));
        return lines.stream().skip(1).map(line -> {
            List<String> row = fields(line);
            return DynamicTest.dynamicTest(row.get(0), () -> check(row));
        });
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        FIELD.matcher(line)
                .results()
                .forEach(found -> fields.add(found.group(1) != null ? found.group(1) : found.group(2)));
        return fields;
    }

    private static List<String> parts(String list) {
        return list.isEmpty() ? List.of() : Arrays.asList(list.split(";"));
    }

    private static void check(List<String> row) {
        WorkCalendar.Builder builder =
                WorkCalendar.named(row.get(0)).zone(row.get(1)).hours(row.get(2));
        parts(row.get(3)).forEach(date -> builder.holiday(LocalDate.parse(date), "holiday"));
        WorkCalendar calendar = builder.build();
        List<Pause> pauses = parts(row.get(5)).stream()
                .map(pause -> pause.split("/"))
                .map(pause -> new Pause(at(pause[0]), at(pause[1]), "held"))
                .toList();
        Instant start = at(row.get(4));
        Duration target = Duration.parse(row.get(6));
        Instant due = calendar.due(start, target, pauses);
        assertThat(due).isEqualTo(at(row.get(7)));
        assertThat(due.atZone(calendar.zone()).toOffsetDateTime()).isEqualTo(OffsetDateTime.parse(row.get(7)));
        assertThat(calendar.elapsed(start, due, pauses)).isEqualTo(target);
        assertThat(calendar.explain(start, due, pauses).counted()).isEqualTo(target);
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    @Test
    void reachesPercentagesOfATarget() {
        Instant start = at("2026-03-02T15:00+01:00");
        Duration target = Duration.ofHours(8);
        assertThat(Stream.of(50, 75, 90, 100)
                        .map(percent ->
                                OFFICE.due(start, target.multipliedBy(percent).dividedBy(100), List.of())))
                .containsExactly(
                        at("2026-03-03T11:00+01:00"),
                        at("2026-03-03T13:00+01:00"),
                        at("2026-03-03T14:12+01:00"),
                        at("2026-03-03T15:00+01:00"));
    }

    @Test
    void changesItsTargetWithThePriority() {
        Instant created = at("2026-03-02T09:00+01:00");
        Instant noon = at("2026-03-02T12:00+01:00");
        assertThat(OFFICE.due(created, Duration.ofHours(4), List.of())).isEqualTo(at("2026-03-02T13:00+01:00"));
        assertThat(OFFICE.due(noon, Duration.ofHours(4), List.of())).isEqualTo(at("2026-03-02T16:00+01:00"));
        assertThat(OFFICE.due(noon, Duration.ofMinutes(210), List.of())).isEqualTo(at("2026-03-02T15:30+01:00"));
        assertThat(OFFICE.due(created, Duration.ofHours(24), List.of())).isEqualTo(at("2026-03-04T17:00+01:00"));
    }

    @Test
    void goesOnWithAnotherCalendar() {
        Instant start = at("2026-03-07T10:00+01:00");
        Instant moved = at("2026-03-07T12:00+01:00");
        WorkCalendar always = WorkCalendar.always("always");
        Duration used = always.elapsed(start, moved);
        assertThat(used).isEqualTo(Duration.ofHours(2));
        assertThat(OFFICE.due(start, Duration.ofHours(8), List.of())).isEqualTo(at("2026-03-09T17:00+01:00"));
        Instant due = OFFICE.due(moved, Duration.ofHours(8).minus(used), List.of());
        assertThat(due).isEqualTo(at("2026-03-09T15:00+01:00"));
        Explanation both = always.explain(start, moved, List.of()).then(OFFICE.explain(moved, due, List.of()));
        assertThat(both.counted()).isEqualTo(Duration.ofHours(8));
        assertThat(both.stretches()).extracting(Stretch::calendar).containsExactly("always", "madrid", "madrid");
    }

    @Test
    void resumesAfterAnOpenPause() {
        Instant start = at("2026-03-02T10:00+01:00");
        Instant asked = at("2026-03-02T16:00+01:00");
        List<Pause> held = List.of(new Pause(at("2026-03-02T11:00+01:00"), asked, "vendor"));
        assertThat(OFFICE.elapsed(start, asked, held)).isEqualTo(Duration.ofHours(1));
        assertThat(OFFICE.due(start, Duration.ofHours(4), held)).isEqualTo(at("2026-03-03T11:00+01:00"));
    }

    @Test
    void followsTheSun() {
        WorkCalendar york = WorkCalendar.named("york")
                .zone("America/New_York")
                .hours("Mon-Fri 09:00-17:00")
                .build();
        WorkCalendar sun = WorkCalendar.union("sun", 1, OFFICE, york);
        assertThat(sun.due(at("2026-03-02T16:00+01:00"), Duration.ofHours(8), List.of()))
                .isEqualTo(at("2026-03-03T10:00+01:00"));
        assertThat(sun.due(at("2026-03-16T16:00+01:00"), Duration.ofHours(8), List.of()))
                .isEqualTo(at("2026-03-17T11:00+01:00"));
        WorkCalendar both = WorkCalendar.intersection("both", 1, OFFICE, york);
        assertThat(both.elapsed(at("2026-03-02T00:00+01:00"), at("2026-03-03T00:00+01:00")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(both.elapsed(at("2026-03-16T00:00+01:00"), at("2026-03-17T00:00+01:00")))
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void letsAShiftRunOnIntoAHoliday() {
        WorkCalendar.Builder nights = WorkCalendar.named("nights")
                .zone("Europe/Madrid")
                .hours("Mon-Fri 22:00-06:00")
                .holiday(LocalDate.of(2026, 3, 3), "Fiesta");
        Instant start = at("2026-03-02T23:00+01:00");
        assertThat(nights.build().due(start, Duration.ofHours(3), List.of())).isEqualTo(at("2026-03-04T02:00+01:00"));
        WorkCalendar byShift = nights.holidaysBy(HolidayCut.SHIFT_START).build();
        assertThat(byShift.due(start, Duration.ofHours(3), List.of())).isEqualTo(at("2026-03-03T02:00+01:00"));
        assertThat(byShift.next(at("2026-03-03T06:00+01:00"))).contains(at("2026-03-04T22:00+01:00"));
    }

    @Test
    void stopsAtTheEndOfTheDayAndNotAtTheNextOpening() {
        Instant start = at("2026-03-02T09:00+01:00");
        Instant due = OFFICE.due(start, Duration.ofHours(8), List.of());
        assertThat(due).isEqualTo(at("2026-03-02T17:00+01:00"));
        assertThat(OFFICE.elapsed(start, at("2026-03-02T18:00+01:00"))).isEqualTo(Duration.ofHours(8));
    }
}
