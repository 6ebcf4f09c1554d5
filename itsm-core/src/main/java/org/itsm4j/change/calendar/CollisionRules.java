package org.itsm4j.change.calendar;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.ConfigurationException;

/**
 * How much each kind of collision weighs. Immutable. Unless told, the same configuration item, outside of windows and the
 * past are hard, all else is soft; a freeze weighs what it says itself.
 */
public final class CollisionRules {
    private static final CollisionRules STANDARD = new CollisionRules(standardSeverities());

    private final Map<CollisionKind, Severity> severities;

    private CollisionRules(Map<CollisionKind, Severity> severities) {
        this.severities = Collections.unmodifiableMap(severities);
    }

    private static Map<CollisionKind, Severity> standardSeverities() {
        Map<CollisionKind, Severity> severities = new EnumMap<>(CollisionKind.class);
        for (CollisionKind kind : CollisionKind.values()) {
            boolean hard = kind == CollisionKind.SAME_ITEM
                    || kind == CollisionKind.OUTSIDE_WINDOWS
                    || kind == CollisionKind.PAST;
            severities.put(kind, hard ? Severity.HARD : Severity.SOFT);
        }
        severities.remove(CollisionKind.FREEZE);
        return severities;
    }

    /** @return the rules unless told */
    public static CollisionRules standard() {
        return STANDARD;
    }

    /**
     * @param kind a kind of collision
     * @param severity what it weighs
     * @return these rules, changed
     * @throws ConfigurationException if it is {@link CollisionKind#FREEZE}, whose weight is that of each freeze
     */
    public CollisionRules with(CollisionKind kind, Severity severity) {
        Map<CollisionKind, Severity> changed = changing(kind);
        changed.put(kind, Objects.requireNonNull(severity, "severity"));
        return new CollisionRules(changed);
    }

    /**
     * @param kind a kind of collision that is not looked for, such as {@link CollisionKind#PAST} when a change that is
     *     under way is looked at
     * @return these rules, changed
     * @throws ConfigurationException if it is {@link CollisionKind#FREEZE}
     */
    public CollisionRules without(CollisionKind kind) {
        Map<CollisionKind, Severity> changed = changing(kind);
        changed.remove(kind);
        return new CollisionRules(changed);
    }

    private Map<CollisionKind, Severity> changing(CollisionKind kind) {
        if (Objects.requireNonNull(kind, "kind") == CollisionKind.FREEZE) {
            throw new ConfigurationException("A freeze says itself whether it is hard; allowed: rules for other kinds");
        }
        Map<CollisionKind, Severity> copy = new EnumMap<>(CollisionKind.class);
        copy.putAll(severities);
        return copy;
    }

    /**
     * @param kind a kind of collision
     * @return what it weighs; empty if it is not looked for, and for freezes
     */
    public Optional<Severity> severity(CollisionKind kind) {
        return Optional.ofNullable(severities.get(Objects.requireNonNull(kind, "kind")));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CollisionRules rules && severities.equals(rules.severities);
    }

    @Override
    public int hashCode() {
        return severities.hashCode();
    }

    @Override
    public String toString() {
        return severities.toString();
    }
}
