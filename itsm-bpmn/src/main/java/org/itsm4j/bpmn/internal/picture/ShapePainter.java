package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the nodes of a diagram with their names. */
final class ShapePainter {
    /** The height of the strip at the top of a frame. */
    static final double TITLE = 26;

    private static final int CORNER = 9;

    private final Svg svg;
    private final Marks marks;
    private final List<Box> timers;

    ShapePainter(Svg svg, Marks marks, Sketch sketch) {
        this.svg = svg;
        this.marks = marks;
        timers = sketch.shapes().stream()
                .filter(it -> it.kind().boundary())
                .map(Shape::box)
                .toList();
    }

    void drawFrame(Shape shape) {
        if (marks.here(shape.id())) {
            glow(shape);
        }
        draw(shape, Optional.empty());
    }

    void draw(Shape shape, Optional<Label> label) {
        String kind = shape.kind().style();
        svg.open("g", "class", "shape " + kind + marks.styles(shape.id()), "data-id", shape.id());
        svg.text(
                "title",
                shape.tip() + marks.count(shape.id()).map(this::counted).orElse(""));
        switch (shape.kind()) {
            case START, END, TIMER, REMINDER -> event(shape);
            case CHOICE, FORK -> gateway(shape);
            case FRAME -> frame(shape);
            default -> task(shape);
        }
        label.ifPresent(it -> lines(it.lines(), it.box().centre().x(), it.box().y(), Lettering.LABEL, "label"));
        svg.close();
    }

    private String counted(long number) {
        return ": " + number + " " + marks.layer().counted();
    }

    /** A ring around the place where the ticket stands; under the arrows, so that their heads are seen. */
    void glow(Shape shape) {
        Box box = shape.box().grow(5);
        double corner = shape.kind().round() ? box.width() / 2 : shape.kind().diamond() ? 8 : CORNER + 5;
        svg.leaf("rect", Svg.box(box, corner, "glow"));
    }

    private void event(Shape shape) {
        circle(shape.box(), 0, "body fill");
        if (shape.kind().boundary()) {
            circle(shape.box(), 3, "ring");
            Icons.clock(svg, shape.box());
        }
    }

    private void circle(Box box, double inset, String style) {
        svg.leaf(
                "circle",
                "class",
                style,
                "cx",
                Svg.number(box.centre().x()),
                "cy",
                Svg.number(box.centre().y()),
                "r",
                Svg.number(box.width() / 2 - inset));
    }

    private void gateway(Shape shape) {
        Box box = shape.box();
        svg.leaf(
                "path",
                "class",
                "body fill",
                "d",
                "M" + Svg.point(new Point(box.centre().x(), box.y())) + "L"
                        + Svg.point(new Point(box.right(), box.centre().y())) + "L"
                        + Svg.point(new Point(box.centre().x(), box.bottom())) + "L"
                        + Svg.point(new Point(box.x(), box.centre().y())) + "Z");
        Icons.gateway(svg, shape);
    }

    private void frame(Shape shape) {
        Box box = shape.box();
        svg.leaf("rect", Svg.box(box, CORNER, "paper"));
        svg.leaf("path", "class", "fill", "d", strip(box));
        svg.leaf("rect", Svg.box(box, CORNER, "body"));
        double left = box.x() + 12;
        String title = Lettering.NAME.cut(shape.name(), box.width() - 24);
        svg.text("text", title, "class", "name", "x", Svg.number(left), "y", Svg.number(box.y() + 19));
        double used = Lettering.NAME.width(title) * 1.08 + 10; // the title is set in a heavier letter
        String caption = Lettering.SMALL.cut(shape.caption(), box.width() - 24 - used);
        if (!shape.caption().isEmpty() && caption.length() > 3) {
            svg.text("text", caption, "class", "caption", "x", Svg.number(left + used), "y", Svg.number(box.y() + 19));
        }
    }

    /** The upper end of a frame, with its round corners. */
    private static String strip(Box box) {
        double bottom = box.y() + Math.min(TITLE, box.height());
        return "M" + Svg.point(new Point(box.x(), bottom))
                + "V" + Svg.number(box.y() + CORNER)
                + "A" + CORNER + " " + CORNER + " 0 0 1 " + Svg.point(new Point(box.x() + CORNER, box.y()))
                + "H" + Svg.number(box.right() - CORNER)
                + "A" + CORNER + " " + CORNER + " 0 0 1 " + Svg.point(new Point(box.right(), box.y() + CORNER))
                + "V" + Svg.number(bottom) + "Z";
    }

    private void task(Shape shape) {
        Box box = shape.box();
        svg.leaf("rect", Svg.box(box, CORNER, "body fill"));
        boolean roomy = box.height() >= 50;
        if (roomy) {
            Icons.corner(svg, shape.kind(), box);
        }
        boolean folded = shape.kind() == Shape.Kind.FOLDED;
        if (folded) {
            Icons.folded(svg, box);
        }
        List<Box> taken = new ArrayList<>(timers);
        if (roomy) {
            taken.add(new Box(box.x(), box.y(), 9 + Icons.SIZE, 8 + Icons.SIZE));
        }
        Box room = new Box(box.x(), box.y() + 4, box.width(), box.height() - (folded ? 20 : 8));
        TaskText text = TaskText.of(shape, room, taken);
        lines(text.lines(), box.centre().x(), text.top(), Lettering.NAME, "name");
        if (text.captioned()) {
            lines(List.of(text.caption(shape)), box.centre().x(), text.captionTop(), Lettering.SMALL, "caption");
        }
    }

    private void lines(List<String> lines, double x, double top, Lettering letters, String style) {
        lines(svg, lines, x, top, letters, style);
    }

    /** Centred lines, each a text of its own, so that one written from right to left does not turn the next. */
    static void lines(Svg svg, List<String> lines, double x, double top, Lettering letters, String style) {
        for (int i = 0; i < lines.size(); i++) {
            svg.text(
                    "text",
                    lines.get(i),
                    "class",
                    style,
                    "x",
                    Svg.number(x),
                    "y",
                    Svg.number(top + i * letters.leading() + letters.size()),
                    "text-anchor",
                    "middle");
        }
    }
}
