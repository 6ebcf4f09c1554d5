package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What happened when. Conclusive with at least one event.
 *
 * @param events what happened, in the order of the instants
 */
public record EventSequence(List<@NotNull @Valid Event> events) implements RootCauseAnalysis {
    /** Copies and sorts the list; events of one instant stay in their order. */
    public EventSequence {
        events = Objects.requireNonNull(events, "events").stream()
                .sorted(Comparator.comparing(Event::at))
                .toList();
        Limits.require("EventSequence", "events", events.size(), NODES);
    }

    /**
     * Something that happened.
     *
     * @param at when, in the years 1900 to 2199
     * @param text what
     * @param evidence what shows that
     */
    public record Event(
            @NotNull Instant at, @NotNull @Text(max = TEXT) String text, Optional<@Text(max = TEXT) String> evidence) {
        /**
         * Refuses null where nothing is said by empty.
         *
         * @throws org.itsm4j.error.InvalidInputException if the instant is out of range
         */
        public Event {
            Objects.requireNonNull(evidence, "evidence");
            Limits.requireCounted("EventSequence", "at", Objects.requireNonNull(at, "at"));
        }
    }

    @Override
    public RcaTechnique technique() {
        return RcaTechnique.TIMELINE;
    }

    @Override
    public boolean isConclusive() {
        return !events.isEmpty();
    }
}
