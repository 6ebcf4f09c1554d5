package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/**
 * The shifts that start on one day, such as {@code 09:00-13:00,22:00-06:00}: sorted, joined where they overlap or touch. Two
 * that would make more than a text can say, 24 hours and more over midnight, stay apart.
 *
 * @param all the shifts
 */
record Shifts(List<Shift> all) {
    static final Shifts NONE = new Shifts(List.of());

    private static final int DAY = 86_400;
    private static final String TIME = "(\\d{2}):([0-5]\\d)(?::([0-5]\\d))?";
    private static final Pattern SHIFT = Pattern.compile(TIME + "\\s*-\\s*" + TIME);

    /**
     * From one second of the day it starts on to another, exclusive; above 86,400 the latter is on the next day.
     *
     * @param from 0 to 86,399
     * @param to above {@code from}
     */
    record Shift(int from, int to) {
        private boolean canBeSaid() {
            return to <= DAY || to - from < DAY;
        }

        @Override
        public String toString() {
            return clock(from) + "-" + clock(to > DAY ? to - DAY : to);
        }

        private static String clock(int second) {
            String minutes = String.format("%02d:%02d", second / 3_600, second / 60 % 60);
            return second % 60 == 0 ? minutes : minutes + String.format(":%02d", second % 60);
        }
    }

    static Shifts parse(String text) {
        List<Shift> shifts = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            shifts.add(shift(each.strip()));
        }
        return joined(shifts);
    }

    private static Shift shift(String text) {
        Matcher matcher = SHIFT.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigurationException("Hours are from-to, such as 09:00-17:00 or 22:00-06:00" + Given.got(text));
        }
        int from = second(matcher, 1, text);
        int to = second(matcher, 4, text);
        if (from == to) {
            throw new ConfigurationException(
                    "Hours end at another time than they begin; all day is 00:00-24:00" + Given.got(text));
        }
        if (from == DAY) {
            throw new ConfigurationException(
                    "Hours begin before 24:00; what begins at midnight is 00:00 of the next day" + Given.got(text));
        }
        return new Shift(from, to > from ? to : to + DAY);
    }

    private static int second(Matcher matcher, int group, String text) {
        int seconds = matcher.group(group + 2) == null ? 0 : Integer.parseInt(matcher.group(group + 2));
        int second = Integer.parseInt(matcher.group(group)) * 3_600
                + Integer.parseInt(matcher.group(group + 1)) * 60
                + seconds;
        if (second > DAY) {
            throw new ConfigurationException("Times are 00:00 to 24:00" + Given.got(text));
        }
        return second;
    }

    private static Shifts joined(List<Shift> shifts) {
        List<Shift> joined = new ArrayList<>();
        shifts.sort(Comparator.comparingInt(Shift::from).thenComparingInt(Shift::to));
        for (Shift each : shifts) {
            int last = joined.size() - 1;
            if (last >= 0 && each.from <= joined.get(last).to) {
                Shift both = new Shift(joined.get(last).from, Math.max(joined.get(last).to, each.to));
                if (both.canBeSaid()) {
                    joined.set(last, both);
                    continue;
                }
            }
            joined.add(each);
        }
        return new Shifts(List.copyOf(joined));
    }

    Shifts and(Shifts more) {
        List<Shift> both = new ArrayList<>(all);
        both.addAll(more.all);
        return joined(both);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** @return what is open, in microseconds from the beginning of the day they start on; up to two days */
    Spans spans() {
        return Spans.covering(all.stream()
                .flatMapToLong(shift -> LongStream.of(shift.from * Moments.SECOND, shift.to * Moments.SECOND))
                .toArray());
    }

    /** @return what is open on the day they start on */
    Spans head() {
        return spans().cut(0, Moments.DAY, 0);
    }

    /** @return what is open on the next day, from its beginning */
    Spans tail() {
        return spans().cut(Moments.DAY, 2 * Moments.DAY, -Moments.DAY);
    }

    @Override
    public String toString() {
        return all.stream().map(Shift::toString).collect(Collectors.joining(","));
    }
}
