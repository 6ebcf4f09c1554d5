package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the name of a task and the small print under it go: into the middle, but clear of the sign in its corner and of the
 * timers on its border. The small print goes before words of the name do.
 */
record TaskText(List<String> lines, double top, boolean captioned) {
    private static final double SIDE = 8;
    private static final int MOST_LINES = 8;
    private static final double CAPTION = Lettering.SMALL.leading() + 1;

    static TaskText of(Shape shape, Box room, List<Box> taken) {
        Lettering letters = Lettering.NAME;
        double width = room.width() - 2 * SIDE;
        int most = Math.max(1, Math.min(MOST_LINES, (int) (room.height() / letters.leading())));
        List<TaskText> all = new ArrayList<>();
        for (int count = most; count > 0; count--) {
            List<String> lines = letters.wrap(shape.name(), width, count);
            if (!shape.caption().isEmpty() && count == most) {
                all.addAll(places(lines, true, room));
            }
            all.addAll(places(lines, false, room));
        }
        return all.stream()
                .filter(it -> it.free(shape, room, taken))
                .findFirst()
                .orElse(all.get(all.size() - 1));
    }

    /** The middle first, then farther and farther from it. */
    private static List<TaskText> places(List<String> lines, boolean captioned, Box room) {
        double height = lines.size() * Lettering.NAME.leading() + (captioned ? CAPTION : 0);
        double spare = (room.height() - height) / 2;
        List<TaskText> places = new ArrayList<>();
        for (double off = 0; off <= spare; off += Math.max(2, spare / 20)) {
            places.add(new TaskText(lines, room.y() + spare + off, captioned));
            places.add(new TaskText(lines, room.y() + spare - off, captioned));
        }
        return places;
    }

    double captionTop() {
        return top + lines.size() * Lettering.NAME.leading() + 1;
    }

    String caption(Shape shape) {
        return Lettering.SMALL.cut(shape.caption(), shape.box().width() - 2 * SIDE);
    }

    private boolean free(Shape shape, Box room, List<Box> taken) {
        double middle = room.centre().x();
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            double width = Lettering.NAME.width(lines.get(i));
            double y = top + i * Lettering.NAME.leading();
            boxes.add(new Box(middle - width / 2, y + 1, width, Lettering.NAME.size() + 1));
        }
        if (captioned) {
            double width = Lettering.SMALL.width(caption(shape));
            boxes.add(new Box(middle - width / 2, captionTop(), width, Lettering.SMALL.leading()));
        }
        return boxes.stream().noneMatch(box -> taken.stream().anyMatch(box::meets));
    }
}
