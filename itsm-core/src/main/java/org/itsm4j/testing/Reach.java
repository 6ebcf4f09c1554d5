package org.itsm4j.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every text that can be reached from an answer by calling what is public on it: what a user of the library could read. */
final class Reach {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> texts = new ArrayList<>();

    private Reach() {}

    static List<String> texts(Object answer) {
        Reach reach = new Reach();
        reach.visit(answer);
        return reach.texts;
    }

    private void visit(Object object) {
        if (object == null || !seen.add(object)) {
            return;
        }
        texts.add(object instanceof Enum<?> constant ? constant.name() : String.valueOf(object));
        if (object instanceof Optional<?> optional) {
            optional.ifPresent(this::visit);
        } else if (object instanceof Iterable<?> items) {
            items.forEach(this::visit);
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visit(key);
                visit(value);
            });
        } else if (object instanceof Throwable thrown) {
            texts.add(String.valueOf(thrown.getMessage()));
            visit(thrown.getCause());
            Arrays.stream(thrown.getSuppressed()).forEach(this::visit);
            accessors(object);
        } else if (object.getClass().getName().startsWith("org.itsm4j.") && !(object instanceof Enum<?>)) {
            accessors(object);
        }
    }

    private void accessors(Object object) {
        for (Method method : object.getClass().getMethods()) {
            boolean ours = method.getDeclaringClass().getName().startsWith("org.itsm4j.");
            boolean copies = method.getName().equals("toBuilder") || method.getReturnType() == object.getClass();
            if (ours && !copies && method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())) {
                try {
                    method.setAccessible(true);
                    visit(method.invoke(object));
                } catch (InvocationTargetException e) {
                    visit(e.getCause());
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }
}
