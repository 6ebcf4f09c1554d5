package org.itsm4j.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/**
 * Reads JSON, strictly by RFC 8259: objects as ordered maps, arrays as lists, strings, {@link BigDecimal}, {@link Boolean} and
 * {@link #NULL}. Refuses what is too large or too deep, keys that are there twice and lone surrogates. Reads one text.
 */
public final class JsonReader {
    /** How many characters a file may have. */
    public static final int LONGEST = 1_000_000;
    /** What {@code null} is read as: there is no null in Java's sense. */
    public static final Optional<Object> NULL = Optional.empty();

    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 40;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * @param text one JSON value
     * @return the value
     * @throws ConfigurationException if it is none; the message says where and what was expected
     */
    public static Object read(String text) {
        if (Objects.requireNonNull(text, "json").length() > LONGEST) {
            throw new ConfigurationException(
                    "A file of policies has at most " + LONGEST + " characters, got " + text.length());
        }
        JsonReader reader = new JsonReader(text);
        reader.skip();
        Object value = reader.value();
        reader.skip();
        if (reader.at < text.length()) {
            throw reader.expected("the end");
        }
        return value;
    }

    private ConfigurationException expected(String what) {
        return refused("expected " + what + (at < text.length() ? "" : ", got the end"));
    }

    private ConfigurationException refused(String message) {
        String before = text.substring(0, Math.min(at, text.length()));
        long line = 1 + before.chars().filter(each -> each == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        return new ConfigurationException("Line " + line + ", column " + column + ": " + message);
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private Object value() {
        char first = at < text.length() ? text.charAt(at) : ' ';
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", Boolean.TRUE);
            case 'f' -> literal("false", Boolean.FALSE);
            case 'n' -> literal("null", NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw expected("a value: one of { [ \" true false null or a number");
        };
    }

    private Object literal(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw expected(word);
        }
        at += word.length();
        return value;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw refused("nested more than " + DEEPEST + " deep");
        }
        at++;
        skip();
    }

    private Map<String, Object> object() {
        enter();
        Map<String, Object> members = new LinkedHashMap<>();
        boolean more = !take('}');
        while (more) {
            if (at >= text.length() || text.charAt(at) != '"') {
                throw expected(members.isEmpty() ? "a key in quotes or }" : "a key in quotes");
            }
            int start = at;
            String key = string();
            if (members.containsKey(key)) {
                at = start;
                throw refused("this key is there twice" + Given.got(key));
            }
            skip();
            if (!take(':')) {
                throw expected(":");
            }
            skip();
            members.put(key, value());
            more = goesOn('}');
        }
        depth--;
        return members;
    }

    private List<Object> array() {
        enter();
        List<Object> elements = new ArrayList<>();
        boolean more = !take(']');
        while (more) {
            elements.add(value());
            more = goesOn(']');
        }
        depth--;
        return elements;
    }

    private boolean goesOn(char end) {
        skip();
        if (take(end)) {
            return false;
        }
        if (!take(',')) {
            throw expected(", or " + end);
        }
        skip();
        return true;
    }

    private BigDecimal number() {
        int start = at;
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        if (at - start <= LONGEST_NUMBER) {
            try {
                return new BigDecimal(text.substring(start, at));
            } catch (NumberFormatException e) {
                at = start;
                throw refused("expected a number with a smaller exponent");
            }
        }
        at = start;
        throw refused("expected a number of at most " + LONGEST_NUMBER + " characters");
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw expected("a digit");
        }
    }

    private String string() {
        int start = at++;
        StringBuilder string = new StringBuilder();
        while (!take('"')) {
            if (at >= text.length()) {
                throw expected("\" at the end of a string");
            }
            char each = text.charAt(at);
            if (each < ' ') {
                throw expected("control characters in strings to be escaped");
            }
            at++;
            string.append(each == '\\' ? escaped() : each);
        }
        if (Names.hasHalfCharacter(string)) {
            at = start;
            throw refused("expected a string without lone surrogates");
        }
        return string.toString();
    }

    private char escaped() {
        char kind = at < text.length() ? text.charAt(at) : ' ';
        if (kind == 'u') {
            at++;
            return hex();
        }
        int known = "\"\\/bfnrt".indexOf(kind);
        if (known < 0) {
            throw expected("one of \" \\ / b f n r t u after \\");
        }
        at++;
        return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private char hex() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? "0123456789abcdef".indexOf(Character.toLowerCase(text.charAt(at))) : -1;
            if (digit < 0) {
                throw expected("four hexadecimal digits after \\u");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }
}
