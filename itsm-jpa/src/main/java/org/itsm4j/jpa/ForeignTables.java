package org.itsm4j.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.itsm4j.ticket.Limits;

/**
 * Tells tables that the script has made from those of a persistence provider, which makes ours too if it is told to make
 * tables, from the annotations: texts of 255 characters, columns that take null, keys in another order.
 */
final class ForeignTables {
    /** Name, type, length and whether null is forbidden, as the script writes a column. */
    private static final Pattern COLUMN =
            Pattern.compile("(?m)^    (?!constraint )(\\w+) (\\w+)(?:\\((\\d+)\\))?( not null)?");

    private static final int SHOWN = 3;

    private final List<String> tooShort = new ArrayList<>();
    private final List<String> nullable = new ArrayList<>();

    /**
     * A column as it is in the database.
     *
     * @param length how many characters it holds; of other types whatever the driver says, and 0 or less if nothing
     * @param nullable whether it is known to take null
     */
    record Column(int length, boolean nullable) {}

    /** Compares a table with the columns that the script gives it. That one is missing is another matter. */
    void compare(String table, Map<String, Column> found, String script) {
        Matcher made = COLUMN.matcher(script);
        while (made.find()) {
            String name = table + "." + made.group(1);
            Optional<Column> column = Optional.ofNullable(found.get(made.group(1)));
            if (made.group(2).equals("varchar")) {
                int needed = made.group(3) == null ? Limits.TEXT : Integer.parseInt(made.group(3));
                column.map(Column::length)
                        .filter(length -> length > 0 && length < needed)
                        .ifPresent(length -> tooShort.add(name + " holds " + length + " characters, not " + needed));
            }
            if (made.group(4) != null) {
                column.filter(Column::nullable).ifPresent(any -> nullable.add(name + " takes null"));
            }
        }
    }

    /** What is not as the script makes it, the first few of it; empty if all is. */
    Optional<String> traces() {
        List<String> all = new ArrayList<>(tooShort);
        all.addAll(nullable);
        String more = all.size() > SHOWN ? ", and " + (all.size() - SHOWN) + " more" : "";
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more);
    }
}
