package org.itsm4j.ticket;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.itsm4j.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Values of custom fields: those of a ticket, or, in a command, what is to change in them. What a change does not name
 * stays; {@link #without} names a field whose value is to go. Immutable and thread-safe.
 *
 * <p>A value is kept as text and read by the field it is asked with. If a field was declared with another type before,
 * values that are none of the new type are not there for it.
 */
public final class CustomValues {
    private static final CustomValues NONE = new CustomValues(new TreeMap<>(), new TreeSet<>());

    private final Map<String, String> texts;
    private final Set<String> removed;

    private CustomValues(TreeMap<String, String> texts, TreeSet<String> removed) {
        this.texts = Collections.unmodifiableMap(texts);
        this.removed = Collections.unmodifiableSet(removed);
    }

    /** @return no values; as a change, none */
    public static CustomValues none() {
        return NONE;
    }

    /**
     * @param field a field
     * @param value its value
     * @param <V> its type
     * @return that value alone
     * @throws InvalidInputException if the field does not take it; its own checks are asked when the command is given
     */
    public static <V> CustomValues of(CustomField<V> field, V value) {
        return NONE.with(field, value);
    }

    /**
     * @param field a field
     * @param <V> its type
     * @return its value here
     */
    public <V> Optional<V> get(CustomField<V> field) {
        return Optional.ofNullable(
                        texts.get(Objects.requireNonNull(field, "field").name()))
                .flatMap(field::read);
    }

    /**
     * @param field a field
     * @param value its value
     * @param <V> its type
     * @return these values, and that
     * @throws InvalidInputException if the field does not take it; its own checks are asked when the command is given
     */
    public <V> CustomValues with(CustomField<V> field, V value) {
        Objects.requireNonNull(field, "field");
        TreeMap<String, String> more = new TreeMap<>(texts);
        TreeSet<String> fewer = new TreeSet<>(removed);
        more.put(field.name(), field.write("CustomValues", value));
        fewer.remove(field.name());
        return new CustomValues(more, fewer);
    }

    /**
     * @param field a field
     * @return these values without that one; as a change, its value goes
     */
    public CustomValues without(CustomField<?> field) {
        Objects.requireNonNull(field, "field");
        TreeMap<String, String> fewer = new TreeMap<>(texts);
        TreeSet<String> more = new TreeSet<>(removed);
        fewer.remove(field.name());
        more.add(field.name());
        return new CustomValues(fewer, more);
    }

    /** @return whether there is no value, and none is to go */
    public boolean isEmpty() {
        return texts.isEmpty() && removed.isEmpty();
    }

    /**
     * @param changes what changes
     * @return the values of a ticket that had these, after that
     */
    public CustomValues changedBy(CustomValues changes) {
        TreeMap<String, String> after = new TreeMap<>(texts);
        after.putAll(Objects.requireNonNull(changes, "changes").texts);
        after.keySet().removeAll(changes.removed);
        return new CustomValues(after, new TreeSet<>());
    }

    /** @return the values as texts, by the names of their fields, in the order of the names; equal values, equal texts */
    public Map<String, String> texts() {
        return texts;
    }

    /** @return the names of the fields whose values are to go */
    public Set<String> removed() {
        return removed;
    }

    /**
     * All of it as one text, for stores: a line {@code name=value} for each value, a line {@code -name} for each that is
     * to go, in the order of the names. In a value, backslash and line feed are written as two characters.
     *
     * @return the text, empty if there is nothing; {@link #parse} reads it
     */
    public String text() {
        StringBuilder out = new StringBuilder();
        texts.forEach((name, value) -> line(out)
                .append(name)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n")));
        removed.forEach(name -> line(out).append('-').append(name));
        return out.toString();
    }

    private static StringBuilder line(StringBuilder out) {
        return out.length() == 0 ? out : out.append('\n');
    }

    /**
     * @param text what {@link #text} gave
     * @return the values
     * @throws IllegalArgumentException if it is something else
     */
    public static CustomValues parse(String text) {
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            return NONE;
        }
        TreeMap<String, String> texts = new TreeMap<>();
        TreeSet<String> removed = new TreeSet<>();
        for (String line : text.split("\n", -1)) {
            int end = line.indexOf('=');
            if (line.startsWith("-")) {
                removed.add(line.substring(1));
            } else if (end > 0) {
                texts.put(line.substring(0, end), plain(line.substring(end + 1)));
            } else {
                throw new IllegalArgumentException("not the text of custom values");
            }
        }
        return new CustomValues(texts, removed);
    }

    private static String plain(String written) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder out = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                char next = written.charAt(++i);
                out.append(next == 'n' ? '\n' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomValues values && texts.equals(values.texts) && removed.equals(values.removed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(texts, removed);
    }

    /** Names, not values: they end up in logs. */
    @Override
    public String toString() {
        return texts.keySet() + (removed.isEmpty() ? "" : " without " + removed);
    }
}
