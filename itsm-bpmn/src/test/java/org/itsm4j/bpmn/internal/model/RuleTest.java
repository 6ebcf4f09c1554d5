package org.itsm4j.bpmn.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleTest {
    @Test
    void isInTheDocumentsUnderItsId() throws IOException {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "diagrams.md"));
        assertThat(page).containsAll(Stream.of(Rule.values()).map(RuleTest::row).toList());
    }

    /** A rule that no test names could be lost without anybody seeing it. */
    @Test
    void isNamedByATest() throws IOException {
        String tests;
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            tests = files.filter(Files::isRegularFile)
                    .map(RuleTest::text)
                    .filter(text -> text.contains("DiagramCheck")) // elsewhere "class" is not the rule
                    .collect(Collectors.joining());
        }
        assertThat(Rule.values())
                .filteredOn(rule -> !tests.contains('"' + rule.id() + '"')
                        && !Pattern.compile("Rule\\." + rule.name() + "\\b")
                                .matcher(tests)
                                .find())
                .isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(Rule rule) {
        String hint = rule.hint();
        return "| `" + rule.id() + "` | "
                + (hint.contains("<") && hint.contains("/>")
                        ? hint.replaceFirst("<", "`<").replaceFirst("/>", "/>`")
                        : hint.replace("<", "&lt;"))
                + " |";
    }
}
