package org.itsm4j.calendars;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.fortuna.ical4j.data.ContentHandler;
import org.jspecify.annotations.Nullable;

/** Hears what the parser finds, and keeps the events. Everything else is passed over. Not thread-safe. */
final class IcsReader implements ContentHandler {
    static final int MOST_EVENTS = 5_000;

    private final List<IcsEvent> events = new ArrayList<>();
    private int depth;
    private @Nullable IcsEvent event;
    private String value = "";
    private String zone = "";

    List<IcsEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public void startCalendar() {
        // Several calendars in a file are read as one.
    }

    @Override
    public void endCalendar() {
        // See above.
    }

    @Override
    public void startComponent(String name) {
        depth++;
        if (depth == 1 && name.equalsIgnoreCase("VEVENT")) {
            if (events.size() == MOST_EVENTS) {
                throw IcsError.of("events", "at most " + MOST_EVENTS);
            }
            event = new IcsEvent(events.size() + 1);
            events.add(event);
        }
    }

    @Override
    public void endComponent(String name) {
        depth--;
        if (depth == 0) {
            event = null;
        }
    }

    @Override
    public void startProperty(String name) {
        value = "";
        zone = "";
    }

    @Override
    public void propertyValue(String text) {
        value = text;
    }

    @Override
    public void parameter(String name, String text) {
        if (name.equalsIgnoreCase("TZID")) {
            zone = text;
        }
    }

    @Override
    public void endProperty(String name) {
        // Alarms inside an event have properties of their own.
        if (event != null && depth == 1) {
            event.add(name.toUpperCase(Locale.ROOT), new IcsEvent.Property(value, zone));
        }
    }
}
