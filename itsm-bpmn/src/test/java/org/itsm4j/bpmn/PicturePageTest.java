package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.itsm4j.bpmn.internal.picture.SvgPage;
import org.junit.jupiter.api.Test;

class PicturePageTest {
    private static final String EVIL = "</title></style></pre><script>alert(1)</script>\" onload=\"x";

    @Test
    void putsPicturesTextAndTablesOnOnePage() {
        String html = DiagramPage.builder("Incidents of March")
                .section("Where they stand")
                .text("All of them.")
                .picture(Diagram.incident(), Overlay.at("new"), "One ticket")
                .picture(Diagram.incident(), Overlay.none(), "")
                .table(List.of("Stage", "Tickets"), List.of(List.of("New", "46,100"), List.of("Closed", "7")))
                .preformatted("a\n  b")
                .build()
                .html();
        assertThat(html)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<title>Incidents of March</title>", "<h1>Incidents of March</h1>")
                .contains("<h2>Where they stand</h2>", "<p>All of them.</p>", "<figcaption>One ticket</figcaption>")
                .contains("<th scope=\"col\">Stage</th>", "<th scope=\"col\" class=\"number\">Tickets</th>")
                .contains("<td class=\"number\">46,100</td>", "<td>Closed</td>")
                .contains("<pre>a\n  b</pre>", "prefers-color-scheme:dark");
        assertThat(html.split("<svg ")).hasSize(3);
        assertThat(html.split("<style>")).hasSize(2);
        assertThat(html.split("<figcaption>")).hasSize(2);
    }

    @Test
    void loadsAndRunsNothing() {
        String html = DiagramPage.builder(EVIL)
                .section(EVIL)
                .text(EVIL)
                .preformatted(EVIL)
                .picture(
                        Diagram.incident(),
                        Overlay.builder().count("new", 1).counted(EVIL).build(),
                        EVIL)
                .table(List.of(EVIL), List.of(List.of(EVIL)))
                .build()
                .html();
        assertThat(html).doesNotContain("<script", "</pre><", "src=", "href=", "url(", "\" onload");
        assertThat(html.split("http://|https://"))
                .as("the namespace of SVG is the only address")
                .hasSize(2);
        assertThat(html).contains("default-src 'none'");
        SvgPage.read(html.substring(html.indexOf("<body>"), html.indexOf("</html>"))); // well-formed too
    }

    @Test
    void refusesCrookedTables() {
        DiagramPage.Builder page = DiagramPage.builder("x");
        assertThatThrownBy(() -> page.table(List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 2, one for each heading, not 1");
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(DiagramPage.builder("x").text("y").build().html())
                .isEqualTo(DiagramPage.builder("x").text("y").build().toString());
    }
}
