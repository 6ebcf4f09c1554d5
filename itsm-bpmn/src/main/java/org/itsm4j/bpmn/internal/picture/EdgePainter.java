package org.itsm4j.bpmn.internal.picture;

import java.util.Optional;

/** Draws the arrows of a diagram with their names. */
final class EdgePainter {
    private final Svg svg;
    private final Marks marks;

    EdgePainter(Svg svg, Marks marks) {
        this.svg = svg;
        this.marks = marks;
    }

    void draw(Edge edge, Track track, Optional<Label> label) {
        svg.open("g", "class", "flow" + marks.styles(edge.id()), "data-id", edge.id());
        svg.text(
                "title",
                edge.tip()
                        + marks.count(edge.id())
                                .map(it -> ": " + it + " " + marks.layer().counted())
                                .orElse(""));
        String line = track.line();
        svg.leaf("path", "class", "reach", "d", line); // a line is thin to point at
        svg.leaf("path", "class", "line", "d", line);
        if (edge.byDefault()) {
            svg.leaf("path", "class", "slash", "d", track.slash());
        }
        svg.leaf("path", "class", "head", "d", track.head());
        label.ifPresent(it -> ShapePainter.lines(
                svg, it.lines(), it.box().centre().x(), it.box().y(), Lettering.LABEL, "label"));
        svg.close();
    }
}
