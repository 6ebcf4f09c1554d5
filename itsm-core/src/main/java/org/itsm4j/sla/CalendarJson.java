package org.itsm4j.sla;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.internal.JsonPart;

/** Calendars as JSON. A combination names its members, which may come after it. Reads one list. */
final class CalendarJson {
    private static final Duration USUAL_HORIZON = Duration.ofDays(5 * 365);
    static final List<String> KEYS = List.of(
            "name", "version", "zone", "hours", "holidays", "open", "holidaysBy", "horizon", "union", "intersection");
    private static final List<String> COMBINED = List.of("name", "version", "union", "intersection");

    private final List<JsonPart> list;
    private final Map<String, JsonPart> byName = new LinkedHashMap<>();
    private final Map<String, WorkCalendar> made = new LinkedHashMap<>();
    private final Map<String, Integer> leaves = new HashMap<>();
    private final Map<String, JsonPart> making = new LinkedHashMap<>();

    CalendarJson(List<JsonPart> list) {
        this.list = list;
    }

    static Map<String, Object> write(WorkCalendar calendar) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", calendar.name());
        PolicyJson.put(object, "version", calendar.version(), 1);
        if (calendar.combination() != Combination.LEAF) {
            PolicyJson.put(
                    object,
                    calendar.combination().name().toLowerCase(Locale.ROOT),
                    calendar.members().stream().map(WorkCalendar::name).toList());
            return object;
        }
        object.put("zone", calendar.zone().getId());
        PolicyJson.put(object, "hours", calendar.hours(), "");
        Map<String, String> holidays = new LinkedHashMap<>();
        calendar.holidays().forEach(each -> holidays.put(each.date().toString(), each.name()));
        PolicyJson.put(object, "holidays", holidays, Map.of());
        Map<String, String> open = new LinkedHashMap<>();
        calendar.datedHours().forEach((date, hours) -> open.put(date.toString(), hours));
        PolicyJson.put(object, "open", open, Map.of());
        PolicyJson.put(object, "holidaysBy", calendar.holidayCut(), HolidayCut.LOCAL_DATE);
        PolicyJson.put(object, "horizon", calendar.horizon().toString(), USUAL_HORIZON.toString());
        return object;
    }

    List<WorkCalendar> read() {
        if (list.size() > SlaPolicies.MOST) {
            throw list.get(SlaPolicies.MOST)
                    .refused("is one of " + list.size() + " calendars; allowed: " + SlaPolicies.MOST);
        }
        for (JsonPart part : list) {
            part.only(KEYS);
            JsonPart name = part.required("name");
            if (byName.put(name.text(), part) != null) {
                throw name.refused("is there twice" + Given.got(name.text()));
            }
        }
        return list.stream().map(part -> made(part.required("name"))).toList();
    }

    private WorkCalendar made(JsonPart name) {
        WorkCalendar known = made.get(name.text());
        if (known != null) {
            return known;
        }
        JsonPart part = byName.get(name.text());
        if (part == null) {
            throw name.refused("is no calendar of the file" + Given.got(name.text()));
        }
        if (making.put(name.text(), part) != null) {
            throw part.refused("is made of itself; allowed: members that do not need it");
        }
        boolean combined = part.optional("union").isPresent()
                || part.optional("intersection").isPresent();
        WorkCalendar calendar = combined ? combination(part) : leaf(part);
        making.remove(name.text());
        made.put(name.text(), calendar);
        return calendar;
    }

    private WorkCalendar combination(JsonPart part) {
        part.only(COMBINED);
        if (part.optional("union").isPresent() && part.optional("intersection").isPresent()) {
            throw part.refused("is both; allowed: union or intersection");
        }
        String key = part.optional("union").isPresent() ? "union" : "intersection";
        if (making.size() > CalendarCheck.DEEPEST) {
            throw part.refused(
                    "is needed too deep; allowed: combinations of combinations up to " + CalendarCheck.DEEPEST);
        }
        WorkCalendar[] members = part.list(key).stream().map(this::made).toArray(WorkCalendar[]::new);
        String name = part.required("name").text();
        int version = part.optional("version").map(JsonPart::whole).orElse(1);
        int parts = part.make(() ->
                CalendarCheck.requireFew(name, Stream.of(members).mapToInt(each -> leaves.get(each.name()))));
        leaves.put(name, parts);
        return part.make(() -> key.equals("union")
                ? WorkCalendar.union(name, version, members)
                : WorkCalendar.intersection(name, version, members));
    }

    private WorkCalendar leaf(JsonPart part) {
        JsonPart name = part.required("name");
        WorkCalendar.Builder builder = name.make(() -> WorkCalendar.named(name.text()));
        JsonPart zone = part.required("zone");
        zone.make(() -> builder.zone(zone.text()));
        part.with("version", builder, (made, each) -> made.version(each.whole()));
        part.with("hours", builder, (made, each) -> made.hours(each.text()));
        part.optional("holidays")
                .ifPresent(each -> each.members()
                        .forEach((date, called) -> called.make(() -> builder.holiday(date(date), called.text()))));
        part.optional("open")
                .ifPresent(each -> each.members()
                        .forEach((date, hours) -> hours.make(() -> builder.open(date(date), hours.text()))));
        part.with("holidaysBy", builder, (made, each) -> made.holidaysBy(each.one(HolidayCut.class)));
        part.with("horizon", builder, (made, each) -> made.horizon(horizon(each.text())));
        leaves.put(name.text(), 1);
        return part.make(builder::build);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ConfigurationException("A date is such as 2026-05-01" + Given.got(text), e);
        }
    }

    private static Duration horizon(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new ConfigurationException("A horizon is such as P1825D" + Given.got(text), e);
        }
    }
}
