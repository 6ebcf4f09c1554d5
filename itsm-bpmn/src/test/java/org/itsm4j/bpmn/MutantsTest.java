package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Fact;
import org.itsm4j.lifecycle.Terms;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Our own diagrams with something changed, thousands of times: the check ends soon, and what it accepts is harmless, and
 * lawful when it is walked by brute force.
 */
class MutantsTest {
    private static final long SEED = Long.getLong("itsm.seed", 20260303);
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String ITSM = "http://itsm4j.org/bpmn";
    private static final String FLOWABLE = "http://flowable.org/bpmn";
    private static final List<String> VENDORS =
            List.of(FLOWABLE, "http://activiti.org/bpmn", "http://camunda.org/schema/1.0/bpmn");
    static final Terms TERMS = terms();
    private static final DiagramCheck CHECK = DiagramCheck.of(TERMS);
    private static final ThreadLocal<Transformer> TRANSFORMER = ThreadLocal.withInitial(MutantsTest::transformer);
    private static final List<byte[]> BASES =
            List.of(withoutPicture(Diagram.incident().bytes()), resource("rich.bpmn"));

    private static final List<Document> DOCUMENTS =
            BASES.stream().map(Walker::document).toList();

    private static final List<String> CONDITIONS = List.of(
            "${action == 'resolve'}",
            "${action == 'close'}",
            "${action == 'cancel'}",
            "${action == 'assign'}",
            "${action == 'start'}",
            "${action == 'hold'}",
            "${action == 'advance'}",
            "${action != 'close'}",
            "${action in ('reassign', 'escalate')}",
            "${action in ('cancel', 'resolve')}",
            "${major}",
            "${not major}",
            "${vip}",
            "${not vip}",
            "${vip == true}",
            "${cost > 10}",
            "${cost <= 10 or site == 'HQ'}",
            "${action == 'resolve' and major}",
            "${action == 'resolve' and not major}",
            "${action == 'close' or major}",
            "${action == 'hold' and priority in ('P1', 'P2')}",
            "${not (action == 'close')}",
            "${priority == 'P1'}",
            "${action == 'close' and approval == 'APPROVED'}",
            "${action == 'advance' and way == 'vendor'}",
            "${mergedFrom == 'NEW'}",
            "${major and not major}",
            "${action == 'fly'}",
            "${risk}",
            "${a.b()}",
            "#{major}",
            "",
            "${''.getClass()}",
            "${action == 'cancel' and cost >= 5 and cost < 6}");
    private static final List<String> TEXTS = List.of(
            "${a}",
            "#{a}",
            "text",
            "R3/PT1H",
            "PT1H",
            "P5D",
            "\u202etxet",
            "${''.getClass().forName('x')}",
            "${autoCloseAfter}",
            "itsm",
            "]]>");
    private static final List<String> NAMES = List.of(
            "class",
            "expression",
            "delegateExpression",
            "async",
            "asyncBefore",
            "type",
            "assignee",
            "candidateGroups",
            "skipExpression",
            "triggerable",
            "formKey",
            "name",
            "default",
            "state",
            "resultVariable",
            "collection",
            "isForCompensation",
            "exclusive",
            "attachedToRef",
            "cancelActivity");
    private static final List<String> ELEMENTS = List.of(
            "scriptTask",
            "userTask",
            "serviceTask",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "endEvent",
            "startEvent",
            "callActivity",
            "sendTask",
            "subProcess",
            "boundaryEvent",
            "task",
            "documentation",
            "transaction",
            "intermediateCatchEvent",
            "multiInstanceLoopCharacteristics");

    private static Terms terms() {
        return Terms.of(IncidentContract.get())
                .facts(List.of(
                        new Fact("vip", Boolean.class, "a custom flag"),
                        new Fact("cost", BigDecimal.class, "a custom number"),
                        new Fact("site", String.class, "a custom text")))
                .steps(Set.of("orderPart", "nudgeVendor", "tellOwner"))
                .calendars(Set.of("support"))
                .approvals(Set.of("security"));
    }

    @Test
    void areRefusedOrLawful() {
        prove(Integer.getInteger("itsm.n", 1_000), SEED);
    }

    @Test
    @Tag("slow")
    void areRefusedOrLawfulManyTimes() {
        for (int round = 1; round <= Integer.getInteger("itsm.rounds", 10); round++) {
            prove(10_000, SEED + round);
        }
    }

    @Test
    void beginWithLawfulDiagrams() {
        for (byte[] base : BASES) {
            assertThat(CHECK.check(base)).filteredOn(Finding::isError).isEmpty();
            assertThat(new Walker(base, TERMS).wrongs()).isEmpty();
            assertThat(harms(Walker.document(base).getDocumentElement())).isEmpty();
        }
    }

