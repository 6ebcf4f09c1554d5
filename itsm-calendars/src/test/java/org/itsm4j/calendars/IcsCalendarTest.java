package org.itsm4j.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.sla.Holiday;
import org.itsm4j.sla.WorkCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class IcsCalendarTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2027, 12, 31);
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private static IcsCalendar read(String text) {
        try {
            return IcsCalendar.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each event as its properties apart by spaces; underscores stand for spaces. */
    private static IcsCalendar events(String... events) {
        return read(file(events));
    }

    private static String file(String... events) {
        return Arrays.stream(events)
                .map(event -> "BEGIN:VEVENT\r\n" + event.replace(" ", "\r\n").replace('_', ' ') + "\r\nEND:VEVENT\r\n")
                .collect(Collectors.joining("", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n"));
    }

    @Test
    void readsDaysAsHolidays() {
        IcsCalendar calendar = events(
                "UID:1 SUMMARY:Labour_Day DTSTART;VALUE=DATE:20200501 RRULE:FREQ=YEARLY",
                "UID:2 SUMMARY:Inventory\\,_all\\nday DTSTART;VALUE=DATE:20260630 DTEND;VALUE=DATE:20260702",
                "UID:3 SUMMARY:Called_off DTSTART;VALUE=DATE:20260703 STATUS:CANCELLED",
                "UID:4 SUMMARY:Meeting DTSTART:20260704T090000Z DTEND:20260704T100000Z",
                "UID:5 DTSTART;VALUE=DATE:20260801 DURATION:P2D");
        assertThat(calendar.holidays(FIRST, LAST))
                .containsExactly(
                        new Holiday(LocalDate.of(2026, 5, 1), "Labour Day"),
                        new Holiday(LocalDate.of(2026, 6, 30), "Inventory, all day"),
                        new Holiday(LocalDate.of(2026, 7, 1), "Inventory, all day"),
                        new Holiday(LocalDate.of(2026, 8, 1), "Holiday"),
                        new Holiday(LocalDate.of(2026, 8, 2), "Holiday"),
                        new Holiday(LocalDate.of(2027, 5, 1), "Labour Day"));
        assertThat(calendar.holidays(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 1)))
                .hasSize(1);
    }

    @Test
    void expandsRecurrencesWithTheirExceptions() {
        IcsCalendar calendar = events(
                "UID:1 SUMMARY:Monday DTSTART;VALUE=DATE:20260302 RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260330"
                        + " EXDATE;VALUE=DATE:20260309 RDATE;VALUE=DATE:20260401",
                "UID:1 SUMMARY:Moved DTSTART;VALUE=DATE:20260317 RECURRENCE-ID;VALUE=DATE:20260316");
        assertThat(calendar.holidays(FIRST, LAST))
                .extracting(holiday -> holiday.date().toString())
                .containsExactly("2026-03-02", "2026-03-17", "2026-03-23", "2026-03-30", "2026-04-01");
    }

    @Test
    void readsTimesAsHours() {
        IcsCalendar calendar = events(
                "UID:1 DTSTART;TZID=Europe/Madrid:20260328T100000 DTEND;TZID=Europe/Madrid:20260328T140000"
                        + " RRULE:FREQ=WEEKLY;UNTIL=20260404T080000Z",
                "UID:2 DTSTART:20260328T170000Z DURATION:PT1H",
                "UID:3 DTSTART:20260501T220000 DTEND:20260502T060000",
                "UID:4 DTSTART;TZID=\"/example.org/America/Lima\":20260601T090000 DURATION:PT1H",
                "UID:5 DTSTART:20260701T090000Z");
        assertThat(calendar.hours(FIRST, LAST, MADRID))
                .containsExactly(
                        entry(LocalDate.of(2026, 3, 28), "10:00-14:00,18:00-19:00"),
                        entry(LocalDate.of(2026, 4, 4), "10:00-14:00"),
                        entry(LocalDate.of(2026, 5, 1), "22:00-24:00"),
                        entry(LocalDate.of(2026, 5, 2), "00:00-06:00"),
                        entry(LocalDate.of(2026, 6, 1), "16:00-17:00"));
        WorkCalendar.Builder builder = WorkCalendar.named("ics").zone(MADRID);
        calendar.hours(FIRST, LAST, MADRID).forEach(builder::open);
        WorkCalendar open = builder.build();
        assertThat(open.elapsed(
                        FIRST.atStartOfDay(MADRID).toInstant(),
                        LAST.atStartOfDay(MADRID).toInstant()))
                .isEqualTo(Duration.ofHours(4 + 1 + 4 + 8 + 1));
    }

    @Test
    void passesOverAlarmsZonesAndFoldedLines() {
        IcsCalendar calendar = read("""
                BEGIN:VCALENDAR
                BEGIN:VTIMEZONE
                TZID:Europe/Madrid
                TZURL:http://192.0.2.1/Europe/Madrid
                BEGIN:STANDARD
                DTSTART:19701025T030000
                RRULE:FREQ=SECONDLY
                TZOFFSETFROM:+0900
                TZOFFSETTO:+0900
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VEVENT
                SUMMARY:Long
                  name
                DTSTART;VALUE=DATE:20260501
                BEGIN:VALARM
                SUMMARY:Alarm
                DTSTART:20260101T000000
                END:VALARM
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;TZID=Europe/Madrid:20260502T100000
                DURATION:PT1H
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"));
        assertThat(calendar.holidays(FIRST, LAST)).containsExactly(new Holiday(LocalDate.of(2026, 5, 1), "Long name"));
        assertThat(calendar.hours(FIRST, LAST, MADRID)).containsEntry(LocalDate.of(2026, 5, 2), "10:00-11:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=MINUTELY",
                "FREQ=HOURLY",
                "FREQ=DAILY;BYSECOND=0,1,2",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;INTERVAL=-1",
                "FREQ=DAILY;COUNT=99999999999",
                "FREQ=YEARLY;BYDAY=secret",
                "FREQ=YEARLY;UNTIL=secret",
                "secret",
                "FREQ=DAILY;FREQ=SECONDLY",
            })
    void refusesRulesWithoutRepeatingThem(String rule) {
        IcsCalendar calendar = events("SUMMARY:secret DTSTART;VALUE=DATE:20260501 RRULE:" + rule);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> calendar.holidays(FIRST, LAST))
                .withMessageStartingWith("Calendar file is refused: event 1, RRULE: ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContainIgnoringCase("secret"));
    }

    @Test
    void boundsWhatRecursForEver() {
        String[] daily = new String[100];
        Arrays.fill(daily, "DTSTART;VALUE=DATE:19000101 RRULE:FREQ=DAILY");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> events(daily).holidays(FIRST, FIRST))
                .withMessageContaining("goes on for too long");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> events("DTSTART;VALUE=DATE:20000101 RRULE:FREQ=DAILY")
                        .holidays(LocalDate.of(2000, 1, 1), LocalDate.of(2040, 1, 1)))
                .withMessageContaining("occurrences: at most 5000");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> events("DTSTART;VALUE=DATE:19000101 DTEND;VALUE=DATE:22000101")
                        .holidays(LocalDate.of(2000, 1, 1), LocalDate.of(2040, 1, 1)))
                .withMessageContaining("occurrences: at most 5000");
        assertThat(events("DTSTART;VALUE=DATE:19000101 RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
                        .holidays(FIRST, LAST))
                .isEmpty();
        String numbers = "1,2,3,4,5,6,7,8,9,10,11,12";
        assertThat(events("DTSTART;VALUE=DATE:19000101 RRULE:FREQ=YEARLY;BYMONTH=" + numbers + ";BYMONTHDAY=" + numbers
                                + ";BYDAY=MO,TU,WE,TH,FR,SA,SU")
                        .holidays(FIRST, LAST))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "BEGIN:VCALENDAR\r\nsecret",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:secret\r\n"
            })
    void refusesWhatIsNoCalendar(String text) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining("iCalendar of RFC 5545")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read("x".repeat(1_000_001)))
                .withMessageContaining("size: at most 1000000 bytes");
        String[] many = new String[5_001];
        Arrays.fill(many, "DTSTART;VALUE=DATE:20260501");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> events(many))
                .withMessageContaining("events: at most 5000");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n".repeat(50_000)))
                .withMessageContaining("components: at most 10 inside each other");
    }

    @Test
    void refusesValuesThatCannotBeRead() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> events("SUMMARY:x").holidays(FIRST, LAST))
                .withMessageContaining("event 1, DTSTART: is required");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> events("DTSTART;VALUE=DATE:99991231").holidays(FIRST, LAST))
                .withMessageContaining("in the years 1900 to 2200");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> events("DTSTART;VALUE=DATE:secret").holidays(FIRST, LAST))
                .withMessageContaining("a date such as 20260501");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(
                        () -> events("DTSTART:20260501T990000 DURATION:PT1H").hours(FIRST, LAST, MADRID))
                .withMessageContaining("a time such as 20260501T090000");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> events("DTSTART;TZID=Secret:20260501T090000 DURATION:PT1H")
                        .hours(FIRST, LAST, MADRID))
                .withMessageContaining("a zone (TZID) that Java knows");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(
                        () -> events("DTSTART:20260501T090000 DURATION:secret").hours(FIRST, LAST, MADRID))
                .withMessageContaining("a duration such as PT8H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events("SUMMARY:x").holidays(LAST, FIRST))
                .withMessageStartingWith("from, to: in this order");
        assertThatNullPointerException()
                .isThrownBy(() -> events("SUMMARY:x").hours(FIRST, LAST, null))
                .withMessage("zone");
    }

    @Test
    void setsNothingForTheHost() {
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith("net.fortuna"));
    }
}
