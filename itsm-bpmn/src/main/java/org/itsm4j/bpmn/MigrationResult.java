package org.itsm4j.bpmn;

import java.util.List;

/**
 * What became of the tickets of a {@link MigrationPlan}.
 *
 * @param moved how many follow the other version now
 * @param left how many were left untouched
 * @param stayed the first 1,000 of those that were left, with why
 */
public record MigrationResult(long moved, long left, List<MigrationPlan.Verdict> stayed) {
    static final int MOST_LISTED = 1_000;

    /** Copies the list. */
    public MigrationResult {
        stayed = List.copyOf(stayed);
    }
}
