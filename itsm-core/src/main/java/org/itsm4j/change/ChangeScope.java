package org.itsm4j.change;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What a change is for and what it touches.
 *
 * @param service the service it is for, as the host names it; up to {@link Limits#NAME} characters
 * @param configurationItems what it touches, as the host names it; up to {@link #MOST} names of up to {@link Limits#NAME}
 *     characters, sorted, each once
 */
public record ChangeScope(Optional<String> service, SortedSet<String> configurationItems) {
    /** How many configuration items a change may touch: 200. */
    public static final int MOST = 200;

    private static final String SUBJECT = "ChangeScope";

    /**
     * Copies the names.
     *
     * @throws org.itsm4j.error.InvalidInputException if there are too many, or one is blank or too long
     */
    public ChangeScope {
        Objects.requireNonNull(service, "service")
                .ifPresent(name -> Text.Rule.require(SUBJECT, "service", name, Limits.NAME));
        Objects.requireNonNull(configurationItems, "configurationItems");
        Limits.require(SUBJECT, "configurationItems", configurationItems.size(), MOST);
        configurationItems.forEach(name -> Text.Rule.require(SUBJECT, "configurationItems", name, Limits.NAME));
        configurationItems = Collections.unmodifiableSortedSet(new TreeSet<>(configurationItems));
    }

    /**
     * @param configurationItems what it touches
     * @return a scope without a service
     * @throws org.itsm4j.error.InvalidInputException as of the constructor
     */
    public static ChangeScope touching(Collection<String> configurationItems) {
        Objects.requireNonNull(configurationItems, "configurationItems");
        Limits.require(SUBJECT, "configurationItems", configurationItems.size(), MOST);
        return new ChangeScope(Optional.empty(), new TreeSet<>(configurationItems));
    }

    /**
     * @param name the service it is for
     * @return this scope, for that
     * @throws org.itsm4j.error.InvalidInputException if it is blank or too long
     */
    public ChangeScope of(String name) {
        return new ChangeScope(Optional.of(Objects.requireNonNull(name, "name")), configurationItems);
    }

    /** Counts, not names. */
    @Override
    public String toString() {
        return "ChangeScope[" + configurationItems.size() + " configuration items]";
    }
}
