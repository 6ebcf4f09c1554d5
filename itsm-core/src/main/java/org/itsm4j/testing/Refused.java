package org.itsm4j.testing;

import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.ticket.RuleViolationException;

/**
 * How a command must be refused.
 *
 * @param type by which exception, exactly
 * @param rule by which rule; empty where several can be the first that is broken
 */
record Refused(Class<? extends ItsmException> type, Optional<String> rule) {
    static Refused by(Class<? extends ItsmException> type) {
        return new Refused(type, Optional.empty());
    }

    static Refused asInvalid() {
        return by(InvalidInputException.class);
    }

    static Refused rule(String name) {
        return new Refused(RuleViolationException.class, Optional.of(name));
    }

    static Optional<Refused> when(boolean broken, Refused how) {
        return broken ? Optional.of(how) : Optional.empty();
    }

    /** What was thrown, as far as it was foretold: to be compared with {@link #toString()}. */
    String of(ItsmException thrown) {
        String name = thrown.getClass().getSimpleName();
        return rule.isPresent() && thrown instanceof RuleViolationException broken ? name + " " + broken.rule() : name;
    }

    @Override
    public String toString() {
        return type.getSimpleName() + rule.map(name -> " " + name).orElse("");
    }
}
