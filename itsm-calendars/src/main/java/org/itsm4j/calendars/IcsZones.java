package org.itsm4j.calendars;

import java.time.DateTimeException;
import java.time.ZoneId;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Zones by the names that calendar files give them. The rules are always those of this Java; what a file says about them is
 * not read.
 */
final class IcsZones {
    private IcsZones() {}

    static ZoneId of(String path, String name) {
        String id = name.startsWith("\"") && name.endsWith("\"") && name.length() > 1
                ? name.substring(1, name.length() - 1)
                : name;
        // Some programs put their own name before that of the zone: /example.org/Europe/Madrid.
        for (int at = 0; at >= 0; at = id.indexOf('/', at) + 1) {
            ZoneId zone = zone(id.substring(at));
            if (zone != null) {
                return zone;
            }
            if (id.indexOf('/', at) < 0) {
                break;
            }
        }
        throw IcsError.of(path, "a zone (TZID) that Java knows, such as Europe/Madrid");
    }

    private static @Nullable ZoneId zone(String id) {
        try {
            return ZoneId.of(TimeZoneRegistry.ZONE_ALIASES.getOrDefault(id, id));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
