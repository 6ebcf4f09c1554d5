package org.itsm4j.incident;

import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Urgency;

/**
 * What an incident is about, and how much it matters.
 *
 * @param service the service hit
 * @param configurationItem the configuration item hit
 * @param category its place in the category tree
 * @param impact how much is hit
 * @param urgency how soon it must be solved
 * @param priority from the matrix, unless overridden
 * @param matrixVersion the version of the matrix it was read from
 * @param overrideReason why the priority is not the matrix's; empty if it is
 */
public record Classification(
        Optional<String> service,
        Optional<String> configurationItem,
        Optional<Category> category,
        Impact impact,
        Urgency urgency,
        Priority priority,
        int matrixVersion,
        Optional<String> overrideReason) {
    /** Refuses null. */
    public Classification {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(configurationItem, "configurationItem");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(urgency, "urgency");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(overrideReason, "overrideReason");
    }
}
