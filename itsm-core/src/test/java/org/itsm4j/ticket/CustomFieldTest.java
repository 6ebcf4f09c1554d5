package org.itsm4j.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomFieldTest {
    private static final CustomField<String> TEXT = CustomField.text("text", 10);
    private static final CustomField<BigDecimal> NUMBER = CustomField.number("number");
    private static final CustomField<Boolean> FLAG = CustomField.flag("flag");
    private static final CustomField<Instant> INSTANT = CustomField.instant("instant");
    private static final CustomField<String> CHOICE = CustomField.choice("choice", "Berlin", "Paris");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Cause",
                "1cause",
                "root_cause",
                "root cause",
                "root.cause",
                "caus\u00e9",
                "cause\n",
                "x12345678901234567890123456789012345678901"
            })
    void refusesNamesThatDiagramsCouldNotSay(String name) {
        assertThatThrownBy(() -> CustomField.flag(name)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void takesNamesOfOneToFortyLetters() {
        assertThat(CustomField.flag("x").name()).isEqualTo("x");
        assertThat(CustomField.flag("x" + "Y9".repeat(19) + "z").name()).hasSize(40);
    }

    @Test
    void refusesDeclarationsOutOfRange() {
        for (int max : new int[] {Integer.MIN_VALUE, 0, 4_001}) {
            assertThatThrownBy(() -> CustomField.text("x", max)).isInstanceOf(ConfigurationException.class);
        }
        String[] many = IntStream.rangeClosed(0, Limits.CUSTOM_CHOICES)
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        for (String[] values : List.of(
                new String[0], new String[] {"a", "a"}, new String[] {" "}, new String[] {"x".repeat(256)}, many)) {
            assertThatThrownBy(() -> CustomField.choice("x", values)).isInstanceOf(ConfigurationException.class);
        }
        CustomField.choice("x", Arrays.copyOf(many, Limits.CUSTOM_CHOICES));
        assertThatThrownBy(() -> CustomField.number("x", BigDecimal.ONE, BigDecimal.ZERO))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> CustomField.number("x", BigDecimal.ONE, new BigDecimal("1E+38")))
                .isInstanceOf(ConfigurationException.class);
        for (String message : List.of("", " ", "x".repeat(201))) {
            assertThatThrownBy(() -> FLAG.check(flag -> true, message)).isInstanceOf(ConfigurationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2028", "12345678901", "a\u0000b", "\ud83d", "\udca5x"})
    void refusesTextsThatNoStoreKeeps(String text) {
        assertThatThrownBy(() -> CustomValues.of(TEXT, text)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1.50, 1.5",
        "1.5, 1.5",
        "1E+3, 1000",
        "1000, 1000",
        "0E-9, 0",
        "-0.00, 0",
        "-12.340, -12.34",
        "1E-18, 0.000000000000000001",
        "99999999999999999999999999999999999999, 99999999999999999999999999999999999999"
    })
    void keepsNumbersWithoutZerosAtTheEnd(BigDecimal given, String kept) {
        CustomValues values = CustomValues.of(NUMBER, given);
        assertThat(values.texts()).containsEntry("number", kept);
        assertThat(values.get(NUMBER)).contains(new BigDecimal(kept));
        assertThat(values).isEqualTo(CustomValues.of(NUMBER, new BigDecimal(kept)));
    }

    static Stream<BigDecimal> numbersOfTooManyDigits() {
        return Stream.of(
                new BigDecimal("1E+38"),
                new BigDecimal("1E-19"),
                new BigDecimal("1E+1000000000"),
                new BigDecimal("1E-1000000000"),
                new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
                new BigDecimal(BigInteger.ONE.shiftLeft(100_000)),
                new BigDecimal("1234567890123456789012.12345678901234567"));
    }

    @ParameterizedTest
    @MethodSource("numbersOfTooManyDigits")
    void refusesNumbersOfTooManyDigitsAtOnce(BigDecimal number) {
        assertThatThrownBy(() -> CustomValues.of(NUMBER, number)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void keepsNumbersInTheirRange() {
        CustomField<BigDecimal> cost = CustomField.number("cost", BigDecimal.ZERO, BigDecimal.TEN);
        CustomValues.of(cost, BigDecimal.ZERO);
        CustomValues.of(cost, new BigDecimal("10.00"));
        for (String number : List.of("-0.01", "10.01")) {
            assertThatThrownBy(() -> CustomValues.of(cost, new BigDecimal(number)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("a number from 0 to 10");
        }
    }

    @Test
    void keepsMomentsToTheMicrosecond() {
        Instant noon = Instant.parse("2026-03-02T12:00:00.123456Z");
        assertThat(CustomValues.of(INSTANT, noon.plusNanos(999)).get(INSTANT)).contains(noon);
        for (Instant moment : List.of(Instant.MIN, Instant.MAX)) {
            assertThatThrownBy(() -> CustomValues.of(INSTANT, moment)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void takesOneOfTheChoices() {
        assertThat(CustomValues.of(CHOICE, "Paris").get(CHOICE)).contains("Paris");
        assertThatThrownBy(() -> CustomValues.of(CHOICE, "paris"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("one of [Berlin, Paris]");
    }

    @Test
    void saysWhatIsWrongWithAValueButNotTheValue() {
        CustomField<String> strict =
                TEXT.check(text -> !text.contains("x"), "no x").check(text -> text.length() > 2, "at least three");
        assertThat(strict.violation(CustomValues.none())).isEmpty();
        assertThat(strict.violation(CustomValues.of(TEXT, "abc"))).isEmpty();
        assertThat(strict.violation(CustomValues.of(TEXT, "xyz"))).contains(new Violation("text", "no x"));
        assertThat(strict.violation(CustomValues.of(TEXT, "a"))).contains(new Violation("text", "at least three"));
        assertThat(TEXT.violation(CustomValues.of(TEXT, "xyz")))
                .as("the field before")
                .isEmpty();
        CustomValues asText = CustomValues.of(CustomField.text("number", 50), "secret");
        assertThat(NUMBER.violation(asText))
                .get()
                .asString()
                .contains("a number from")
                .doesNotContain("secret");
    }

    @Test
    void collectsTheActionsThatNeedIt() {
        CustomField<String> needed = TEXT.requiredFor("resolve").requiredFor("close", "resolve");
        assertThat(needed.requiredActions()).containsExactlyInAnyOrder("resolve", "close");
        assertThat(TEXT.requiredActions()).isEmpty();
        assertThat(needed.check(text -> true, "x").requiredActions()).hasSize(2);
    }

    @Test
    void isReadByWhateverFieldHasTheNameNow() {
        CustomValues once = CustomValues.of(CustomField.text("x", 50), "12.0");
        assertThat(once.get(CustomField.number("x"))).contains(new BigDecimal("12"));
        assertThat(once.get(CustomField.flag("x"))).isEmpty();
        assertThat(once.get(CustomField.instant("x"))).isEmpty();
        CustomValues endless = CustomValues.of(CustomField.text("x", 50), "1E+1000000000");
        assertThat(endless.get(CustomField.number("x"))).isEmpty();
        assertThat(CustomValues.of(CustomField.text("x", 500), "1".repeat(500)).get(CustomField.number("x")))
                .isEmpty();
        assertThat(CustomValues.of(CustomField.flag("x"), true).get(CustomField.text("x", 10)))
                .contains("true");
    }

    @Test
    void aChangeNamesWhatGoes() {
        CustomValues had = CustomValues.of(TEXT, "a").with(FLAG, true);
        CustomValues change = CustomValues.of(CHOICE, "Paris").without(TEXT);
        assertThat(had.changedBy(change)).isEqualTo(CustomValues.of(FLAG, true).with(CHOICE, "Paris"));
        assertThat(had.changedBy(CustomValues.none())).isEqualTo(had);
        assertThat(had.without(TEXT).with(TEXT, "a")).isEqualTo(had);
        assertThat(CustomValues.none().without(TEXT).isEmpty()).isFalse();
        assertThat(CustomValues.none()
                        .changedBy(CustomValues.none().without(TEXT))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void textsAreReadBackAsTheyWere() {
        CustomField<String> any = CustomField.text("any", 4_000);
        for (String text : List.of(
                "plain",
                " a = b ",
                "-dash",
                "two\nlines\r\nand\u2028more",
                "\\",
                "\\n",
                "\\\\n\n\\",
                "\t=\t",
                "any=x\n-text\n",
                "\ud83d\udca5 \u202eabc\u202c \u4f60")) {
            CustomValues values = CustomValues.of(any, text)
                    .with(FLAG, false)
                    .with(NUMBER, BigDecimal.TEN)
                    .with(INSTANT, Instant.EPOCH)
                    .with(CHOICE, "Berlin")
                    .without(TEXT);
            CustomValues read = CustomValues.parse(values.text());
            assertThat(read).isEqualTo(values).hasSameHashCodeAs(values);
            assertThat(read.get(any)).contains(text);
            assertThat(read.removed()).containsExactly("text");
            assertThat(values.toString()).contains("any").doesNotContain(text);
        }
        assertThat(CustomValues.none().text()).isEmpty();
        assertThat(CustomValues.parse("")).isEqualTo(CustomValues.none());
        assertThat(CustomValues.of(NUMBER, BigDecimal.TEN).with(FLAG, true).text())
                .isEqualTo("flag=true\nnumber=10");
        assertThatThrownBy(() -> CustomValues.parse("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CustomValues.parse("=x")).isInstanceOf(IllegalArgumentException.class);
    }
}
