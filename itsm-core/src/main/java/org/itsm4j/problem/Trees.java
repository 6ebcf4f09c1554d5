package org.itsm4j.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.itsm4j.error.InvalidInputException;

/** Walks trees level by level: they may be deeper than a stack before they are refused. */
final class Trees {
    private Trees() {}

    static <N> void require(String subject, String path, List<N> roots, Function<N, ? extends List<N>> children) {
        int nodes = 0;
        int depth = 0;
        List<N> level = roots;
        while (!level.isEmpty()) {
            depth++;
            nodes += level.size();
            if (nodes > RootCauseAnalysis.NODES) {
                throw new InvalidInputException(subject, path, "at most " + RootCauseAnalysis.NODES + " in all");
            }
            if (depth > RootCauseAnalysis.DEPTH) {
                throw new InvalidInputException(subject, path, "at most " + RootCauseAnalysis.DEPTH + " levels");
            }
            level = below(level, children);
        }
    }

    /** All nodes, level by level; of a tree that was found to be in bounds. */
    static <N> List<N> all(List<N> roots, Function<N, ? extends List<N>> children) {
        List<N> all = new ArrayList<>();
        List<N> level = roots;
        while (!level.isEmpty()) {
            all.addAll(level);
            level = below(level, children);
        }
        return all;
    }

    private static <N> List<N> below(List<N> level, Function<N, ? extends List<N>> children) {
        List<N> below = new ArrayList<>();
        level.forEach(node -> below.addAll(children.apply(node)));
        return below;
    }
}
