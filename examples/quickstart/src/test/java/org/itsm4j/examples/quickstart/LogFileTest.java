package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.itsm4j.ticket.Impact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading a log: what is a row, what is a broken row, what is no log. */
class LogFileTest {
    private static final String GOOD = "INC1,New,2/3/2026 09:00,2 - Medium,1 - High,mail";

    @TempDir
    private Path folder;

    private final List<LogRow> rows = new ArrayList<>();
    private final List<BrokenRow> broken = new ArrayList<>();

    private static String log(String... lines) {
        return "number,incident_state,sys_updated_at,impact,urgency,assignment_group\n" + String.join("\n", lines);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private void read(String text) throws IOException {
        read(file("log.csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    private void read(Path file) {
        LogFile.at(file).read(rows::add, broken::add);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsTheSixColumnsItNeeds() throws IOException {
        read(log(GOOD));

        assertThat(broken).isEmpty();
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.number()).isEqualTo("INC1");
            assertThat(row.state()).isEqualTo(LogState.NEW);
            assertThat(row.at()).isEqualTo("2026-03-02T09:00:00Z");
            assertThat(row.impact()).contains(Impact.MEDIUM);
            assertThat(row.group()).contains("mail");
            assertThat(row.agent()).isEmpty();
        });
    }

    @Test
    void takesAQuestionMarkForUnknown() throws IOException {
        read(log("INC1,New,2/3/2026 09:00,?,?,?"));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.impact()).isEmpty();
            assertThat(row.urgency()).isEmpty();
            assertThat(row.group()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INC1,New,31/2/2026 09:00,?,?,? | bad date \"31/2/2026 09:00\" in sys_updated_at",
                "INC1,New,yesterday,?,?,? | bad date \"yesterday\"",
                "INC1,New,?,?,?,? | has no sys_updated_at",
                "INC1,-100,2/3/2026 09:00,?,?,? | unknown state \"-100\"",
                "INC1,new,2/3/2026 09:00,?,?,? | unknown state \"new\"",
                "?,New,2/3/2026 09:00,?,?,? | has no number",
                "INC1,New,2/3/2026 09:00,9 - Huge,?,? | unknown impact \"9 - Huge\"",
                "INC1,New,2/3/2026 09:00,?,High,? | unknown urgency \"High\"",
                "INC1,New,2/3/2026 09:00 | has 3 columns, the header has 6",
                "INC1,New,2/3/2026 09:00,?,?,?,? | has 7 columns, the header has 6",
            })
    void reportsABrokenRowWithItsLineAndReadsOn(String row, String problem) throws IOException {
        read(log(GOOD, row, GOOD));

        assertThat(rows).extracting(LogRow::line).containsExactly(2L, 4L);
        assertThat(broken).singleElement().satisfies(one -> {
            assertThat(one.line()).isEqualTo(3);
            assertThat(one.problem()).startsWith(problem);
        });
    }

    @Test
    void countsBlankLinesAndLineBreaksInQuotes() throws IOException {
        read(log("", GOOD, "INC1,New,2/3/2026 09:00,?,?,\"a\nb\"", "", "INC1,gone,2/3/2026 09:00,?,?,?"));

        assertThat(rows).extracting(LogRow::line).containsExactly(3L, 4L);
        assertThat(broken).extracting(BrokenRow::line).containsExactly(7L);
    }

    @Test
    void showsABrokenValueShortAndWithoutControlCharacters() throws IOException {
        read(log("INC1,\u001b[31m" + "x".repeat(500) + ",2/3/2026 09:00,?,?,?"));

        assertThat(broken.get(0).problem())
                .hasSizeLessThan(100)
                .doesNotContain("\u001b")
                .contains("...");
    }

    @Test
    void readsGzipWhateverItIsCalled() throws IOException {
        read(file("log.csv.gz", gzip(log(GOOD))));
        read(file("log.csv", gzip(log(GOOD))));

        assertThat(rows).hasSize(2);
    }

    @Test
    void readsTheMarkThatSomeEditorsWriteFirst() throws IOException {
        read("\uFEFF" + log(GOOD));

        assertThat(rows).hasSize(1);
    }

    @Test
    void refusesAHeaderThatLacksColumns() {
        assertThatThrownBy(() -> read("number,state\nINC1,New\n"))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith(
                        "the header lacks incident_state, sys_updated_at, impact, urgency, assignment_group");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> read("")).isInstanceOf(UsageException.class).hasMessageContaining("is empty");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> read(folder.resolve("none.csv")))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("there is no such file");
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("is not a file that can be read");
    }

    @Test
    void refusesGzipThatIsCutOff() throws IOException {
        byte[] whole = gzip(log(GOOD, GOOD));
        Path cut = file("log.csv.gz", Arrays.copyOf(whole, whole.length - 12));

        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cut off or damaged");
    }

    @Test
    void refusesPlainTextThatIsCalledGzip() throws IOException {
        Path plain = file("log.csv.gz", log(GOOD).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> read(plain))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is not a gzip file");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Path latin = file("log.csv", log(GOOD, "INC\u00fc" + GOOD).getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(latin)).isInstanceOf(UsageException.class).hasMessageContaining("is not UTF-8");
    }

    @Test
    void refusesAQuotationMarkThatIsNeverClosed() {
        assertThatThrownBy(() -> read(log(GOOD, "INC2,\"New,2/3/2026 09:00,?,?,?", GOOD)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("line 3: a quotation mark is opened and never closed");
    }

    @Test
    void refusesARowThatWouldNotFitIntoMemory() {
        String endless = (GOOD + "\n").repeat(RecordLimit.MAX / GOOD.length() + 1_000);

        assertThatThrownBy(() -> read(log(GOOD, "INC2,\"New,2/3/2026 09:00,?,?,?", endless)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("line 3: a row has more than 1048576 characters");
    }
}
