package org.itsm4j.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.sla.Attainment;

/**
 * What a replay has done, for people, and then in one fixed line for programs.
 *
 * @param states how many incidents are in which state now
 * @param tally what was counted
 * @param clocks how many clocks the incidents have
 * @param attainment how far what was promised was kept
 * @param divergences what does not agree, by kind
 * @param took how long it took
 */
record Summary(
        Map<IncidentState, Long> states,
        Tally tally,
        long clocks,
        List<Attainment> attainment,
        Map<String, Long> divergences,
        Duration took) {
    private static final int WHY = 34;

    void print(PrintStream out) {
        out.println();
        line(out, "Incidents", "%,d%s", incidents(), byState());
        line(
                out,
                "Commands",
                "%,d from %,d rows in %s, %,d per second",
                tally.commands(),
                tally.events(),
                text(took),
                perSecond());
        refusals(out);
        broken(out);
        kept(out);
        compared(out);
        out.println();
        out.println(fixed());
    }

    /** Numbers without separators, in this order, always. */
    String fixed() {
        return "incidents=" + incidents() + " events=" + tally.events() + " commands=" + tally.commands() + " refused="
                + tally.refused() + " reopened=" + tally.reopened() + " holds=" + tally.holds() + " clocks="
                + clocks + " divergences=" + diverging();
    }

    long diverging() {
        return divergences.values().stream().mapToLong(Long::longValue).sum();
    }

    private long incidents() {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }

    private String byState() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                .collect(
                        Collectors.collectingAndThen(Collectors.joining(", "), all -> all.isEmpty() ? "" : ": " + all));
    }

    private long perSecond() {
        return tally.commands() * 1_000 / Math.max(1, took.toMillis());
    }

    /** In the unit that fits: 4.3 s, 2 min 5 s, 1 h 3 min. */
    static String text(Duration duration) {
        if (duration.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%d.%d s", duration.toSeconds(), duration.toMillisPart() / 100);
        }
        return duration.toHours() == 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    private void refusals(PrintStream out) {
        line(
                out,
                "Refused",
                tally.refused() == 0 ? "%,d" : "%,d, by reason, with the first line of each:",
                tally.refused());
        for (Tally.Refusals all : tally.refusals()) {
            Refusal first = all.first();
            String count = String.format(Locale.ROOT, "%,9d  %-22s ", all.count(), first.reason());
            String why = first.why() + " (line " + first.line() + ")";
            out.println(Screen.titled(count, Math.max(WHY, count.length()), why));
        }
    }

    private void broken(PrintStream out) {
        line(out, "Broken", "%,d rows skipped", tally.broken());
        tally.brokenRows().forEach(row -> out.println("           line " + row.line() + ": " + row.problem()));
        if (tally.broken() > tally.brokenRows().size()) {
            out.printf(
                    Locale.ROOT,
                    "           and %,d more%n",
                    tally.broken() - tally.brokenRows().size());
        }
    }

    private void kept(PrintStream out) {
        line(out, "Promises", clocks == 0 ? "%,d clocks" : "%,d clocks; kept were, of those that have stopped:", clocks);
        if (!attainment.isEmpty()) {
            Kept.table(attainment).forEach(row -> out.println("           " + row));
        }
    }

    private void compared(PrintStream out) {
        line(
                out,
                "Compared",
                "every ticket with its token, its timeline and its clocks: %,d divergences",
                diverging());
        divergences.forEach((kind, count) -> {
            if (count > 0) {
                out.printf(Locale.ROOT, "  %,7d  %s%n", count, kind);
            }
        });
    }

    private static void line(PrintStream out, String title, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "%-11s", title) + String.format(Locale.ROOT, format, values));
    }
}
