package org.itsm4j.change.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.internal.JsonPart;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.internal.JsonWriter;

/**
 * Writes and reads calendars as JSON. What is as it is unless told is left out; what is written is always the same text. Reads
 * one file, and goes on behind what is refused, so that all of it is named.
 */
final class CalendarJson {
    private static final List<String> FILE = List.of("name", "version", "windows", "freezes");
    private static final List<String> WINDOW = List.of("name", "when", "services", "configurationItems");
    private static final List<String> FREEZE =
            List.of("name", "when", "services", "configurationItems", "severity", "models", "exempt");
    private static final List<String> ONCE = List.of("from", "to", "zone");
    private static final List<String> RECURRING = List.of("rule", "start", "zone", "days", "time", "except");

    private final List<Violation> violations = new ArrayList<>();

    private final boolean known;

    /** @param known whether it was a calendar before, so that rules need not be tried to the end again */
    private CalendarJson(boolean known) {
        this.known = known;
    }

    static String write(ChangeCalendar calendar) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", calendar.name());
        file.put("version", calendar.version());
        put(
                file,
                "windows",
                calendar.windows().stream().map(CalendarJson::write).toList());
        put(
                file,
                "freezes",
                calendar.freezes().stream().map(CalendarJson::write).toList());
        return JsonWriter.write(file);
    }

    private static Map<String, Object> write(MaintenanceWindow window) {
        return write(window.name(), window.timing(), window.covers());
    }

    private static Map<String, Object> write(Freeze freeze) {
        Map<String, Object> object = write(freeze.name(), freeze.timing(), freeze.covers());
        if (freeze.severity() != Severity.HARD) {
            object.put("severity", freeze.severity().name());
        }
        put(object, "models", freeze.models());
        put(object, "exempt", freeze.exempt());
        return object;
    }

    private static Map<String, Object> write(String name, Timing timing, Coverage covers) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", name);
        object.put("when", write(timing));
        put(object, "services", covers.services());
        put(object, "configurationItems", covers.configurationItems());
        return object;
    }

    private static Map<String, Object> write(Timing timing) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (timing instanceof Timing.Between once) {
            object.put("from", once.slot().from().toString());
            object.put("to", once.slot().to().toString());
        } else if (timing instanceof Timing.Local once) {
            object.put("from", once.from().toString());
            object.put("to", once.to().toString());
            object.put("zone", once.zone().getId());
        } else if (timing instanceof Recurring recurring) {
            object.put("rule", recurring.rule());
            object.put("start", recurring.start().toString());
            object.put("zone", recurring.zone().getId());
            if (recurring.days() > 0) {
                object.put("days", recurring.days());
            }
            if (!recurring.time().isZero()) {
                object.put("time", recurring.time().toString());
            }
            put(
                    object,
                    "except",
                    recurring.except().stream().map(LocalDateTime::toString).toList());
        }
        return object;
    }

    private static void put(Map<String, Object> object, String key, Collection<?> values) {
        if (!values.isEmpty()) {
            object.put(key, new ArrayList<>(values));
        }
    }

    static ChangeCalendar read(String json, boolean known) {
        return new CalendarJson(known).calendar(new JsonPart("", JsonReader.read(json)).only(FILE));
    }

    private ChangeCalendar calendar(JsonPart file) {
        ChangeCalendar.Builder builder = ChangeCalendar.named(
                        file.required("name").text())
                .version(file.required("version").whole());
        file.list("windows").forEach(part -> make(part, () -> window(part), builder::window));
        file.list("freezes").forEach(part -> make(part, () -> freeze(part), builder::freeze));
        if (violations.isEmpty()) {
            return builder.build();
        }
        violations.addAll(builder.violations());
        throw new InvalidInputException("ChangeCalendar", violations);
    }

    private <T> void make(JsonPart part, Supplier<T> maker, Consumer<T> taker) {
        try {
            taker.accept(maker.get());
        } catch (InvalidInputException e) {
            e.violations()
                    .forEach(each -> violations.add(new Violation(part.path() + "." + each.path(), each.message())));
        }
    }

    private MaintenanceWindow window(JsonPart part) {
        part.only(WINDOW);
        return new MaintenanceWindow(part.required("name").text(), timing(part.required("when")), covers(part));
    }

    private Freeze freeze(JsonPart part) {
        part.only(FREEZE);
        return new Freeze(
                part.required("name").text(),
                timing(part.required("when")),
                covers(part),
                part.optional("severity").map(each -> each.one(Severity.class)).orElse(Severity.HARD),
                names(part, "models"),
                names(part, "exempt"));
    }

    private static Coverage covers(JsonPart part) {
        return new Coverage(names(part, "services"), names(part, "configurationItems"));
    }

    private static Set<String> names(JsonPart part, String key) {
        Set<String> names = new TreeSet<>();
        part.texts(key).forEach(each -> names.add(each.text()));
        return names;
    }

    private Timing timing(JsonPart part) {
        try {
            return part.optional("rule").isPresent() ? recurring(part.only(RECURRING)) : once(part.only(ONCE));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "Timing",
                    e.violations().stream()
                            .map(each -> new Violation("when." + each.path(), each.message()))
                            .toList());
        }
    }

    private static Timing once(JsonPart part) {
        String from = part.required("from").text();
        String to = part.required("to").text();
        return part.optional("zone")
                .map(zone -> Timing.once(local("from", from), local("to", to), zone.text()))
                .orElseGet(() -> Timing.once(instant("from", from), instant("to", to)));
    }

    private Timing recurring(JsonPart part) {
        Recurring.Builder builder = Timing.every(
                part.required("rule").text(),
                local("start", part.required("start").text()),
                part.required("zone").text());
        part.optional("days").ifPresent(days -> builder.lastingDays(days.whole()));
        part.optional("time")
                .ifPresent(time ->
                        builder.lasting(parsed("time", time.text(), Duration::parse, "a duration such as PT8H")));
        part.texts("except").forEach(each -> builder.except(local("except", each.text())));
        return known ? builder.known() : builder.build();
    }

    private static LocalDateTime local(String path, String text) {
        return parsed(path, text, LocalDateTime::parse, "a local time such as 2026-05-01T22:00");
    }

    private static Instant instant(String path, String text) {
        return parsed(path, text, Instant::parse, "an instant such as 2026-05-01T20:00:00Z, or a zone beside it");
    }

    private static <T> T parsed(String path, String text, Function<String, T> parser, String rule) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw new InvalidInputException("Timing", path, rule + Given.got(text));
        }
    }
}
