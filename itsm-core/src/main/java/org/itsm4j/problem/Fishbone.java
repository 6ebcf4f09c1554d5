package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * Possible causes of an effect, sorted by branches and scored (Ishikawa). The branches are free; {@link #of} gives the six
 * usual ones. Conclusive with at least one cause.
 *
 * @param effect what is to be explained
 * @param branches 1 to {@link #BRANCHES} branches with different names
 */
public record Fishbone(@NotNull @Text(max = TEXT) String effect, List<@NotNull @Valid Branch> branches)
        implements RootCauseAnalysis {
    /** The most branches. */
    public static final int BRANCHES = 12;
    /** The greatest score of a cause. */
    public static final int MOST = 10;

    /**
     * Copies the list.
     *
     * @throws InvalidInputException if there are no or too many branches, two of one name, or too many causes
     */
    public Fishbone {
        branches = List.copyOf(Objects.requireNonNull(branches, "branches"));
        Limits.require("Fishbone", "branches", branches.size(), BRANCHES);
        if (branches.isEmpty() || branches.stream().map(Branch::name).distinct().count() < branches.size()) {
            throw new InvalidInputException("Fishbone", "branches", "at least one, and each name once");
        }
        Limits.require(
                "Fishbone",
                "causes",
                branches.stream().mapToInt(branch -> branch.causes().size()).sum(),
                NODES);
    }

    /**
     * @param effect what is to be explained
     * @return a fishbone with the branches People, Process, Technology, Information, Suppliers and Environment
     */
    public static Fishbone of(String effect) {
        return of(effect, "People", "Process", "Technology", "Information", "Suppliers", "Environment");
    }

    /**
     * @param effect what is to be explained
     * @param branches the names of the branches
     * @return a fishbone with these
     */
    public static Fishbone of(String effect, String... branches) {
        return new Fishbone(
                effect,
                Arrays.stream(Objects.requireNonNull(branches, "branches"))
                        .map(name -> new Branch(name, List.of()))
                        .toList());
    }

    /**
     * A branch.
     *
     * @param name what it is called
     * @param causes the possible causes on it
     */
    public record Branch(@NotNull @Text(max = Limits.NAME) String name, List<@NotNull @Valid Cause> causes) {
        /** Copies the list. */
        public Branch {
            causes = List.copyOf(Objects.requireNonNull(causes, "causes"));
        }
    }

    /**
     * A possible cause.
     *
     * @param text what it is
     * @param score how likely it is, 0 to {@link #MOST}
     * @param evidence what speaks for or against it
     */
    public record Cause(
            @NotNull @Text(max = TEXT) String text, int score, Optional<@Text(max = TEXT) String> evidence) {
        /**
         * Refuses null where nothing is said by empty.
         *
         * @throws InvalidInputException if the score is out of range
         */
        public Cause {
            Objects.requireNonNull(evidence, "evidence");
            if (score < 0 || score > MOST) {
                throw new InvalidInputException("Fishbone", "score", "0 to " + MOST + ", got " + score);
            }
        }
    }

    /**
     * @param branch the name of a branch
     * @param text a possible cause
     * @param score how likely it is, 0 to {@link #MOST}
     * @return this fishbone with it
     * @throws InvalidInputException if there is no such branch, or the score is out of range
     */
    public Fishbone cause(String branch, String text, int score) {
        Objects.requireNonNull(branch, "branch");
        Cause cause = new Cause(text, score, Optional.empty());
        if (branches.stream().noneMatch(each -> each.name().equals(branch))) {
            throw new InvalidInputException("Fishbone", "branch", "one of the branches");
        }
        List<Branch> changed = new ArrayList<>();
        for (Branch each : branches) {
            changed.add(
                    each.name().equals(branch)
                            ? new Branch(
                                    branch,
                                    Stream.concat(each.causes().stream(), Stream.of(cause))
                                            .toList())
                            : each);
        }
        return new Fishbone(effect, changed);
    }

    /** @return all causes, the most likely first */
    public List<Cause> ranked() {
        return branches.stream()
                .flatMap(branch -> branch.causes().stream())
                .sorted(Comparator.comparingInt(Cause::score).reversed())
                .toList();
    }

    @Override
    public RcaTechnique technique() {
        return RcaTechnique.FISHBONE;
    }

    @Override
    public boolean isConclusive() {
        return branches.stream().anyMatch(branch -> !branch.causes().isEmpty());
    }
}
