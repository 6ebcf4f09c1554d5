package org.itsm4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.itsm4j.error.ConfigurationException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
    @Test
    void readsEveryKindOfValue() {
        Object value = JsonReader.read(
                " {\"a\": [1, -2.5, 3e2, true, false, null, \"\\u00e9\\ud83d\\ude00\\n\\/\"],\r\n\t\"b\": {}, \"c\": []} ");
        assertThat(value)
                .isEqualTo(Map.of(
                        "a",
                        List.of(
                                BigDecimal.ONE,
                                new BigDecimal("-2.5"),
                                new BigDecimal("3e2"),
                                true,
                                false,
                                JsonReader.NULL,
                                "\u00e9\ud83d\ude00\n/"),
                        "b",
                        Map.of(),
                        "c",
                        List.of()));
        assertThat(((Map<?, ?>) value).keySet().toArray()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\": 1,}|Line 1, column 9: expected a key in quotes",
                "{\"a\" 1}|Line 1, column 6: expected :",
                "{a: 1}|Line 1, column 2: expected a key in quotes or }",
                "[1 2]|Line 1, column 4: expected , or ]",
                "[1,]|Line 1, column 4: expected a value",
                "{\"a\": 1|Line 1, column 8: expected , or }, got the end",
                "{\"a\": 1, \"a\": 2}|Line 1, column 10: this key is there twice, got a",
                "{} {}|Line 1, column 4: expected the end",
                "01|Line 1, column 2: expected the end",
                "-|Line 1, column 2: expected a digit, got the end",
                "1.|Line 1, column 3: expected a digit, got the end",
                "1e|Line 1, column 3: expected a digit, got the end",
                "+1|Line 1, column 1: expected a value",
                ".5|Line 1, column 1: expected a value",
                "NaN|Line 1, column 1: expected a value",
                "nul|Line 1, column 1: expected null",
                "'a'|Line 1, column 1: expected a value",
                "\"a|Line 1, column 3: expected \" at the end of a string, got the end",
                "\"\\x\"|Line 1, column 3: expected one of",
                "\"\\u12g4\"|Line 1, column 6: expected four hexadecimal digits",
                "\"\\ud800\"|Line 1, column 1: expected a string without lone surrogates",
                "\"\\ude00\\ud83d\"|Line 1, column 1: expected a string without lone surrogates",
                "1e9999999999999|Line 1, column 1: expected a number with a smaller exponent",
                "// a|Line 1, column 1: expected a value",
            })
    void saysWhereAndWhatItExpected(String text, String message) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void countsLinesAndRefusesWhatIsNoText() {
        assertThatThrownBy(() -> JsonReader.read("{\n  \"a\": 1,\n  \"b\": ?}"))
                .hasMessageStartingWith("Line 3, column 8: expected a value");
        assertThatThrownBy(() -> JsonReader.read("\ufeff{}"))
                .hasMessageStartingWith("Line 1, column 1: expected a value");
        assertThatThrownBy(() -> JsonReader.read("\"a\nb\"")).hasMessageContaining("control characters");
        assertThatThrownBy(() -> JsonReader.read("\u0000")).hasMessageContaining("expected a value");
        assertThatThrownBy(() -> JsonReader.read("")).hasMessageContaining("got the end");
        assertThatThrownBy(() -> JsonReader.read("\u00a0{}")).hasMessageContaining("expected a value");
        assertThatThrownBy(() -> JsonReader.read("\u0661")).hasMessageContaining("expected a value");
    }

    @Test
    void refusesWhatIsTooMuchQuickly() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String hostile : List.of(
                    "[".repeat(1_000_000),
                    "{\"a\":".repeat(100_000),
                    "9".repeat(1_000_000),
                    "1" + " ".repeat(1_000_000),
                    "0." + "0".repeat(900_000),
                    "\"" + "\\".repeat(999_999),
                    "\n".repeat(1_000_000),
                    "\"" + "a".repeat(999_999))) {
                assertThatThrownBy(() -> JsonReader.read(hostile))
                        .isInstanceOf(ConfigurationException.class)
                        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
            }
        });
        assertThat(JsonReader.read("[".repeat(20) + "]".repeat(20))).isNotNull();
        assertThatThrownBy(() -> JsonReader.read("[".repeat(21) + "]".repeat(21)))
                .hasMessage("Line 1, column 21: nested more than 20 deep");
        assertThat(JsonReader.read("1".repeat(40))).isEqualTo(new BigDecimal("1".repeat(40)));
        assertThatThrownBy(() -> JsonReader.read("1".repeat(41))).hasMessageContaining("at most 40 characters");
    }

    @Test
    void neverEchoesContents() {
        assertThatThrownBy(() -> JsonReader.read("{\"<script>\": 1, \"<script>\": 2}"))
                .hasMessage("Line 1, column 17: this key is there twice, got 8 characters");
    }
}
