package org.itsm4j.bpmn.internal.picture;

import java.util.List;
import java.util.Optional;

/**
 * An arrow of a diagram, as it is drawn.
 *
 * @param points at least two
 * @param label where the file wants its name
 * @param byDefault whether it is the way that a gateway takes if no other is open
 * @param tip what one reads when pointing at it
 */
record Edge(
        String id,
        String name,
        String from,
        String to,
        List<Point> points,
        Optional<Box> label,
        boolean byDefault,
        String tip) {
    Edge {
        points = List.copyOf(points);
    }
}
