package org.itsm4j.examples.sla;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A row of the file, by the names of its columns. */
final class Row {
    private final Map<String, Integer> columns;
    private final List<String> fields;

    /**
     * @param columns where each column is
     * @param line the row
     * @throws BrokenRow if it has more fields than there are columns, or a quote that does not end
     */
    Row(Map<String, Integer> columns, String line) {
        this.columns = columns;
        this.fields = fields(line);
        if (fields.size() > columns.size()) {
            throw new BrokenRow("has " + fields.size() + " fields, the header has " + columns.size()
                    + "; a field with a comma is in quotes");
        }
    }

    /** @return the field; empty if the row or the file does not have it */
    String get(String column) {
        Integer at = columns.get(column);
        return at == null || at >= fields.size() ? "" : fields.get(at);
    }

    /** @return the fields of a line: apart by commas, in quotes if they have some, a quote among them doubled */
    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            if (quoted && each == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(each);
            }
        }
        if (quoted) {
            throw new BrokenRow("has a quote that does not end");
        }
        fields.add(field.toString().strip());
        return fields;
    }

    /** A row says something that cannot be read. */
    static final class BrokenRow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenRow(String message) {
            super(Objects.requireNonNull(message));
        }
    }
}
