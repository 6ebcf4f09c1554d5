package org.itsm4j.change;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A change that was done shortly before an incident, on what the incident is about: it may be its cause.
 *
 * @param change the change: being done, in review or closed
 * @param inCommon the configuration items that both touch; at least one
 */
public record RecentChange(Change change, SortedSet<String> inCommon) {
    /** Copies the names; refuses absent parts. */
    public RecentChange {
        Objects.requireNonNull(change, "change");
        inCommon = Collections.unmodifiableSortedSet(new TreeSet<>(Objects.requireNonNull(inCommon, "inCommon")));
    }

    /** The change and a count, not names. */
    @Override
    public String toString() {
        return "RecentChange[" + change + ", " + inCommon.size() + " configuration items]";
    }
}
