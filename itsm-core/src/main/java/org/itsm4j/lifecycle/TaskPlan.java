package org.itsm4j.lifecycle;

import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * A task that a diagram wants open at a stage.
 *
 * @param id the element of the diagram, such as {@code replaceCable}; up to 255 characters
 * @param name what people read, such as {@code Replace the cable}
 * @param group the group that does it; empty if any agent may
 */
public record TaskPlan(String id, String name, Optional<String> group) {
    /**
     * Refuses absent parts.
     *
     * @throws org.itsm4j.error.InvalidInputException if a text is blank, too long, or not one a database can keep
     */
    public TaskPlan {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        Text.Rule.require("TaskPlan", "id", id, Limits.ELEMENT);
        Text.Rule.require("TaskPlan", "name", name, Limits.REASON);
        group.ifPresent(one -> Text.Rule.require("TaskPlan", "group", one, Limits.NAME));
    }
}
