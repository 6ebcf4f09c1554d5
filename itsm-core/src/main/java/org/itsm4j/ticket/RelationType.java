package org.itsm4j.ticket;

/** How one ticket stands to another. Each type has a name from either side. */
public enum RelationType {
    /** The first is part of the second: resolving the parent resolves its open children. */
    CHILD_OF("parentOf", false),
    /** The first was merged into the second. Made by {@code merge} only. */
    MERGED_INTO("mergedFrom", true),
    /** The first continues the second, which is closed. Made by {@code followUp} only. */
    FOLLOW_UP_OF("followedUpBy", true),
    /** Both are about the same thing. */
    DUPLICATE_OF("duplicatedBy", false),
    /** The second made the first happen. */
    CAUSED_BY("causes", false),
    /** The second, a change, puts the first right. */
    FIXED_BY("fixes", false),
    /** They have to do with each other. */
    RELATED_TO("relatedTo", false);

    private final String inverse;
    private final boolean derived;

    RelationType(String inverse, boolean derived) {
        this.inverse = inverse;
        this.derived = derived;
    }

    /** @return its name seen from the first ticket, such as {@code childOf} */
    public String label() {
        return Labels.of(this);
    }

    /** @return its name seen from the second ticket, such as {@code parentOf} */
    public String inverse() {
        return inverse;
    }

    /** @return whether it comes from another command and cannot be set by hand */
    public boolean isDerived() {
        return derived;
    }
}
