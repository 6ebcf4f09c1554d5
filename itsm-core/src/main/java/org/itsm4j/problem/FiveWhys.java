package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Text;

/**
 * Why, because, why, because: a chain, or a tree where an answer has several reasons. An answer that needs no further
 * question may be marked as a root; the analysis is conclusive with at least one.
 *
 * @param whys the first questions, each with its answer
 */
public record FiveWhys(List<@NotNull @Valid Why> whys) implements RootCauseAnalysis {
    /**
     * Copies the list.
     *
     * @throws InvalidInputException if there are too many answers or levels, or a root has a further question
     */
    public FiveWhys {
        whys = List.copyOf(Objects.requireNonNull(whys, "whys"));
        Trees.require("FiveWhys", "whys", whys, Why::next);
        for (Why why : Trees.all(whys, Why::next)) {
            if (why.root() && !why.next().isEmpty()) {
                throw new InvalidInputException("FiveWhys", "root", "the last answer of a chain only");
            }
        }
    }

    /**
     * @param first the first question, with its answer
     * @return the analysis
     */
    public static FiveWhys of(Why first) {
        return new FiveWhys(List.of(Objects.requireNonNull(first, "first")));
    }

    /**
     * A question, its answer, and the questions that the answer raises.
     *
     * @param why the question
     * @param because the answer
     * @param evidence what shows that the answer is true
     * @param root whether this is a root cause; for a last answer only
     * @param next the questions that follow from the answer
     */
    public record Why(
            @NotNull @Text(max = TEXT) String why,
            @NotNull @Text(max = TEXT) String because,
            Optional<@Text(max = TEXT) String> evidence,
            boolean root,
            List<@NotNull @Valid Why> next) {
        /** Copies the list; refuses null where nothing is said by empty. */
        public Why {
            Objects.requireNonNull(evidence, "evidence");
            next = List.copyOf(Objects.requireNonNull(next, "next"));
        }

        /**
         * @param why a question
         * @param because its answer
         * @return both
         */
        public static Why because(String why, String because) {
            return new Why(why, because, Optional.empty(), false, List.of());
        }

        /**
         * @param shown what shows that the answer is true
         * @return this with it
         */
        public Why evidence(String shown) {
            return new Why(why, because, Optional.of(Objects.requireNonNull(shown, "shown")), root, next);
        }

        /** @return this as a root cause */
        public Why asRoot() {
            return new Why(why, because, evidence, true, next);
        }

        /**
         * @param question a question that follows from the answer
         * @return this with it
         */
        public Why then(Why question) {
            List<Why> more = new ArrayList<>(next);
            more.add(Objects.requireNonNull(question, "question"));
            return new Why(why, because, evidence, root, more);
        }
    }

    @Override
    public RcaTechnique technique() {
        return RcaTechnique.FIVE_WHYS;
    }

    /** @return the answers that are marked as roots */
    public List<Why> roots() {
        return Trees.all(whys, Why::next).stream().filter(Why::root).toList();
    }

    @Override
    public boolean isConclusive() {
        return !roots().isEmpty();
    }
}
