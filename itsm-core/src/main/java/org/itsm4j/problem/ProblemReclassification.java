package org.itsm4j.problem;

import jakarta.validation.Valid;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Text;

/**
 * What changes in the topic of a problem; what is empty stays.
 *
 * @param service the service hit
 * @param configurationItem the configuration item that is suspected, or at fault
 * @param category its category
 * @param priority its priority
 */
public record ProblemReclassification(
        Optional<@Text(max = Limits.NAME) String> service,
        Optional<@Text(max = Limits.NAME) String> configurationItem,
        Optional<@Valid Category> category,
        Optional<Priority> priority) {
    private static final ProblemReclassification NOTHING =
            new ProblemReclassification(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses null where nothing is said by empty. */
    public ProblemReclassification {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(configurationItem, "configurationItem");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(priority, "priority");
    }

    /** @return a change of nothing, to add to */
    public static ProblemReclassification change() {
        return NOTHING;
    }

    /**
     * @param name the service hit
     * @return this change, and that
     */
    public ProblemReclassification service(String name) {
        return new ProblemReclassification(
                Optional.of(Objects.requireNonNull(name, "name")), configurationItem, category, priority);
    }

    /**
     * @param name the configuration item that is suspected, or at fault
     * @return this change, and that
     */
    public ProblemReclassification configurationItem(String name) {
        return new ProblemReclassification(
                service, Optional.of(Objects.requireNonNull(name, "name")), category, priority);
    }

    /**
     * @param path its category
     * @return this change, and that
     */
    public ProblemReclassification category(String path) {
        return new ProblemReclassification(service, configurationItem, Optional.of(Category.of(path)), priority);
    }

    /**
     * @param level its priority
     * @return this change, and that
     */
    public ProblemReclassification priority(Priority level) {
        return new ProblemReclassification(
                service, configurationItem, category, Optional.of(Objects.requireNonNull(level, "level")));
    }

    ProblemTopic of(ProblemTopic now) {
        return new ProblemTopic(
                service.or(now::service),
                configurationItem.or(now::configurationItem),
                category.or(now::category),
                priority.or(now::priority));
    }
}
