package org.itsm4j.bpmn.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.bpmn.Inside;
import org.itsm4j.bpmn.Overlay;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Files that are odd or evil, and what is drawn of them. */
class PictureFilesTest {
    private static Markup outage(String part, String other) {
        String text = Pictures.outageText();
        assertThat(text).contains(part);
        return MarkupReader.read(text.replace(part, other).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&quot; onload=&quot;alert(1)",
                "]]&gt;&lt;/style&gt;&lt;/title&gt;&lt;/svg&gt;&lt;img src=x onerror=alert(1)&gt;",
                "&amp;lt;b&amp;gt; &amp;#x41;",
                "it's &#x202E;desrever&#x2066;",
                "&#xFDD0; &#x200F;",
                "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
                "\u969c\u5bb3\u306e\u5bfe\u5fdc\u3092\u5f85\u3063\u3066\u3044\u307e\u3059\u969c\u5bb3\u306e\u5bfe\u5fdc",
                "\ud83d\udd25 e\u0301e\u0301e\u0301"
            })
    void keepsNamesHarmless(String name) {
        Markup diagram = outage("name=\"Inform the users\"", "name=\"" + name + "\"");
        String svg = Picture.svg(diagram, Inside.layer(Overlay.at("triage")));
        SvgPage page = SvgPage.read(svg);
        assertThat(page.all())
                .extracting(Element::getTagName)
                .isSubsetOf("g", "title", "desc", "style", "rect", "circle", "path", "text");
        assertThat(svg.codePoints()).allMatch(c -> c == '\n' || Quote.isPlain(c));
        assertThat(svg).doesNotContain("<script", "<img", "\" onload", "&amp;lt;b&gt;");
    }

    @Test
    void writesWhatNoXmlMayHoldAsAReplacement() {
        assertThat(Svg.escape("a\u0000b\u001bc\ud800d\u202ee\ufffff\n<&>\"'"))
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf &lt;&amp;&gt;&quot;&#39;");
    }

    @Test
    void cutsLongNamesInsideTheirTask() {
        String word = "W".repeat(120);
        SvgPage page = SvgPage.read(Pictures.svg(outage("name=\"Inform the users\"", "name=\"" + word + "\"")));
        assertThat(page.written("informUsers")).startsWith("WWW").endsWith("\u2026");
        assertThat(SvgPage.elements(page.group("informUsers"), "text")).hasSizeBetween(2, 4);
        assertThat(SvgPage.elements(page.group("informUsers"), "title").get(0).getTextContent())
                .contains(word);
    }

    @Test
    void leavesOutWhatHasNoPlace() {
        SvgPage page = SvgPage.read(Picture.svg(
                outage("bpmnElement=\"cancelled\"", "bpmnElement=\"nobody\""),
                Inside.layer(Overlay.builder()
                        .at("cancelled")
                        .step("triage", "cancel", "cancelled")
                        .build())));
        assertThat(page.draws("cancelled")).isFalse();
        assertThat(page.draws("triageCancel")).isTrue();
        assertThat(page.draws("nobody")).isFalse();
    }

    @Test
    void drawsAFoldedSubProcessAsABox() {
        String folded = Pictures.outageText()
                .replace(" isExpanded=\"true\"", " isExpanded=\"false\"")
                .replaceAll("bpmnElement=\"(repair[BSJE]|replaceS|inform|split|replaceJ|join)", "bpmnElement=\"not-$1");
        SvgPage page = SvgPage.read(Pictures.svg(MarkupReader.read(folded.getBytes(StandardCharsets.UTF_8))));
        assertThat(page.group("repair").getAttribute("class")).isEqualTo("shape folded");
        assertThat(page.draws("replaceSwitch")).isFalse();
    }

    @Test
    void takesASubProcessForOpenIfSomethingLiesInIt() {
        SvgPage page = SvgPage.read(Pictures.svg(outage(" isExpanded=\"true\"", "")));
        assertThat(page.group("repair").getAttribute("class")).isEqualTo("shape frame");
    }

    @Test
    void saysWhatToDoWithoutPlaces() {
        Diagram diagram = Diagram.of(Drawing.around(
                "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='t'/><userTask id='t'/>"
                        + "<sequenceFlow id='f1' sourceRef='t' targetRef='e'/><endEvent id='e'/>"));
        assertThatThrownBy(diagram::toSvg)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("itsm-incident has no picture")
                .hasMessageContaining("open it in a BPMN modeller");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e308", "20001", "-20001", "", "ten", "0x10"})
    void refusesPlacesThatAreNoNumbers(String number) {
        Markup diagram = outage("x=\"232\" y=\"472\"", "x=\"" + number + "\" y=\"472\"");
        assertThatThrownBy(() -> Pictures.svg(diagram))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the x of <Bounds> is " + number + "; a number between -20000 and 20000");
    }

    @Test
    void refusesShapesThatAreLessThanNothing() {
        assertThatThrownBy(
                        () -> Pictures.svg(outage("x=\"232\" y=\"472\" width=\"36\"", "x=\"1\" y=\"1\" width=\"-1\"")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("below 0");
    }

    @Test
    void drawsArrowsThatGoNowhere() {
        Markup diagram = outage(
                "<di:waypoint x=\"136\" y=\"310\" />\n        <di:waypoint x=\"190\" y=\"310\" />",
                "<di:waypoint x=\"136\" y=\"310\" />\n        <di:waypoint x=\"136\" y=\"310\" />");
        assertThat(Pictures.svg(diagram)).doesNotContain("NaN", "Infinity");
    }

    @Test
    @Timeout(20)
    void drawsArrowsWithThousandsOfBendsInTime() {
        String bends = IntStream.range(0, 18_000)
                .mapToObj(i -> "<di:waypoint x=\"" + i % 977 + "\" y=\"" + i % 991 + "\" />")
                .collect(Collectors.joining());
        String flow = "<di:waypoint x=\"310\" y=\"310\" />\n        <di:waypoint x=\"380\" y=\"310\" />";
        assertThat(Pictures.svg(outage(flow, flow + bends))).contains("triageDone");
    }

    @Test
    void drawsTheShippedDiagramAndRefusesOverlaysOfOthers() {
        assertThat(Diagram.incident().toSvg())
                .isEqualTo(Diagram.incident().toSvg(Overlay.none()))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        assertThatThrownBy(() -> Diagram.incident().toSvg(Overlay.at("triage")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("triage, which the diagram itsm-incident does not have");
    }
}
