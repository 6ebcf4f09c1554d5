package org.itsm4j.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.incident.LogIncident;

/** Texts that break software, and every place of a command that takes a text, found by reflection. */
final class Nasty {
    /** By what they are. */
    static final Map<String, String> TEXTS = texts();

    private Nasty() {}

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("10 MB", "x".repeat(10_000_000));
        texts.put("NUL", "before\u0000after");
        texts.put("lone high surrogate", "before\ud83dafter");
        texts.put("lone low surrogate", "before\udc00after");
        texts.put("high surrogate at the end", "before\ud83d");
        texts.put("surrogates swapped", "before\udc00\ud83dafter");
        texts.put("bidirectional overrides", "\u202egnp.exe\u2066\u2069\u200f");
        texts.put("SQL", "'; DROP TABLE itsm_incident; -- \" `");
        texts.put("LIKE", "100%_\\");
        texts.put("EL", "${7*7} #{7*7} ${jndi:ldap://x} {validatedValue} {max} \\{ \\$");
        texts.put("javascript", "javascript:alert('x')");
        texts.put("HTML", "<script>alert(1)</script>&amp;<!--]]>");
        texts.put("CR LF", "one\r\nSet-Cookie: two=3\n\tthree");
        texts.put("emoji", "\ud83d\udc69\u200d\ud83d\udc67 z\u0351\u036b\u0343 \ufeff \u00a0");
        texts.put("empty", "");
        texts.put("blank", " \t\n ");
        return Map.copyOf(texts);
    }

    /** A place in a command: a path of components, such as {@code knownError.key}. */
    record Place(List<String> path) {
        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    /** The places of a command that has all its optional parts. */
    static List<Place> places(Object command) {
        if (command instanceof LogIncident) {
            List<Place> places = new ArrayList<>(List.of(new Place(List.of("titled"))));
            for (Method method : LogIncident.Builder.class.getMethods()) {
                if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})) {
                    places.add(new Place(List.of(method.getName())));
                }
            }
            return places;
        }
        if (command instanceof String) {
            return List.of(new Place(List.of()));
        }
        List<Place> places = new ArrayList<>();
        for (RecordComponent component : command.getClass().getRecordComponents()) {
            Object value = value(component, command);
            if (value instanceof Optional<?> optional) {
                value = optional.orElseThrow(() -> new AssertionError("the sample lacks " + component));
            }
            if (value instanceof String || value instanceof Record) {
                for (Place inner : places(value)) {
                    List<String> path = new ArrayList<>(List.of(component.getName()));
                    path.addAll(inner.path());
                    places.add(new Place(path));
                }
            }
        }
        return places;
    }

    /** The command with that text at that place; throws what making it throws. */
    static Object with(Object command, Place place, String text) {
        if (place.path().isEmpty()) {
            return text;
        }
        String first = place.path().get(0);
        if (command instanceof LogIncident report) {
            return first.equals("titled")
                    ? LogIncident.titled(text).requester("mia").build()
                    : built(report.toBuilder(), first, text);
        }
        Place rest = new Place(place.path().subList(1, place.path().size()));
        RecordComponent[] components = command.getClass().getRecordComponents();
        Object[] parts = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object value = value(components[i], command);
            if (components[i].getName().equals(first)) {
                value = value instanceof Optional<?> optional
                        ? Optional.of(with(optional.orElseThrow(), rest, text))
                        : with(value, rest, text);
            }
            parts[i] = value;
        }
        try {
            Constructor<?> constructor = command.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            return constructor.newInstance(parts);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object built(LogIncident.Builder builder, String method, String text) {
        try {
            LogIncident.Builder.class.getMethod(method, String.class).invoke(builder, text);
            return builder.build();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object value(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
