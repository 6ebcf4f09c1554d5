package org.itsm4j.bpmn.internal.engine;

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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngines;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramCheck;
import org.itsm4j.bpmn.Finding;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.bpmn.Inside;
import org.itsm4j.bpmn.TestDatabase;
import org.itsm4j.bpmn.TestHost;
import org.itsm4j.bpmn.internal.model.Rule;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Terms;
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

    private static final DiagramCheck SAFETY =
            DiagramCheck.safety().steps(Set.of("itsmNotify")).facts(Set.of("priority", "reopened"));
    private static final DiagramCheck INCIDENT = DiagramCheck.of(Terms.of(IncidentContract.get()));

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
    void givesTheVerdictForTheRule(Sample sample) throws IOException {
        byte[] bytes = bytes(sample);
        // the samples carry no markers: only the one about states is held to a lifecycle
        List<Finding> findings = (sample.rule().equals("mandatory states missing") ? INCIDENT : SAFETY).check(bytes);
        Set<String> errors =
                findings.stream().filter(Finding::isError).map(Finding::rule).collect(Collectors.toSet());
        if (sample.verdict().equals("refuse")) {
            assertThat(errors).as("%s", findings).containsAnyElementsOf(rules(sample.rule()));
            assertThat(findings)
                    .allSatisfy(it -> assertThat(it.toString().length()).isLessThan(1_000));
        } else {
            assertThat(findings).isEmpty();
            assertThatCode(() -> Diagram.of(bytes)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void runsNothingStraightThroughTheEngine(Sample sample) throws IOException {
        byte[] bytes = bytes(sample);
        ProcessEngine engine = Inside.running(workflow).engine().flowable();
        int before = database.count("ACT_RE_PROCDEF");
        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .addBytes("evil.bpmn20.xml", bytes)
                        .deploy())
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .disableBpmnValidation()
                        .disableSchemaValidation()
                        .addBytes("evil.bpmn20.xml", bytes)
                        .deploy())
                .isInstanceOf(RuntimeException.class);
        assertThat(database.count("ACT_RE_PROCDEF")).isEqualTo(before);
    }

    @Test
    void runsNothingEvenOfADiagramThatLooksCompiled() {
        ProcessEngine engine = Inside.running(workflow).engine().flowable();
        engine.getRepositoryService()
                .createDeployment()
                .addBpmnModel(
                        "mine.bpmn20.xml",
                        DiagramCompiler.compile(
                                Inside.source(Diagram.incident()).model()))
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

    @Test
    void isOutOfReachOfFlowablesServices() {
        ProcessEngine engine = Inside.running(workflow).engine().flowable();
        assertThat(ProcessEngines.getProcessEngines()).doesNotContainValue(engine);
        String token = host.place(host.ticket()).token().orElseThrow();
        String instance = database.column("select PROC_INST_ID_ from ACT_RU_EXECUTION where ID_ = '" + token + "'")
                .get(0);
        assertThatThrownBy(() -> engine.getRuntimeService()
                        .createChangeActivityStateBuilder()
                        .processInstanceId(instance)
                        .moveActivityIdTo("new", "closed")
                        .changeState())
                .hasStackTraceContaining("move its ticket through itsm4j");
        assertThat(database.column("select ACT_ID_ from ACT_RU_EXECUTION where ID_ = '" + token + "'"))
                .containsExactly("new");
    }

    /** Our ids for what the index calls the rule that must fire, so that a gate which refuses everything does not pass. */
    private static Set<String> rules(String rule) {
        return switch (rule) {
            case "scriptTask" -> ids(Rule.SCRIPT_TASK);
            case "class attribute",
                    "class in a legacy namespace the engine still reads",
                    "class attribute by namespace, not prefix" -> ids(Rule.CLASS);
            case "expression not of the allowed grammar", "expression", "expression in formKey" -> ids(Rule.EXPRESSION);
            case "expression in a field" -> ids(Rule.FIELD, Rule.EXPRESSION);
            case "expression in name" -> ids(Rule.EXPRESSION_IN_NAME);
            case "delegate not on allow list" -> ids(Rule.UNKNOWN_STEP);
            case "listener not on allow list", "listener class" -> ids(Rule.LISTENER);
            case "skipExpression" -> ids(Rule.SKIP_EXPRESSION);
            case "dataObject type" -> ids(Rule.DATA_OBJECT);
            case "service task type" -> ids(Rule.SERVICE_TASK_TYPE);
            case "calledElement not ours", "recursion" -> ids(Rule.CALL_ACTIVITY);
            case "DOCTYPE" -> ids(Rule.DOCTYPE);
            case "foreign element in the model" -> ids(Rule.FOREIGN_ELEMENT);
            case "not well-formed" -> ids(Rule.NOT_WELL_FORMED);
            case "not BPMN" -> ids(Rule.NOT_BPMN, Rule.DOCTYPE);
            case "cycle without a wait state" -> ids(Rule.CYCLE_WITHOUT_WAIT);
            case "more than one start event" -> ids(Rule.SEVERAL_STARTS);
            case "cycle interval below the floor / unbounded" -> ids(Rule.TIMER);
            case "cardinality above cap" -> ids(Rule.MULTI_INSTANCE);
            case "retry policy out of range" -> ids(Rule.RETRY);
            case "dangling reference" -> ids(Rule.DANGLING_REFERENCE);
            case "mandatory states missing" -> ids(Rule.STATE_MISSING, Rule.STATE);
            case "duplicate id" -> ids(Rule.DUPLICATE_ID);
            case "duplicate process id" -> ids(Rule.DUPLICATE_PROCESS);
            case "no start" -> ids(Rule.NO_START);
            case "no default flow" -> ids(Rule.NO_DEFAULT_FLOW);
            case "uncaught error" -> ids(Rule.UNCAUGHT_ERROR);
            case "compensation" -> ids(Rule.COMPENSATION);
            case "event subprocess" -> ids(Rule.EVENT_SUB_PROCESS);
            case "authorisation belongs to the host, not the diagram" -> ids(Rule.STARTER);
            case "id too long" -> ids(Rule.ID_TOO_LONG);
            case "bidi control characters" -> ids(Rule.BIDI_CONTROL);
            default -> throw new IllegalArgumentException("no rule of ours for " + rule);
        };
    }

    private static Set<String> ids(Rule... rules) {
        return Set.of(rules).stream().map(Rule::id).collect(Collectors.toSet());
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
