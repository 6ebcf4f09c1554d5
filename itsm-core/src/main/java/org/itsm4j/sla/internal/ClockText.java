package org.itsm4j.sla.internal;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.error.StoreException;
import org.itsm4j.sla.CalendarChange;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.ReopenRule;
import org.itsm4j.sla.TargetChange;

/** The events of a clock as a text, one line each: a word, the instant, and what else belongs to it. */
final class ClockText {
    private static final String END = "\n";

    private ClockText() {}

    static String write(List<ClockEvent> events) {
        return events.stream().map(ClockText::line).collect(Collectors.joining(END));
    }

    private static String line(ClockEvent event) {
        if (event instanceof ClockEvent.Attached one) {
            return words(
                    "attached",
                    one.at(),
                    one.start(),
                    one.version(),
                    one.policy(),
                    one.promise().text());
        }
        if (event instanceof ClockEvent.Paused one) {
            return words("paused", one.at(), one.reason());
        }
        if (event instanceof ClockEvent.Resumed one) {
            return words("resumed", one.at());
        }
        if (event instanceof ClockEvent.Retargeted one) {
            return words(
                    "retargeted",
                    one.at(),
                    one.version(),
                    one.policy(),
                    one.promise().text(),
                    one.target(),
                    one.calendar());
        }
        if (event instanceof ClockEvent.Stopped one) {
            return words("stopped", one.at());
        }
        if (event instanceof ClockEvent.Reopened one) {
            return words("reopened", one.at(), one.rule());
        }
        if (event instanceof ClockEvent.Cancelled one) {
            return words("cancelled", one.at(), one.why(), one.by());
        }
        if (event instanceof ClockEvent.Reached one) {
            return words("reached", one.at(), one.threshold(), one.noticed());
        }
        ClockEvent.Skipped one = (ClockEvent.Skipped) event;
        return words("skipped", one.at(), one.threshold(), one.noticed());
    }

    private static String words(Object... words) {
        return Stream.of(words)
                .map(word -> URLEncoder.encode(word.toString(), StandardCharsets.UTF_8)
                        .replace("%3A", ":"))
                .collect(Collectors.joining(" "));
    }

    /** @throws StoreException if the text was not written by us */
    static List<ClockEvent> read(String clock, String text) {
        List<ClockEvent> events = new ArrayList<>();
        for (String line : text.split(END)) {
            events.add(event(clock, Words.of(line), events.size() + 1));
        }
        return events;
    }

    private static ClockEvent event(String clock, Words words, int number) {
        try {
            return Objects.requireNonNull(event(words));
        } catch (RuntimeException e) {
            throw new StoreException(
                    "The history of the " + clock + " cannot be read; line " + number + " is no event", e);
        }
    }

    private static ClockEvent event(Words words) {
        Instant at = words.instant(1);
        return switch (words.text(0)) {
            case "attached" ->
                new ClockEvent.Attached(
                        at, words.instant(2), words.number(3), words.text(4), Promise.of(words.text(5)));
            case "paused" -> new ClockEvent.Paused(at, words.text(2));
            case "resumed" -> new ClockEvent.Resumed(at);
            case "retargeted" ->
                new ClockEvent.Retargeted(
                        at,
                        words.number(2),
                        words.text(3),
                        Promise.of(words.text(4)),
                        TargetChange.valueOf(words.text(5)),
                        CalendarChange.valueOf(words.text(6)));
            case "stopped" -> new ClockEvent.Stopped(at);
            case "reopened" -> new ClockEvent.Reopened(at, ReopenRule.valueOf(words.text(2)));
            case "cancelled" -> new ClockEvent.Cancelled(at, words.text(2), words.text(3));
            case "reached" -> new ClockEvent.Reached(at, words.text(2), words.instant(3));
            case "skipped" -> new ClockEvent.Skipped(at, words.text(2), words.instant(3));
            default -> throw new IllegalArgumentException("no such event");
        };
    }

    private record Words(List<String> all) {
        private static Words of(String line) {
            return new Words(Stream.of(line.split(" "))
                    .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                    .toList());
        }

        private String text(int n) {
            return all.get(n);
        }

        private int number(int n) {
            return Integer.parseInt(all.get(n));
        }

        private Instant instant(int n) {
            return Instant.parse(all.get(n));
        }
    }
}
