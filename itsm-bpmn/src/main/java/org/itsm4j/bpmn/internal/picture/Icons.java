package org.itsm4j.bpmn.internal.picture;

/** The small signs in shapes. Each is drawn around or from a point that its user gives. */
final class Icons {
    /** How large a sign in the corner of a task is. */
    static final double SIZE = 14;

    private static final String PERSON =
            "M7 7.2A3.1 3.1 0 1 0 7 1A3.1 3.1 0 1 0 7 7.2ZM1.2 13.5C1.2 10.4 3.4 8.8 7 8.8" + "S12.8 10.4 12.8 13.5Z";
    private static final String TICK =
            "M7 .8L12.6 3V7C12.6 10.2 10.4 12.4 7 13.6C3.6 12.4 1.4 10.2 1.4 7V3ZM4.2 7.2L6.3 9.4" + "L10 5.2";
    private static final String GEAR = gear();

    private Icons() {}

    static void corner(Svg svg, Shape.Kind kind, Box box) {
        String data = switch (kind) {
            case STAGE, TASK -> PERSON;
            case APPROVAL -> TICK;
            case STEP -> GEAR;
            default -> "";
        };
        if (!data.isEmpty()) {
            svg.leaf(
                    "path",
                    "class",
                    "icon",
                    "d",
                    data,
                    "transform",
                    "translate(" + Svg.number(box.x() + 7) + " " + Svg.number(box.y() + 7) + ")");
        }
    }

    private static String gear() {
        StringBuilder data = new StringBuilder();
        int teeth = 8;
        for (int i = 0; i < teeth * 4; i++) {
            double angle = 2 * Math.PI * (i + 0.5) / (teeth * 4);
            double radius = i % 4 == 0 || i % 4 == 3 ? 4.8 : 6.6;
            data.append(i == 0 ? 'M' : 'L')
                    .append(Svg.point(new Point(7 + radius * Math.cos(angle), 7 + radius * Math.sin(angle))));
        }
        return data + "ZM7 9.2A2.2 2.2 0 1 0 7 4.8A2.2 2.2 0 1 0 7 9.2Z";
    }

    /** A clock in an event. */
    static void clock(Svg svg, Box event) {
        Point c = event.centre();
        double r = event.width() / 2 - 6.5;
        svg.leaf("circle", "class", "icon", "cx", Svg.number(c.x()), "cy", Svg.number(c.y()), "r", Svg.number(r));
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            double angle = Math.PI * i / 6;
            Point rim = new Point(c.x() + r * Math.cos(angle), c.y() + r * Math.sin(angle));
            data.append('M').append(Svg.point(rim)).append('L').append(Svg.point(rim.step(c, 2)));
        }
        data.append('M')
                .append(Svg.point(new Point(c.x() + r * 0.25, c.y() - r * 0.72)))
                .append('L')
                .append(Svg.point(c))
                .append('L')
                .append(Svg.point(new Point(c.x() + r * 0.55, c.y())));
        svg.leaf("path", "class", "icon", "d", data.toString());
    }

    /** The X or the + of a gateway. */
    static void gateway(Svg svg, Shape shape) {
        Point c = shape.box().centre();
        boolean fork = shape.kind() == Shape.Kind.FORK;
        double arm = Math.min(shape.box().width(), shape.box().height()) * (fork ? 0.22 : 0.16);
        String data = fork ? line(c, 0, -arm) + line(c, arm, 0) : line(c, arm, arm) + line(c, arm, -arm);
        svg.leaf("path", "class", "sign", "d", data);
    }

    /** The + of a sub-process that is drawn closed. */
    static void folded(Svg svg, Box box) {
        Point c = new Point(box.centre().x(), box.bottom() - 8);
        svg.leaf("rect", Svg.box(Box.around(c, 12, 12), 0, "icon"));
        svg.leaf("path", "class", "icon", "d", line(c, 0, -4) + line(c, 4, 0));
    }

    private static String line(Point centre, double x, double y) {
        return "M" + Svg.point(new Point(centre.x() - x, centre.y() - y)) + "L"
                + Svg.point(new Point(centre.x() + x, centre.y() + y));
    }
}
