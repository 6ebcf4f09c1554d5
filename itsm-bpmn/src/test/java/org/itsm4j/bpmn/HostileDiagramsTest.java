package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowable.engine.ProcessEngine;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.spi.SchemaMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Diagrams that attack: each is refused by the gate, and runs nothing even if somebody goes round the gate. */
class HostileDiagramsTest {
    private record Sample(String file, String verdict, String rule) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static TestDatabase database;
    private static TestHost host;
    private static FlowableWorkflow workflow;
    private static ServerSocket canary;

    @BeforeAll
    static void open() throws IOException {
        database = new TestDatabase(2);
        host = new TestHost(database);
        workflow = host.open(FlowableWorkflow.over(database.dataSource())
                .schemaMode(SchemaMode.CREATE)
                .jobExecutor(false));
        canary = new ServerSocket(47999, 1, InetAddress.getLoopbackAddress());
        canary.setSoTimeout(1);
    }

    @AfterAll
    static void close() throws IOException {
        canary.close();
        workflow.close();
        database.close();
    }

    @AfterEach
    void noCanaryFired() throws IOException {
        assertThat(System.getProperty("itsm.canary")).isNull();
        assertThat(Files.exists(Path.of("canary-shell"))).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(it -> it.getName().startsWith("Timer-"));
        assertThatThrownBy(() -> canary.accept()).isInstanceOf(SocketTimeoutException.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givesTheVerdict(Sample sample) throws IOException {
        byte[] bytes = bytes(sample);
        if (sample.verdict().equals("refuse")) {
            assertThatThrownBy(() -> {
                        Diagram diagram = Diagram.of(bytes);
                        Contract<?, ?> contract = IncidentContract.get();
                        LawCheck.check(diagram.model(), contract);
                    })
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageMatching("(?s).*(" + reason(sample) + ").*")
                    .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(3_000));
        } else {
            assertThatCode(() -> Diagram.of(bytes)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void runsNothingStraightThroughTheEngine(Sample sample) throws IOException {
        byte[] bytes = bytes(sample);
        ProcessEngine engine = workflow.running().engine().flowable();
        int before = database.count("ACT_RE_PROCDEF");
        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .addBytes("evil.bpmn20.xml", bytes)
                        .deploy())
                .isInstanceOf(RuntimeException.class);
        assertThat(database.count("ACT_RE_PROCDEF")).isEqualTo(before);
    }

    @Test
    void runsNothingEvenOfADiagramThatLooksCompiled() {
        ProcessEngine engine = workflow.running().engine().flowable();
        engine.getRepositoryService()
                .createDeployment()
                .addBpmnModel(
                        "mine.bpmn20.xml",
                        DiagramCompiler.compile(Diagram.incident().model()))
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("itsm-incident", "acme/incident/1"); // waits for ever
        var ticket = host.ticket();
        assertThatThrownBy(() -> engine.getRuntimeService()
                        .trigger(host.place(ticket).token().orElseThrow()))
                .hasStackTraceContaining("move its ticket through itsm4j");
        assertThatThrownBy(() -> engine.getRuntimeService()
                        .setVariable(host.place(ticket).token().orElseThrow(), "x", "y"))
                .isNotNull();
    }

    /** What the refusal must speak of, so that a gate which refuses everything does not pass. */
    private static String reason(Sample sample) {
        return switch (sample.file().substring(0, 3)) {
            case "h01", "h03" -> "<scriptTask";
            case "h05", "h07", "h09", "h25", "h31", "h33", "h35" -> "<serviceTask|skipExpression";
            case "h11" -> "condition of .* cannot be read";
            case "h13" -> "holds an expression";
            case "h15" -> "executionListener|extensionElements";
            case "h17" -> "taskListener";
            case "h19" -> "formKey";
            case "h21" -> "assignee";
            case "h23" -> "dueDate";
            case "h27" -> "ntermediateCatchEvent|conditional";
            case "h29" -> "dataObject";
            case "h37", "h39" -> "callActivity";
            case "h41" -> "endEventRegistry|sendTask|serviceTask";
            case "h43" -> "subProcess";
            case "s29" -> "subProcess|<message";
            case "s27" -> "ompensat|association|isForCompensation|serviceTask";
            case "x01", "x03", "x05", "x21" -> "a DOCTYPE is not allowed";
            case "x07" -> "include";
            case "x11", "x13" -> "not well-formed XML";
            case "x15" -> "a DOCTYPE is not allowed|is no BPMN";
            case "x17", "x19" -> "class|serviceTask";
            case "s01" -> "manualTask";
            case "s03" -> "parallelGateway";
            case "s05" -> "<message";
            case "s07" -> "timeCycle|duration|timer";
            case "s09" -> "multiInstance";
            case "s11" -> "serviceTask";
            case "s13" -> "tied to ghost";
            case "s15" -> "no stage means the state RESOLVED|needs <itsm:stage";
            case "s17" -> "the id t is there twice";
            case "s19" -> "2 processes";
            case "s21" -> "0 start events";
            case "s23" -> "has no default flow";
            case "s25" -> "<error";
            case "s31" -> "candidateStarter";
            case "s33" -> "4000 characters long|characters long; up to 255";
            case "s37" -> "direction of text";
            default -> throw new IllegalArgumentException("no reason for " + sample);
        };
    }

    static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        Pattern row = Pattern.compile("\\| (\\S+\\.bpmn) \\| .* \\| (refuse|accept|accept-inert) \\| (.*?) \\|.*");
        Path folder = folder();
        if (folder == null) {
            return List.of(new Sample("none", "", ""));
        }
        for (String line : Files.readAllLines(folder.resolve("index.md"))) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                samples.add(new Sample(matcher.group(1), matcher.group(2), matcher.group(3)));
            }
        }
        assertThat(samples).hasSizeGreaterThan(40);
        return samples;
    }

    private static byte[] bytes(Sample sample) throws IOException {
        Path folder = folder();
        assumeTrue(folder != null, "the folder shared/hostile-bpmn is not there");
        return Files.readAllBytes(folder.resolve(sample.file()));
    }

    private static Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/hostile-bpmn");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
