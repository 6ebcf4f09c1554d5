package org.itsm4j.change;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.StoreException;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ScheduleStore.CalendarVersion;

/**
 * Calendars that were published, each read once. What is remembered is compared with what is stored, so that a version that was rolled
 * back is never taken for the one that was published instead. Thread-safe.
 */
final class ChangeCalendars {
    /** Calendars of so many tenants are remembered, those that were asked for last. */
    private static final int MOST = 100;

    private record Read(CalendarVersion published, ChangeCalendar calendar) {}

    private final Map<Tenant, Read> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tenant, Read> eldest) {
            return size() > MOST;
        }
    });

    ChangeCalendar read(Tenant tenant, CalendarVersion published) {
        Read before = known.get(tenant);
        if (before != null && before.published().equals(published)) {
            return before.calendar();
        }
        Read read = new Read(published, read(published));
        known.put(tenant, read);
        return read.calendar();
    }

    static ChangeCalendar read(CalendarVersion published) {
        try {
            return ChangeCalendar.kept(published.json());
        } catch (InvalidInputException e) {
            throw new StoreException(published + " cannot be read", e);
        }
    }
}
