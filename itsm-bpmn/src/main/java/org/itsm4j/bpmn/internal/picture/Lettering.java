package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is, and where it breaks. The widths are those of Helvetica, which the fonts that a browser takes for it
 * share: the JVM is not asked, so a picture is the same on every machine.
 *
 * @param size of the letters, in pixels
 * @param leading from one line to the next, in pixels
 */
record Lettering(double size, double leading) {
    /** In shapes. */
    static final Lettering NAME = new Lettering(13, 16);
    /** Beside shapes and arrows. */
    static final Lettering LABEL = new Lettering(11, 13);
    /** In badges, and under a name. */
    static final Lettering SMALL = new Lettering(10, 12);

    private static final String ELLIPSIS = "\u2026";
    /** Of the characters from space to tilde, in thousandths of the size. */
    private static final int[] WIDTHS = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
                556,
        556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556,
                833,
        722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500,
                556,
        556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
                334,
        260, 334, 584
    };

    double width(String text) {
        return text.codePoints().mapToDouble(Lettering::share).sum() * size / 1000;
    }

    private static double share(int c) {
        if (c >= ' ' && c <= '~') {
            return WIDTHS[c - ' '];
        }
        if (joins(c)) {
            return 0;
        }
        return Character.isIdeographic(c) || c >= 0x1100 && c < 0x1200 || c >= 0x3000 && c < 0xD800 || c >= 0x1F000
                ? 1000
                : 620;
    }

    /** Part of the letter before it. */
    private static boolean joins(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
    }

    /** Lines no wider than that; words that are wider are broken, and what is left after the last line becomes an ellipsis. */
    List<String> wrap(String text, double width, int most) {
        List<String> lines = lines(text.strip(), width);
        if (lines.size() <= most) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, most));
        shown.set(most - 1, cut(lines.get(most - 1) + " " + lines.get(most), width));
        return shown;
    }

    /** One line no wider than that, with an ellipsis if something is missing. */
    String cut(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        String head = fitting(text, width - width(ELLIPSIS));
        int word = head.lastIndexOf(' ');
        return (word > head.length() / 2 ? head.substring(0, word) : head).stripTrailing() + ELLIPSIS;
    }

    private List<String> lines(String text, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.isEmpty() ? new String[0] : text.split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (width(line) > width) {
                String head = fitting(line, width);
                lines.add(head);
                line = line.substring(head.length());
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    /** As many letters of it as fit, at least one; a letter keeps its accents. */
    private String fitting(String text, double width) {
        int end = text.offsetByCodePoints(0, 1);
        double used = width(text.substring(0, end));
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += share(c) * size / 1000;
            if (used > width && !joins(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }
}
