package org.itsm4j.change.calendar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * When a tenant's changes may be done and when not: maintenance windows and freezes, one version of them. Immutable,
 * thread-safe. Whoever adds a freeze makes the {@link #next() next} version.
 *
 * <p>Two are equal if they are defined in the same way, name and version included. {@link #toJson()} and {@link #fromJson}
 * are the same thing as a file.
 */
public final class ChangeCalendar {
    /** How many windows a calendar may have, and how many freezes: 500 each. */
    public static final int MOST = 500;

    private final String name;
    private final int version;
    private final List<MaintenanceWindow> windows;
    private final List<Freeze> freezes;
    private final String json;

    private ChangeCalendar(Builder builder) {
        name = builder.name;
        version = builder.version;
        windows = List.copyOf(builder.windows);
        freezes = List.copyOf(builder.freezes);
        json = CalendarJson.write(this);
    }

    /**
     * @param name what people call it; up to 200 characters
     * @return a builder of its version 1
     */
    public static Builder named(String name) {
        return new Builder(Objects.requireNonNull(name, "name"), 1);
    }

    /**
     * @param json what {@link #toJson()} writes, or somebody by hand; at most 1,000,000 characters
     * @return the calendar it describes
     * @throws ConfigurationException if it is no such file; the message says where
     * @throws InvalidInputException with all that is refused of what it describes, each with the way to it, such as {@code
     *     freezes[2].when.zone}
     */
    public static ChangeCalendar fromJson(String json) {
        return CalendarJson.read(json, false);
    }

    /**
     * As {@link #fromJson}, and many times as fast: whether its rules ever come to an end, and begin where they say, is not tried again.
     *
     * @param json what {@link #toJson()} has written
     * @return the calendar it was
     * @throws ConfigurationException if it is no such file
     * @throws InvalidInputException with what is refused of it
     */
    public static ChangeCalendar kept(String json) {
        return CalendarJson.read(json, true);
    }

    /** @return the calendar as a file that people can read and change; the same calendar is always the same text */
    public String toJson() {
        return json;
    }

    /** @return a builder of the next version, which has all that this one has */
    public Builder next() {
        Builder builder = new Builder(name, version + 1);
        windows.forEach(builder::window);
        freezes.forEach(builder::freeze);
        return builder;
    }

    /** @return what people call it */
    public String name() {
        return name;
    }

    /** @return which version it is, from 1 */
    public int version() {
        return version;
    }

    /** @return its maintenance windows, in the order in which they were added */
    public List<MaintenanceWindow> windows() {
        return windows;
    }

    /** @return its freezes, in the order in which they were added */
    public List<Freeze> freezes() {
        return freezes;
    }

    /**
     * The windows that count for a change, as {@link MaintenanceWindow} says. All of the answers must be open at once.
     *
     * @return what has windows, and them; empty if the change may be done at any time
     */
    List<Opening> openings(PlannedChange change) {
        List<Opening> openings = new ArrayList<>();
        boolean others = change.configurationItems().isEmpty();
        for (String item : change.configurationItems()) {
            List<MaintenanceWindow> own =
                    windows(each -> each.configurationItems().contains(item));
            if (own.isEmpty()) {
                others = true;
            } else {
                openings.add(new Opening(item, item, own));
            }
        }
        if (others) {
            List<MaintenanceWindow> ofService = change.service()
                    .map(service -> windows(each -> each.services().contains(service)))
                    .orElse(List.of());
            List<MaintenanceWindow> rest = ofService.isEmpty() ? windows(Coverage::isAll) : ofService;
            if (!rest.isEmpty()) {
                openings.add(
                        new Opening(ofService.isEmpty() ? "" : change.service().orElseThrow(), "", rest));
            }
        }
        return openings;
    }

    private List<MaintenanceWindow> windows(Predicate<Coverage> which) {
        return windows.stream().filter(window -> which.test(window.covers())).toList();
    }

    /**
     * Windows that count.
     *
     * @param with whose they are: a configuration item or a service; empty for everything
     * @param item the configuration item, if they are its own; else empty
     * @param windows the windows
     */
    record Opening(String with, String item, List<MaintenanceWindow> windows) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeCalendar calendar && json.equals(calendar.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "ChangeCalendar[version " + version + ", " + windows.size() + " windows, " + freezes.size()
                + " freezes]";
    }

    /** Collects windows and freezes. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private int version;
        private final List<MaintenanceWindow> windows = new ArrayList<>();
        private final List<Freeze> freezes = new ArrayList<>();

        private Builder(String name, int version) {
            this.name = name;
            this.version = version;
        }

        /**
         * @param number which version of the tenant's calendar it is, from 1
         * @return this builder
         */
        public Builder version(int number) {
            version = number;
            return this;
        }

        /**
         * @param window a maintenance window
         * @return this builder
         */
        public Builder window(MaintenanceWindow window) {
            windows.add(Objects.requireNonNull(window, "window"));
            return this;
        }

        /**
         * @param freeze a freeze
         * @return this builder
         */
        public Builder freeze(Freeze freeze) {
            freezes.add(Objects.requireNonNull(freeze, "freeze"));
            return this;
        }

        /**
         * @param window the name of a window that is to go; nothing happens if there is none
         * @return this builder
         */
        public Builder withoutWindow(String window) {
            Objects.requireNonNull(window, "window");
            windows.removeIf(each -> each.name().equals(window));
            return this;
        }

        /**
         * @param freeze the name of a freeze that is to go; nothing happens if there is none
         * @return this builder
         */
        public Builder withoutFreeze(String freeze) {
            Objects.requireNonNull(freeze, "freeze");
            freezes.removeIf(each -> each.name().equals(freeze));
            return this;
        }

        /**
         * @return the calendar
         * @throws InvalidInputException with all that is wrong: a name that is blank, too long or there twice, a version that is
         *     not positive, more than {@link ChangeCalendar#MOST} windows or freezes, or a file that would be too long to be read
         */
        public ChangeCalendar build() {
            List<Violation> violations = violations();
            if (!violations.isEmpty()) {
                throw new InvalidInputException("ChangeCalendar", violations);
            }
            ChangeCalendar calendar = new ChangeCalendar(this);
            if (calendar.json.length() > JsonReader.LONGEST) {
                throw new InvalidInputException(
                        "ChangeCalendar",
                        "json",
                        "at most " + JsonReader.LONGEST + " characters as a file, got " + calendar.json.length());
            }
            return calendar;
        }

        List<Violation> violations() {
            List<Violation> violations = new ArrayList<>();
            try {
                Text.Rule.require("ChangeCalendar", "name", name, Limits.NAME);
            } catch (InvalidInputException e) {
                violations.addAll(e.violations());
            }
            if (version < 1) {
                violations.add(new Violation("version", "1 or more, got " + version));
            }
            check("windows", windows.stream().map(MaintenanceWindow::name).toList(), violations);
            check("freezes", freezes.stream().map(Freeze::name).toList(), violations);
            return violations;
        }

        private static void check(String path, Collection<String> names, List<Violation> violations) {
            if (names.size() > MOST) {
                violations.add(new Violation(path, "at most " + MOST + ", got " + names.size()));
                return;
            }
            Set<String> once = new HashSet<>();
            int at = 0;
            for (String each : names) {
                if (!once.add(each)) {
                    violations.add(new Violation(path + "[" + at + "].name", "there once" + Given.got(each)));
                }
                at++;
            }
        }
    }
}