    private static void prove(int count, long seed) {
        Map<String, Integer> seen = new TreeMap<>();
        IntStream.range(0, count).parallel().forEach(i -> {
            Random random = new Random(seed * 1_000_003 + i);
            byte[] mutant = mutant(random);
            String verdict;
            try {
                verdict = prove(mutant);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", mutant " + i + ":\n" + utf8(mutant), e);
            }
            synchronized (seen) {
                seen.merge(verdict, 1, Integer::sum);
            }
        });
        // so that neither a check that refuses all nor one that accepts all passes
        assertThat(seen.get("accepted")).as("seed %s: %s", seed, seen).isBetween(count / 10, count * 9 / 10);
        assertThat(seen).as("seed %s", seed).hasSizeGreaterThan(20);
    }

    private static String prove(byte[] mutant) {
        long start = System.nanoTime();
        List<Finding> findings = CHECK.check(mutant);
        if (System.nanoTime() - start > 1_000_000_000L) { // perhaps the machine had other things to do
            assertThat(Effort.of(() -> CHECK.check(mutant)).millis()).isLessThan(2_000);
        }
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            return errors.get(0).rule();
        }
        assertThat(harms(Walker.document(mutant).getDocumentElement())).isEmpty();
        assertThat(new Walker(mutant, TERMS).wrongs()).as("%s", findings).isEmpty();
        return "accepted";
    }

    /** What an engine could take for code or orders, in a file that was accepted. */
    private static Set<String> harms(Element element) {
        Set<String> harms = new TreeSet<>();
        String name = element.getLocalName();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            boolean step = attribute.getLocalName().equals("delegateExpression")
                    && attribute.getValue().matches("\\$\\{\\s*(orderPart|nudgeVendor|tellOwner)\\s*}");
            if (isExpression(attribute.getValue()) && !step) {
                harms.add("an expression in " + attribute);
            }
            if (VENDORS.contains(Objects.toString(attribute.getNamespaceURI(), ""))) {
                boolean known = Set.of(
                                        "assignee",
                                        "candidateGroups",
                                        "candidateUsers",
                                        "owner",
                                        "formKey",
                                        "dueDate",
                                        "priority",
                                        "category")
                                .contains(attribute.getLocalName())
                        && name.equals("userTask");
                boolean run = Set.of("async", "asyncBefore", "exclusive").contains(attribute.getLocalName())
                        && name.equals("serviceTask");
                boolean process = Set.of("versionTag", "historyTimeToLive").contains(attribute.getLocalName());
                if (!step && !known && !run && !process) {
                    harms.add("an attribute of a vendor: " + attribute);
                }
            }
        }
        if (VENDORS.contains(element.getNamespaceURI()) && !name.equals("failedJobRetryTimeCycle")) {
            harms.add("an element of a vendor: " + name);
        }
        String own = ownText(element);
        boolean condition = name.equals("conditionExpression") || name.equals("timeDuration");
        boolean comment = name.equals("documentation")
                        && Set.of("process", "definitions", "collaboration")
                                .contains(element.getParentNode().getLocalName())
                || name.equals("text");
        if (isExpression(own)
                && !comment
                && (!condition || own.contains("(") && own.matches("(?s).*\\w\\s*\\.\\s*[A-Za-z].*"))) {
            harms.add("an expression in the text of " + name + ": " + own);
        }
        for (Element child : children(element)) {
            harms.addAll(harms(child));
        }
        return harms;
    }

    private static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    private static String ownText(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString();
    }

    // ---- mutations

    private static byte[] mutant(Random random) {
        byte[] base = BASES.get(random.nextInt(BASES.size()));
        if (random.nextInt(10) == 0) {
            return textual(utf8(base), random).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        Document original = DOCUMENTS.get(BASES.indexOf(base));
        Document document;
        synchronized (original) { // even reading a DOM is not thread-safe
            document = (Document) original.cloneNode(true);
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            change(document, random);
        }
        return bytes(document);
    }

    private static String textual(String text, Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> text.replace("xmlns:flowable=\"" + FLOWABLE, "xmlns:flowable=\"" + pick(VENDORS, random));
            case 1 -> text.replace("flowable:", "x:").replace("xmlns:flowable", "xmlns:x");
            case 2 -> text.replace("itsm:", "flowable:").replace("xmlns:itsm", "xmlns:y");
            case 3 -> text.replace("bpmn:", "").replace("xmlns:bpmn", "xmlns");
            case 4 -> text.replace("<bpmn:serviceTask ", "<bpmn:serviceTask xmlns:flowable=\"" + ITSM + "\" ");
            case 5 -> text.replace("\n", "\r\n");
            default -> {
                int at = random.nextInt(text.length());
                yield text.substring(0, at)
                        + pick(List.of("<", "\"", "&#36;{x}", "<!-- -->", "<?x y?>", "&amp;", "x", " "), random)
                        + text.substring(at);
            }
        };
    }

    private static void change(Document document, Random random) {
        List<Element> all = all(document.getDocumentElement());
        Element element = pick(all, random);
        List<Element> flows = named(all, "sequenceFlow");
        List<Element> nodes = all.stream()
                .filter(it -> it.getLocalName()
                        .matches("userTask|endEvent|.*Gateway|serviceTask|subProcess|boundaryEvent|startEvent"))
                .toList();
        switch (random.nextInt(14)) {
            case 0 -> moveAttribute(element, pick(all, random), random);
            case 1 -> element.setAttributeNS(pick(VENDORS, random), "v:" + pick(NAMES, random), pick(TEXTS, random));
            case 2 -> rename(document, element, random);
            case 3 -> remove(pick(nodes.isEmpty() ? all : nodes, random));
            case 4 -> remove(pick(flows.isEmpty() ? all : flows, random));
            case 5 -> reroute(flows, nodes, "targetRef", random);
            case 6 -> reroute(flows, nodes, "sourceRef", random);
            case 7 -> condition(document, flows, random);
            case 8 -> element.appendChild(document.createTextNode(pick(TEXTS, random)));
            case 9 -> duplicate(element, random);
            case 10 -> moveInto(element, pick(all, random));
            case 11 -> value(element, random);
            case 12 ->
                element.appendChild(document.createElementNS(
                        pick(List.of(BPMN, BPMN, ITSM, FLOWABLE), random), "z:" + pick(ELEMENTS, random)));
            default -> swapStates(named(all, "stage"), random);
        }
    }

    private static void moveAttribute(Element from, Element to, Random random) {
        if (from.getAttributes().getLength() > 0) {
            Attr attribute = (Attr) from.getAttributes()
                    .item(random.nextInt(from.getAttributes().getLength()));
            if (!attribute.getName().startsWith("xmlns")) {
                from.removeAttributeNode(attribute);
                to.setAttributeNS(attribute.getNamespaceURI(), attribute.getName(), attribute.getValue());
            }
        }
    }

    private static void rename(Document document, Element element, Random random) {
        if (random.nextBoolean()) {
            document.renameNode(element, pick(List.of(BPMN, ITSM, FLOWABLE, ""), random), element.getLocalName());
        } else {
            document.renameNode(element, BPMN, "bpmn:" + pick(ELEMENTS, random));
        }
    }

    private static void remove(Element element) {
        if (element.getParentNode() instanceof Element parent) {
            parent.removeChild(element);
        }
    }

    private static void reroute(List<Element> flows, List<Element> nodes, String end, Random random) {
        if (!flows.isEmpty() && !nodes.isEmpty()) {
            pick(flows, random).setAttribute(end, pick(nodes, random).getAttribute("id"));
        }
    }

    private static void condition(Document document, List<Element> flows, Random random) {
        if (flows.isEmpty()) {
            return;
        }
        Element flow = pick(flows, random);
        List<Element> there = named(all(flow), "conditionExpression");
        if (there.isEmpty()) {
            Element condition = document.createElementNS(BPMN, "bpmn:conditionExpression");
            condition.setTextContent(pick(CONDITIONS, random));
            flow.appendChild(condition);
        } else {
            there.get(0).setTextContent(pick(CONDITIONS, random));
        }
    }

    private static void duplicate(Element element, Random random) {
        if (element.getParentNode() instanceof Element parent) {
            Element copy = (Element) element.cloneNode(true);
            if (copy.hasAttribute("id") && random.nextBoolean()) {
                copy.setAttribute("id", copy.getAttribute("id") + "2");
            }
            parent.appendChild(copy);
        }
    }

    private static void moveInto(Element element, Element other) {
        for (Node at = other; at != null; at = at.getParentNode()) {
            if (at == element) {
                return;
            }
        }
        if (element.getParentNode() instanceof Element) {
            other.appendChild(element);
        }
    }

    private static void value(Element element, Random random) {
        if (element.getAttributes().getLength() > 0) {
            Attr attribute = (Attr) element.getAttributes()
                    .item(random.nextInt(element.getAttributes().getLength()));
            if (!attribute.getName().startsWith("xmlns")) {
                attribute.setValue(pick(
                        List.of(
                                "",
                                "true",
                                "false",
                                "RESOLVED",
                                "CLOSED",
                                "NEW",
                                "close",
                                "resolve",
                                "assigned",
                                "closed",
                                "tellOwner",
                                "${tellOwner}",
                                "${ghost}",
                                "#{tellOwner}",
                                "security",
                                "support",
                                "x"),
                        random));
            }
        }
    }

    private static void swapStates(List<Element> stages, Random random) {
        if (stages.size() > 1) {
            Element one = pick(stages, random);
            Element other = pick(stages, random);
            String state = one.getAttribute("state");
            one.setAttribute("state", other.getAttribute("state"));
            other.setAttribute("state", state);
        }
    }

    // ---- DOM

    private static List<Element> all(Element element) {
        List<Element> all = new ArrayList<>(List.of(element));
        children(element).forEach(child -> all.addAll(all(child)));
        return all;
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static List<Element> named(List<Element> elements, String name) {
        return elements.stream().filter(it -> it.getLocalName().equals(name)).toList();
    }

    private static byte[] withoutPicture(byte[] file) {
        Document document = Walker.document(file);
        remove(named(all(document.getDocumentElement()), "BPMNDiagram").get(0));
        return bytes(document);
    }

    static byte[] bytes(Document document) {
        try {
            Transformer transformer = TRANSFORMER.get();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            transformer.transform(new DOMSource(document), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Transformer transformer() {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            return transformer;
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] resource(String name) {
        try (InputStream file = MutantsTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static <T> T pick(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
