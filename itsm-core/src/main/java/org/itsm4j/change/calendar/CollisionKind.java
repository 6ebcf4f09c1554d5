package org.itsm4j.change.calendar;

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

    static CollisionKind of(Kinship kinship) {
        return switch (kinship) {
            case PARENT -> PARENT;
            case CHILD -> CHILD;
            case DEPENDENT -> DEPENDENT;
            case DEPENDENCY -> DEPENDENCY;
        };
    }
}
