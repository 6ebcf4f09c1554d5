package org.itsm4j.change.calendar;

import java.util.Optional;

/** Why a planned change collides. */
public enum CollisionKind {
    /** Another change touches the same configuration item at the same time. */
    SAME_ITEM("touches the same configuration item"),
    /** Another change touches the parent of one of its configuration items. */
    PARENT("touches the parent of a configuration item"),
    /** Another change touches a child of one of its configuration items. */
    CHILD("touches a child of a configuration item"),
    /** Another change touches what needs one of its configuration items. */
    DEPENDENT("touches what depends on a configuration item"),
    /** Another change touches what one of its configuration items needs. */
    DEPENDENCY("touches what a configuration item depends on"),
    /** Somebody is to do two changes at the same time. */
    ASSIGNEE("is done by the same person"),
    /** A freeze holds. */
    FREEZE("is a freeze"),
    /** What it touches has maintenance windows, and none is open. */
    OUTSIDE_WINDOWS("no maintenance window is open"),
    /** The time has passed. */
    PAST("is in the past");

    private final String words;

    CollisionKind(String words) {
        this.words = words;
    }

    /** @return the reason in words */
    public String words() {
        return words;
    }

    /** What it is for the other change; empty if there is none. */
    Optional<CollisionKind> forTheOther() {
        return switch (this) {
            case SAME_ITEM, ASSIGNEE -> Optional.of(this);
            case PARENT -> Optional.of(CHILD);
            case CHILD -> Optional.of(PARENT);
            case DEPENDENT -> Optional.of(DEPENDENCY);
            case DEPENDENCY -> Optional.of(DEPENDENT);
            case FREEZE, OUTSIDE_WINDOWS, PAST -> Optional.empty();
        };
    }

    static CollisionKind of(Kinship kinship) {
        return switch (kinship) {
            case PARENT -> PARENT;
            case CHILD -> CHILD;
            case DEPENDENT -> DEPENDENT;
            case DEPENDENCY -> DEPENDENCY;
        };
    }
}
