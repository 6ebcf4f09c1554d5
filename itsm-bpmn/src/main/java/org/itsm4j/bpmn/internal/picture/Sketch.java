package org.itsm4j.bpmn.internal.picture;

import java.util.List;
import java.util.Optional;

/** What of a diagram is drawn, and where: frames first, timers on borders last. */
record Sketch(String name, List<Shape> shapes, List<Edge> edges) {
    Sketch {
        shapes = List.copyOf(shapes);
        edges = List.copyOf(edges);
    }

    Optional<Shape> shape(String id) {
        return shapes.stream().filter(it -> it.id().equals(id)).findFirst();
    }
}
