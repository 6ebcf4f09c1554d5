package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.bpmn.internal.picture.Look;
import org.itsm4j.bpmn.internal.picture.Picture;
import org.itsm4j.bpmn.internal.picture.Svg;

/**
 * A page with pictures of diagrams: one HTML file that loads nothing and runs nothing, in light and in dark. All text is
 * plain text, and escaped. Immutable and thread-safe.
 *
 * <pre>{@code
 * String html = DiagramPage.builder("Incidents of March")
 *         .section("Where the tickets stand")
 *         .text("46 thousand tickets, replayed from the log.")
 *         .picture(diagram, Overlay.heat(counts, "tickets"), "Tickets per stage")
 *         .table(List.of("Stage", "Tickets"), List.of(List.of("New", "12")))
 *         .build()
 *         .html();
 * }</pre>
 */
public final class DiagramPage {
    private final String html;

    private DiagramPage(String html) {
        this.html = html;
    }

    /**
     * @param title its heading and the title of its window
     * @return a builder of a page with nothing below the title
     */
    public static Builder builder(String title) {
        return new Builder(Objects.requireNonNull(title, "title"));
    }

    /** @return the whole document, to be stored in UTF-8 */
    public String html() {
        return html;
    }

    @Override
    public String toString() {
        return html;
    }

    /** Adds to a page, from the top down. Not thread-safe. */
    public static final class Builder {
        private final String title;
        private final Svg body = new Svg();

        private Builder(String title) {
            this.title = title;
        }

        /**
         * Begins a section.
         *
         * @param heading what it is about
         * @return this
         */
        public Builder section(String heading) {
            body.text("h2", Objects.requireNonNull(heading, "heading"));
            return this;
        }

        /**
         * Adds a paragraph.
         *
         * @param paragraph plain text
         * @return this
         */
        public Builder text(String paragraph) {
            body.text("p", Objects.requireNonNull(paragraph, "paragraph"));
            return this;
        }

        /**
         * Adds lines as they are, such as a report, in letters of one width.
         *
         * @param lines plain text
         * @return this
         */
        public Builder preformatted(String lines) {
            body.open("pre")
                    .raw(String.join("\n", lines.lines().map(Svg::escape).toList()));
            body.close();
            return this;
        }

        /**
         * Adds a picture.
         *
         * @param diagram what is drawn
         * @param overlay what it tells besides
         * @param caption what one should see in it; may be empty
         * @return this
         * @throws IllegalArgumentException if the overlay names what the diagram does not have
         * @throws org.itsm4j.error.ConfigurationException if the file of the diagram does not say where elements lie
         */
        public Builder picture(Diagram diagram, Overlay overlay, String caption) {
            Objects.requireNonNull(caption, "caption");
            String svg = Picture.bare(MarkupReader.read(diagram.bytes()), overlay.layer());
            body.open("figure")
                    .open("div", "class", "picture", "tabindex", "0")
                    .raw(svg)
                    .close();
            if (!caption.isEmpty()) {
                body.text("figcaption", caption);
            }
            body.close();
            return this;
        }

        /**
         * Adds a table. Columns of numbers stand to the right.
         *
         * @param head the headings of the columns
         * @param rows the cells, as many in each row as there are headings
         * @return this
         * @throws IllegalArgumentException if a row has more or fewer cells
         */
        public Builder table(List<String> head, List<List<String>> rows) {
            List<List<String>> all = new ArrayList<>(rows);
            for (List<String> row : all) {
                if (row.size() != head.size()) {
                    throw new IllegalArgumentException(
                            "cells of a row must be " + head.size() + ", one for each heading, not " + row.size());
                }
            }
            body.open("div", "class", "scroll", "tabindex", "0")
                    .open("table")
                    .open("thead")
                    .open("tr");
            for (int i = 0; i < head.size(); i++) {
                body.text("th", head.get(i), "scope", "col", "class", style(all, i));
            }
            body.close().close().open("tbody");
            for (List<String> row : all) {
                body.open("tr");
                for (int i = 0; i < row.size(); i++) {
                    body.text("td", row.get(i), "class", style(all, i));
                }
                body.close();
            }
            body.close().close().close();
            return this;
        }

        private static String style(List<List<String>> rows, int column) {
            boolean numbers = !rows.isEmpty()
                    && rows.stream().allMatch(row -> row.get(column).matches("[-+]?[0-9][0-9., ]*[%kM]?"));
            return numbers ? "number" : "";
        }

        /** @return the page */
        public DiagramPage build() {
            Svg page = new Svg()
                    .raw("<!DOCTYPE html>\n")
                    .open("html", "lang", "en")
                    .open("head");
            page.raw("<meta charset=\"utf-8\">\n")
                    .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                    .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                    // nothing that slipped through could load or run
                    .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                            + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
                    .text("title", title);
            page.open("style").raw(Look.SVG + Look.PAGE + Look.DARK).close().close();
            page.open("body").open("main").text("h1", title).raw(body.toString());
            return new DiagramPage(page.close().close().close().toString());
        }
    }
}
