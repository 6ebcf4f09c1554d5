package org.itsm4j.bpmn.internal.picture;

/** A rectangle of a picture, in pixels; x and y are its upper left corner. */
record Box(double x, double y, double width, double height) {
    static Box around(Point centre, double width, double height) {
        return new Box(centre.x() - width / 2, centre.y() - height / 2, width, height);
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    Point centre() {
        return new Point(x + width / 2, y + height / 2);
    }

    Box grow(double pixels) {
        return new Box(x - pixels, y - pixels, width + 2 * pixels, height + 2 * pixels);
    }

    Box and(Box other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Box(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    boolean meets(Box other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    boolean holds(Point point) {
        return point.x() > x && point.x() < right() && point.y() > y && point.y() < bottom();
    }

    /** Whether a straight line from a to b passes through. */
    boolean crossedBy(Point a, Point b) {
        double[] way = {0, 1};
        return clip(b.x() - a.x(), x - a.x(), right() - a.x(), way)
                && clip(b.y() - a.y(), y - a.y(), bottom() - a.y(), way)
                && way[0] < way[1];
    }

    /** Narrows the part of a line that lies between two parallel borders (Liang and Barsky). */
    private static boolean clip(double slope, double low, double high, double[] way) {
        if (slope == 0) {
            return low < 0 && high > 0;
        }
        way[0] = Math.max(way[0], Math.min(low / slope, high / slope));
        way[1] = Math.min(way[1], Math.max(low / slope, high / slope));
        return way[0] < way[1];
    }
}
