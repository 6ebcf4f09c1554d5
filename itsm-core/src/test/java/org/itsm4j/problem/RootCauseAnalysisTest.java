package org.itsm4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.problem.FiveWhys.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Analyses: their limits, and that what is exported says the same and nothing more. */
class RootCauseAnalysisTest {
    private static final FiveWhys WHYS = FiveWhys.of(Why.because("Why did checkout fail?", "A lock was held")
            .evidence("thread dump")
            .then(Why.because("Why was it held?", "Its owner had died").asRoot()));

    @Test
    void aChainReadsAsText() {
        assertThat(WHYS.toText()).isEqualTo("""
                        Why: Why did checkout fail?
                        Because: A lock was held
                        Evidence: thread dump
                          Why: Why was it held?
                          Because (root cause): Its owner had died
                        """);
        assertThat(WHYS.roots()).extracting(Why::because).containsExactly("Its owner had died");
    }

    @Test
    void aChainIsAFlowchart() {
        assertThat(WHYS.toMermaid()).isEqualTo("""
                        flowchart TD
                            n1["A lock was held"]
                            n2{{"Why did checkout fail?"}}
                            n2 --> n1
                            n3(["Its owner had died"])
                            n1 -->|"Why was it held?"| n3
                        """);
    }

    @Test
    void aFishboneHasSixBranchesUnlessToldAndRanksItsCauses() {
        Fishbone bone =
                Fishbone.of("Checkout fails").cause("People", "new team", 3).cause("Process", "no review", 8);
        assertThat(bone.branches()).hasSize(6);
        assertThat(bone.ranked()).extracting(Fishbone.Cause::text).containsExactly("no review", "new team");
        assertThat(Fishbone.of("x", "Only").branches()).hasSize(1);
        assertThatThrownBy(() -> bone.cause("Weather", "rain", 1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> bone.cause("People", "x", 11)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Fishbone.of("x", "a", "a")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Fishbone.of("x", new String[0])).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void gatesHaveCausesAndOnlyThey() {
        assertThatThrownBy(() -> FaultTree.Node.all("x")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() ->
                        new FaultTree.Node("x", Optional.empty(), Optional.empty(), List.of(FaultTree.Node.basic("y"))))
                .isInstanceOf(InvalidInputException.class);
        FaultTree tree = new FaultTree(FaultTree.Node.all("x", FaultTree.Node.basic("y"), FaultTree.Node.basic("z")));
        assertThat(tree.toText()).isEqualTo("x (AND of)\n  y\n  z\n");
        assertThat(tree.isConclusive()).isTrue();
    }

    @Test
    void onlyTheEndOfAChainIsARoot() {
        Why early = Why.because("a", "b").asRoot().then(Why.because("c", "d"));
        assertThatThrownBy(() -> FiveWhys.of(early)).isInstanceOf(InvalidInputException.class);
        assertThat(FiveWhys.of(Why.because("a", "b")).isConclusive()).isFalse();
    }

    @Test
    void eventsAreInOrder() {
        EventSequence.Event late = event("2026-03-02T00:00:00Z");
        EventSequence.Event early = event("2026-03-01T00:00:00Z");
        assertThat(new EventSequence(List.of(late, early)).events()).containsExactly(early, late);
    }

    private static EventSequence.Event event(String at) {
        return new EventSequence.Event(Instant.parse(at), "x", Optional.empty());
    }

    @Test
    void refusesWhatIsTooDeepOrTooMuch() {
        Why chain = Why.because("last", "end");
        for (int i = 1; i < RootCauseAnalysis.DEPTH; i++) {
            chain = Why.because("why", "because").then(chain);
        }
        FiveWhys deepest = FiveWhys.of(chain);
        assertThat(RootCauseAnalysis.parse(deepest.toJson())).isEqualTo(deepest);
        Why deeper = Why.because("why", "because").then(chain);
        assertThatThrownBy(() -> FiveWhys.of(deeper)).isInstanceOf(InvalidInputException.class);
        for (int i = 0; i < 20_000; i++) { // as deep as no stack would bear
            chain = Why.because("why", "because").then(chain);
        }
        Why abyss = chain;
        assertThatThrownBy(() -> FiveWhys.of(abyss)).isInstanceOf(InvalidInputException.class);
        List<Why> many = new ArrayList<>();
        for (int i = 0; i <= RootCauseAnalysis.NODES; i++) {
            many.add(Why.because("a", "b"));
        }
        assertThatThrownBy(() -> new FiveWhys(many)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"technique\": \"GUESS\"}",
                "{\"technique\": \"FIVE_WHYS\"}",
                "{\"technique\": \"FIVE_WHYS\", \"whys\": [1]}",
                "{\"technique\": \"FIVE_WHYS\", \"whys\": [{\"why\": 1, \"because\": \"x\"}]}",
                "{\"technique\": \"FISHBONE\", \"effect\": \"x\", \"branches\": [{\"name\": \"a\", \"causes\":"
                        + " [{\"text\": \"x\", \"score\": 1.5}]}]}",
                "{\"technique\": \"TIMELINE\", \"events\": [{\"at\": \"yesterday\", \"text\": \"x\"}]}",
                "{\"technique\": \"FAULT_TREE\", \"top\": {\"text\": \"x\", \"gate\": \"XOR\"}}"
            })
    void refusesJsonThatIsNone(String json) {
        assertThatThrownBy(() -> RootCauseAnalysis.parse(json)).isInstanceOf(InvalidInputException.class);
    }

    /** Whatever people write: JSON brings it back, and Mermaid has no more lines, quotes or arrows of it. */
    @Test
    void exportsWhateverIsWritten() {
        long seed = Long.getLong("itsm4j.rca.seed", 20_261_128L);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String text = nasty(random);
            FiveWhys whys = FiveWhys.of(Why.because(text, text)
                    .evidence(text)
                    .then(Why.because(text, text).asRoot()));
            assertThat(RootCauseAnalysis.parse(whys.toJson()))
                    .as("itsm4j.rca.seed=%d", seed)
                    .isEqualTo(whys);
            assertThat(whys.toMermaid().lines())
                    .as("itsm4j.rca.seed=%d: %s", seed, whys.toMermaid())
                    .hasSize(6)
                    .allSatisfy(line -> assertThat(
                                    line.chars().filter(c -> c == '"').count())
                            .isIn(0L, 2L));
            assertThat(whys.toMermaid()).doesNotContain("<", "`", "%%", "click");
        }
    }

    private static String nasty(Random random) {
        String pieces = "\"'`<>[](){}|;#&%\\\n\r\t-=\u2028\u00e9\u4e2d";
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pieces.charAt(random.nextInt(pieces.length())));
        }
        return text.append("\ud83d\ude00").toString();
    }
}
