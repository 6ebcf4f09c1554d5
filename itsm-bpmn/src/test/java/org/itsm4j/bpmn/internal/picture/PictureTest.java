package org.itsm4j.bpmn.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.bpmn.Inside;
import org.itsm4j.bpmn.Overlay;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Measures pictures instead of comparing them with a stored one: what a designer would complain of fails here. */
class PictureTest {
    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of("incident", Pictures.incident(), Overlay.none()),
                Arguments.of(
                        "incident with a place",
                        Pictures.incident(),
                        Overlay.builder().at("onHold").count("closed", 7).build()),
                Arguments.of("outage", Pictures.outage(), Overlay.none()),
                Arguments.of("outage with everything", Pictures.outage(), Pictures.everything()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void writesTheNameOfEveryElement(String name, Markup diagram, Overlay overlay) {
        SvgPage page = SvgPage.read(Picture.svg(diagram, Inside.layer(overlay)));
        Elements elements = Elements.of(diagram);
        Stream.concat(elements.nodes().stream(), elements.flows().stream()).forEach(element -> {
            String id = element.attribute("id");
            assertThat(SvgPage.elements(page.group(id), "title").get(0).getTextContent())
                    .as(id)
                    .contains(element.attribute("name"))
                    .contains(id);
            assertThat(page.written(id)).as(id).isEqualTo(element.attribute("name"));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void staysInsideItsView(String name, Markup diagram, Overlay overlay) {
        SvgPage page = SvgPage.read(Picture.svg(diagram, Inside.layer(overlay)));
        Box view = page.view().grow(0.1);
        for (Element element : page.all()) {
            for (Point point : SvgPage.points(element)) {
                assertThat(view.holds(point))
                        .as("%s at %s", element.getTagName(), point)
                        .isTrue();
            }
        }
        for (Element text : SvgPage.elements(page.root(), "text")) {
            Box box = SvgPage.box(text, Lettering.NAME); // larger than most of them are
            assertThat(view.holds(new Point(box.x(), box.y())) && view.holds(new Point(box.right(), box.bottom())))
                    .as(text.getTextContent())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void keepsLabelsOffShapesAndEachOther(String name, Markup diagram, Overlay overlay) {
        SvgPage page = SvgPage.read(Picture.svg(diagram, Inside.layer(overlay)));
        List<Box> shapes = SketchReader.read(Elements.of(diagram), diagram).shapes().stream()
                .filter(it -> it.kind() != Shape.Kind.FRAME)
                .map(Shape::box)
                .toList();
        List<Box> seen = new ArrayList<>();
        page.texts("label").forEach(text -> {
            Box label = SvgPage.box(text, Lettering.LABEL);
            assertThat(shapes).as(text.getTextContent()).noneMatch(label::meets);
            assertThat(seen).as(text.getTextContent()).noneMatch(label::meets);
            seen.add(label);
        });
        assertThat(seen).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void keepsNamesInsideTheirTasksAndClearOfTimers(String name, Markup diagram, Overlay overlay) {
        SvgPage page = SvgPage.read(Picture.svg(diagram, Inside.layer(overlay)));
        List<Shape> shapes = SketchReader.read(Elements.of(diagram), diagram).shapes();
        List<Box> timers = shapes.stream()
                .filter(it -> it.kind().boundary())
                .map(Shape::box)
                .toList();
        for (Shape shape : shapes) {
            for (Element text : SvgPage.elements(page.group(shape.id()), "text")) {
                if (!text.getAttribute("class").equals("label")) {
                    Box box = SvgPage.box(
                            text, text.getAttribute("class").equals("name") ? Lettering.NAME : Lettering.SMALL);
                    assertThat(box.and(shape.box())).as(text.getTextContent()).isEqualTo(shape.box());
                    assertThat(timers).as(text.getTextContent()).noneMatch(box::meets);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void endsArrowsAtTheBorderOfShapes(String name, Markup diagram, Overlay overlay) {
        SvgPage page = SvgPage.read(Picture.svg(diagram, Inside.layer(overlay)));
        Sketch sketch = SketchReader.read(Elements.of(diagram), diagram);
        for (Edge edge : sketch.edges()) {
            List<Element> paths = SvgPage.elements(page.group(edge.id()), "path");
            Point end = SvgPage.points(paths.get(paths.size() - 1)).get(0);
            Point start = SvgPage.points(paths.get(0)).get(0);
            assertThat(off(sketch.shape(edge.to()).orElseThrow(), end))
                    .as(edge.id())
                    .isCloseTo(0, within(0.2));
            assertThat(off(sketch.shape(edge.from()).orElseThrow(), start))
                    .as(edge.id())
                    .isCloseTo(0, within(0.2));
        }
    }

    /** How far from the border of a shape a point is. */
    private static double off(Shape shape, Point point) {
        Box box = shape.box();
        double x = Math.abs(point.x() - box.centre().x()) / (box.width() / 2);
        double y = Math.abs(point.y() - box.centre().y()) / (box.height() / 2);
        if (shape.kind().round()) {
            return (Math.hypot(x, y) - 1) * box.width() / 2;
        }
        return shape.kind().diamond()
                ? (x + y - 1) * box.width() / 2
                : Math.max((x - 1) * box.width() / 2, (y - 1) * box.height() / 2);
    }

    @Test
    void tellsWhatTheEngineReads() {
        Markup blocks = MarkupReader.read(Drawing.blocks()
                .replace("name=\"Vendor review\"", "name=\"Vendor review\" flowable:candidateGroups=\"nobody\"")
                .bytes());
        Elements elements = Elements.of(blocks);
        assertThat(tip(elements, "nudge"))
                .isEqualTo("Timer Every four hours (nudge), every PT4H, 3 times, the ticket stays");
        assertThat(tip(elements, "vendorLate"))
                .isEqualTo("Timer Vendor is late (vendorLate), after PT8H of the calendar support, gives the action"
                        + " reassign");
        assertThat(tip(elements, "orderPart"))
                .isEqualTo("Step Order the part (orderPart), handler orderPart, in the background");
        assertThat(tip(elements, "tellOwner")).isEqualTo("Step Tell the owner (tellOwner), handler tellOwner");
        assertThat(tip(elements, "testPorts")).isEqualTo("Task Test every port (testPorts), for the group network");
        assertThat(Tips.caption(elements, elements.node("testPorts").orElseThrow()))
                .isEqualTo("network");
        assertThat(tip(elements, "vendorReview"))
                .as("at a stage a group is not read")
                .isEqualTo("Stage Vendor review (vendorReview), state IN_PROGRESS");
    }

    @ParameterizedTest
    @CsvSource({
        "flowable:async=\"true\", ', in the background'",
        "flowable:asyncBefore=\"true\", ', in the background'",
        "flowable:async=\"false\", ''"
    })
    void tellsAStepInTheBackground(String attribute, String told) {
        Markup blocks = MarkupReader.read(
                Drawing.blocks().replace("flowable:async=\"true\"", attribute).bytes());
        assertThat(tip(Elements.of(blocks), "orderPart"))
                .isEqualTo("Step Order the part (orderPart), handler orderPart" + told);
    }

    @ParameterizedTest
    @CsvSource({
        "R3/PT4H, ', every PT4H of the calendar support, 3 times'",
        "R1/PT4H, ', after PT4H of the calendar support'"
    })
    void tellsTheTimeOfAReminder(String cycle, String told) {
        Markup blocks = MarkupReader.read(Drawing.blocks()
                .replace(
                        "<bpmn:timerEventDefinition><bpmn:timeCycle>R3/PT4H",
                        "<bpmn:extensionElements><itsm:timer calendar=\"support\" /></bpmn:extensionElements>"
                                + "<bpmn:timerEventDefinition><bpmn:timeCycle>" + cycle)
                .bytes());
        assertThat(tip(Elements.of(blocks), "nudge"))
                .isEqualTo("Timer Every four hours (nudge)" + told + ", the ticket stays");
    }

    private static String tip(Elements elements, String id) {
        return Tips.of(elements, elements.node(id).orElseThrow());
    }

    @Test
    void isTheSameEverywhere() {
        Locale before = Locale.getDefault();
        String once = Picture.svg(Pictures.outage(), Inside.layer(Pictures.everything()));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Picture.svg(Pictures.outage(), Inside.layer(Pictures.everything())))
                    .isEqualTo(once);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void runsAndLoadsNothing(String name, Markup diagram, Overlay overlay) {
        String svg = Picture.svg(diagram, Inside.layer(overlay));
        SvgPage page = SvgPage.read(svg);
        assertThat(page.all())
                .extracting(Element::getTagName)
                .isSubsetOf("g", "title", "desc", "style", "rect", "circle", "path", "text");
        for (Element element : page.all()) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName())
                        .doesNotStartWith("on")
                        .isNotIn("id", "href", "xlink:href", "src", "style");
            }
        }
        assertThat(svg).doesNotContain("url(", "@import", "javascript:");
        assertThat(page.root().getAttribute("role")).isEqualTo("img");
        assertThat(page.root().getFirstChild().getTextContent())
                .isEqualTo(Elements.of(diagram).name());
    }

    @Test
    void drawsEveryKindOfElementInItsOwnWay() {
        SvgPage page = SvgPage.read(Pictures.svg(Pictures.outage()));
        assertThat(page.group("repair").getAttribute("class")).isEqualTo("shape frame");
        assertThat(page.group("signOff").getAttribute("class")).isEqualTo("shape approval");
        assertThat(page.group("replaceSwitch").getAttribute("class")).isEqualTo("shape task");
        assertThat(page.group("orderPart").getAttribute("class")).isEqualTo("shape step");
        assertThat(page.group("vendorLate").getAttribute("class")).isEqualTo("shape timer");
        assertThat(page.group("vendorReminder").getAttribute("class")).isEqualTo("shape reminder");
        assertThat(page.group("repairSplit").getAttribute("class")).isEqualTo("shape fork");
        assertThat(styles(page, "noPart")).contains("slash");
        assertThat(styles(page, "part")).doesNotContain("slash");
        assertThat(page.texts("caption").map(Element::getTextContent))
                .contains("in progress", "service desk", "orderPart", "remindVendor")
                .doesNotContain("resolved");
    }

    @Test
    void tellsWhatTheNameDoesNot() {
        SvgPage page = SvgPage.read(Pictures.svg(Pictures.outage()));
        assertThat(tip(page, "signOff"))
                .isEqualTo("Stage Security sign-off (signOff), state IN_PROGRESS, waits for the approval security");
        assertThat(tip(page, "vendorLate"))
                .isEqualTo(
                        "Timer Vendor is late (vendorLate), after P5D of the calendar support, gives the action advance");
        assertThat(tip(page, "vendorReminder")).endsWith("the ticket stays");
        assertThat(tip(page, "close")).isEqualTo("close: from Resolved to Closed, when ${action == 'close'} (close)");
        assertThat(tip(page, "replaceSwitch")).endsWith("for the group network");
        assertThat(tip(page, "orderPart"))
                .isEqualTo("Step Order the part (orderPart), handler orderPart, in the background");
    }

    private static String tip(SvgPage page, String id) {
        return SvgPage.elements(page.group(id), "title").get(0).getTextContent();
    }

    private static List<String> styles(SvgPage page, String id) {
        return SvgPage.elements(page.group(id), "path").stream()
                .map(it -> it.getAttribute("class"))
                .toList();
    }
}
