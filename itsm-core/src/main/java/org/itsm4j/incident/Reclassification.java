package org.itsm4j.incident;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.Urgency;

/**
 * What changes in the classification of an incident; what is empty stays. If impact or urgency changes, or an override
 * ends, the priority is read from the matrix again, unless it is, or already was, overridden with a reason.
 *
 * @param service the service hit
 * @param configurationItem the configuration item hit
 * @param category its category
 * @param impact how much is hit
 * @param urgency how soon it must be solved
 * @param override a priority other than the matrix's
 * @param fromMatrix whether an earlier override ends
 */
public record Reclassification(
        Optional<@Text(max = Limits.NAME) String> service,
        Optional<@Text(max = Limits.NAME) String> configurationItem,
        Optional<@Valid Category> category,
        Optional<Impact> impact,
        Optional<Urgency> urgency,
        Optional<@Valid Override> override,
        boolean fromMatrix) {

    /** Refuses null where nothing is said by empty. */
    public Reclassification {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(configurationItem, "configurationItem");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(urgency, "urgency");
        Objects.requireNonNull(override, "override");
    }

    /**
     * A priority other than the matrix's.
     *
     * @param priority the priority
     * @param reason why
     */
    public record Override(
            @NotNull Priority priority,
            @NotNull @Text(max = Limits.REASON) String reason) {}

    private static final Reclassification NOTHING = new Reclassification(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    /**
     * @param impact how much is hit
     * @param urgency how soon it must be solved
     * @return a change of both
     */
    public static Reclassification to(Impact impact, Urgency urgency) {
        return new Reclassification(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Objects.requireNonNull(impact, "impact")),
                Optional.of(Objects.requireNonNull(urgency, "urgency")),
                Optional.empty(),
                false);
    }

    /** @return a change of nothing, to add to */
    public static Reclassification change() {
        return NOTHING;
    }

    /**
     * @param name the service hit
     * @return this change, and that
     */
    public Reclassification service(String name) {
        return new Reclassification(
                Optional.of(Objects.requireNonNull(name, "name")),
                configurationItem,
                category,
                impact,
                urgency,
                override,
                fromMatrix);
    }

    /**
     * @param name the configuration item hit
     * @return this change, and that
     */
    public Reclassification configurationItem(String name) {
        return new Reclassification(
                service,
                Optional.of(Objects.requireNonNull(name, "name")),
                category,
                impact,
                urgency,
                override,
                fromMatrix);
    }

    /**
     * @param path its category
     * @return this change, and that
     */
    public Reclassification category(String path) {
        return new Reclassification(
                service, configurationItem, Optional.of(Category.of(path)), impact, urgency, override, fromMatrix);
    }

    /**
     * @param priority a priority other than the matrix's
     * @param reason why
     * @return this change, and that
     */
    public Reclassification priority(Priority priority, String reason) {
        return new Reclassification(
                service,
                configurationItem,
                category,
                impact,
                urgency,
                Optional.of(new Override(priority, reason)),
                fromMatrix);
    }

    /** @return this change, and an earlier override ends */
    public Reclassification priorityFromMatrix() {
        return new Reclassification(service, configurationItem, category, impact, urgency, override, true);
    }
}
