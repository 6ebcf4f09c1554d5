package org.itsm4j.bpmn.internal.diff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Delay;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;

/** Lists, roles, times and data in words. */
final class DiffWords {
    private DiffWords() {}

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        return list(words, "and");
    }

    /** {@code a, b or c}. */
    static String list(List<String> words, String last) {
        int size = words.size();
        return size < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, size - 1)) + " " + last + " " + words.get(size - 1);
    }

    /** {@code the assignee, dispatchers and the system}. */
    static String roles(Set<Role> roles) {
        return list(roles.stream()
                .sorted(Comparator.comparing((Role role) -> role == Role.SYSTEM ? 2 : role == Role.ASSIGNEE ? 0 : 1)
                        .thenComparing(role -> role))
                .map(DiffWords::role)
                .toList());
    }

    private static String role(Role role) {
        return switch (role) {
            case ASSIGNEE, REQUESTER, SYSTEM -> "the " + Labels.of(role);
            case STAFF -> "staff";
            default -> role.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "s";
        };
    }

    /** {@code 1 day 8 hours}. */
    static String duration(Duration duration) {
        List<String> parts = new ArrayList<>();
        part(duration.toDaysPart(), "day", parts);
        part(duration.toHoursPart(), "hour", parts);
        part(duration.toMinutesPart(), "minute", parts);
        part(duration.toSecondsPart(), "second", parts);
        part(duration.toMillisPart(), "millisecond", parts);
        return parts.isEmpty() ? duration.toString() : String.join(" ", parts);
    }

    private static void part(long number, String unit, List<String> parts) {
        if (number != 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    /** {@code after 5 days}, {@code every 4 hours, 3 times}. */
    static String delay(Delay delay) {
        if (delay instanceof Delay.Stated stated) {
            return "after the time that " + Quote.of(stated.fact()) + " says";
        }
        Delay.Fixed fixed = (Delay.Fixed) delay;
        return fixed.times() == 1
                ? "after " + duration(fixed.duration())
                : "every " + duration(fixed.duration()) + ", " + fixed.times() + " times";
    }

    /** {@code group second-level and reason 'The vendor is late'}. */
    static String data(Map<String, String> data) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(data).forEach((name, value) -> parts.add(Quote.of(name) + " " + ConditionWords.value(value)));
        return parts.isEmpty() ? "no data" : list(parts);
    }

    /** {@code up to 3 tries, 1 minute apart}. */
    static String retry(Node.Retry retry) {
        return "up to " + retry.tries() + (retry.tries() == 1 ? " try" : " tries") + ", " + duration(retry.pause())
                + " apart";
    }
}
