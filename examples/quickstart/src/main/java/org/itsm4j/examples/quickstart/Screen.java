package org.itsm4j.examples.quickstart;

/** Lines of a plain terminal. */
final class Screen {
    static final int WIDTH = 100;

    private Screen() {}

    /** The text, wrapped at words so that no line is wider than the screen, each line indented. */
    static String indented(int margin, String text) {
        return titled("", margin, text);
    }

    /** As the other, with a title in the margin. */
    static String titled(String title, int margin, String text) {
        StringBuilder all = new StringBuilder();
        StringBuilder line = new StringBuilder(title).append(" ".repeat(margin - title.length()));
        for (String word : text.split("\\s+")) {
            boolean begun = line.length() > margin;
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                all.append(line).append(System.lineSeparator());
                line = new StringBuilder(" ".repeat(margin));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
        }
        return all.append(line).toString();
    }
}
