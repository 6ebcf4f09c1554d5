package org.itsm4j.problem;

import java.util.List;
import java.util.Optional;

/** Analyses as Mermaid flowcharts: nodes are numbered, and their texts are quoted and escaped. */
final class AnalysisMermaid {
    /** What stands for itself besides letters and digits; all else is written as its number. */
    private static final String PLAIN = " .,-_/+=?!";

    private final StringBuilder chart = new StringBuilder();
    private int last;

    private AnalysisMermaid() {}

    static String of(RootCauseAnalysis analysis) {
        AnalysisMermaid page = new AnalysisMermaid();
        if (analysis instanceof FiveWhys whys) {
            page.start("TD");
            page.whys(whys.whys(), Optional.empty());
        } else if (analysis instanceof Fishbone bone) {
            page.start("LR");
            page.fishbone(bone);
        } else if (analysis instanceof IsIsNot table) {
            page.start("LR");
            table.rows().forEach(page::row);
        } else if (analysis instanceof EventSequence sequence) {
            page.start("TD");
            page.events(sequence.events());
        } else if (analysis instanceof FaultTree tree) {
            page.start("TD");
            page.node(tree.top());
        }
        return page.chart.toString();
    }

    private void start(String direction) {
        chart.append("flowchart ").append(direction).append('\n');
    }

    private void whys(List<FiveWhys.Why> whys, Optional<String> above) {
        for (FiveWhys.Why why : whys) {
            String node = why.root() ? box("([\"", why.because(), "\"])") : box("[\"", why.because(), "\"]");
            String from = above.orElseGet(() -> box("{{\"", why.why(), "\"}}"));
            chart.append("    ").append(from);
            if (above.isPresent()) {
                chart.append(" -->|\"").append(escaped(why.why())).append("\"| ");
            } else {
                chart.append(" --> ");
            }
            chart.append(node).append('\n');
            whys(why.next(), Optional.of(node));
        }
    }

    private void fishbone(Fishbone bone) {
        String effect = box("([\"", bone.effect(), "\"])");
        for (Fishbone.Branch branch : bone.branches()) {
            String spine = box("[\"", branch.name(), "\"]");
            arrow(spine, effect);
            branch.causes().forEach(cause -> arrow(box("[\"", cause.text() + " - " + cause.score(), "\"]"), spine));
        }
    }

    private void row(IsIsNot.Row row) {
        String question = box("{{\"", row.question(), "\"}}");
        labelled(question, "is", box("[\"", row.is(), "\"]"));
        labelled(question, "is not", box("[\"", row.isNot(), "\"]"));
        row.distinction().ifPresent(words -> labelled(question, "distinction", box("([\"", words, "\"])")));
    }

    private void events(List<EventSequence.Event> events) {
        Optional<String> before = Optional.empty();
        for (EventSequence.Event event : events) {
            String node = box("[\"", event.at() + " " + event.text(), "\"]");
            before.ifPresent(earlier -> arrow(earlier, node));
            before = Optional.of(node);
        }
    }

    private String node(FaultTree.Node node) {
        String box = box("[\"", node.text(), "\"]");
        node.gate().ifPresent(gate -> {
            String joint = box("{{\"", gate.name(), "\"}}");
            arrow(box, joint);
            node.causes().forEach(cause -> arrow(joint, node(cause)));
        });
        return box;
    }

    private void arrow(String from, String to) {
        chart.append("    ").append(from).append(" --> ").append(to).append('\n');
    }

    private void labelled(String from, String label, String to) {
        chart.append("    ")
                .append(from)
                .append(" -->|\"")
                .append(label)
                .append("\"| ")
                .append(to)
                .append('\n');
    }

    /** Declares a node and answers its name. */
    private String box(String open, String text, String close) {
        last++;
        String name = "n" + last;
        chart.append("    ")
                .append(name)
                .append(open)
                .append(escaped(text))
                .append(close)
                .append('\n');
        return name;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(each -> {
            if (Character.isLetterOrDigit(each) || PLAIN.indexOf(each) >= 0) {
                escaped.appendCodePoint(each);
            } else if (Character.isWhitespace(each)) {
                escaped.append(' ');
            } else {
                escaped.append('#').append(each).append(';');
            }
        });
        return escaped.toString();
    }
}
