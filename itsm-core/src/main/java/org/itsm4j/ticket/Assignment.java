package org.itsm4j.ticket;

import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.Optional;

/**
 * Who has a ticket: a group, and perhaps one of its people. Names are the host's.
 *
 * @param group the group, up to {@link Limits#NAME} characters
 * @param agent the person in it, if it is somebody's already
 */
public record Assignment(
        @NotNull @Text(max = Limits.NAME) String group, Optional<@Text(max = Limits.NAME) String> agent) {

    /** Refuses null where nothing is said by empty. */
    public Assignment {
        Objects.requireNonNull(agent, "agent");
    }

    /**
     * @param group the group
     * @return an assignment to the whole group
     */
    public static Assignment to(String group) {
        return new Assignment(group, Optional.empty());
    }

    /**
     * @param group the group
     * @param agent the person in it
     * @return an assignment to that person
     */
    public static Assignment to(String group, String agent) {
        return new Assignment(group, Optional.of(Objects.requireNonNull(agent, "agent")));
    }
}
