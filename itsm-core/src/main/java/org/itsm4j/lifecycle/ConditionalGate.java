package org.itsm4j.lifecycle;

import java.util.Objects;

/**
 * A gate of some tickets only: those of which a fact has a value for good.
 *
 * @param onlyIf the fact, and what it must be
 * @param gate the gate of those tickets
 * @param <S> the states
 */
public record ConditionalGate<S extends Enum<S>>(Precondition onlyIf, Gate<S> gate) {
    /** Refuses absent parts. */
    public ConditionalGate {
        Objects.requireNonNull(onlyIf, "onlyIf");
        Objects.requireNonNull(gate, "gate");
    }
}
