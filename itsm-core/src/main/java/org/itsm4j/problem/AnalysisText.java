package org.itsm4j.problem;

import java.util.List;
import java.util.Optional;

/** Analyses as indented plain text. What goes on behind a line feed in a text begins with a bar. */
final class AnalysisText {
    private final StringBuilder text = new StringBuilder();

    private AnalysisText() {}

    static String of(RootCauseAnalysis analysis) {
        AnalysisText page = new AnalysisText();
        if (analysis instanceof FiveWhys whys) {
            page.whys(whys.whys(), 0);
        } else if (analysis instanceof Fishbone bone) {
            page.line(0, "Effect: " + bone.effect());
            bone.branches().forEach(page::branch);
        } else if (analysis instanceof IsIsNot table) {
            table.rows().forEach(page::row);
        } else if (analysis instanceof EventSequence sequence) {
            sequence.events().forEach(event -> {
                page.line(0, event.at() + " " + event.text());
                page.evidence(1, event.evidence());
            });
        } else if (analysis instanceof FaultTree tree) {
            page.node(tree.top(), 0);
        }
        return page.text.toString();
    }

    private void whys(List<FiveWhys.Why> whys, int depth) {
        for (FiveWhys.Why why : whys) {
            line(depth, "Why: " + why.why());
            line(depth, (why.root() ? "Because (root cause): " : "Because: ") + why.because());
            evidence(depth, why.evidence());
            whys(why.next(), depth + 1);
        }
    }

    private void branch(Fishbone.Branch branch) {
        line(1, branch.name());
        branch.causes().forEach(cause -> {
            line(2, "[" + cause.score() + "] " + cause.text());
            evidence(3, cause.evidence());
        });
    }

    private void row(IsIsNot.Row row) {
        line(0, row.question());
        line(1, "is: " + row.is());
        line(1, "is not: " + row.isNot());
        row.distinction().ifPresent(words -> line(1, "distinction: " + words));
    }

    private void node(FaultTree.Node node, int depth) {
        line(depth, node.text() + node.gate().map(gate -> " (" + gate + " of)").orElse(""));
        evidence(depth + 1, node.evidence());
        node.causes().forEach(cause -> node(cause, depth + 1));
    }

    private void evidence(int depth, Optional<String> evidence) {
        evidence.ifPresent(words -> line(depth, "Evidence: " + words));
    }

    private void line(int depth, String words) {
        String indent = "  ".repeat(depth);
        String mark = indent;
        for (String line : words.lines().toList()) {
            text.append(mark).append(line).append('\n');
            mark = indent + "| "; // what goes on is no line of the analysis, whatever it looks like
        }
    }
}
