package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.bpmn.internal.model.Markup;

/** A diagram as SVG. The same diagram and layer give the same text, on every machine. */
public final class Picture {
    private static final double MARGIN = 16;

    private final Sketch sketch;
    private final Marks marks;
    private final Space space = new Space();
    private final Map<String, Track> tracks = new LinkedHashMap<>();
    private final Map<String, Label> labels = new LinkedHashMap<>();
    private final List<Badge> badges = new ArrayList<>();

    private Picture(Sketch sketch, Marks marks) {
        this.sketch = sketch;
        this.marks = marks;
    }

    /**
     * @param root a file
     * @param layer what to tell besides
     * @return a document that stands alone
     */
    public static String svg(Markup root, Layer layer) {
        return draw(root, layer).write(Look.SVG);
    }

    /**
     * @param root a file
     * @param layer what to tell besides
     * @return the same for a page that has the style sheet
     */
    public static String bare(Markup root, Layer layer) {
        return draw(root, layer).write("");
    }

    private static Picture draw(Markup root, Layer layer) {
        Elements elements = Elements.of(root);
        Picture picture = new Picture(SketchReader.read(elements, root), new Marks(elements, layer));
        picture.arrange();
        return picture;
    }

    private void arrange() {
        for (Shape shape : sketch.shapes()) {
            if (shape.kind() == Shape.Kind.FRAME) {
                space.takeFrame(shape.box(), ShapePainter.TITLE);
            } else {
                space.take(shape.box());
            }
        }
        for (Edge edge : sketch.edges()) {
            Track track = Track.of(edge, sketch.shape(edge.from()), sketch.shape(edge.to()));
            tracks.put(edge.id(), track);
            space.takeLine(track.points());
        }
        new Labels(sketch, tracks, space, labels).place();
        badges();
    }

    private void badges() {
        for (Shape shape : sketch.shapes()) {
            if (marks.here(shape.id())) {
                badges.add(Badge.of("here", "here").onto(shape, true, space));
            }
            marks.count(shape.id())
                    .ifPresent(number ->
                            badges.add(Badge.of("count", Heat.brief(number)).onto(shape, false, space)));
        }
        for (Edge edge : sketch.edges()) {
            Track track = tracks.get(edge.id());
            if (!marks.steps(edge.id()).isEmpty()) {
                badges.add(Badge.of("step", marks.steps(edge.id())).onto(track, space));
            }
            marks.count(edge.id())
                    .ifPresent(number ->
                            badges.add(Badge.of("count", Heat.brief(number)).onto(track, space)));
        }
    }

    private String write(String styles) {
        Svg inner = new Svg();
        ShapePainter shapes = new ShapePainter(inner, marks, sketch);
        EdgePainter edges = new EdgePainter(inner, marks);
        List<Shape> frames = sketch.shapes().stream()
                .filter(it -> it.kind() == Shape.Kind.FRAME)
                .toList();
        frames.forEach(shapes::drawFrame);
        sketch.shapes().stream()
                .filter(it -> marks.here(it.id()) && !frames.contains(it))
                .forEach(shapes::glow);
        for (boolean stressed : new boolean[] {false, true}) {
            sketch.edges().stream()
                    .filter(it -> marks.stressed(it.id()) == stressed)
                    .forEach(it -> edges.draw(it, tracks.get(it.id()), label(it.id())));
        }
        sketch.shapes().stream().filter(it -> !frames.contains(it)).forEach(it -> shapes.draw(it, label(it.id())));
        badges.forEach(it -> it.draw(inner));
        Legend legend = new Legend(marks);
        Box view = (legend.empty() ? extent() : legend.draw(inner, extent())).grow(MARGIN);
        return page(view, inner, styles);
    }

    private String page(Box view, Svg inner, String styles) {
        Svg svg = new Svg()
                .open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "class",
                        "itsm-diagram",
                        "style",
                        styles.isEmpty() ? elastic(view.width()) : "",
                        "role",
                        "img",
                        "aria-label",
                        (sketch.name() + ". " + marks.description()).strip(),
                        "width",
                        Svg.number(Math.ceil(view.width())),
                        "height",
                        Svg.number(Math.ceil(view.height())),
                        "viewBox",
                        Svg.point(new Point(view.x(), view.y())) + " "
                                + Svg.point(new Point(view.width(), view.height())));
        svg.text("title", sketch.name());
        if (!marks.description().isEmpty()) {
            svg.text("desc", marks.description());
        }
        if (!styles.isEmpty()) {
            svg.open("style").raw(styles).close();
        }
        svg.leaf("rect", Svg.box(view, 0, "paper"));
        return svg.raw(inner.toString()).close().toString();
    }

    /** On a page it shrinks a little; a narrower page scrolls it, so that its letters stay readable. */
    private static String elastic(double width) {
        return "min-width:" + Svg.number(width * 0.85) + "px;max-width:" + Svg.number(Math.ceil(width)) + "px";
    }

    /** Everything that is drawn, with the width of its lines and rings. */
    private Box extent() {
        Box all = sketch.shapes().get(0).box().grow(8);
        for (Shape shape : sketch.shapes()) {
            all = all.and(shape.box().grow(8));
        }
        for (Track track : tracks.values()) {
            all = all.and(track.box().grow(5));
        }
        for (Label label : labels.values()) {
            all = all.and(label.box().grow(4));
        }
        for (Badge badge : badges) {
            all = all.and(badge.box().grow(2));
        }
        return all;
    }

    private Optional<Label> label(String id) {
        return Optional.ofNullable(labels.get(id));
    }
}
