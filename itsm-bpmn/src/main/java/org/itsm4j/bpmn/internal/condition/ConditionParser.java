package org.itsm4j.bpmn.internal.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Condition.Operand;
import org.itsm4j.bpmn.internal.condition.Condition.Operator;

/**
 * Parses the condition of a flow, such as <code>${action == 'hold' and not (priority in ('P1', 'P2'))}</code>.
 *
 * <pre>
 * condition  = "${" or "}"
 * or         = and {"or" and}
 * and        = not {"and" not}
 * not        = "not" not | "(" or ")" | test
 * test       = operand [("==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") operand | ["not"] "in" "(" literal {"," literal} ")"]
 * operand    = name | literal
 * literal    = 'text' | number | true | false
 * </pre>
 *
 * Length and depth are capped.
 */
public final class ConditionParser {
    static final int LONGEST = 1_000;
    static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 18;
    private static final List<Word> SIGNS = Stream.of("==", "!=", "<=", ">=", "<", ">", "(", ")", ",")
            .map(sign -> new Word(Kind.SIGN, sign, sign.length()))
            .toList();

    private final List<Word> words;
    private int at;
    private int depth;

    private ConditionParser(List<Word> words) {
        this.words = words;
    }

    /**
     * @param text such as {@code ${action == 'resolve'}}
     * @return the condition
     * @throws Mistake if it is not of this grammar
     */
    public static Condition parse(String text) {
        if (text.length() > LONGEST) {
            throw new Mistake("it is " + text.length() + " characters long; up to " + LONGEST + " are allowed");
        }
        if (!text.startsWith("${") || !text.endsWith("}")) {
            throw new Mistake("it must be written as ${...}");
        }
        ConditionParser parser = new ConditionParser(words(text.substring(2, text.length() - 1)));
        Condition condition = parser.or();
        if (parser.at < parser.words.size()) {
            throw new Mistake("'" + parser.words.get(parser.at).shown() + "' is not expected here");
        }
        return condition;
    }

    private Condition or() {
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (skip("or")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(parts);
    }

    private Condition and() {
        List<Condition> parts = new ArrayList<>(List.of(not()));
        while (skip("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
    }

    private Condition not() {
        if (++depth > DEEPEST) {
            throw new Mistake("it is nested more than " + DEEPEST + " deep");
        }
        try {
            if (skip("not")) {
                return new Condition.Not(not());
            }
            if (skip("(")) {
                Condition inner = or();
                expect(")");
                return inner;
            }
            return test();
        } finally {
            depth--;
        }
    }

    private Condition test() {
        Operand left = operand();
        for (Operator operator : Operator.values()) {
            if (skip(operator.sign())) {
                return new Condition.Comparison(left, operator, operand());
            }
        }
        if (skip("in")) {
            return in(left);
        }
        if (skip("not")) {
            expect("in");
            return new Condition.Not(in(left));
        }
        return new Condition.Is(left);
    }

    private Condition in(Operand left) {
        expect("(");
        List<Operand.Literal> values = new ArrayList<>();
        do {
            if (!(operand() instanceof Operand.Literal literal)) {
                throw new Mistake("a list after 'in' has literals only");
            }
            values.add(literal);
        } while (skip(","));
        expect(")");
        return new Condition.In(left, values);
    }

    private Operand operand() {
        if (at == words.size()) {
            throw new Mistake("something is missing at its end");
        }
        Word word = words.get(at++);
        return switch (word.kind) {
            case NAME -> name(word.text);
            case TEXT -> new Operand.Literal(word.text);
            case NUMBER -> new Operand.Literal(new BigDecimal(word.text));
            case SIGN -> throw new Mistake("'" + word.text + "' is not expected here");
        };
    }

    private static Operand name(String word) {
        return switch (word) {
            case "true" -> new Operand.Literal(true);
            case "false" -> new Operand.Literal(false);
            case "and", "or", "not", "in" -> throw new Mistake("'" + word + "' is not expected here");
            default -> new Operand.Name(word);
        };
    }

    private boolean skip(String word) {
        if (at < words.size()
                && words.get(at).kind != Kind.TEXT
                && words.get(at).text.equals(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!skip(word)) {
            throw new Mistake("'" + word + "' is expected"
                    + (at < words.size() ? " before '" + words.get(at).shown() + "'" : " at its end"));
        }
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                i++;
            } else {
                Word word = word(text, i);
                words.add(word);
                i += word.length;
            }
        }
        return words;
    }

    private static Word word(String text, int start) {
        char c = text.charAt(start);
        if (c == '\'' || c == '"') {
            int end = text.indexOf(c, start + 1);
            if (end < 0) {
                throw new Mistake("a text is not closed");
            }
            return new Word(Kind.TEXT, literal(text.substring(start + 1, end)), end + 1 - start);
        }
        if (isLetter(c)) {
            int end = start;
            while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
                end++;
            }
            return new Word(Kind.NAME, text.substring(start, end), end - start);
        }
        if (isDigit(c) || c == '-') {
            return number(text, start);
        }
        return sign(text, start)
                .orElseThrow(() -> new Mistake("'" + Quote.of(String.valueOf(c)) + "' is not expected here"
                        + (c == '&' || c == '|' || c == '!' ? "; write and, or, not" : "")));
    }

    private static String literal(String text) {
        if (text.indexOf('\\') >= 0) {
            throw new Mistake("a text with a backslash");
        }
        return text;
    }

    private static Word number(String text, int start) {
        int end = start + 1;
        boolean point = false;
        while (end < text.length() && (isDigit(text.charAt(end)) || !point && text.charAt(end) == '.')) {
            point |= text.charAt(end) == '.';
            end++;
        }
        String number = text.substring(start, end);
        boolean begins = isDigit(number.charAt(number.startsWith("-") && number.length() > 1 ? 1 : 0));
        if (number.length() > LONGEST_NUMBER || !begins || !isDigit(number.charAt(number.length() - 1))) {
            throw new Mistake("'" + Quote.of(number) + "' is no number of up to " + LONGEST_NUMBER + " digits");
        }
        return new Word(Kind.NUMBER, number, end - start);
    }

    private static Optional<Word> sign(String text, int start) {
        for (Word sign : SIGNS) {
            if (text.startsWith(sign.text(), start)) {
                return Optional.of(sign);
            }
        }
        return Optional.empty();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private enum Kind {
        NAME,
        TEXT,
        NUMBER,
        SIGN
    }

    private record Word(Kind kind, String text, int length) {
        String shown() {
            return Quote.of(text);
        }
    }

    /** Why a condition cannot be read. */
    public static final class Mistake extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message, null, false, false);
        }
    }
}
