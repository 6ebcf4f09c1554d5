package org.itsm4j.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/**
 * A value of a file with the way to it, such as {@code policies[0].targets[1].within}, which its refusals begin with.
 *
 * @param path empty for the whole
 * @param value as {@link JsonReader} has read it
 */
public record JsonPart(String path, Object value) {
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    /**
     * @param message what is wrong and what would be allowed
     * @return an exception that says where
     */
    public ConfigurationException refused(String message) {
        return new ConfigurationException(place() + " " + message);
    }

    private String place() {
        return path.isEmpty() ? "The file" : path;
    }

    /** Whether it says where already: here, or at something in this. */
    private boolean isPlaced(ConfigurationException refusal) {
        String message = refusal.getMessage();
        int end = place().length();
        return message.startsWith(place()) && message.length() > end && " :.[".indexOf(message.charAt(end)) >= 0;
    }

    private ConfigurationException not(String allowed) {
        String type = value instanceof Map
                ? "an object"
                : value instanceof List
                        ? "a list"
                        : value instanceof String
                                ? "a text"
                                : value instanceof BigDecimal
                                        ? "a number"
                                        : value instanceof Boolean ? "a yes or no" : "null";
        return refused("is " + type + "; allowed: " + allowed);
    }

    /**
     * @param maker makes something of this part
     * @param <T> what it makes
     * @return what the maker makes; what it refuses is refused with the path
     */
    public <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (ConfigurationException e) {
            throw isPlaced(e) ? e : new ConfigurationException(place() + ": " + e.getMessage(), e);
        }
    }

    /**
     * @param key a key
     * @param thing a thing
     * @param step what becomes of a thing with the value of the key
     * @param <T> the type of the thing
     * @return that; the thing itself if the key is not there
     */
    public <T> T with(String key, T thing, BiFunction<T, JsonPart, T> step) {
        return optional(key)
                .map(part -> part.make(() -> step.apply(thing, part)))
                .orElse(thing);
    }

    /**
     * @param key a key
     * @param thing a thing
     * @param step what becomes of a thing with a text
     * @param <T> the type of the thing
     * @return what becomes of the thing with each text of the list that the key has
     */
    public <T> T withEach(String key, T thing, BiFunction<T, JsonPart, T> step) {
        return withAll(texts(key), thing, step);
    }

    /**
     * @param parts some parts
     * @param thing a thing
     * @param step what becomes of a thing with a part
     * @param <T> the type of the thing
     * @return what becomes of the thing with each of the parts, one after the other
     */
    public static <T> T withAll(Iterable<JsonPart> parts, T thing, BiFunction<T, JsonPart, T> step) {
        T made = thing;
        for (JsonPart part : parts) {
            T before = made;
            made = part.make(() -> step.apply(before, part));
        }
        return made;
    }

    private JsonPart member(String key, Object member) {
        String shown = SHOWN.matcher(key).matches() ? key : "(" + key.length() + " characters)";
        return new JsonPart(path.isEmpty() ? shown : path + "." + shown, member);
    }

    private Map<?, ?> object() {
        if (value instanceof Map<?, ?> members) {
            return members;
        }
        throw not("an object");
    }

    /** @return its members by key */
    public Map<String, JsonPart> members() {
        Map<String, JsonPart> parts = new LinkedHashMap<>();
        object().forEach((key, member) -> parts.put(key.toString(), member(key.toString(), member)));
        return parts;
    }

    /**
     * Refuses keys that are not among these.
     *
     * @param allowed the keys an object may have here
     * @return this part
     */
    public JsonPart only(List<String> allowed) {
        members().forEach((key, part) -> {
            if (!allowed.contains(key)) {
                throw part.refused("is not known; allowed: " + allowed);
            }
        });
        return this;
    }

    /**
     * @param key a key
     * @return what the object has there, if it has it
     */
    public Optional<JsonPart> optional(String key) {
        return Optional.ofNullable(object().get(key)).map(member -> member(key, member));
    }

    /**
     * @param key a key
     * @return what the object has there; refused if it has not
     */
    public JsonPart required(String key) {
        return optional(key).orElseThrow(() -> member(key, "").refused("is missing"));
    }

    /**
     * @param key a key
     * @return the elements of the list that the key has; none if it is not there
     */
    public List<JsonPart> list(String key) {
        return optional(key).map(JsonPart::elements).orElse(List.of());
    }

    private List<JsonPart> elements() {
        if (!(value instanceof List<?> elements)) {
            throw not("a list");
        }
        List<JsonPart> parts = new ArrayList<>();
        for (Object each : elements) {
            parts.add(new JsonPart(path + "[" + parts.size() + "]", each));
        }
        return parts;
    }

    /**
     * @param key a key
     * @return the elements, each once and a text
     */
    public List<JsonPart> texts(String key) {
        Set<String> once = new LinkedHashSet<>();
        List<JsonPart> parts = list(key);
        parts.forEach(part -> {
            if (!once.add(part.text())) {
                throw part.refused("is there twice" + Given.got(part.text()));
            }
        });
        return parts;
    }

    /** @return whether it is a text */
    public boolean isText() {
        return value instanceof String;
    }

    /** @return the text it is */
    public String text() {
        if (value instanceof String text) {
            return text;
        }
        throw not("a text");
    }

    /** @return whether it is true */
    public boolean yes() {
        if (value instanceof Boolean yes) {
            return yes;
        }
        throw not("true or false");
    }

    /** @return the whole number it is */
    public int whole() {
        if (!(value instanceof BigDecimal number)) {
            throw not("a whole number");
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw refused("is no whole number that fits; allowed: " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
    }

    /**
     * @param type an enum
     * @param <E> the enum
     * @return the constant whose name it is
     */
    public <E extends Enum<E>> E one(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text()))
                .findFirst()
                .orElseThrow(() -> refused(
                        "is not known; allowed: " + Arrays.toString(type.getEnumConstants()) + Given.got(text())));
    }
}
