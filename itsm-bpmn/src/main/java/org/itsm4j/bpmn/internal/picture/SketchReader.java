package org.itsm4j.bpmn.internal.picture;

import static org.itsm4j.bpmn.internal.model.Vocabulary.BPMN_DI;
import static org.itsm4j.bpmn.internal.model.Vocabulary.DC;
import static org.itsm4j.bpmn.internal.model.Vocabulary.DI;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.error.ConfigurationException;

/** Reads the diagram interchange of a file: where its modeller put shapes, arrows and labels. */
final class SketchReader {
    /** Farther from the origin, or longer, nothing is drawn: a picture that large is a mistake. */
    static final double FARTHEST = 20_000;

    private static final QName LABEL = new QName(BPMN_DI, "BPMNLabel");

    private final Elements elements;
    private final Map<String, Markup> drawn = new LinkedHashMap<>();

    private SketchReader(Elements elements, Markup plane) {
        this.elements = elements;
        plane.children().forEach(it -> drawn.putIfAbsent(it.attribute("bpmnElement"), it));
    }

    static Sketch read(Elements elements, Markup root) {
        List<Markup> planes = root.children(new QName(BPMN_DI, "BPMNDiagram")).stream()
                .flatMap(it -> it.children(new QName(BPMN_DI, "BPMNPlane")).stream())
                .toList();
        return planes.stream()
                .filter(it -> it.attribute("bpmnElement").equals(elements.id()))
                .findFirst()
                .or(() -> planes.stream().findFirst())
                .map(plane -> new SketchReader(elements, plane).sketch())
                .filter(sketch -> !sketch.shapes().isEmpty())
                .orElseThrow(() -> new ConfigurationException("The diagram " + Quote.of(elements.id())
                        + " has no picture: its file says nothing of where elements lie (<BPMNDiagram> with <BPMNShape>"
                        + " and <BPMNEdge>); open it in a BPMN modeller, arrange it and save it"));
    }

    private Sketch sketch() {
        List<Shape> shapes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        elements.nodes().forEach(node -> picture(node).ifPresent(it -> shapes.add(shape(node, it))));
        elements.flows().forEach(flow -> picture(flow).map(it -> edge(flow, it)).ifPresent(edges::add));
        shapes.sort(Comparator.comparingInt(this::layer)); // stable: the order of the file within a layer
        return new Sketch(elements.name(), shapes, edges);
    }

    private Optional<Markup> picture(Markup element) {
        return Optional.ofNullable(drawn.get(element.attribute("id")))
                .filter(it -> isEdge(it)
                        ? it.children(new QName(DI, "waypoint")).size() > 1
                        : !it.children(new QName(DC, "Bounds")).isEmpty())
                .filter(it -> isEdge(it) == element.name().getLocalPart().equals("sequenceFlow"));
    }

    private static boolean isEdge(Markup picture) {
        return picture.name().getLocalPart().equals("BPMNEdge");
    }

    private int layer(Shape shape) {
        return switch (shape.kind()) {
            case FRAME -> elements.depth(shape.id());
            case TIMER, REMINDER -> Integer.MAX_VALUE;
            default -> Integer.MAX_VALUE - 1;
        };
    }

    private Shape shape(Markup node, Markup picture) {
        Shape.Kind kind = kind(node, picture);
        String name = node.attribute("name").strip();
        return new Shape(
                node.attribute("id"),
                kind,
                name.isEmpty() && !kind.namedOutside() ? node.attribute("id") : name,
                bounds(picture).orElseThrow(),
                picture.children(LABEL).stream().findFirst().flatMap(SketchReader::bounds),
                Tips.caption(elements, node),
                Tips.of(elements, node));
    }

    private Shape.Kind kind(Markup node, Markup picture) {
        return switch (node.name().getLocalPart()) {
            case "startEvent" -> Shape.Kind.START;
            case "endEvent" -> Shape.Kind.END;
            case "serviceTask" -> Shape.Kind.STEP;
            case "exclusiveGateway" -> Shape.Kind.CHOICE;
            case "parallelGateway" -> Shape.Kind.FORK;
            case "boundaryEvent" ->
                node.attribute("cancelActivity").equals("false") ? Shape.Kind.REMINDER : Shape.Kind.TIMER;
            case "subProcess" -> open(node, picture) ? Shape.Kind.FRAME : Shape.Kind.FOLDED;
            default ->
                Elements.marker(node, "approval").isPresent()
                        ? Shape.Kind.APPROVAL
                        : elements.isStage(node) ? Shape.Kind.STAGE : Shape.Kind.TASK;
        };
    }

    /** Modellers may leave the attribute out; then what lies in it decides. */
    private boolean open(Markup node, Markup picture) {
        String expanded = picture.attribute("isExpanded");
        return expanded.isEmpty()
                ? elements.inside(node.attribute("id")).stream()
                        .anyMatch(it -> picture(it).isPresent())
                : expanded.equals("true");
    }

    private Edge edge(Markup flow, Markup picture) {
        String from = flow.attribute("sourceRef");
        return new Edge(
                flow.attribute("id"),
                flow.attribute("name").strip(),
                from,
                flow.attribute("targetRef"),
                picture.children(new QName(DI, "waypoint")).stream()
                        .map(it -> new Point(number(it, "x"), number(it, "y")))
                        .toList(),
                picture.children(LABEL).stream().findFirst().flatMap(SketchReader::bounds),
                elements.node(from)
                        .filter(it -> it.attribute("default").equals(flow.attribute("id")))
                        .isPresent(),
                Tips.of(elements, flow));
    }

    private static Optional<Box> bounds(Markup picture) {
        return picture.children(new QName(DC, "Bounds")).stream().findFirst().map(it -> {
            Box box = new Box(number(it, "x"), number(it, "y"), number(it, "width"), number(it, "height"));
            if (box.width() < 0 || box.height() < 0) {
                throw new ConfigurationException(
                        "The diagram cannot be drawn: line " + it.line() + ": <Bounds> with a width or height below 0");
            }
            return box;
        });
    }

    private static double number(Markup element, String attribute) {
        String text = element.attribute(attribute);
        try {
            double number = Double.parseDouble(text);
            if (Math.abs(number) <= FARTHEST) { // false for NaN too
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ConfigurationException(notANumber(element, attribute, text), e);
        }
        throw new ConfigurationException(notANumber(element, attribute, text));
    }

    private static String notANumber(Markup element, String attribute, String text) {
        return "The diagram cannot be drawn: line " + element.line() + ": the " + attribute + " of " + element.label()
                + " is " + Quote.of(text) + "; a number between -" + (int) FARTHEST + " and " + (int) FARTHEST
                + " is expected";
    }
}
