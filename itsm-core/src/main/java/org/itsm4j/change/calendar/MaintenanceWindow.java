package org.itsm4j.change.calendar;

import java.util.Objects;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * A time at which changes may be done. What has windows may be changed in them only: a configuration item by the windows
 * that name it; if none does, by those that name the service of the change; if none does either, by those for everything. What
 * has no windows at all may be changed at any time.
 *
 * @param name what people call it; up to 200 characters, unique among the windows of a calendar
 * @param timing when it is open
 * @param covers what may be changed in it
 */
public record MaintenanceWindow(String name, Timing timing, Coverage covers) {
    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if the name is blank, too long, or no store could keep it
     */
    public MaintenanceWindow {
        Text.Rule.require("MaintenanceWindow", "name", Objects.requireNonNull(name, "name"), Limits.NAME);
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(covers, "covers");
    }

    /**
     * @param name what people call it
     * @param timing when it is open
     * @return a window for everything that has no other
     * @throws InvalidInputException as of the constructor
     */
    public static MaintenanceWindow forAll(String name, Timing timing) {
        return new MaintenanceWindow(name, timing, Coverage.all());
    }
}
