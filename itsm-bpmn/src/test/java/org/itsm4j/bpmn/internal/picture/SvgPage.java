package org.itsm4j.bpmn.internal.picture;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG text, read back: what is where in it. */
public final class SvgPage {
    private static final Pattern NUMBERS = Pattern.compile("-?[0-9.]+");

    private final Element root;

    private SvgPage(Element root) {
        this.root = root;
    }

    public static SvgPage read(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new SvgPage(factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    public Element root() {
        return root;
    }

    public Box view() {
        String[] box = root.getAttribute("viewBox").split(" ");
        return new Box(number(box[0]), number(box[1]), number(box[2]), number(box[3]));
    }

    public List<Element> all() {
        return elements(root, "*");
    }

    public static List<Element> elements(Element in, String tag) {
        NodeList nodes = in.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The group of an element of the diagram. */
    public Element group(String id) {
        return all().stream()
                .filter(it -> it.getAttribute("data-id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is drawn for " + id));
    }

    public boolean draws(String id) {
        return all().stream().anyMatch(it -> it.getAttribute("data-id").equals(id));
    }

    /** The name that is written for an element, line by line. */
    public String written(String id) {
        return String.join(
                " ",
                elements(group(id), "text").stream()
                        .filter(it -> !it.getAttribute("class").equals("caption"))
                        .map(Element::getTextContent)
                        .toList());
    }

    public List<String> badges(String style) {
        return all().stream()
                .filter(it -> it.getAttribute("class").equals("badge " + style))
                .map(it -> elements(it, "text").get(0).getTextContent())
                .toList();
    }

    public Stream<Element> texts(String style) {
        return elements(root, "text").stream()
                .filter(it -> it.getAttribute("class").equals(style));
    }

    /** What a line of text takes, as far as its size is known. */
    public static Box box(Element text, Lettering letters) {
        double width = letters.width(text.getTextContent());
        double x = number(text.getAttribute("x"));
        double left = text.getAttribute("text-anchor").equals("middle") ? x - width / 2 : x;
        return new Box(left, number(text.getAttribute("y")) - letters.size() * 0.8, width, letters.size());
    }

    /** Points that an element is drawn through; none for what only has a place by its parent. */
    public static List<Point> points(Element element) {
        return switch (element.getTagName()) {
            case "rect" ->
                List.of(
                        new Point(at(element, "x"), at(element, "y")),
                        new Point(at(element, "x") + at(element, "width"), at(element, "y") + at(element, "height")));
            case "circle" ->
                List.of(
                        new Point(at(element, "cx") - at(element, "r"), at(element, "cy") - at(element, "r")),
                        new Point(at(element, "cx") + at(element, "r"), at(element, "cy") + at(element, "r")));
            case "path" ->
                element.getAttribute("transform").isEmpty()
                                && !element.getAttribute("d").contains("A")
                        ? pairs(element.getAttribute("d"))
                        : List.of();
            default -> List.of();
        };
    }

    private static List<Point> pairs(String data) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBERS.matcher(data);
        while (matcher.find()) {
            numbers.add(number(matcher.group()));
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            points.add(new Point(numbers.get(i), numbers.get(i + 1)));
        }
        return points;
    }

    private static double at(Element element, String attribute) {
        return number(element.getAttribute(attribute));
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
