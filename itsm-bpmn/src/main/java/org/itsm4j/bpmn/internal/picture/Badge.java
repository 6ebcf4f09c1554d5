package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.List;

/** A small pill with a number or a word, on an arrow or at a corner of a shape. */
record Badge(String style, String text, Box box) {
    static final double HEIGHT = 16;

    /** For a free place; its box starts at 0, 0. */
    static Badge of(String style, String text) {
        double width = Math.max(HEIGHT, Lettering.SMALL.width(text) + 9);
        return new Badge(style, text, new Box(0, 0, width, HEIGHT));
    }

    Badge onto(Track track, Space space) {
        return new Badge(
                style,
                text,
                space.best(track.places().stream()
                        .map(at -> Box.around(at, box.width(), box.height()))
                        .toList()));
    }

    /** At a corner, or else on a side, of a shape. */
    Badge onto(Shape shape, boolean left, Space space) {
        Box at = shape.box();
        // outside of small shapes, which it would hide
        double inset = shape.kind().namedOutside() ? 6 - box.width() / 2 : 14;
        double rise = shape.kind().namedOutside() ? 0 : 3;
        double[] xs = left
                ? new double[] {
                    at.x() + inset,
                    at.right() - inset,
                    at.x() + at.width() * 0.3,
                    at.centre().x()
                }
                : new double[] {
                    at.right() - inset,
                    at.x() + inset,
                    at.x() + at.width() * 0.7,
                    at.centre().x()
                };
        List<Box> places = new ArrayList<>();
        for (double x : xs) {
            for (double y : new double[] {at.y() - rise, at.bottom() + rise}) {
                places.add(Box.around(new Point(x, y), box.width(), box.height()));
            }
        }
        return new Badge(style, text, space.best(places));
    }

    void draw(Svg svg) {
        svg.open("g", "class", "badge " + style);
        svg.leaf("rect", Svg.box(box, box.height() / 2, "back"));
        svg.text(
                "text",
                text,
                "x",
                Svg.number(box.centre().x()),
                "y",
                Svg.number(box.centre().y() + 3.6),
                "text-anchor",
                "middle");
        svg.close();
    }
}
