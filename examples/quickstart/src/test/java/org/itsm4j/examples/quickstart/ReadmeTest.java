package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.itsm4j.security.RolePolicy;
import org.itsm4j.spi.Directory;
import org.junit.jupiter.api.Test;

/** What the README shows is code that the build compiles, and what it says happens, happens. */
class ReadmeTest {
    private static final Path ROOT = root();

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Test
    void everySampleIsCompiled() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String folder : List.of("examples/quickstart/src/test/java", "examples/spring/src/main/java")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    sources.append(words(Files.readString(file))).append('\n');
                }
            }
        }
        List<String> samples = samples(Files.readString(ROOT.resolve("README.md")));
        assertThat(samples).hasSizeGreaterThanOrEqualTo(6);
        assertThat(samples).allSatisfy(sample -> assertThat(sources.toString()).contains(words(sample)));
    }

    private static List<String> samples(String readme) {
        List<String> samples = new ArrayList<>();
        String[] parts = readme.split("```java\n");
        for (int i = 1; i < parts.length; i++) {
            samples.add(parts[i].substring(0, parts[i].indexOf("```")));
        }
        return samples;
    }

    private static String words(String code) {
        return code.replaceAll("\\s+", " ").trim();
    }

    @Test
    void theFifteenLinesEndWithTheRefusalTheySay() {
        assertThat(ReadmeSamples.fifteenLines())
                .startsWith("INC-000001 cannot go from RESOLVED by hold; allowed: [reopen, close, ");
    }

    @Test
    void theSampleOfOwnFieldsKeepsWhatItGives() {
        assertThat(ReadmeSamples.ownFields()).contains(BigDecimal.TEN);
    }

    @Test
    void theSampleOnADatabaseLogsAnIncident() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1");
            try (Itsm itsm = ReadmeSamples.ownDatabase(pool)) {
                Incident incident = itsm.as(Actor.agent("ana"))
                        .incidents()
                        .log(LogIncident.titled("Checkout returns 500")
                                .requester("mia")
                                .build());
                assertThat(incident.place().token()).isPresent();
            }
        }
    }

    @Test
    void theSampleWithOwnRulesIsLaidOut() {
        List<String> told = new ArrayList<>();
        ReadmeSamples.ownRules(
                        new RolePolicy(),
                        Directory.everybody(),
                        event -> told.add("in " + event.entry().action()),
                        event -> told.add("after " + event.entry().action()))
                .log(LogIncident.titled("Checkout returns 500").build());
        assertThat(told).containsExactly("in log", "after log");
    }
}
