package org.itsm4j.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * Says how alike a ticket and a known error are, so that the workaround is offered where it may help. A host may plug in
 * something cleverer than {@link #plain()}; it is asked about a few hundred candidates at most. Implementations are
 * thread-safe, quick, and do not call itsm4j.
 */
@FunctionalInterface
public interface Matcher {
    /**
     * @param asked the ticket
     * @param known the known error
     * @return 0, not alike at all and not offered, to 100, the same
     */
    int score(Traits asked, Traits known);

    /**
     * Counts what is the same: configuration item 40, service 25, category 15 or, if one is above the other, 8, and up to 20
     * for the share of words of the known error that the ticket has. Words have at least 4 letters or digits; upper and lower
     * case are alike.
     *
     * @return the matcher unless told
     */
    static Matcher plain() {
        return new PlainMatcher();
    }

    /**
     * What is compared.
     *
     * @param service the service
     * @param configurationItem the configuration item
     * @param category the path of the category
     * @param words the symptom: summary and description, or what the known error says
     */
    record Traits(
            Optional<String> service, Optional<String> configurationItem, Optional<String> category, String words) {
        /** Refuses null. */
        public Traits {
            Objects.requireNonNull(service, "service");
            Objects.requireNonNull(configurationItem, "configurationItem");
            Objects.requireNonNull(category, "category");
            Objects.requireNonNull(words, "words");
        }
    }
}
