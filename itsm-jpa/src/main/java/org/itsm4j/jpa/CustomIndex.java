package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Ticket;

/**
 * Keeps the rows that tickets are found by their custom values with. Costs nothing where no value changes: what has a
 * row is known from the ticket's own row.
 */
final class CustomIndex {
    private final EntityManager manager;
    private final Ticket<?> ticket;

    CustomIndex(EntityManager manager, Ticket<?> ticket) {
        this.manager = manager;
        this.ticket = ticket;
    }

    void write(CustomValues before) {
        CustomValues after = ticket.custom();
        if (before.equals(after)) {
            return;
        }
        Map<String, String> had = searchable(before);
        Map<String, String> has = searchable(after);
        Set<String> names = new TreeSet<>(had.keySet());
        names.addAll(has.keySet());
        for (String name : names) {
            String value = has.get(name);
            if (value == null) {
                remove(name);
            } else if (!value.equals(had.get(name))) {
                put(name, value, had.containsKey(name));
            }
        }
        manager.flush();
    }

    private static Map<String, String> searchable(CustomValues values) {
        Map<String, String> texts = new TreeMap<>(values.texts());
        texts.values().removeIf(text -> text.length() > Limits.CUSTOM_SEARCHABLE);
        return texts;
    }

    private void put(String name, String value, boolean known) {
        CustomRow row = known ? manager.find(CustomRow.class, key(name)) : null;
        if (row == null) {
            manager.persist(new CustomRow(
                    ticket.tenant().name(), ticket.kind().name(), ticket.id().value(), name, value));
        } else {
            row.value(value);
        }
    }

    private void remove(String name) {
        CustomRow row = manager.find(CustomRow.class, key(name));
        if (row != null) {
            manager.remove(row);
        }
    }

    private CustomKey key(String name) {
        return new CustomKey(
                ticket.tenant().name(), ticket.kind().name(), ticket.id().value(), name);
    }
}
