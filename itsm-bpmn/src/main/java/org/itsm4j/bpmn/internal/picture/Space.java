package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.List;

/** What of a picture is taken already, so that text and badges find a free place. */
final class Space {
    private static final double ON_A_THING = 1_000;
    private static final double ON_A_LINE = 30;

    private record Segment(Point from, Point to) {}

    private final List<Box> things = new ArrayList<>();
    private final List<Segment> lines = new ArrayList<>();

    void take(Box thing) {
        things.add(thing);
    }

    /** The inside of a frame stays free: only its border and the strip with its title are taken. */
    void takeFrame(Box frame, double title) {
        things.add(new Box(frame.x() - 2, frame.y() - 2, frame.width() + 4, title));
        things.add(new Box(frame.x() - 2, frame.bottom() - 2, frame.width() + 4, 4));
        things.add(new Box(frame.x() - 2, frame.y(), 4, frame.height()));
        things.add(new Box(frame.right() - 2, frame.y(), 4, frame.height()));
    }

    void takeLine(List<Point> points) {
        for (int i = 1; i < points.size(); i++) {
            lines.add(new Segment(points.get(i - 1), points.get(i)));
        }
    }

    /** The first of the places that hides least, which is taken then. */
    Box best(List<Box> places) {
        Box best = places.get(0);
        double least = Double.MAX_VALUE;
        for (int i = 0; i < places.size(); i++) {
            double cost = cost(places.get(i)) + i;
            if (cost < least) {
                least = cost;
                best = places.get(i);
            }
        }
        take(best);
        return best;
    }

    private double cost(Box place) {
        return ON_A_THING * things.stream().filter(place::meets).count()
                + ON_A_LINE
                        * lines.stream()
                                .filter(it -> place.crossedBy(it.from, it.to))
                                .count();
    }
}
