package org.itsm4j.bpmn.internal.picture;

import java.util.Optional;

/** Where an arrow meets the border of a shape: modellers end it at the corner of a round shape's box, or at its centre. */
final class Outline {
    /** How far an arrow that stops short is drawn on. */
    private static final double GAP = 40;

    private Outline() {}

    /** The first point of the border on the way from one point to another, or a little behind. */
    static Point meet(Shape shape, Point from, Point to) {
        double length = from.distance(to);
        if (length == 0) {
            return to;
        }
        double reach = 1 + GAP / length;
        return way(shape, from, to)
                .filter(it -> it > 0 && it <= reach)
                .map(it -> from.towards(to, it))
                .orElse(to);
    }

    private static Optional<Double> way(Shape shape, Point from, Point to) {
        if (shape.kind().round()) {
            return circle(shape.box(), from, to);
        }
        return shape.kind().diamond() ? diamond(shape.box(), from, to) : rectangle(shape.box(), from, to);
    }

    private static Optional<Double> circle(Box box, Point from, Point to) {
        double x = from.x() - box.centre().x();
        double y = from.y() - box.centre().y();
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double a = dx * dx + dy * dy;
        double b = x * dx + y * dy;
        double c = x * x + y * y - box.width() * box.width() / 4;
        double root = b * b - a * c;
        return root < 0 || c < 0 ? Optional.empty() : Optional.of((-b - Math.sqrt(root)) / a);
    }

    private static Optional<Double> diamond(Box box, Point from, Point to) {
        Point[] corners = {
            new Point(box.centre().x(), box.y()),
            new Point(box.right(), box.centre().y()),
            new Point(box.centre().x(), box.bottom()),
            new Point(box.x(), box.centre().y())
        };
        return first(from, to, corners);
    }

    private static Optional<Double> rectangle(Box box, Point from, Point to) {
        Point[] corners = {
            new Point(box.x(), box.y()),
            new Point(box.right(), box.y()),
            new Point(box.right(), box.bottom()),
            new Point(box.x(), box.bottom())
        };
        return first(from, to, corners);
    }

    private static Optional<Double> first(Point from, Point to, Point[] corners) {
        Optional<Double> first = Optional.empty();
        for (int i = 0; i < corners.length; i++) {
            double way = crossing(from, to, corners[i], corners[(i + 1) % corners.length]);
            if (way > 0 && first.map(it -> way < it).orElse(true)) {
                first = Optional.of(way);
            }
        }
        return first;
    }

    /** How far along the line the side of a shape is crossed; below 0 if it is not. */
    private static double crossing(Point from, Point to, Point a, Point b) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double sx = b.x() - a.x();
        double sy = b.y() - a.y();
        double across = dx * sy - dy * sx;
        if (across == 0) {
            return -1;
        }
        double side = ((a.x() - from.x()) * dy - (a.y() - from.y()) * dx) / across;
        return side < 0 || side > 1 ? -1 : ((a.x() - from.x()) * sy - (a.y() - from.y()) * sx) / across;
    }
}
