package org.itsm4j.problem;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.TicketId;

/**
 * Like incidents, as many as the {@link TrendRule} asks for: a proposal for {@link Problems#raiseFromIncidents}.
 *
 * @param by what they have in common
 * @param value which one, such as the name of the service
 * @param count how many were logged within the window; those that were cancelled or merged do not count
 * @param incidents the newest of them, up to {@link org.itsm4j.ticket.Limits#PAGE_DEFAULT}
 * @param problem the newest open problem about the same, if there is one already
 */
public record Trend(By by, String value, long count, List<TicketId> incidents, Optional<TicketId> problem) {
    /** What incidents can have in common. */
    public enum By {
        /** The configuration item. */
        CONFIGURATION_ITEM,
        /** The service. */
        SERVICE,
        /** The category. */
        CATEGORY
    }

    /** Copies the list; refuses null. */
    public Trend {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(value, "value");
        incidents = List.copyOf(Objects.requireNonNull(incidents, "incidents"));
        Objects.requireNonNull(problem, "problem");
    }
}
