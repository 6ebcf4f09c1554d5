package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The columns of an entity as its annotations name them, for the statements that read or write many rows at once: each
 * column is one array there. A column that is added to the entity is in these statements too.
 *
 * @param <R> the entity
 */
final class RowColumns<R> {
    private static final Map<Class<?>, Type> TYPES = Map.of(
            String.class, new Type("text", String.class),
            UUID.class, new Type("uuid", UUID.class),
            long.class, new Type("int8", Long.class),
            Long.class, new Type("int8", Long.class),
            int.class, new Type("int4", Integer.class),
            boolean.class, new Type("bool", Boolean.class));

    private final Class<R> row;
    private final List<Field> fields;

    /** How a column is called in an array, and what it holds in Java. */
    record Type(String name, Class<?> boxed) {}

    RowColumns(Class<R> row) {
        this.row = row;
        fields = Arrays.stream(row.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && field.isAnnotationPresent(Column.class))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
    }

    /** The names of all, with something before each. */
    String names(String before) {
        return fields.stream().map(field -> before + name(field)).collect(Collectors.joining(", "));
    }

    private static String name(Field field) {
        return field.getAnnotation(Column.class).name();
    }

    private static boolean isKey(Field field) {
        return field.isAnnotationPresent(Id.class);
    }

    /** A parameter for each column: an array of it. */
    String arrays() {
        return fields.stream()
                .map(field -> "?::" + TYPES.get(field.getType()).name() + "[]")
                .collect(Collectors.joining(", "));
    }

    /** That two rows are the same row with the same contents; what stands before their columns is given. */
    String unchanged(String one, String other) {
        return fields.stream()
                .map(field ->
                        one + name(field) + (isKey(field) ? " = " : " is not distinct from ") + other + name(field))
                .collect(Collectors.joining(" and "));
    }

    /** What gives a row all the columns of another of the same key. */
    String assignments(String from) {
        return fields.stream()
                .filter(field -> !isKey(field))
                .map(field -> name(field) + " = " + from + name(field))
                .collect(Collectors.joining(", "));
    }

    /**
     * Sets a parameter for each column.
     *
     * @return the number of the next parameter
     */
    int bind(Connection connection, PreparedStatement statement, int first, List<R> rows) throws SQLException {
        int parameter = first;
        for (Field field : fields) {
            Type type = TYPES.get(field.getType());
            Object[] values = (Object[]) Array.newInstance(type.boxed(), rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = get(field, rows.get(i));
            }
            statement.setArray(parameter++, connection.createArrayOf(type.name(), values));
        }
        return parameter;
    }

    /** Reads a row of which all columns were selected. */
    R read(ResultSet from) throws SQLException {
        try {
            Constructor<R> constructor = row.getDeclaredConstructor();
            R made = constructor.newInstance();
            int column = 1;
            for (Field field : fields) {
                field.set(
                        made,
                        from.getObject(column++, TYPES.get(field.getType()).boxed()));
            }
            return made;
        } catch (InstantiationException
                | IllegalAccessException
                | NoSuchMethodException
                | InvocationTargetException e) {
            throw new IllegalStateException(row.getName(), e);
        }
    }

    private static Object get(Field field, Object row) {
        try {
            return field.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }
}
