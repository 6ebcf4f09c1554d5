package org.itsm4j.ticket;

import static org.itsm4j.ticket.Priority.P1;
import static org.itsm4j.ticket.Priority.P2;
import static org.itsm4j.ticket.Priority.P3;
import static org.itsm4j.ticket.Priority.P4;
import static org.itsm4j.ticket.Priority.P5;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;

/**
 * Impact times urgency gives priority. A matrix is an immutable version: a ticket keeps the version its priority was
 * read from, so that a later matrix does not rewrite history. Up to five by five; {@link #standard()} is three by three.
 */
public final class PriorityMatrix {
    private final int version;
    private final Map<Impact, Map<Urgency, Priority>> cells;

    private PriorityMatrix(int version, Map<Impact, Map<Urgency, Priority>> cells) {
        this.version = version;
        this.cells = cells;
    }

    /** @return HIGH, MEDIUM, LOW by HIGH, MEDIUM, LOW to P1 .. P5; version 1 */
    public static PriorityMatrix standard() {
        return version(1)
                .row(Impact.HIGH, Map.of(Urgency.HIGH, P1, Urgency.MEDIUM, P2, Urgency.LOW, P3))
                .row(Impact.MEDIUM, Map.of(Urgency.HIGH, P2, Urgency.MEDIUM, P3, Urgency.LOW, P4))
                .row(Impact.LOW, Map.of(Urgency.HIGH, P3, Urgency.MEDIUM, P4, Urgency.LOW, P5))
                .build();
    }

    /**
     * @param version from 1; a changed matrix takes a higher one
     * @return a builder for it
     */
    public static Builder version(int version) {
        return new Builder(version);
    }

    /** @return the version, from 1 */
    public int version() {
        return version;
    }

    /**
     * @param impact a level this matrix has
     * @param urgency a level this matrix has
     * @return the priority
     * @throws InvalidInputException if the matrix lacks one of the levels; the message lists those it has
     */
    public Priority priority(Impact impact, Urgency urgency) {
        Map<Urgency, Priority> row = cells.get(impact);
        if (row == null) {
            throw new InvalidInputException(
                    "Priority", "impact", impact + " is not in the matrix; it has " + cells.keySet());
        }
        Priority priority = row.get(urgency);
        if (priority == null) {
            throw new InvalidInputException(
                    "Priority", "urgency", urgency + " is not in the matrix; it has " + row.keySet());
        }
        return priority;
    }

    /** Collects the rows of a matrix. Not thread-safe. */
    public static final class Builder {
        private final int version;
        private final Map<Impact, Map<Urgency, Priority>> cells = new EnumMap<>(Impact.class);

        private Builder(int version) {
            this.version = version;
        }

        /**
         * @param impact the level
         * @param priorities a priority for each urgency; the same urgencies in every row
         * @return this builder
         * @throws ConfigurationException if there is no priority
         */
        public Builder row(Impact impact, Map<Urgency, Priority> priorities) {
            Objects.requireNonNull(impact, "impact");
            if (Objects.requireNonNull(priorities, "priorities").isEmpty()) {
                throw new ConfigurationException("Priority matrix, row " + impact
                        + ": is empty, needs a priority for each urgency of the matrix");
            }
            cells.put(impact, new EnumMap<>(priorities));
            return this;
        }

        /**
         * @return the matrix
         * @throws ConfigurationException if it has no row, rows differ in their urgencies, or the version is below 1
         */
        public PriorityMatrix build() {
            Set<Urgency> urgencies = EnumSet.noneOf(Urgency.class);
            cells.values().forEach(row -> urgencies.addAll(row.keySet()));
            if (version < 1) {
                throw new ConfigurationException("A priority matrix needs a version from 1, got " + version);
            }
            if (urgencies.isEmpty()) {
                throw new ConfigurationException("A priority matrix needs at least one row, got none");
            }
            cells.forEach((impact, row) -> {
                if (!row.keySet().equals(urgencies)) {
                    throw new ConfigurationException(
                            "Priority matrix, row " + impact + ": has " + row.keySet() + ", needs " + urgencies);
                }
            });
            return new PriorityMatrix(version, new EnumMap<>(cells));
        }
    }
}
