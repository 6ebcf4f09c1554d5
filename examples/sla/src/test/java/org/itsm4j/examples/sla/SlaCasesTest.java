package org.itsm4j.examples.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlaCasesTest {
    private static final String HEADER = "id,zone,weekly_hours,holidays,start,pauses,target,expected_due\n";
    private static final String OFFICE = "Europe/Madrid,Mon-Fri 09:00-17:00,,2026-03-02T10:00+01:00,,PT4H";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return SlaCases.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("cases.csv"), text).toString();
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void tellsWhenAndWhy() throws IOException {
        assertThat(run(file(HEADER + "C01," + OFFICE + ",2026-03-02T14:00:00+01:00\n")))
                .isZero();
        assertThat(out()).isEqualTo("""
                C01: PT4H from 2026-03-02T10:00:00+01:00 in Mon-Fri 09:00-17:00 Europe/Madrid
                  due 2026-03-02T14:00:00+01:00, as expected
                  Mon 2026-03-02 10:00 +01:00 to Mon 2026-03-02 14:00 +01:00 Europe/Madrid, C01: 4 h counted; 4 h in all

                """);
        assertThat(err()).isEmpty();
    }

    @Test
    void printsLinesOfIdAndDueOnly() throws IOException {
        assertThat(run("--csv", file(HEADER + "C01," + OFFICE + ",\n\"a,b\"," + OFFICE + "\n")))
                .isZero();
        assertThat(out()).isEqualTo("C01,2026-03-02T13:00:00Z\n\"a,b\",2026-03-02T13:00:00Z\n");
    }

    @Test
    void readsColumnsByTheirNames() throws IOException {
        String file = file(
                "\uFEFFtarget,pauses,start,holidays,weekly_hours,zone,id\r\n"
                        + "PT1H,,2026-03-02T12:30+01:00,2026-03-03;2026-03-04,\"Mon-Fri 09:00-13:00,14:00-18:00\",Europe/Madrid,x\r\n");
        assertThat(run(file, "--csv")).isZero();
        assertThat(out()).isEqualTo("x,2026-03-02T13:30:00Z\n");
    }

    @Test
    void saysWhatIsDifferent() throws IOException {
        assertThat(run(file(HEADER + "C01," + OFFICE + ",2026-03-02T15:00:00+01:00\n")))
                .isEqualTo(1);
        assertThat(out()).contains("due 2026-03-02T14:00:00+01:00, but expected 2026-03-02T15:00:00+01:00");
    }

    @Test
    void reportsBrokenRowsAndGoesOn() throws IOException {
        String file = file(HEADER
                + "a,Europe/Atlantis,Mon 09:00-10:00,,2026-03-02T10:00+01:00,,PT1H,\n"
                + "b,Europe/Madrid,Mon 9-10,,2026-03-02T10:00+01:00,,PT1H,\n"
                + "c,Europe/Madrid,Mon 09:00-10:00,,2026-03-02T10:00,,PT1H,\n"
                + "d,Europe/Madrid,Mon 09:00-10:00,,2026-03-02T10:00+01:00,,one hour,\n"
                + "e,Europe/Madrid,Mon 09:00-10:00,,2026-03-02T10:00+01:00,x,PT1H,\n"
                + "f,Europe/Madrid,Mon 09:00-10:00,tomorrow,2026-03-02T10:00+01:00,,PT1H,\n"
                + "g,Europe/Madrid,Mon 09:00-10:00,,2026-03-02T10:00+01:00,,PT99999H,\n"
                + "h,Europe/Madrid,\"Mon 09:00-10:00,,2026-03-02T10:00+01:00,,PT1H,\n"
                + ",Europe/Madrid,Mon 09:00-10:00,,2026-03-02T10:00+01:00,,PT1H,\n"
                + "i,Europe/Madrid,Mon 09:00-10:00,,2026-03-02T10:00+01:00,,PT-1H,\n"
                + "j," + OFFICE + ",2026-03-02T14:00:00+01:00,more\n"
                + "\n"
                + "z," + OFFICE + ",2026-03-02T15:00:00+01:00\n");
        assertThat(run(file, "--csv")).isEqualTo(2);
        assertThat(out()).isEqualTo("z,2026-03-02T13:00:00Z\n");
        assertThat(err().lines())
                .hasSize(11)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 2: ").contains("a zone that Java knows"),
                        line -> assertThat(line).startsWith("line 3: ").contains("from-to"),
                        line -> assertThat(line).startsWith("line 4: start: with an offset"),
                        line -> assertThat(line).startsWith("line 5: target: a duration"),
                        line -> assertThat(line).startsWith("line 6: pauses: intervals"),
                        line -> assertThat(line).startsWith("line 7: holidays: dates"),
                        line -> assertThat(line).startsWith("line 8: ").contains("does not reach PT99999H"),
                        line -> assertThat(line).startsWith("line 9: has a quote that does not end"),
                        line -> assertThat(line).startsWith("line 10: needs an id"),
                        line -> assertThat(line).startsWith("line 11: target: zero or more"),
                        line -> assertThat(line).startsWith("line 12: has 9 fields"));
    }

    @Test
    void refusesWrongUsage() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--help")).isEqualTo(2);
        assertThat(run("a", "b")).isEqualTo(2);
        assertThat(err()).startsWith("Usage: SlaCases FILE [--csv]\n");
        assertThat(run(folder.resolve("none.csv").toString())).isEqualTo(2);
        assertThat(err()).contains("The file cannot be read");
        assertThat(run(file("id,zone\n"))).isEqualTo(2);
        assertThat(err()).contains("missing: [weekly_hours, holidays, start, pauses, target]");
        assertThat(run(file(""))).isEqualTo(2);
    }

    @Test
    void agreesWithItsOwnCases() {
        assertThat(run("cases.csv")).as(out()).isZero();
    }

    @Test
    void agreesWithTheSharedCases() throws IOException {
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.exists(above.resolve("shared/sla-cases.csv"))) {
            above = above.getParent();
        }
        assumeTrue(above != null, "there is no shared/sla-cases.csv beside or above the project");
        Path file = above.resolve("shared/sla-cases.csv");
        assertThat(run(file.toString(), "--csv")).isZero();
        List<String> rows = Files.readAllLines(file);
        assertThat(out().lines())
                .containsExactlyElementsOf(rows.stream()
                        .skip(1)
                        .map(row -> row.substring(0, row.indexOf(',')) + ","
                                + OffsetDateTime.parse(row.substring(row.lastIndexOf(',') + 1))
                                        .toInstant())
                        .toList());
    }
}
