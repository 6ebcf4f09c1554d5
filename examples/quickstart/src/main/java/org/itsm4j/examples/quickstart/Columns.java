package org.itsm4j.examples.quickstart;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVRecord;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Urgency;

/** Which column is where, and how a row of them reads. */
final class Columns {
    private static final String UNKNOWN = "?";
    private static final List<String> REQUIRED =
            List.of("number", "incident_state", "sys_updated_at", "impact", "urgency", "assignment_group");
    private static final List<String> USED = List.of(
            "assignment_group",
            "assigned_to",
            "caller_id",
            "sys_updated_by",
            "sys_mod_count",
            "category",
            "subcategory",
            "cmdb_ci",
            "problem_id",
            "rfc",
            "closed_code",
            "resolved_at");
    private static final Map<Character, Impact> IMPACTS = Map.of('1', Impact.HIGH, '2', Impact.MEDIUM, '3', Impact.LOW);
    private static final Map<Character, Urgency> URGENCIES =
            Map.of('1', Urgency.HIGH, '2', Urgency.MEDIUM, '3', Urgency.LOW);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d/M/uuuu H:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final Map<String, Integer> positions;
    private final int width;

    private Columns(Map<String, Integer> positions, int width) {
        this.positions = positions;
        this.width = width;
    }

    static Columns of(String file, CSVRecord header) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            positions.putIfAbsent(i == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name, i);
        }
        List<String> missing =
                REQUIRED.stream().filter(name -> !positions.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new UsageException(file + ": the header lacks " + String.join(", ", missing));
        }
        return new Columns(positions, header.size());
    }

    void read(long line, CSVRecord record, Consumer<LogRow> rows, Consumer<BrokenRow> broken) {
        LogRow row;
        try {
            row = row(line, record);
        } catch (Unreadable e) {
            broken.accept(new BrokenRow(line, e.getMessage()));
            return;
        }
        rows.accept(row);
    }

    private LogRow row(long line, CSVRecord record) throws Unreadable {
        if (record.size() != width) {
            throw new Unreadable("has " + record.size() + " columns, the header has " + width);
        }
        String state = required("incident_state", record);
        return new LogRow(
                line,
                required("number", record),
                LogState.named(state).orElseThrow(() -> new Unreadable("unknown state " + quoted(state))),
                instant(required("sys_updated_at", record)),
                level("impact", record, IMPACTS),
                level("urgency", record, URGENCIES),
                known(record));
    }

    private Optional<String> value(String column, CSVRecord record) {
        return Optional.ofNullable(positions.get(column))
                .map(record::get)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals(UNKNOWN));
    }

    private String required(String column, CSVRecord record) throws Unreadable {
        return value(column, record).orElseThrow(() -> new Unreadable("has no " + column));
    }

    /** {@code 2 - Medium}: the digit counts, the word is for people. */
    private <L> Optional<L> level(String column, CSVRecord record, Map<Character, L> levels) throws Unreadable {
        Optional<String> text = value(column, record);
        if (text.isPresent() && !text.get().matches("[1-3]( .*)?")) {
            throw new Unreadable("unknown " + column + " " + quoted(text.get()));
        }
        return text.map(level -> level.charAt(0)).map(levels::get);
    }

    private static Instant instant(String text) throws Unreadable {
        try {
            return LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new Unreadable("bad date " + quoted(text) + " in sys_updated_at; expected d/M/yyyy HH:mm");
        }
    }

    private Map<String, String> known(CSVRecord record) {
        Map<String, String> known = new HashMap<>();
        USED.forEach(column -> value(column, record).ifPresent(text -> known.put(column, text)));
        return known;
    }

    /** What the file says goes to a terminal: short, and without control characters. */
    private static String quoted(String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    /** This row only; the next may be fine. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unreadable(String message) {
            super(message);
        }
    }
}
