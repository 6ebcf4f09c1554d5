package org.itsm4j.bpmn;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.itsm4j.bpmn.internal.diff.Differences;
import org.itsm4j.lifecycle.Terms;

/**
 * What is different between two diagrams of a lifecycle, in the words of the service desk: what is no longer required comes
 * first, then what tickets do in another way, then what only people see. It is meant for whoever reviews a diagram. Stages,
 * steps, timers and tasks are recognised by their ids. Immutable and thread-safe.
 *
 * <pre>{@code
 * DiagramDiff diff = DiagramDiff.between(Diagram.of(old), Diagram.of(edited), Terms.of(IncidentContract.get()));
 * assertThat(diff.changes()).as(diff.report()).noneMatch(it -> it.weight() == DiagramDiff.Weight.GUARD_LOST);
 * }</pre>
 *
 * <p>Transitions are compared by what they do, over gateways and steps, for all facts that make a difference: a diagram that
 * is drawn in another way and does the same is not different. Ways around an approval are looked for as if facts of a ticket
 * stayed as they are, with up to two of them known, and in large diagrams for some of their values only; so the absence of
 * a change is no proof. {@link DiagramCheck} says whether a diagram is within the law of its lifecycle; here it may be
 * outside.
 */
public final class DiagramDiff {
    private static final int SHOWN = 6;

    private final String id;
    private final List<Change> changes;

    private DiagramDiff(String id, List<Change> changes) {
        this.id = id;
        this.changes = changes;
    }

    /**
     * Compares two diagrams. The work is bounded; where there are too many cases to compare two conditions, the change says
     * so.
     *
     * @param before the diagram as it was
     * @param after the diagram as it is to be
     * @param terms the law of their lifecycle, and the types of the facts that they read
     * @return what is different
     */
    public static DiagramDiff between(Diagram before, Diagram after, Terms terms) {
        return new DiagramDiff(
                after.id(),
                Differences.between(before.source(), after.source(), terms).stream()
                        .map(it -> new Change(it.kind(), weight(it.weight()), it.elements(), it.sentence()))
                        .toList());
    }

    private static Weight weight(org.itsm4j.bpmn.internal.diff.Weight weight) {
        return switch (weight) {
            case GUARD_LOST -> Weight.GUARD_LOST;
            case BEHAVIOUR -> Weight.BEHAVIOUR;
            case APPEARANCE -> Weight.APPEARANCE;
        };
    }

    /** @return what is different, the weightiest first; the same diagrams give the same order; empty if nothing is */
    public List<Change> changes() {
        return changes;
    }

    /** @return whether nothing is different */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * @return all changes in lines of plain text, under a heading for each weight; with the ids of their elements. What is
     *     quoted of the files is cut and cleaned
     */
    public String report() {
        StringBuilder text = new StringBuilder(
                        "Changes of the diagram " + id + ": " + (isEmpty() ? "none" : changes.size()))
                .append('\n');
        for (Weight weight : Weight.values()) {
            List<Change> some =
                    changes.stream().filter(it -> it.weight() == weight).toList();
            if (!some.isEmpty()) {
                text.append('\n').append(weight.heading).append('\n');
                some.forEach(it -> text.append("- ").append(line(it)).append('\n'));
            }
        }
        return text.toString();
    }

    private static String line(Change change) {
        List<String> elements = change.elements();
        String ids = String.join(", ", elements.subList(0, Math.min(SHOWN, elements.size())))
                + (elements.size() > SHOWN ? ", ..." : "");
        return change.sentence() + (ids.isEmpty() ? "" : " [" + ids + "]");
    }

    /** @return as {@link #report()} */
    @Override
    public String toString() {
        return report();
    }

    /**
     * One thing that is different. Immutable.
     *
     * @param kind what it is, such as {@code transition-added}; it stays the same between versions
     * @param weight how much it matters
     * @param elements the ids of the elements it is about; empty if it is about the whole diagram
     * @param sentence what is different, in words for people, without a full stop; what it quotes of the files is cut and
     *     cleaned
     */
    public record Change(String kind, Weight weight, List<String> elements, String sentence) {
        /** Copies the elements. */
        public Change {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(weight, "weight");
            elements = List.copyOf(elements);
            Objects.requireNonNull(sentence, "sentence");
        }

        /** @return {@code behaviour transition-added: in the stage New, ...} */
        @Override
        public String toString() {
            return weight.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + kind + ": " + line(this);
        }
    }

    /** How much a change matters. */
    public enum Weight {
        /** Something that was required is no longer: an approval, a gate, a condition. */
        GUARD_LOST("No longer required"),
        /** Tickets do something in another way. */
        BEHAVIOUR("Behaviour"),
        /** Only people see it: names and positions. */
        APPEARANCE("Appearance");

        private final String heading;

        Weight(String heading) {
            this.heading = heading;
        }
    }
}
