package org.itsm4j.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import org.itsm4j.error.ItsmException;

/** Writes a story line by line, with the time of its clock. */
final class Narrator {
    private static final int NAMES = 8;

    private final int width;
    private final MovableClock clock;
    private final DateTimeFormatter time;
    private final PrintStream out;

    /**
     * @param times how a moment is written
     * @param width how many characters that takes
     */
    Narrator(MovableClock clock, String times, int width, PrintStream out) {
        this.width = width;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern(times, Locale.ENGLISH).withZone(ZoneId.of("Europe/Madrid"));
        this.out = out;
    }

    void begin(Instant instant) {
        clock.stopAt(instant);
    }

    void after(Duration duration) {
        clock.tick(duration);
    }

    Instant now() {
        return clock.instant();
    }

    String at(Instant instant) {
        return time.format(instant);
    }

    void line(String who, String what, Object state) {
        String moment = at(clock.instant());
        out.println((moment
                        + " ".repeat(width - moment.length())
                        + String.format(Locale.ROOT, "  %-5s %-64s  %s", who, what, state))
                .stripTrailing());
    }

    /** A line below, in the margin. */
    void aside(String text) {
        out.println(Screen.indented(width + NAMES, text));
    }

    /** As {@link #aside}, with a title before it. */
    void aside(String title, String text) {
        out.println(Screen.titled(title, width + NAMES, text));
    }

    /** A line below, as it is. */
    void exactly(String text) {
        out.println(" ".repeat(width + NAMES) + text);
    }

    void refused(String who, String what, Supplier<?> command) {
        try {
            command.get();
            throw new IllegalStateException("The story expects this to be refused: " + what);
        } catch (ItsmException e) {
            line(who, what + ", and is refused:", "");
            aside(e.getMessage());
        }
    }
}
