package org.itsm4j.problem;

import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Priority;

/**
 * What a problem is about, and how much it matters.
 *
 * @param service the service hit
 * @param configurationItem the configuration item that is suspected, or at fault
 * @param category its category
 * @param priority its priority; empty until it is assessed
 */
public record ProblemTopic(
        Optional<String> service,
        Optional<String> configurationItem,
        Optional<Category> category,
        Optional<Priority> priority) {
    /** Refuses null. */
    public ProblemTopic {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(configurationItem, "configurationItem");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(priority, "priority");
    }
}
