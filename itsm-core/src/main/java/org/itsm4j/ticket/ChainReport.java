package org.itsm4j.ticket;

import java.util.Objects;

/**
 * The result of verifying a timeline.
 *
 * @param entries how many entries were read
 * @param firstBroken the sequence of the first entry that is edited, missing, inserted or out of order; 0 if none is
 * @param finding what is wrong there; empty if nothing is
 */
public record ChainReport(long entries, long firstBroken, String finding) {
    /** Refuses absent parts. */
    public ChainReport {
        Objects.requireNonNull(finding, "finding");
    }

    /** @return whether the timeline is as it was written */
    public boolean intact() {
        return firstBroken == 0;
    }
}
