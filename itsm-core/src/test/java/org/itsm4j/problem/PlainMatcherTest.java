package org.itsm4j.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.itsm4j.spi.Matcher;
import org.itsm4j.spi.Matcher.Traits;
import org.junit.jupiter.api.Test;

/** How alike the plain matcher finds things. */
class PlainMatcherTest {
    private static final Traits KNOWN = traits("webshop", "db-7", "shop/checkout", "Checkout returns error 500");

    private static Traits traits(String service, String item, String category, String words) {
        return new Traits(given(service), given(item), given(category), words);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    private static int score(Traits asked) {
        return Matcher.plain().score(asked, KNOWN);
    }

    @Test
    void countsWhatIsTheSame() {
        assertThat(score(KNOWN)).isEqualTo(100);
        assertThat(score(traits("webshop", "", "", ""))).isEqualTo(25);
        assertThat(score(traits("", "db-7", "", ""))).isEqualTo(40);
        assertThat(score(traits("", "", "shop/checkout", ""))).isEqualTo(15);
        assertThat(score(traits("search", "db-8", "print", "Printer jams"))).isZero();
    }

    @Test
    void aCategoryAboveOrBelowCountsLess() {
        assertThat(score(traits("", "", "shop", ""))).isEqualTo(8);
        assertThat(score(traits("", "", "shop/checkout/card", ""))).isEqualTo(8);
        assertThat(score(traits("", "", "shop/check", ""))).isZero();
    }

    @Test
    void wordsCountByTheirShareWhateverTheirCase() {
        assertThat(score(traits("", "", "", "an ERROR in the Checkout"))).isEqualTo(13);
        assertThat(score(traits("", "", "", "500"))).as("too short to tell").isZero();
    }
}
