package org.itsm4j.examples.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramCheck;
import org.itsm4j.bpmn.DiagramDiff;
import org.itsm4j.bpmn.Finding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a modeller of the bpmn-js family makes of our diagrams: it reads and writes them with bpmn-moddle, and knows our
 * markers from the descriptor and the element templates in the folder modeller. Needs Node and the npm registry.
 */
class ModellerTest {
    private static final Path FOLDER = Path.of("target", "modeller");

    @BeforeAll
    static void installed() throws IOException, InterruptedException {
        assumeTrue(isThere("node") && isThere("npm"), "Node is not installed");
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(Path.of("modeller"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(FOLDER.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        assumeTrue(
                run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").succeeded(),
                "the packages cannot be had from the npm registry");
    }

    @ParameterizedTest
    @CsvSource({"1, keep", "2, keep", "1, templates", "2, templates"})
    void isReadAndWrittenWithoutLoss(int version, String how) throws IOException, InterruptedException {
        Diagram before = HardwareDesk.diagram(version);
        Path file = FOLDER.resolve("before-" + version + ".bpmn");
        Files.write(file, before.bytes());
        Path written = FOLDER.resolve(how + "-" + version + ".bpmn");
        Outcome outcome = run("node", "round-trip.mjs", how, file.toString(), written.toString());
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();

        Diagram after = Diagram.of(Files.readAllBytes(written));
        assertThat(DiagramCheck.of(GateTest.TERMS).check(after))
                .filteredOn(Finding::isError)
                .isEmpty();
        assertThat(after.stages()).isEqualTo(before.stages());
        assertThat(after.flows()).isEqualTo(before.flows());
        assertThat(DiagramDiff.between(before, after, GateTest.TERMS).changes())
                .as("a shape was moved, nothing else")
                .allSatisfy(change -> assertThat(change.sentence()).contains("position"));
    }

    private record Outcome(boolean succeeded, String output) {}

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(program, "--version").succeeded();
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static Outcome run(String... command) throws IOException, InterruptedException {
        File log = Files.createTempFile("modeller", ".log").toFile();
        try {
            List<String> absolute = Stream.of(command)
                    .map(it ->
                            it.endsWith(".bpmn") ? Path.of(it).toAbsolutePath().toString() : it)
                    .toList();
            Files.createDirectories(FOLDER);
            Process process = new ProcessBuilder(absolute)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            process.destroyForcibly();
            return new Outcome(ended && process.exitValue() == 0, Files.readString(log.toPath()));
        } finally {
            Files.delete(log.toPath());
        }
    }
}
