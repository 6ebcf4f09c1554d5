package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds places for the names of events, gateways and arrows: where the file wants them, else where they hide least. */
final class Labels {
    private static final double GAP = 5;

    private final Sketch sketch;
    private final Map<String, Track> tracks;
    private final Space space;
    private final Map<String, Label> placed;

    Labels(Sketch sketch, Map<String, Track> tracks, Space space, Map<String, Label> placed) {
        this.sketch = sketch;
        this.tracks = tracks;
        this.space = space;
        this.placed = placed;
    }

    void place() {
        for (Shape shape : sketch.shapes()) {
            if (shape.kind().namedOutside()) {
                wanted(shape.id(), shape.name(), shape.label());
            }
        }
        sketch.edges().forEach(edge -> wanted(edge.id(), edge.name(), edge.label()));
        for (Shape shape : sketch.shapes()) {
            if (shape.kind().namedOutside()) {
                free(shape.id(), shape.name(), label -> around(shape, label.box()));
            }
        }
        sketch.edges()
                .forEach(edge -> free(
                        edge.id(), edge.name(), label -> tracks.get(edge.id()).beside(label.box())));
    }

    /** Those that the file places come first: the others go round them. */
    private void wanted(String id, String name, Optional<Box> bounds) {
        if (!name.isEmpty() && bounds.isPresent()) {
            Label label = Label.at(name, bounds.get());
            placed.put(id, label);
            space.take(label.box());
        }
    }

    private void free(String id, String name, Function<Label, List<Box>> places) {
        if (!name.isEmpty() && !placed.containsKey(id)) {
            Label label = Label.of(name);
            placed.put(id, label.moved(space.best(places.apply(label))));
        }
    }

    private static List<Box> around(Shape shape, Box text) {
        Box box = shape.box();
        double middle = box.centre().x() - text.width() / 2;
        double below = box.bottom() + GAP;
        double above = box.y() - GAP - text.height();
        double left = box.x() - GAP - text.width();
        double right = box.right() + GAP;
        double level = box.centre().y() - text.height() / 2;
        List<Box> places = new ArrayList<>();
        for (double[] place : new double[][] {
            {middle, below},
            {middle, above},
            {right, below - 12},
            {left, below - 12},
            {right, above + 12},
            {left, above + 12},
            {right, level},
            {left, level}
        }) {
            places.add(new Box(place[0], place[1], text.width(), text.height()));
        }
        return places;
    }
}
