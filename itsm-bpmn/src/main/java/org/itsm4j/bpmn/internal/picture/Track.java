package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The line of an arrow, from border to border. */
final class Track {
    private static final double HEAD = 9;
    private static final double HALF_HEAD = 3.6;
    private static final double BEND = 7;
    /** Of the parts of a line, so many are looked at for text: an evil file has thousands. */
    private static final int MOST_PARTS = 12;

    private final List<Point> points;

    private Track(List<Point> points) {
        this.points = List.copyOf(points);
    }

    static Track of(Edge edge, Optional<Shape> from, Optional<Shape> to) {
        List<Point> points = new ArrayList<>(edge.points());
        int last = points.size() - 1;
        from.ifPresent(shape -> points.set(0, Outline.meet(shape, points.get(1), points.get(0))));
        to.ifPresent(shape -> points.set(last, Outline.meet(shape, points.get(last - 1), points.get(last))));
        return new Track(points);
    }

    List<Point> points() {
        return points;
    }

    Box box() {
        Box box = Box.around(points.get(0), 0, 0);
        for (Point point : points) {
            box = box.and(Box.around(point, 0, 0));
        }
        return box;
    }

    /** Path data of the line, which ends inside the head. */
    String line() {
        StringBuilder data = new StringBuilder("M").append(Svg.point(points.get(0)));
        for (int i = 1; i < points.size() - 1; i++) {
            Point corner = points.get(i);
            double bend = Math.min(
                    BEND, Math.min(corner.distance(points.get(i - 1)), corner.distance(points.get(i + 1))) / 2);
            data.append('L').append(Svg.point(corner.step(points.get(i - 1), bend)));
            data.append('Q')
                    .append(Svg.point(corner))
                    .append(' ')
                    .append(Svg.point(corner.step(points.get(i + 1), bend)));
        }
        return data.append('L')
                .append(Svg.point(end().step(before(), HEAD - 2)))
                .toString();
    }

    /** Path data of the arrow head. */
    String head() {
        Point base = end().step(before(), HEAD);
        double length = Math.max(end().distance(base), 1e-9);
        double x = (end().y() - base.y()) / length * HALF_HEAD;
        double y = (base.x() - end().x()) / length * HALF_HEAD;
        return "M" + Svg.point(end()) + "L" + Svg.point(new Point(base.x() + x, base.y() + y)) + "L"
                + Svg.point(new Point(base.x() - x, base.y() - y)) + "Z";
    }

    /** Path data of the stroke through its beginning that means "by default". */
    String slash() {
        Point at = points.get(0).step(points.get(1), 11);
        Point next = points.get(0).step(points.get(1), 16);
        double dx = next.x() - at.x();
        double dy = next.y() - at.y();
        // turned by half a right angle, so that it reads as a slash in every direction
        Point arm = new Point(dx - dy, dx + dy);
        return "M" + Svg.point(new Point(at.x() - arm.x(), at.y() - arm.y())) + "L"
                + Svg.point(new Point(at.x() + arm.x(), at.y() + arm.y()));
    }

    /** Places on it, the middle of the longest part first, the ends last. */
    List<Point> places() {
        List<Point> places = new ArrayList<>();
        for (int part : byLength()) {
            Point a = points.get(part);
            Point b = points.get(part + 1);
            for (double share : new double[] {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}) {
                places.add(a.towards(b, share));
            }
        }
        return places;
    }

    /** Where text may stand beside it, the middle of the longest part first. */
    List<Box> beside(Box text) {
        List<Box> boxes = new ArrayList<>();
        for (int part : byLength()) {
            Point a = points.get(part);
            Point b = points.get(part + 1);
            boolean level = Math.abs(a.x() - b.x()) >= Math.abs(a.y() - b.y());
            for (double share : new double[] {0.5, 0.35, 0.65, 0.2, 0.8}) {
                Point at = a.towards(b, share);
                double off = level ? text.height() / 2 + 4 : text.width() / 2 + 6;
                boxes.add(Box.around(
                        new Point(at.x() + (level ? 0 : off), at.y() - (level ? off : 0)),
                        text.width(),
                        text.height()));
                boxes.add(Box.around(
                        new Point(at.x() - (level ? 0 : off), at.y() + (level ? off : 0)),
                        text.width(),
                        text.height()));
            }
        }
        return boxes;
    }

    /** The parts between two bends, the longest first. */
    private List<Integer> byLength() {
        return IntStream.range(0, points.size() - 1)
                .boxed()
                .sorted(Comparator.comparingDouble(part -> -points.get(part).distance(points.get(part + 1))))
                .limit(MOST_PARTS)
                .toList();
    }

    private Point end() {
        return points.get(points.size() - 1);
    }

    private Point before() {
        return points.get(points.size() - 2);
    }
}
