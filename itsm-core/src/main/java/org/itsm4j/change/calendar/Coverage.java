package org.itsm4j.change.calendar;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What a window or a freeze is for: certain services and configuration items, or everything.
 *
 * @param services names of services; up to 1,000 of up to 200 characters
 * @param configurationItems names of configuration items, as many; where both are empty it is for everything
 */
public record Coverage(Set<String> services, Set<String> configurationItems) {
    private static final Coverage ALL = new Coverage(Set.of(), Set.of());

    /**
     * Copies the names.
     *
     * @throws InvalidInputException if there are too many, or one is blank, too long, or no store could keep it
     */
    public Coverage {
        services = names("Coverage", "services", services);
        configurationItems = names("Coverage", "configurationItems", configurationItems);
    }

    /** @return a copy in a stable order */
    static Set<String> names(String subject, String path, Set<String> names) {
        Objects.requireNonNull(names, path);
        Limits.require(subject, path, names.size(), Limits.LINKS);
        for (String name : names) {
            Text.Rule.require(subject, path, Objects.requireNonNull(name, path), Limits.NAME);
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(names)));
    }

    /** @return everything */
    public static Coverage all() {
        return ALL;
    }

    /**
     * @param names names of services
     * @return these services
     * @throws InvalidInputException as of the constructor
     */
    public static Coverage services(String... names) {
        return ALL.andServices(names);
    }

    /**
     * @param names names of configuration items
     * @return these configuration items
     * @throws InvalidInputException as of the constructor
     */
    public static Coverage configurationItems(String... names) {
        return ALL.andConfigurationItems(names);
    }

    /**
     * @param names names of services
     * @return this, and these services
     * @throws InvalidInputException as of the constructor
     */
    public Coverage andServices(String... names) {
        return new Coverage(joined(services, names), configurationItems);
    }

    /**
     * @param names names of configuration items
     * @return this, and these configuration items
     * @throws InvalidInputException as of the constructor
     */
    public Coverage andConfigurationItems(String... names) {
        return new Coverage(services, joined(configurationItems, names));
    }

    static Set<String> joined(Set<String> before, String... names) {
        Set<String> all = new TreeSet<>(before);
        for (String each : Objects.requireNonNull(names, "names")) {
            all.add(Objects.requireNonNull(each, "names"));
        }
        return all;
    }

    /** @return whether it is for everything */
    public boolean isAll() {
        return services.isEmpty() && configurationItems.isEmpty();
    }

    /**
     * @param change a change
     * @return whether it is for everything, for the service of the change, or for one of its configuration items
     */
    public boolean covers(PlannedChange change) {
        Objects.requireNonNull(change, "change");
        return isAll()
                || change.service().filter(services::contains).isPresent()
                || change.configurationItems().stream().anyMatch(configurationItems::contains);
    }

    /** How many, not which: names end up in logs. */
    @Override
    public String toString() {
        return isAll()
                ? "everything"
                : String.join(
                        " and ",
                        List.of(services.size() + " services", configurationItems.size() + " configuration items"));
    }
}
