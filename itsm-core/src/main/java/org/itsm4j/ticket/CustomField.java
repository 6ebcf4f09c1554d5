package org.itsm4j.ticket;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;

/**
 * A field that the host adds to the tickets of a kind. Keep it as a constant: it is declared with it, values are given
 * and read with it, so a value always has its type.
 *
 * <pre>{@code
 * static final CustomField<String> ROOT_CAUSE = CustomField.text("rootCause", 2_000).requiredFor("resolve");
 *
 * Itsm.builder().field(TicketKind.INCIDENT, ROOT_CAUSE);
 * incidents.set(id, CustomValues.of(ROOT_CAUSE, "disk full"));
 * incidents.get(id).custom().get(ROOT_CAUSE);
 * }</pre>
 *
 * Up to {@link Limits#CUSTOM_FIELDS} can be declared for a kind. Values are internal: requesters may give them when they
 * log, and never see them. Diagrams read them as facts of the same name. Immutable and thread-safe; each method returns
 * another field.
 *
 * @param <V> the type of its values
 */
public final class CustomField<V> {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

    private final String name;
    private final CustomType<V> type;
    private final List<Check<V>> checks;
    private final Set<String> requiredFor;

    private record Check<V>(Predicate<? super V> predicate, String message) {}

    private CustomField(String name, CustomType<V> type, List<Check<V>> checks, Set<String> requiredFor) {
        this.name = name;
        this.type = type;
        this.checks = List.copyOf(checks);
        this.requiredFor = Set.copyOf(requiredFor);
    }

