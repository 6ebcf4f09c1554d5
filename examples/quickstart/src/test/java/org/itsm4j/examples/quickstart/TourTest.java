package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as its user sees it: exit code and screen, on the whole stack. */
class TourTest {
    private static final int SOME_INCIDENTS = Integer.getInteger("itsm4j.tour.incidents", 100);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Properties properties = new Properties();

    private int run() {
        properties.putIfAbsent("page", folder.resolve("tour.html").toString());
        properties.putIfAbsent("jdbc", "jdbc:h2:mem:" + UUID.randomUUID());
        return new Tour(print(out), print(err), false).run(properties);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String lastLine() {
        String[] lines = screen().split("\\R");
        return lines[lines.length - 1];
    }

    private String screen() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesAPageOfPicturesThatFetchesNothing() throws IOException {
        assertThat(run()).isZero();
        String page = Files.readString(folder.resolve("tour.html"));
        assertThat(page)
                .contains("A tour of itsm4j", "The way of one incident", "times entered", "Promises kept")
                .doesNotContain("<script", "src=", "href=", "@import", "url(");
        assertThat(page.split("<svg", -1)).hasSize(8);
    }

    @Test
    void tellsItsStoryAndReplaysTheLogThatComesWithIt() {
        int code = run();

        assertThat(errors()).doesNotContain("Exception");
        assertThat(code).isZero();
        assertThat(screen())
                .contains("INC-000001 cannot go from NEW by reopen; allowed: [start, hold")
                .contains("cannot go from RESOLVED by close, as reviewDue is true")
                .contains("resolution: waits for CALLER, 3 h 48 min left; if it went on now, due Mon 14:18")
                .contains("sweep resolution of INC-000001 reached 75% at Tue 10:18, tell eva")
                .contains("resolution: met after 3 h 2 min")
                .contains("Mon 18:00 to Tue 08:00  outside hours     14 h")
                .contains("resolution    P3                 1           1    50.0 %")
                .contains("17 entries, unbroken")
                .contains("cannot be submitted, as 1 is in its way, first HARD SAME_ITEM")
                .contains("PRB-000001 is resolved with it, by itself");
        assertThat(screen().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Screen.WIDTH));
        assertThat(lastLine())
                .isEqualTo(
                        "incidents=13 events=68 commands=97 refused=6 reopened=1 holds=7 clocks=26" + " divergences=0");
    }

    @Test
    void mayBeRunAgainOnTheSameDatabase() {
        properties.put("jdbc", "jdbc:h2:" + folder.resolve("tour"));

        assertThat(run()).isZero();
        String first = lastLine();
        assertThat(run()).isZero();
        assertThat(lastLine()).isEqualTo(first);
    }

    @Test
    void skipsBrokenRowsAndSaysWhichOnes() {
        Path log = new CsvLog()
                .row("New", "2/3/2026 09:00")
                .row("Gone", "2/3/2026 09:10")
                .line("INC0000001,New")
                .row("Active", "2/3/2026 09:20")
                .row("Active", "2/3/2026 9h30")
                .in(folder);
        properties.put("log", log.toString());

        assertThat(run()).isZero();
        assertThat(screen())
                .contains("3 rows skipped")
                .contains("line 3: unknown state \"Gone\"")
                .contains("line 4: has 2 columns, the header has 13")
                .contains("line 6: bad date \"2/3/2026 9h30\"");
        assertThat(lastLine())
                .isEqualTo("incidents=1 events=2 commands=3 refused=0 reopened=0 holds=0 clocks=2 divergences=0");
    }

    @Test
    void refusesAMissingFileWithOneLineAndCode2() {
        properties.put("log", folder.resolve("none.csv").toString());

        assertThat(run()).isEqualTo(2);
        assertThat(errors().lines()).singleElement().asString().endsWith("none.csv: there is no such file");
        assertThat(screen()).isEmpty();
    }

    @Test
    void refusesAWrongHeaderWithOneLineAndCode2() throws IOException {
        Path log = Files.writeString(folder.resolve("other.csv"), "a,b,c\n1,2,3\n");
        properties.put("log", log.toString());

        assertThat(run()).isEqualTo(2);
        assertThat(errors().lines()).singleElement().asString().contains("other.csv: the header lacks number,");
        assertThat(screen()).isEmpty();
    }

    @Test
    void refusesADatabaseItCannotReachWithOneLineAndCode2() {
        properties.put("jdbc", "jdbc:h2:tcp://localhost:1/none;USER=x;PASSWORD=secret");

        assertThat(run()).isEqualTo(2);
        assertThat(errors().lines()).singleElement().asString().startsWith("The database cannot be reached");
        assertThat(errors()).doesNotContain("secret");
    }

    @Test
    void refusesAUrlThatIsNoneWithOneLineAndCode2() {
        properties.put("jdbc", "foo?password=secret");

        assertThat(run()).isEqualTo(2);
        assertThat(errors().lines()).singleElement().asString().startsWith("-Djdbc: not a URL of H2 or PostgreSQL");
        assertThat(errors()).doesNotContain("secret");
        assertThat(screen()).isEmpty();
    }

    @Test
    void saysEachStepOfItsProgressOnce() {
        assertThat(run()).isZero();
        assertThat(errors().lines().filter(line -> line.contains("100%"))).hasSize(1);
    }

    @Test
    void saysOfALogWithoutRowsThatThereIsNothing() {
        properties.put("log", new CsvLog().in(folder).toString());

        assertThat(run()).isZero();
        assertThat(errors()).doesNotContain("%");
        assertThat(screen().lines()).contains("Incidents  0", "Refused    0", "Promises   0 clocks");
        assertThat(lastLine()).startsWith("incidents=0 events=0 ");
    }

    @ParameterizedTest
    @CsvSource({"700, 0.7 s", "59999, 59.9 s", "125000, 2 min 5 s", "3780000, 1 h 3 min"})
    void saysHowLongItTookInTheUnitThatFits(long millis, String text) {
        assertThat(Summary.text(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void refusesANumberOfThreadsOutOfRange() {
        properties.put("threads", "0");

        assertThat(run()).isEqualTo(2);
        assertThat(errors()).contains("-Dthreads: 1 to 64, got 0");
    }

    @Test
    void replaysTheBeginningOfARealLogWithoutDivergence() throws IOException {
        Path real = shared("data/servicenow-incidents.csv.gz");
        assumeThat(real).as("the real log is not on this machine").isNotNull();
        Path some = folder.resolve("some.csv");
        int rows = beginning(real, some);
        properties.put("log", some.toString());

        assertThat(run()).isZero();
        assertThat(lastLine())
                .startsWith("incidents=" + SOME_INCIDENTS + " events=" + rows + " ")
                .endsWith(" divergences=0");
    }

    /** Looks for a folder called shared, from here upwards. */
    private static Path shared(String path) {
        return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared").resolve(path))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private static int beginning(Path real, Path some) throws IOException {
        Set<String> numbers = new HashSet<>();
        int rows = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(real)), StandardCharsets.UTF_8));
                PrintWriter cut = new PrintWriter(some.toFile(), StandardCharsets.UTF_8)) {
            cut.println(in.readLine());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                numbers.add(line.substring(0, line.indexOf(',')));
                if (numbers.size() > SOME_INCIDENTS) {
                    break;
                }
                cut.println(line);
                rows++;
            }
        }
        return rows;
    }
}
