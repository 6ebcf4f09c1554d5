package org.itsm4j.bpmn.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleTest {
    @Test
    void isInTheDocumentsUnderItsId() throws IOException {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "diagrams.md"));
        assertThat(page).containsAll(Stream.of(Rule.values()).map(RuleTest::row).toList());
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
