package org.itsm4j.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.security.Tenant;

/**
 * Counts working time, for timers of diagrams that name a calendar. The built-in one knows no calendar. Called inside the
 * command's transaction; must be thread-safe and quick.
 */
public interface WorkingTime {
    /** @return the names of the calendars that diagrams may use, in every tenant; the same for the whole run */
    Set<String> calendars();

    /**
     * @param tenant whose calendar
     * @param calendar its name
     * @param start from when
     * @param working how much working time; not negative
     * @return when that much working time has passed; before the start and the time together it cannot be, and an earlier
     *     answer is taken for that
     * @throws ConfigurationException if the tenant has no such calendar
     */
    Instant due(Tenant tenant, String calendar, Instant start, Duration working);

    /** @return one that knows no calendar, and refuses each by name */
    static WorkingTime none() {
        return new WorkingTime() {
            @Override
            public Set<String> calendars() {
                return Set.of();
            }

            @Override
            public Instant due(Tenant tenant, String calendar, Instant start, Duration working) {
                throw new ConfigurationException("There is no calendar " + calendar
                        + "; give one that knows it: Itsm.builder().workingTime(...)");
            }
        };
    }
}
