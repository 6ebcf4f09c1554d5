package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Text;

/**
 * What must come together for a fault: gates over causes. Conclusive once the fault has at least one cause below it.
 *
 * @param top the fault
 */
public record FaultTree(@NotNull @Valid Node top) implements RootCauseAnalysis {
    /**
     * Refuses what is too large.
     *
     * @throws InvalidInputException if there are too many nodes or levels
     */
    public FaultTree {
        Trees.require("FaultTree", "top", List.of(Objects.requireNonNull(top, "top")), Node::causes);
    }

    /** How the causes of a node make it happen. */
    public enum Gate {
        /** All of them together. */
        AND,
        /** Any one of them. */
        OR
    }

    /**
     * A fault, or a cause of one.
     *
     * @param text what it is
     * @param evidence what shows that it was so
     * @param gate how its causes make it happen; there if it has causes, and only then
     * @param causes what makes it happen
     */
    public record Node(
            @NotNull @Text(max = TEXT) String text,
            Optional<@Text(max = TEXT) String> evidence,
            Optional<Gate> gate,
            List<@NotNull @Valid Node> causes) {
        /**
         * Copies the list; refuses null where nothing is said by empty.
         *
         * @throws InvalidInputException if it has causes and no gate, or a gate and no causes
         */
        public Node {
            Objects.requireNonNull(evidence, "evidence");
            Objects.requireNonNull(gate, "gate");
            causes = List.copyOf(Objects.requireNonNull(causes, "causes"));
            if (gate.isPresent() == causes.isEmpty()) {
                throw new InvalidInputException("FaultTree", "gate", "with causes, and only then");
            }
        }

        /**
         * @param text what it is
         * @return a cause without further causes
         */
        public static Node basic(String text) {
            return new Node(text, Optional.empty(), Optional.empty(), List.of());
        }

        /**
         * @param text what it is
         * @param causes what makes it happen, all together
         * @return the node
         */
        public static Node all(String text, Node... causes) {
            return new Node(
                    text, Optional.empty(), Optional.of(Gate.AND), List.of(Objects.requireNonNull(causes, "causes")));
        }

        /**
         * @param text what it is
         * @param causes what makes it happen, any one of them
         * @return the node
         */
        public static Node any(String text, Node... causes) {
            return new Node(
                    text, Optional.empty(), Optional.of(Gate.OR), List.of(Objects.requireNonNull(causes, "causes")));
        }
    }

    @Override
    public RcaTechnique technique() {
        return RcaTechnique.FAULT_TREE;
    }

    @Override
    public boolean isConclusive() {
        return !top.causes().isEmpty();
    }
}
