package org.itsm4j.examples.sla;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.itsm4j.error.ItsmException;
import org.itsm4j.examples.sla.Row.BrokenRow;

/**
 * Reads a file of cases and tells for each when it is due and why: {@code SlaCases FILE [--csv]}. With {@code --csv} it prints lines
 * of id and due only, the latter as an instant in UTC. The exit code is 0 if all is as expected, 1 if a case is due at
 * another time than the file expects, 2 for wrong usage, an unreadable file or a broken row.
 */
public final class SlaCases {
    private static final List<String> REQUIRED =
            List.of("id", "zone", "weekly_hours", "holidays", "start", "pauses", "target");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean csv;
    private boolean different;
    private boolean broken;

    private SlaCases(PrintStream out, PrintStream err, boolean csv) {
        this.out = out;
        this.err = err;
        this.csv = csv;
    }

    /** @param args the file, and {@code --csv} for lines of id and due only */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code = run(out, System.err, args);
        out.flush();
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        List<String> files = new ArrayList<>(Arrays.asList(args));
        boolean csv = files.remove("--csv");
        if (files.size() != 1 || files.get(0).startsWith("-")) {
            err.println("Usage: SlaCases FILE [--csv]");
            return 2;
        }
        SlaCases cases = new SlaCases(out, err, csv);
        try (BufferedReader reader = Files.newBufferedReader(Path.of(files.get(0)))) {
            return cases.tell(reader);
        } catch (IOException | InvalidPathException e) {
            err.println("The file cannot be read: " + e);
            return 2;
        }
    }

    private int tell(BufferedReader reader) throws IOException {
        String header = reader.readLine();
        Map<String, Integer> columns = columns(header == null ? "" : header);
        List<String> missing =
                REQUIRED.stream().filter(name -> !columns.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            err.println("The first line names the columns " + REQUIRED
                    + ", and expected_due if there are such; missing: " + missing);
            return 2;
        }
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                tell(number, columns, line);
            }
        }
        return broken ? 2 : different ? 1 : 0;
    }

    private static Map<String, Integer> columns(String header) {
        Map<String, Integer> columns = new HashMap<>();
        try {
            // Some programs put a byte order mark before the first name.
            List<String> names = Row.fields(header.startsWith("\uFEFF") ? header.substring(1) : header);
            for (int i = 0; i < names.size(); i++) {
                columns.put(names.get(i), i);
            }
        } catch (BrokenRow e) {
            return Map.of();
        }
        return columns;
    }

    private void tell(int number, Map<String, Integer> columns, String line) {
        try {
            SlaCase one = SlaCase.of(new Row(columns, line));
            Instant due = one.due();
            boolean asExpected = one.expected().map(due::equals).orElse(true);
            different |= !asExpected;
            if (csv) {
                out.println(quoted(one.id()) + "," + due);
            } else {
                tell(one, due, asExpected);
            }
        } catch (BrokenRow | ItsmException | IllegalArgumentException e) {
            broken = true;
            err.println("line " + number + ": " + e.getMessage());
        }
    }

    private void tell(SlaCase one, Instant due, boolean asExpected) {
        ZoneId zone = one.calendar().zone();
        out.println(one.id() + ": " + one.target() + " from " + local(one.start(), zone) + " in "
                + one.calendar().hours() + " " + zone);
        String verdict = one.expected().isEmpty()
                ? ""
                : asExpected
                        ? ", as expected"
                        : ", but expected " + local(one.expected().get(), zone);
        out.println("  due " + local(due, zone) + verdict);
        one.calendar().explain(one.start(), due, one.pauses()).text().lines().forEach(each -> out.println("  " + each));
        out.println();
    }

    private static String local(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }

    private static String quoted(String id) {
        return id.contains(",") || id.contains("\"") ? "\"" + id.replace("\"", "\"\"") + "\"" : id;
    }
}
