package org.itsm4j.bpmn.internal.picture;

/** A place in a picture, in pixels; y grows downwards. */
record Point(double x, double y) {
    double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }

    /** The place that far on the way to another, 0 being here and 1 there. */
    Point towards(Point other, double share) {
        return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
    }

    /** The place that many pixels on the way to another; here, if both are one place. */
    Point step(Point other, double pixels) {
        double distance = distance(other);
        return distance == 0 ? this : towards(other, pixels / distance);
    }
}
