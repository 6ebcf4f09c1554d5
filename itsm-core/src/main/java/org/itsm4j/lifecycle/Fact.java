package org.itsm4j.lifecycle;

import java.util.List;
import java.util.Objects;

/**
 * Something about a ticket that conditions and timers of a diagram may read, at the moment they are evaluated.
 *
 * @param name how diagrams call it
 * @param type String, Boolean, Integer, BigDecimal, Instant, Duration or an enum
 * @param meaning what it says
 * @param words the texts that it can be, if it is a choice; empty: whatever its type allows
 */
public record Fact(String name, Class<?> type, String meaning, List<String> words) {
    /** Copies the words; refuses null. */
    public Fact {
        words = List.copyOf(Objects.requireNonNull(words, "words"));
    }

    /**
     * A fact with whatever its type allows.
     *
     * @param name how diagrams call it
     * @param type String, Boolean, Integer, BigDecimal, Instant, Duration or an enum
     * @param meaning what it says
     */
    public Fact(String name, Class<?> type, String meaning) {
        this(name, type, meaning, List.of());
    }
}
