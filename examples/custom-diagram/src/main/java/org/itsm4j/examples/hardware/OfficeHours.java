package org.itsm4j.examples.hardware;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.WorkingTime;

/** Monday to Friday, 9 to 17. Holidays are left to a host with a real calendar. */
final class OfficeHours implements WorkingTime {
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 0);

    private final String name;
    private final ZoneId zone;

    OfficeHours(String name, ZoneId zone) {
        this.name = name;
        this.zone = zone;
    }

    @Override
    public Set<String> calendars() {
        return Set.of(name);
    }

    @Override
    public Instant due(Tenant tenant, String calendar, Instant start, Duration working) {
        Duration left = working;
        ZonedDateTime now = start.atZone(zone);
        while (true) {
            ZonedDateTime closes = now.with(CLOSES);
            if (isWorkday(now) && now.isBefore(closes)) {
                ZonedDateTime begins = now.toLocalTime().isBefore(OPENS) ? now.with(OPENS) : now;
                Duration today = Duration.between(begins, closes);
                if (left.compareTo(today) <= 0) {
                    return begins.plus(left).toInstant();
                }
                left = left.minus(today);
            }
            now = now.plusDays(1).with(OPENS);
        }
    }

    private static boolean isWorkday(ZonedDateTime day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }
}
