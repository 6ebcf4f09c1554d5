package org.itsm4j.examples.sla;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.error.ItsmException;
import org.itsm4j.examples.sla.Row.BrokenRow;
import org.itsm4j.sla.Pause;
import org.itsm4j.sla.WorkCalendar;

/**
 * A case, as a row of the file gives it.
 *
 * @param id its name
 * @param calendar its working time
 * @param start from when it counts
 * @param pauses what does not count
 * @param target how much working time there is
 * @param expected when it should be due; empty if the file does not say
 */
record SlaCase(
        String id,
        WorkCalendar calendar,
        Instant start,
        List<Pause> pauses,
        Duration target,
        Optional<Instant> expected) {
    /**
     * @param row a row
     * @return its case
     * @throws BrokenRow if a field cannot be read
     */
    static SlaCase of(Row row) {
        try {
            String id = row.get("id");
            if (id.isEmpty() || id.chars().anyMatch(Character::isISOControl)) {
                throw new BrokenRow("needs an id without control characters");
            }
            return new SlaCase(
                    id,
                    calendar(id, row),
                    instant("start", row.get("start")),
                    list(row.get("pauses")).map(SlaCase::pause).toList(),
                    target(row.get("target")),
                    Optional.of(row.get("expected_due"))
                            .filter(text -> !text.isEmpty())
                            .map(text -> instant("expected_due", text)));
        } catch (ItsmException | IllegalArgumentException e) {
            throw new BrokenRow(String.valueOf(e.getMessage()));
        }
    }

    private static WorkCalendar calendar(String id, Row row) {
        String name = id.replaceAll("[^A-Za-z0-9_.-]", "_");
        WorkCalendar.Builder builder = WorkCalendar.named(name.substring(0, Math.min(name.length(), 100)))
                .zone(row.get("zone"))
                .hours(row.get("weekly_hours"));
        list(row.get("holidays")).forEach(date -> builder.holiday(date(date), date));
        return builder.build();
    }

    private static Stream<String> list(String text) {
        return Arrays.stream(text.split(";")).map(String::strip).filter(each -> !each.isEmpty());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BrokenRow("holidays: dates such as 2026-05-01, apart by semicolons");
        }
    }

    private static Instant instant(String column, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new BrokenRow(column + ": with an offset, such as 2026-03-02T10:00+01:00");
        }
    }

    private static Duration target(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new BrokenRow("target: a duration such as PT4H");
        }
    }

    private static Pause pause(String text) {
        String[] ends = text.split("/", -1);
        if (ends.length != 2) {
            throw new BrokenRow("pauses: intervals such as 2026-03-02T11:00+01:00/2026-03-02T12:00+01:00");
        }
        return new Pause(instant("pauses", ends[0]), instant("pauses", ends[1]), "on hold");
    }

    /** @return when it is due */
    Instant due() {
        return calendar.due(start, target, pauses);
    }
}
