package org.itsm4j.bpmn.internal.picture;

import java.util.List;

/** Text beside a shape or an arrow, in the middle of its box. */
record Label(List<String> lines, Box box) {
    private static final double WIDEST = 120;

    Label {
        lines = List.copyOf(lines);
    }

    /** Where the file wants it: centred there, from the top, wrapped as its modeller did. */
    static Label at(String text, Box wanted) {
        Lettering letters = Lettering.LABEL;
        // a modeller's own font may be narrower: a word more is better than a line more
        List<String> lines = letters.wrap(text, Math.max(wanted.width() * 1.15, 30), 8);
        Box size = size(lines);
        return new Label(
                lines, new Box(wanted.centre().x() - size.width() / 2, wanted.y(), size.width(), size.height()));
    }

    /** Anywhere: its box starts at 0, 0. */
    static Label of(String text) {
        List<String> lines = Lettering.LABEL.wrap(text, WIDEST, 8);
        return new Label(lines, size(lines));
    }

    Label moved(Box place) {
        return new Label(lines, place);
    }

    private static Box size(List<String> lines) {
        double width = lines.stream().mapToDouble(Lettering.LABEL::width).max().orElse(0);
        return new Box(0, 0, width, lines.size() * Lettering.LABEL.leading());
    }
}
