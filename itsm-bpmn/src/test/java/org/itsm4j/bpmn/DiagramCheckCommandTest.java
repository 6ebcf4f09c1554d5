package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagramCheckCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void printsALineForEachFile() throws IOException {
        String file = file();
        assertThat(run("--lifecycle", "incident", file)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(file + ": accepted" + System.lineSeparator());
    }

    @Test
    void refusesAnOptionGivenTwice() throws IOException {
        assertThat(run("--lifecycle", "incident", "--lifecycle", "none", file()))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("given twice: --lifecycle", "usage: ");
        assertThat(out.size()).isZero();
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: DiagramCheck --lifecycle ");
        assertThat(err.size()).isZero();
    }

    @Test
    void tellsWhenItsOutputCannotBeWritten() throws IOException {
        PrintStream full = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no space left");
                    }
                },
                false,
                StandardCharsets.UTF_8);
        List<String> command = List.of("--lifecycle", "incident", file());
        assertThat(new DiagramCheckCommand(full, stream(err)).run(command)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the output cannot be written");
    }

    @Test
    void escapesInJsonWhatIsNotPrinted() {
        assertThat(FindingsJson.of(Map.of("a\u202eb\u007f\u2028\u200b\ufeff\ue000\u00fc\"\ud83d\ude00", List.of())))
                .isEqualTo("[{\"file\":\"a\\u202eb\\u007f\\u2028\\u200b\\ufeff\\ue000\u00fc\\\"\\ud83d\\ude00\","
                        + "\"accepted\":true,\"findings\":[]}]");
    }

    private String file() throws IOException {
        return Files.write(folder.resolve("my.bpmn"), Drawing.incident().bytes())
                .toString();
    }

    private int run(String... arguments) {
        return new DiagramCheckCommand(stream(out), stream(err)).run(List.of(arguments));
    }

    private static PrintStream stream(OutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
