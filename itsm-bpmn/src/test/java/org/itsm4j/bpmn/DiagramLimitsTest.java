package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files at the limits and beyond, and files that pretend: each gets its verdict soon, and with little memory. */
class DiagramLimitsTest {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final DiagramCheck SAFETY = DiagramCheck.safety();
    private static final DiagramCheck LAW = DiagramCheck.of(Terms.of(IncidentContract.get()));

    // ---- size

    @Test
    void readsAMebibyteAndNotAByteMore() {
        byte[] small = file(plain());
        assertThat(errors(padded(small, 1 << 20))).isEmpty();
        assertThat(errors(padded(small, (1 << 20) + 1))).containsExactly("too-large");
    }

    private static byte[] padded(byte[] file, int size) {
        String text = utf8(file);
        String comment = "<!--" + "x".repeat(size - file.length - 7) + "-->";
        return (text + comment).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsTwentyLevelsAndNotOneMore() {
        assertThat(rules(lanes(8))).contains("element").doesNotContain("too-deep");
        assertThat(rules(nested(18))).doesNotContain("too-deep"); // and <definitions> and <process>
        assertThat(rules(nested(19))).containsExactly("too-deep");
    }

    private static byte[] nested(int depth) {
        return file("<x>".repeat(depth) + "</x>".repeat(depth));
    }

    private static byte[] lanes(int depth) {
        return file("<laneSet id='l'>" + "<lane><laneSet>".repeat(depth) + "</laneSet></lane>".repeat(depth)
                + "</laneSet>");
    }

    @Test
    void readsFiveHundredElementsAndNotOneMore() {
        // a start, an end, n stages, n + 1 flows
        assertThat(errors(chain(248))).isEmpty();
        assertThat(errors(file(chained(248) + "<userTask id='one'/>")))
                .contains("no-way-in")
                .doesNotContain("too-large");
        assertThat(rules(file(chained(248) + "<userTask id='one'/><userTask id='more'/>")))
                .contains("too-large");
        assertThat(rules(chain(249))).contains("too-large");
    }

    private static byte[] chain(int stages) {
        return file(chained(stages));
    }

    private static String chained(int stages) {
        return "<startEvent id='t0'/><sequenceFlow id='f0' sourceRef='t0' targetRef='t1'/>"
                + IntStream.rangeClosed(1, stages)
                        .mapToObj(i -> "<userTask id='t" + i + "'/><sequenceFlow id='f" + i + "' sourceRef='t" + i
                                + "' targetRef='t" + (i + 1) + "'/>")
                        .collect(Collectors.joining("\n"))
                + "<endEvent id='t" + (stages + 1) + "'/>";
    }

    @Test
    void readsIdsAndNamesOf255CharactersAndNotOneMore() {
        assertThat(errors(file(plain().replace("'t'", "'" + "t".repeat(255) + "'"))))
                .isEmpty();
        assertThat(rules(file(plain().replace("'t'", "'" + "t".repeat(256) + "'"))))
                .contains("id-too-long");
        assertThat(errors(file(plain().replace("id='t'", "id='t' name='" + "n".repeat(255) + "'"))))
                .isEmpty();
        assertThat(rules(file(plain().replace("id='t'", "id='t' name='" + "n".repeat(256) + "'"))))
                .containsExactly("name-too-long");
    }

    // ---- work

    static Stream<Arguments> heavy() {
        String long1000 = IntStream.range(0, 240)
                .mapToObj(i -> "" + i % 10)
                .collect(Collectors.joining(",", "${hops in (", ")}"));
        return Stream.of(
                Arguments.of(
                        "100,000 attributes",
                        file("<userTask id='t' "
                                + IntStream.range(0, 100_000)
                                        .mapToObj(i -> "a" + i + "=''")
                                        .collect(Collectors.joining(" "))
                                + "/>")),
                Arguments.of(
                        "100,000 namespaces",
                        file("<userTask id='t' "
                                + IntStream.range(0, 30_000)
                                        .mapToObj(i -> "xmlns:a" + i + "='u" + i + "'")
                                        .collect(Collectors.joining(" "))
                                + "/>")),
                Arguments.of(
                        "20,000 findings",
                        file("<userTask class='x' xmlns:v='http://flowable.org/bpmn'/>" + "<a/>".repeat(9_000)
                                + "<task a='1'/>".repeat(10_990))),
                Arguments.of("20,000 expressions", file("<task name='${a}'/>".repeat(19_990))),
                Arguments.of(
                        "32 bad attributes on each of 2,000 elements",
                        file(("<task "
                                        + IntStream.range(0, 31)
                                                .mapToObj(i -> "class" + i + "='${x}'")
                                                .collect(Collectors.joining(" "))
                                        + "/>")
                                .repeat(1_600))),
                Arguments.of("a gateway with 400 flows and long lists", gateway(400, i -> long1000)),
                Arguments.of(
                        "a gateway with 400 flows and long lists of texts",
                        gateway(
                                400,
                                i -> IntStream.range(0, 100)
                                        .mapToObj(j -> "'t" + i + "x" + j + "'")
                                        .limit(100)
                                        .collect(Collectors.joining(",", "${service in (", ")}")))),
                Arguments.of(
                        "a gateway with 400 flows and many facts",
                        gateway(
                                400,
                                i -> IntStream.range(0, 12)
                                        .mapToObj(j -> "f" + (i + j) % 40 + " == " + j)
                                        .collect(Collectors.joining(" or ", "${", "}")))),
                Arguments.of(
                        "490 deep conditions",
                        gateway(490, i -> "${" + "not (".repeat(9) + "a" + i + ")".repeat(9) + "}")),
                Arguments.of(
                        "conditions that are too deep",
                        gateway(490, i -> "${" + "(".repeat(490) + "a" + ")".repeat(490) + "}")),
                Arguments.of("gateways in a row, two flows to each", ladder(160)),
                Arguments.of("a stage with 400 flows", stage(400, i -> long1000.replace("hops", "action"))),
                Arguments.of(
                        "a stage with 400 flows and many facts",
                        stage(
                                400,
                                i -> "${action != 'x" + i + "' and "
                                        + IntStream.range(0, 20)
                                                .mapToObj(j -> "f" + (i * 7 + j) % 60 + " in (1,2,3)")
                                                .collect(Collectors.joining(" or "))
                                        + "}")),
                Arguments.of("stages with all flows to each other", mesh(20)),
                Arguments.of("80 stages before a wide gateway", funnel(80, 300, long1000)),
                Arguments.of(
                        "a long chain of steps",
                        file("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='t0'/>"
                                + IntStream.range(0, 240)
                                        .mapToObj(i -> "<serviceTask id='t" + i + "'/><sequenceFlow id='f" + i
                                                + "' sourceRef='t" + i + "' targetRef='t" + (i + 1) + "'/>")
                                        .collect(Collectors.joining()))),
                Arguments.of(
                        "a tree of timers",
                        file("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='t'/><userTask id='t'/>"
                                + IntStream.range(0, 160)
                                        .mapToObj(i -> "<boundaryEvent id='b" + i
                                                + "' attachedToRef='t' cancelActivity='false'>"
                                                + "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
                                                + "<serviceTask id='p" + i + "'/><sequenceFlow id='g" + i
                                                + "' sourceRef='b" + i + "' targetRef='p" + i + "'/>")
                                        .collect(Collectors.joining()))),
                Arguments.of("a megabyte of one name", file("<" + "n".repeat(500_000) + "/>")),
                Arguments.of("a megabyte of one attribute", file("<userTask id='" + "n".repeat(1_000_000) + "'/>")),
                Arguments.of(
                        "a megabyte of character references",
                        file("<documentation>" + "&#120;".repeat(170_000) + "</documentation>")),
                Arguments.of("a megabyte of comments", file("<!---->".repeat(140_000))),
                Arguments.of("a megabyte of instructions", file("<?a?>".repeat(200_000))),
                Arguments.of(
                        "a megabyte of CDATA",
                        file("<documentation>" + "<![CDATA[]]>".repeat(80_000) + "</documentation>")),
                Arguments.of("a megabyte of open tags", file("<x>".repeat(300_000))),
                Arguments.of("a megabyte of line ends", file("\n".repeat(1_000_000))),
                Arguments.of("a megabyte of zeros", new byte[1 << 20]),
                Arguments.of("a megabyte of <", "<".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)),
                Arguments.of(
                        "a megabyte of DOCTYPE",
                        ("<!DOCTYPE a [" + "<!ENTITY e 'x'>".repeat(60_000) + "]><a/>")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heavy")
    void isSoonDoneWithHeavyFiles(String name, byte[] file) {
        assertThat(file.length).as(name).isLessThanOrEqualTo(1 << 20);
        for (DiagramCheck check : List.of(SAFETY, LAW)) {
            Effort<List<Finding>> effort = Effort.of(() -> check.check(file));
            assertThat(effort.millis()).as("milliseconds for %s", name).isLessThan(8_000);
            assertThat(effort.bytes() >> 20).as("MiB for %s", name).isLessThan(64);
            assertThat(effort.result()).hasSizeLessThanOrEqualTo(300);
            assertThat(effort.result())
                    .allSatisfy(it -> assertThat(it.toString().length()).isLessThan(5_000));
        }
    }

    private static byte[] gateway(int flows, Function<Integer, String> condition) {
        return file("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='g'/><exclusiveGateway id='g'/>"
                + "<endEvent id='e'/><userTask id='t'/><sequenceFlow id='fe' sourceRef='t' targetRef='e'/>"
                + flows("g", "t", flows, condition));
    }

    private static byte[] stage(int flows, Function<Integer, String> condition) {
        return file("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='g'/>"
                + "<userTask id='g'><extensionElements><itsm:stage state='NEW'/></extensionElements></userTask>"
                + "<endEvent id='e'><extensionElements><itsm:stage state='CANCELLED'/></extensionElements></endEvent>"
                + flows("g", "e", flows, condition));
    }

    private static String flows(String from, String to, int flows, Function<Integer, String> condition) {
        return IntStream.range(0, flows)
                .mapToObj(i -> "<sequenceFlow id='f" + from + i + "' sourceRef='" + from + "' targetRef='" + to
                        + "'><conditionExpression>" + condition.apply(i) + "</conditionExpression></sequenceFlow>")
                .collect(Collectors.joining());
    }

    /** Twice as many ways with each gateway. */
    private static byte[] ladder(int gateways) {
        return file("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='g0'/>"
                + IntStream.range(0, gateways)
                        .mapToObj(i -> "<exclusiveGateway id='g" + i + "' default='b" + i + "'/><sequenceFlow id='a" + i
                                + "' sourceRef='g" + i + "' targetRef='g" + (i + 1)
                                + "'><conditionExpression>${a}</conditionExpression></sequenceFlow><sequenceFlow id='b"
                                + i
                                + "' sourceRef='g" + i + "' targetRef='g" + (i + 1) + "'/>")
                        .collect(Collectors.joining())
                + "<endEvent id='g" + gateways
                + "'><extensionElements><itsm:stage state='NEW'/></extensionElements></endEvent>");
    }

    private static byte[] mesh(int stages) {
        StringBuilder text =
                new StringBuilder("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='t0'/>");
        for (int i = 0; i < stages; i++) {
            text.append("<userTask id='t" + i
                    + "'><extensionElements><itsm:stage state='IN_PROGRESS'/></extensionElements></userTask>");
            for (int j = 0; j < stages; j++) {
                text.append("<sequenceFlow id='f" + i + "x" + j + "' sourceRef='t" + i + "' targetRef='t" + j
                        + "'><conditionExpression>${action == 'advance' and way == 'w" + j
                        + "'}</conditionExpression></sequenceFlow>");
            }
        }
        return file(text.toString());
    }

    private static byte[] funnel(int stages, int flows, String condition) {
        StringBuilder text =
                new StringBuilder("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='t0'/>");
        for (int i = 0; i < stages; i++) {
            text.append("<userTask id='t" + i
                    + "'><extensionElements><itsm:stage state='NEW'/></extensionElements></userTask>"
                    + "<sequenceFlow id='f" + i + "' sourceRef='t" + i
                    + "' targetRef='g'><conditionExpression>${action != 'x'}</conditionExpression></sequenceFlow>");
        }
        return file(
                text + "<exclusiveGateway id='g'/><endEvent id='e'><extensionElements><itsm:stage state='CANCELLED'/>"
                        + "</extensionElements></endEvent>" + flows("g", "e", flows, i -> condition));
    }

    // ---- characters

    static Stream<Arguments> encodings() {
        String text = "<?xml version='1.0' encoding='UTF-8'?>" + utf8(file(plain()));
        byte[] good = text.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("UTF-8", good, ""),
                Arguments.of("utf-8 in small letters", bytes(text.replace("UTF-8", "utf-8")), ""),
                Arguments.of("no declaration", file(plain()), ""),
                Arguments.of("byte order mark", bytes("\ufeff" + text), ""),
                Arguments.of("two byte order marks", bytes("\ufeff\ufeff" + text), "not-well-formed"),
                Arguments.of("Windows line ends", bytes(text.replace("\n", "\r\n")), ""),
                Arguments.of("standalone", bytes(text.replace("'UTF-8'", "'UTF-8' standalone='yes'")), ""),
                Arguments.of("UTF-16 with a mark", text.getBytes(StandardCharsets.UTF_16), "encoding"),
                Arguments.of(
                        "UTF-16, big end first, without a mark",
                        text.getBytes(StandardCharsets.UTF_16BE),
                        "not-well-formed"),
                Arguments.of("UTF-16, little end first", text.getBytes(StandardCharsets.UTF_16LE), "not-well-formed"),
                Arguments.of("UTF-32", text.getBytes(Charset.forName("UTF-32")), "not-well-formed"),
                Arguments.of("EBCDIC", text.getBytes(Charset.forName("IBM037")), "encoding"),
                Arguments.of("declared as UTF-16", bytes(text.replace("UTF-8", "UTF-16")), "encoding"),
                Arguments.of("declared as UTF-7", bytes(text.replace("UTF-8", "UTF-7")), "encoding"),
                Arguments.of("declared as EBCDIC", bytes(text.replace("UTF-8", "Cp037")), "encoding"),
                Arguments.of("declared as what is no name", bytes(text.replace("UTF-8", "../../x")), "encoding"),
                Arguments.of(
                        "UTF-7 that hides a tag",
                        bytes(text.replace("<userTask id='t'/>", "<userTask id='t' name='+ADw-scriptTask+AD4-'/>")),
                        ""),
                Arguments.of("overlong <", spliced(good, "itsm-incident", 0xC0, 0xBC), "encoding"),
                Arguments.of("overlong NUL", spliced(good, "itsm-incident", 0xC0, 0x80), "encoding"),
                Arguments.of("a surrogate in UTF-8", spliced(good, "itsm-incident", 0xED, 0xA0, 0x80), "encoding"),
                Arguments.of("a byte that is none of UTF-8", spliced(good, "itsm-incident", 0xFF), "encoding"),
                Arguments.of("a character that is cut off", spliced(good, "</definitions>", 0xE2, 0x82), "encoding"),
                Arguments.of(
                        "five bytes for one", spliced(good, "itsm-incident", 0xF8, 0x88, 0x80, 0x80, 0x80), "encoding"),
                Arguments.of("NUL", spliced(good, "itsm-incident", 0), "not-well-formed"),
                Arguments.of(
                        "NUL as a reference", bytes(text.replace("id='t'", "id='t' name='&#0;'")), "not-well-formed"),
                Arguments.of(
                        "control as a reference",
                        bytes(text.replace("id='t'", "id='t' name='&#1;'")),
                        "not-well-formed"),
                Arguments.of(
                        "control as a reference in XML 1.1",
                        bytes(text.replace("version='1.0'", "version='1.1'").replace("id='t'", "id='t' name='&#1;'")),
                        "not-well-formed"),
                Arguments.of("XML 1.1", bytes(text.replace("version='1.0'", "version='1.1'")), "not-well-formed"),
                Arguments.of("XML 2.0", bytes(text.replace("version='1.0'", "version='2.0'")), "not-well-formed"),
                Arguments.of(
                        "an unknown entity", bytes(text.replace("id='t'", "id='t' name='&nbsp;'")), "not-well-formed"),
                Arguments.of(
                        "a DOCTYPE without entities", bytes(text.replace("?>", "?><!DOCTYPE definitions>")), "doctype"),
                Arguments.of(
                        "a DOCTYPE with defaults for attributes",
                        bytes(text.replace("?>", "?><!DOCTYPE definitions [<!ATTLIST userTask name CDATA '${x}'>]>")),
                        "doctype"),
                Arguments.of(
                        "an external DOCTYPE",
                        bytes(text.replace("?>", "?><!DOCTYPE definitions SYSTEM 'http://127.0.0.1:47999/x.dtd'>")),
                        "doctype"),
                Arguments.of("text before the declaration", bytes(" " + text), "not-well-formed"),
                Arguments.of("two roots", bytes(text + "<a/>"), "not-well-formed"),
                Arguments.of("text after the root", bytes(text + "x"), "not-well-formed"),
                Arguments.of("nothing", new byte[0], "not-well-formed"),
                Arguments.of("JSON", bytes("{\"definitions\": []}"), "not-well-formed"),
                Arguments.of("a ZIP", bytes("PK\u0003\u0004"), "not-well-formed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void readsUtf8AndNothingThatPretends(String name, byte[] file, String rule) {
        Effort<List<Finding>> effort = Effort.of(() -> SAFETY.check(file));
        assertThat(effort.millis()).isLessThan(2_000);
        assertThat(effort.result().stream()
                        .filter(Finding::isError)
                        .map(Finding::rule)
                        .distinct()
                        .toList())
                .as("%s: %s", name, effort.result())
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    private static byte[] spliced(byte[] file, String before, int... bytes) {
        int at = utf8(file).indexOf(before);
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(file, 0, at);
        for (int one : bytes) {
            spliced.write(one);
        }
        spliced.write(file, at, file.length - at);
        return spliced.toByteArray();
    }

    // ---- namespaces

    static Stream<Arguments> namespaces() {
        String step = "<startEvent id='s'/><sequenceFlow id='f0' sourceRef='s' targetRef='p'/><serviceTask id='p' %s/>"
                + "<sequenceFlow id='f1' sourceRef='p' targetRef='e'/><endEvent id='e'/>";
        Map<String, String> vendors = Map.of(
                "f",
                "http://flowable.org/bpmn",
                "a",
                "http://activiti.org/bpmn",
                "c",
                "http://camunda.org/schema/1.0/bpmn");
        Stream<Arguments> classes = vendors.entrySet().stream()
                .flatMap(it -> Stream.of("innocent", "bpmn", "itsm", "xsi", "flowable", "Ü")
                        .map(prefix -> Arguments.of(
                                it.getValue() + " as " + prefix,
                                file(String.format(
                                        step,
                                        "xmlns:" + prefix + "='" + it.getValue() + "' " + prefix
                                                + ":class='java.util.Timer'")),
                                "class")));
        Stream<Arguments> more = Stream.of(
                Arguments.of(
                        "a vendor as the default namespace half way",
                        file(String.format(step, "flowable:delegateExpression='${x}'")
                                .replace("<endEvent", "<script xmlns='http://flowable.org/bpmn'/><endEvent")),
                        "script-task"),
                Arguments.of(
                        "BPMN redeclared as a vendor",
                        file(plain().replace(
                                        "<userTask id='t'/>", "<userTask xmlns='http://flowable.org/bpmn' id='t'/>")),
                        "dangling-reference,element"),
                Arguments.of(
                        "no namespace half way",
                        file(plain().replace("<userTask id='t'/>", "<userTask xmlns='' id='t'/>")),
                        "dangling-reference,foreign-element"),
                Arguments.of(
                        "no namespace at all",
                        bytes(utf8(file(plain())).replace("xmlns='" + BPMN + "'", "")),
                        "not-bpmn"),
                Arguments.of(
                        "BPMN 1.x",
                        bytes(utf8(file(plain())).replace(BPMN, "http://schema.omg.org/spec/BPMN/1.1")),
                        "not-bpmn"),
                Arguments.of(
                        "another case",
                        bytes(utf8(file(plain())).replace(BPMN, BPMN.toLowerCase(Locale.ROOT))),
                        "not-bpmn"),
                Arguments.of("a blank behind it", bytes(utf8(file(plain())).replace(BPMN, BPMN + " ")), "not-bpmn"),
                Arguments.of(
                        "itsm as the namespace of all",
                        bytes(utf8(file(plain())).replace(BPMN, "http://itsm4j.org/bpmn")),
                        "not-bpmn"),
                Arguments.of(
                        "itsm on a name of BPMN",
                        file(plain().replace("<userTask id='t'/>", "<userTask id='t'/><itsm:scriptTask id='z'/>")),
                        "script-task"),
                Arguments.of(
                        "a vendor on a name of BPMN",
                        file(plain().replace(
                                        "<userTask id='t'/>",
                                        "<userTask id='t'/><flowable:serviceTask id='z' class='x'/>")),
                        "class,element"),
                Arguments.of(
                        "a prefix of one's own for BPMN",
                        bytes(utf8(file(plain()))
                                .replace("xmlns='", "xmlns:q='")
                                .replaceAll("<(/?)([a-z])", "<$1q:$2")),
                        ""),
                Arguments.of(
                        "an attribute of BPMN in its namespace",
                        file(plain().replace(
                                        "<userTask id='t'/>", "<userTask id='t' xmlns:b='" + BPMN + "' b:name='n'/>")),
                        "attribute"),
                Arguments.of(
                        "a prefix that is not declared",
                        file(String.format(step, "nobody:class='x'")),
                        "not-well-formed"),
                Arguments.of(
                        "xml:base",
                        file(plain().replace(
                                        "<userTask id='t'", "<userTask xml:base='http://127.0.0.1:47999/' id='t'")),
                        "attribute"),
                Arguments.of(
                        "one attribute of two vendors",
                        file(String.format(
                                step,
                                "flowable:delegateExpression='${a}'"
                                        + " xmlns:c='http://camunda.org/schema/1.0/bpmn' c:delegateExpression='${b}'")),
                        "attribute"),
                Arguments.of(
                        "one attribute of two vendors, the same",
                        file(String.format(
                                step,
                                "flowable:delegateExpression='${a}'"
                                        + " flowable:async='false' xmlns:c='http://activiti.org/bpmn' c:async='true'")),
                        "attribute"));
        return Stream.concat(classes, more);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namespaces")
    void readsNamesByNamespaceAndNotByPrefix(String name, byte[] file, String rules) {
        Set<String> found = errors(file);
        Set<String> expected = rules.isEmpty() ? Set.of() : Set.of(rules.split(","));
        if (expected.isEmpty()) {
            assertThat(found).as(name).isEmpty();
        } else {
            assertThat(found).as(name).containsAll(expected);
        }
    }

    // ----

    private static String plain() {
        return "<startEvent id='s'/>\n<sequenceFlow id='f0' sourceRef='s' targetRef='t'/>\n<userTask id='t'/>\n"
                + "<sequenceFlow id='f1' sourceRef='t' targetRef='e'/>\n<endEvent id='e'/>";
    }

    private static byte[] file(String elements) {
        return Drawing.around(elements);
    }

    private static Set<String> errors(byte[] file) {
        return SAFETY.check(file).stream()
                .filter(Finding::isError)
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }

    private static Set<String> rules(byte[] file) {
        return SAFETY.check(file).stream().map(Finding::rule).collect(Collectors.toSet());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
