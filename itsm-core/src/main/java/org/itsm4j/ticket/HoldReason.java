package org.itsm4j.ticket;

/**
 * Why a ticket waits. Five are built in; a host adds its own in the settings of a practice.
 *
 * @param name upper-case letters, digits and underscores, such as {@code AWAITING_EVIDENCE}
 */
public record HoldReason(@Text(max = 40) String name) {
    /** For the person who reported it; their reply resumes the ticket. */
    public static final HoldReason CALLER = new HoldReason("CALLER");
    /** For a supplier. */
    public static final HoldReason VENDOR = new HoldReason("VENDOR");
    /** For a change, which must be named. */
    public static final HoldReason CHANGE = new HoldReason("CHANGE");
    /** For a problem, which must be named. */
    public static final HoldReason PROBLEM = new HoldReason("PROBLEM");
    /** For something the note explains. */
    public static final HoldReason OTHER = new HoldReason("OTHER");

    /**
     * @param name a reason the settings know
     * @return that reason
     */
    public static HoldReason of(String name) {
        return new HoldReason(name);
    }

    /** @return whether the hold must name what it waits for */
    public boolean needsReference() {
        return equals(CHANGE) || equals(PROBLEM);
    }

    @Override
    public String toString() {
        return name;
    }
}
