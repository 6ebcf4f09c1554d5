package org.itsm4j.bpmn.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetteringPictureTest {
    private static final Lettering TEN = new Lettering(10, 12);

    @Test
    void measuresAsHelvetica() {
        assertThat(TEN.width("In progress")).isBetween(49.0, 51.0);
        assertThat(TEN.width("ill")).isLessThan(TEN.width("WWW") / 3);
        assertThat(TEN.width("e\u0301")).isEqualTo(TEN.width("e"));
        assertThat(TEN.width("\u969c")).isEqualTo(10);
    }

    @Test
    void breaksBetweenWords() {
        assertThat(TEN.wrap("  State before the merge ", 60, 9)).containsExactly("State before", "the merge");
        assertThat(TEN.wrap("", 60, 9)).isEmpty();
    }

    @Test
    void breaksWordsThatAreTooWide() {
        assertThat(TEN.wrap("WWWWW ab", 24, 9)).containsExactly("WW", "WW", "W ab");
        assertThat(TEN.wrap("W", 1, 9)).containsExactly("W");
        assertThat(TEN.wrap("e\u0301e\u0301", 6, 9)).containsExactly("e\u0301", "e\u0301");
    }

    @Test
    void endsInAnEllipsisWhereSomethingIsMissing() {
        assertThat(TEN.wrap("one two three four", 42, 2)).containsExactly("one two", "three\u2026");
        assertThat(TEN.cut("unbreakable", 30)).isEqualTo("unbr\u2026");
        assertThat(TEN.cut("short", 30)).isEqualTo("short");
    }
}
