package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Priority;

/**
 * What the problem manager makes of a problem.
 *
 * @param priority how much it matters
 * @param category its category; in the tenant's tree
 * @param owner who answers for it: a group, and a person of it, who must be named
 */
public record Assessment(
        @NotNull Priority priority,
        @NotNull @Valid Category category,
        @NotNull @Valid Assignment owner) {
    /**
     * @param priority how much it matters
     * @param category the path of its category, such as {@code network/vpn}
     * @param owner who answers for it: a group and a person
     * @return the assessment
     */
    public static Assessment of(Priority priority, String category, Assignment owner) {
        return new Assessment(priority, Category.of(Objects.requireNonNull(category, "category")), owner);
    }
}
