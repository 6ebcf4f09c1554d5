package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.bpmn.internal.picture.Layer;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.TimelineEntry;

/**
 * What a picture of a diagram tells besides the diagram: where a ticket stands, the way it went, how many were where, what
 * was walked and what was not. All of it can be combined. Elements are named by their ids; {@link Diagram#toSvg(Overlay)}
 * refuses an id that its diagram does not have. Immutable and thread-safe.
 *
 * <pre>{@code
 * Overlay way = Overlay.builder()
 *         .step("logged", "log", "new")
 *         .step("new", "assign", "assigned")
 *         .at("assigned")
 *         .build();
 * String svg = Diagram.incident().toSvg(way);
 * }</pre>
 */
public final class Overlay {
    private static final Overlay NONE = builder().build();

    /** As timelines of every kind of ticket call them: where it stands, who rings for a diagram, and the new version. */
    private static final String STAGE = "stage";

    private static final String TIMER = "timer";
    private static final String MIGRATED = "migrate";

    private final Layer layer;

    private Overlay(Builder builder) {
        layer = new Layer(builder.at, builder.steps, builder.counts, builder.counted, builder.walked, builder.missed);
    }

    /** @return nothing: the diagram alone */
    public static Overlay none() {
        return NONE;
    }

    /**
     * @param stage the id of the stage or end where a ticket stands
     * @return that place, highlighted
     */
    public static Overlay at(String stage) {
        return builder().at(stage).build();
    }

    /**
     * @param timeline the timeline of a ticket, from its first entry
     * @return the way it went, see {@link Builder#way}, and where it stands
     * @throws IllegalArgumentException if it begins with an entry that does not speak of a stage, such as a page from the
     *     middle
     */
    public static Overlay way(List<TimelineEntry> timeline) {
        return builder().way(timeline).build();
    }

    /**
     * @param counts how many, by the id of a stage or flow; from 0
     * @param counted what was counted, for the legend, such as {@code tickets}
     * @return stages coloured by their number, each with the number beside it
     * @throws IllegalArgumentException if a number is below 0
     */
    public static Overlay heat(Map<String, Long> counts, String counted) {
        return builder().counts(counts).counted(counted).build();
    }

    /** @return a builder with nothing in it */
    public static Builder builder() {
        return new Builder();
    }

    Layer layer() {
        return layer;
    }

    /** Collects what a picture is to tell. Not thread-safe. */
    public static final class Builder {
        private final Set<String> at = new LinkedHashSet<>();
        private final List<Layer.Step> steps = new ArrayList<>();
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final Set<String> walked = new LinkedHashSet<>();
        private final Set<String> missed = new LinkedHashSet<>();
        private String counted = "tickets";
        private String standing = "";

        private Builder() {}

        /**
         * Highlights where a ticket stands.
         *
         * @param stage the id of a stage or end
         * @return this
         */
        public Builder at(String stage) {
            at.add(Objects.requireNonNull(stage, "stage"));
            return this;
        }

        /**
         * Adds the next step of the way that a ticket went. Its flows are found in the diagram: the shortest way that the
         * action opens, over gateways and steps; the flows of people come before those of timers. An action that leads
         * nowhere, such as a comment, may be given and draws nothing.
         *
         * @param from the id of the stage it left; or of a start event or a timer, from which every flow is open
         * @param action what was done, as flows name it, such as {@code assign}
         * @param to the id of the stage or end it came to
         * @return this
         */
        public Builder step(String from, String action, String to) {
            steps.add(new Layer.Step(
                    Objects.requireNonNull(from, "from"),
                    Objects.requireNonNull(action, "action"),
                    Objects.requireNonNull(to, "to"),
                    false,
                    ""));
            return this;
        }

        /**
         * Adds the next step of the way that a ticket went.
         *
         * @param flow the id of the flow
         * @return this
         */
        public Builder step(String flow) {
            steps.add(new Layer.Step("", "", "", false, Objects.requireNonNull(flow, "flow")));
            return this;
        }

        /**
         * Adds the way that a ticket went, and highlights where it stands, from what its timeline says of stages. A ticket
         * that was taken to another version of its diagram has its way in that one begin there.
         *
         * @param timeline the timeline of the ticket, from its first entry; more pages of it are more calls, in order
         * @return this
         * @throws IllegalArgumentException if it begins with an entry that does not speak of a stage, such as a page from
         *     the middle
         */
        public Builder way(List<TimelineEntry> timeline) {
            timeline.forEach(this::entry);
            return this;
        }

        private void entry(TimelineEntry entry) {
            Optional<FieldChange> stage = entry.changes().stream()
                    .filter(it -> it.field().equals(STAGE))
                    .findFirst();
            if (stage.isEmpty() && standing.isEmpty()) {
                throw new IllegalArgumentException("overlay: the timeline begins with entry " + entry.sequence()
                        + ", which does not say at which stage the ticket was; give the timeline from its first entry");
            }
            if (entry.action().equals(MIGRATED)) {
                steps.clear();
            } else {
                String from = stage.map(FieldChange::before).orElse(standing);
                String to = stage.map(FieldChange::after).orElse(standing);
                boolean timer = entry.system() && entry.actor().equals(TIMER);
                steps.add(new Layer.Step(from, entry.action(), to, timer, ""));
            }
            stage.ifPresent(it -> stands(it.after()));
        }

        private void stands(String stage) {
            at.remove(standing);
            at.add(stage);
            standing = stage;
        }

        /**
         * Adds to the number beside a stage or a flow.
         *
         * @param element the id of a stage or flow
         * @param number how many more; from 0
         * @return this
         * @throws IllegalArgumentException if the number is below 0
         */
        public Builder count(String element, long number) {
            if (number < 0) {
                throw new IllegalArgumentException("number of " + element + " must be 0 or more, not " + number);
            }
            counts.merge(Objects.requireNonNull(element, "element"), number, Math::addExact);
            return this;
        }

        /**
         * Adds to the numbers beside stages and flows.
         *
         * @param numbers how many more, by the id of a stage or flow; from 0
         * @return this
         * @throws IllegalArgumentException if a number is below 0
         */
        public Builder counts(Map<String, Long> numbers) {
            numbers.forEach(this::count);
            return this;
        }

        /**
         * Says what was counted.
         *
         * @param what for the legend; {@code tickets} by default
         * @return this
         */
        public Builder counted(String what) {
            counted = Objects.requireNonNull(what, "what");
            return this;
        }

        /**
         * Marks elements that were walked, such as in a test run.
         *
         * @param elements ids of stages and flows
         * @return this
         */
        public Builder walked(Collection<String> elements) {
            walked.addAll(elements);
            return this;
        }

        /**
         * Marks elements that should have been walked and were not.
         *
         * @param elements ids of stages and flows
         * @return this
         */
        public Builder missed(Collection<String> elements) {
            missed.addAll(elements);
            return this;
        }

        /** @return the overlay */
        public Overlay build() {
            return new Overlay(this);
        }
    }
}
