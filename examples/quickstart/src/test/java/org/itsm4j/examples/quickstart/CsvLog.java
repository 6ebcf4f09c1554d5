package org.itsm4j.examples.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A log in the making: each row says what changes, the rest is as in the row before. */
final class CsvLog {
    static final List<String> HEADER = List.of(
            "number",
            "incident_state",
            "sys_mod_count",
            "sys_updated_at",
            "sys_updated_by",
            "impact",
            "urgency",
            "category",
            "assignment_group",
            "assigned_to",
            "problem_id",
            "rfc",
            "closed_code");

    private final List<String> lines = new ArrayList<>(List.of(String.join(",", HEADER)));
    private final Map<String, String> values = new java.util.HashMap<>(
            Map.of("number", "INC0000001", "sys_updated_by", "ana", "impact", "2 - Medium", "urgency", "2 - Medium"));
    private int updates;

    /** Such as {@code row("Active", "2/3/2026 09:10", "assigned_to=raj")}. */
    CsvLog row(String state, String at, String... changes) {
        values.put("incident_state", state);
        values.put("sys_updated_at", at);
        values.put("sys_mod_count", String.valueOf(updates++));
        Stream.of(changes).map(change -> change.split("=", 2)).forEach(change -> values.put(change[0], change[1]));
        lines.add(HEADER.stream().map(name -> values.getOrDefault(name, "?")).collect(Collectors.joining(",")));
        return this;
    }

    CsvLog line(String raw) {
        lines.add(raw);
        return this;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    Path in(Path folder) {
        try {
            return Files.writeString(folder.resolve("log.csv"), text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
