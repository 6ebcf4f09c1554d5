package org.itsm4j.lifecycle.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.ticket.CustomCondition;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;

/** The host's own fields of a kind of ticket: what may be given, what is needed, what diagrams read. Thread-safe. */
public final class CustomFields {
    /** What conditions of diagrams call otherwise. */
    private static final Set<String> RESERVED =
            Set.of("action", "way", "approval", "and", "or", "not", "in", "true", "false");

    private final Map<String, CustomField<?>> byName = new TreeMap<>();

    /**
     * @param contract the law of the tickets
     * @param fields the enum of their fields
     * @param declared the host's own
     * @throws ConfigurationException if there are too many, a name is taken, or one is required for no known action
     */
    public CustomFields(
            Contract<?, ?> contract, Class<? extends Enum<?>> fields, List<? extends CustomField<?>> declared) {
        Set<String> taken = new TreeSet<>(RESERVED);
        contract.facts().forEach(fact -> taken.add(fact.name()));
        Stream.of(fields.getEnumConstants()).map(Labels::of).forEach(taken::add); // the timeline names them so
        Set<String> actions = contract.actions().stream().map(Labels::of).collect(Collectors.toSet());
        for (CustomField<?> field : declared) {
            String name = field.name();
            if (taken.contains(name)) {
                throw new ConfigurationException("A custom field of " + contract.name()
                        + " cannot have the name of one of their own fields and facts: " + name + " is one of "
                        + taken);
            }
            if (byName.put(name, field) != null) {
                throw new ConfigurationException("Custom field " + name + " is declared twice for " + contract.name());
            }
            if (!actions.containsAll(field.requiredActions())) {
                throw new ConfigurationException("Custom field " + name + " is required for "
                        + new TreeSet<>(field.requiredActions()) + "; the actions of " + contract.name() + " are "
                        + new TreeSet<>(actions));
            }
        }
        if (declared.size() > Limits.CUSTOM_FIELDS) {
            throw new ConfigurationException("At most " + Limits.CUSTOM_FIELDS + " custom fields can be declared for "
                    + contract.name() + ", got " + declared.size());
        }
    }

    /**
     * @param subject the command
     * @param given the values in it
     * @throws InvalidInputException naming everything that is wrong: fields that are not declared, values they refuse
     */
    public void require(String subject, CustomValues given) {
        Set<String> names = new TreeSet<>(given.texts().keySet());
        names.addAll(given.removed());
        require(subject, names, given);
    }

    /** The conditions of a search name declared fields only, or one that is misspelt would find nothing. */
    void require(List<CustomCondition> conditions) {
        Set<String> names = conditions.stream().map(CustomCondition::field).collect(Collectors.toSet());
        require("Search", names, CustomValues.none());
    }

    /** Whoever has changed them: what is new must be declared and taken; what was there before stays as it is. */
    void guard(String subject, CustomValues before, CustomValues after) {
        if (!after.equals(before)) {
            Set<String> names = new TreeSet<>(after.texts().keySet());
            names.removeIf(name -> after.texts().get(name).equals(before.texts().get(name)));
            require(subject, names, after);
        }
    }

    private void require(String subject, Set<String> names, CustomValues values) {
        List<Violation> violations = new ArrayList<>();
        for (String name : names) {
            CustomField<?> field = byName.get(name);
            if (field == null) {
                violations.add(new Violation(name, "is not declared; the fields: " + byName.keySet()));
            } else {
                field.violation(values).ifPresent(violations::add);
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(subject, violations);
        }
    }

    /**
     * @param action an action
     * @param values the values of a ticket
     * @return the names of the fields that the action needs and that have no value, in order
     */
    public List<String> missing(Enum<?> action, CustomValues values) {
        String label = Labels.of(action);
        return byName.values().stream()
                .filter(field -> field.requiredActions().contains(label))
                .filter(field -> values.get(field).isEmpty())
                .map(CustomField::name)
                .toList();
    }

    /**
     * @param values the values of a ticket
     * @return those that a new ticket may be given today
     */
    public CustomValues stillTaken(CustomValues values) {
        CustomValues taken = CustomValues.none();
        for (CustomField<?> field : byName.values()) {
            taken = field.violation(values).isEmpty() ? copied(field, values, taken) : taken;
        }
        return taken;
    }

    private static <V> CustomValues copied(CustomField<V> field, CustomValues from, CustomValues to) {
        return from.get(field).map(value -> to.with(field, value)).orElse(to);
    }

    /** @return the fields as facts: String, BigDecimal, Boolean or Instant, with the words of a choice */
    public List<Fact> facts() {
        return byName.values().stream()
                .map(field -> new Fact(field.name(), field.type(), field.expected(), field.choices()))
                .toList();
    }

    /**
     * @param name a fact
     * @param values the values of a ticket
     * @return its value there, if there is one
     * @throws IllegalArgumentException if no field of that name is declared
     */
    public Optional<?> fact(String name, CustomValues values) {
        CustomField<?> field = byName.get(name);
        if (field == null) {
            throw new IllegalArgumentException("Neither the contract nor a custom field declares the fact " + name);
        }
        return values.get(field);
    }

    /** What is written on the timeline, in the order of the names. */
    static List<FieldChange> changes(CustomValues before, CustomValues after) {
        Set<String> names = new TreeSet<>(before.texts().keySet());
        names.addAll(after.texts().keySet());
        return names.stream()
                .map(name -> new FieldChange(
                        name,
                        before.texts().getOrDefault(name, ""),
                        after.texts().getOrDefault(name, "")))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }
}