    private static <V> CustomField<V> of(String name, CustomType<V> type) {
        if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new ConfigurationException(
                    "The name of a custom field is a lower-case letter and up to 39 letters and digits"
                            + Given.got(name));
        }
        return new CustomField<>(name, type, List.of(), Set.of());
    }

    /**
     * @param name a lower-case letter and up to 39 letters and digits
     * @param max the greatest length of its values, 1 to {@link Limits#CUSTOM_TEXT}; those of up to {@link
     *     Limits#CUSTOM_SEARCHABLE} characters can be searched for
     * @return a field for text: not blank, no NUL, no lone surrogate
     * @throws ConfigurationException if name or length is out of range
     */
    public static CustomField<String> text(String name, int max) {
        if (max < 1 || max > Limits.CUSTOM_TEXT) {
            throw new ConfigurationException(
                    "The length of custom field " + name + " is 1 to " + Limits.CUSTOM_TEXT + ", got " + max);
        }
        return of(name, new CustomType.Texts(max));
    }

    /**
     * @param name a lower-case letter and up to 39 letters and digits
     * @return a field for numbers of up to {@link Limits#CUSTOM_DIGITS} digits, {@link Limits#CUSTOM_DECIMALS} of them
     *     behind the point. Zeros at the end are not kept: 1.50 comes back as 1.5
     * @throws ConfigurationException if the name is out of range
     */
    public static CustomField<BigDecimal> number(String name) {
        return number(name, CustomType.Numbers.LARGEST.negate(), CustomType.Numbers.LARGEST);
    }

    /**
     * @param name a lower-case letter and up to 39 letters and digits
     * @param least the smallest value
     * @param most the greatest value
     * @return as {@link #number(String)}, in that range
     * @throws ConfigurationException if the name is out of range, or the range is empty or has too many digits
     */
    public static CustomField<BigDecimal> number(String name, BigDecimal least, BigDecimal most) {
        Objects.requireNonNull(least, "least");
        Objects.requireNonNull(most, "most");
        if (!CustomType.Numbers.isKeepable(least)
                || !CustomType.Numbers.isKeepable(most)
                || least.compareTo(most) > 0) {
            throw new ConfigurationException(
                    "The range of custom field " + name + " needs a least and a most of up to " + Limits.CUSTOM_DIGITS
                            + " digits, the most not below the least" + Given.got(least + " and " + most));
        }
        return of(name, new CustomType.Numbers(least, most));
    }

    /**
     * @param name a lower-case letter and up to 39 letters and digits
     * @return a field for yes or no
     * @throws ConfigurationException if the name is out of range
     */
    public static CustomField<Boolean> flag(String name) {
        return of(name, new CustomType.Flags());
    }

    /**
     * @param name a lower-case letter and up to 39 letters and digits
     * @return a field for moments of the years 1 to 9999, kept to the microsecond
     * @throws ConfigurationException if the name is out of range
     */
    public static CustomField<Instant> instant(String name) {
        return of(name, new CustomType.Instants());
    }

    /**
     * @param name a lower-case letter and up to 39 letters and digits
     * @param values what there is to choose from: 1 to {@link Limits#CUSTOM_CHOICES} different texts of up to {@link
     *     Limits#CUSTOM_SEARCHABLE} characters
     * @return a field for one of these texts
     * @throws ConfigurationException if name or values are out of range
     */
    public static CustomField<String> choice(String name, String... values) {
        List<String> words = List.of(Objects.requireNonNull(values, "values"));
        boolean allowed = !words.isEmpty()
                && words.size() <= Limits.CUSTOM_CHOICES
                && words.stream().distinct().count() == words.size()
                && words.stream()
                        .allMatch(word -> Text.Rule.broken(word, Limits.CUSTOM_SEARCHABLE, false)
                                .isEmpty());
        if (!allowed) {
            throw new ConfigurationException("Custom field " + name + " needs 1 to " + Limits.CUSTOM_CHOICES
                    + " different values of up to " + Limits.CUSTOM_SEARCHABLE + " characters, none of them blank"
                    + Given.got(words));
        }
        return of(name, new CustomType.Choices(words));
    }

    /**
     * @param predicate what a value must meet; quick, thread-safe and without effects, as it may be asked more than once
     * @param message what is said if it does not: the rule, up to {@link Limits#LINE} characters
     * @return this field, with that check after the others
     * @throws ConfigurationException if the message is blank or too long
     */
    public CustomField<V> check(Predicate<? super V> predicate, String message) {
        Objects.requireNonNull(predicate, "predicate");
        if (Text.Rule.broken(message, Limits.LINE, false).isPresent()) {
            throw new ConfigurationException(
                    "A check of custom field " + name + " needs a message of 1 to " + Limits.LINE + " characters");
        }
        List<Check<V>> more = new ArrayList<>(checks);
        more.add(new Check<>(predicate, message));
        return new CustomField<>(name, type, more, requiredFor);
    }

    /**
     * @param actions labels of the contract, such as {@code resolve}; that they exist is checked when the field is
     *     declared. What the system does of itself, such as resolving the children of an incident, needs the values too
     * @return this field; these actions, and those named before, are refused while a ticket has no value for it
     */
    public CustomField<V> requiredFor(String... actions) {
        Set<String> more = new TreeSet<>(requiredFor);
        more.addAll(List.of(Objects.requireNonNull(actions, "actions")));
        return new CustomField<>(name, type, checks, more);
    }

    /** @return how it is called, in diagrams and on the timeline too */
    public String name() {
        return name;
    }

    /** @return the class of its values: String, BigDecimal, Boolean or Instant */
    public Class<V> type() {
        return type.values();
    }

    /** @return what there is to choose from; empty if it is no choice */
    public List<String> choices() {
        return type instanceof CustomType.Choices choices ? choices.words() : List.of();
    }

    /** @return the labels of the actions that need a value */
    public Set<String> requiredActions() {
        return requiredFor;
    }

    /** @return what is allowed, in words; the checks of the host not included */
    public String expected() {
        return type.expected();
    }

    /**
     * @param values any values
     * @return what is wrong with the value of this field in them; empty if nothing is, or there is none
     */
    public Optional<Violation> violation(CustomValues values) {
        Optional<String> text = Optional.ofNullable(
                Objects.requireNonNull(values, "values").texts().get(name));
        return text.flatMap(it -> read(it).map(this::broken).orElseGet(() -> Optional.of(expected())))
                .map(message -> new Violation(name, message));
    }

    private Optional<String> broken(V value) {
        return type.broken(value)
                .or(() -> checks.stream()
                        .filter(check -> !check.predicate().test(value))
                        .map(Check::message)
                        .findFirst());
    }

    Optional<V> read(String text) {
        return type.read(text);
    }

    /** The text of a value. What no store could keep is refused here, the checks of the host are for the command. */
    String write(String subject, V value) {
        Objects.requireNonNull(value, name);
        type.broken(value).ifPresent(message -> {
            throw new InvalidInputException(subject, name, message);
        });
        return type.write(value);
    }

    @Override
    public String toString() {
        return name + ": " + expected();
    }
}
