package org.itsm4j.sla;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How much time counted, and why the rest did not, stretch by stretch. Immutable.
 *
 * @param carried what had counted before the first stretch, by another reckoning; zero or more
 * @param stretches in order of time, not overlapping; those that go on for the same reason are joined
 */
public record Explanation(Duration carried, List<Stretch> stretches) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter LOCAL_EXACT =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    /**
     * Why time did not count.
     *
     * @param reason the reason
     * @param detail the name of the holiday or the reason of the pause; empty for other reasons
     */
    public record Cause(Stretch.Reason reason, String detail) {
        /** Refuses absent parts. */
        public Cause {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }

        @Override
        public String toString() {
            return detail.isEmpty() || reason == Stretch.Reason.RESOLVED
                    ? reason.words()
                    : reason.words() + " (" + detail + ")";
        }
    }

    /**
     * Joins stretches that go on.
     *
     * @throws IllegalArgumentException if what is carried is negative, or a stretch begins before the one before it ends
     */
    public Explanation {
        if (Objects.requireNonNull(carried, "carried").isNegative()) {
            throw new IllegalArgumentException("carried: zero or more, got " + carried);
        }
        stretches = joined(Objects.requireNonNull(stretches, "stretches"));
    }

    private static List<Stretch> joined(List<Stretch> stretches) {
        List<Stretch> joined = new ArrayList<>(stretches.size());
        for (Stretch each : stretches) {
            int last = joined.size() - 1;
            if (last >= 0 && each.from().isBefore(joined.get(last).to())) {
                throw new IllegalArgumentException("stretches: each begins at or after the end of the one before it, "
                        + joined.get(last).to() + ", got " + each.from());
            }
            if (last >= 0 && joined.get(last).goesOnWith(each)) {
                joined.set(last, joined.get(last).until(each.to()));
            } else {
                joined.add(each);
            }
        }
        return Collections.unmodifiableList(joined);
    }

    /** @return what is carried and the length of all stretches that counted */
    public Duration counted() {
        return stretches.stream()
                .filter(stretch -> stretch.reason() == Stretch.Reason.COUNTED)
                .map(Stretch::length)
                .reduce(carried, Duration::plus);
    }

    /** @return how long each cause kept time from counting, in order of first appearance */
    public Map<Cause, Duration> notCounted() {
        Map<Cause, Duration> causes = new LinkedHashMap<>();
        for (Stretch each : stretches) {
            if (each.reason() != Stretch.Reason.COUNTED) {
                causes.merge(new Cause(each.reason(), each.detail()), each.length(), Duration::plus);
            }
        }
        return Collections.unmodifiableMap(causes);
    }

    /**
     * @param later what came after this, for example by another calendar; its stretches begin at or after the end of these
     * @return both as one; what the later one carries is added
     * @throws IllegalArgumentException if it begins before this one ends
     */
    public Explanation then(Explanation later) {
        Objects.requireNonNull(later, "later");
        List<Stretch> both = new ArrayList<>(stretches);
        both.addAll(later.stretches);
        return new Explanation(carried.plus(later.carried), both);
    }

    /**
     * @return the explanation for people: a line for each stretch with its local times and offsets, why it
     *     counted or not, how long it is and what has counted so far; contains names of holidays and reasons of pauses
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        Duration sum = carried;
        if (!carried.isZero()) {
            text.append("carried over: ").append(words(carried)).append('\n');
        }
        for (Stretch each : stretches) {
            if (each.reason() == Stretch.Reason.COUNTED) {
                sum = sum.plus(each.length());
            }
            text.append(local(each.from(), each.zone()))
                    .append(" to ")
                    .append(local(each.to(), each.zone()))
                    .append(' ')
                    .append(each.zone())
                    .append(", ")
                    .append(each.calendar())
                    .append(": ")
                    .append(words(each.length()))
                    .append(' ')
                    .append(new Cause(each.reason(), each.detail()))
                    .append("; ")
                    .append(words(sum))
                    .append(" in all\n");
        }
        return text.toString();
    }

    private static String local(Instant instant, ZoneId zone) {
        boolean exact = !instant.equals(instant.truncatedTo(ChronoUnit.MINUTES));
        String offset = zone.getRules().getOffset(instant).getId();
        return (exact ? LOCAL_EXACT : LOCAL).format(instant.atZone(zone)) + " " + offset;
    }

    private static String words(Duration duration) {
        StringBuilder words = new StringBuilder();
        if (duration.toHours() > 0) {
            words.append(' ').append(duration.toHours()).append(" h");
        }
        if (duration.toMinutesPart() > 0) {
            words.append(' ').append(duration.toMinutesPart()).append(" min");
        }
        Duration rest = Duration.ofSeconds(duration.toSecondsPart(), duration.toNanosPart());
        if (!rest.isZero() || words.isEmpty()) {
            words.append(' ').append(seconds(rest)).append(" s");
        }
        return words.substring(1);
    }

    private static String seconds(Duration rest) {
        return BigDecimal.valueOf(rest.toNanos(), 9).stripTrailingZeros().toPlainString();
    }

    /** @return counts only; {@link #text()} has the contents */
    @Override
    public String toString() {
        return "Explanation[counted=" + counted() + ", stretches=" + stretches.size() + "]";
    }
}
