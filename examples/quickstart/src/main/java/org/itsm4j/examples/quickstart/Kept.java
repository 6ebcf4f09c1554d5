package org.itsm4j.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.itsm4j.sla.Attainment;
import org.itsm4j.ticket.Priority;

/** How far promises were kept, as a table. */
final class Kept {
    static final List<String> HEAD = List.of("Promise", "Priority", "Met", "Breached", "Kept");
    private static final String ROW = "%-12s  %-8s  %10s  %10s  %8s";

    private Kept() {}

    /** A row for each target and priority; what several policies promise is added up. */
    static List<List<String>> rows(List<Attainment> attainment) {
        Map<String, Attainment> sums = new TreeMap<>();
        for (Attainment each : attainment) {
            sums.merge(
                    each.slot() + " " + each.priority(),
                    each,
                    (one, other) -> new Attainment(
                            one.policy(),
                            one.slot(),
                            one.priority(),
                            one.met() + other.met(),
                            one.breached() + other.breached()));
        }
        return sums.values().stream().map(Kept::row).toList();
    }

    private static List<String> row(Attainment row) {
        return List.of(
                row.slot(),
                row.priority().map(Priority::name).orElse("none"),
                String.format(Locale.ROOT, "%,d", row.met()),
                String.format(Locale.ROOT, "%,d", row.breached()),
                String.format(Locale.ROOT, "%.1f %%", row.percent()));
    }

    /** The rows under their head, for a terminal. */
    static List<String> table(List<Attainment> attainment) {
        List<List<String>> all = new ArrayList<>();
        all.add(HEAD);
        all.addAll(rows(attainment));
        return all.stream()
                .map(row -> String.format(Locale.ROOT, ROW, row.toArray()))
                .toList();
    }
}
