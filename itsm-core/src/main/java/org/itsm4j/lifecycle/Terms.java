package org.itsm4j.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the diagram of a lifecycle may speak of: its law, and what the host has registered by name.
 *
 * @param contract the law
 * @param facts what conditions and timers may read: the contract's facts, and what the host has added to its tickets
 * @param steps the names of the step handlers
 * @param calendars the names of the calendars that timers may count working time in
 * @param approvals the names of the approvals that stages may wait for
 */
public record Terms(
        Contract<?, ?> contract, List<Fact> facts, Set<String> steps, Set<String> calendars, Set<String> approvals) {
    /** Copies the collections. */
    public Terms {
        Objects.requireNonNull(contract, "contract");
        facts = List.copyOf(Objects.requireNonNull(facts, "facts"));
        steps = Set.copyOf(Objects.requireNonNull(steps, "steps"));
        calendars = Set.copyOf(Objects.requireNonNull(calendars, "calendars"));
        approvals = Set.copyOf(Objects.requireNonNull(approvals, "approvals"));
    }

    /**
     * @param contract a law
     * @return its terms, where the host has registered nothing
     */
    public static Terms of(Contract<?, ?> contract) {
        Objects.requireNonNull(contract, "contract");
        return new Terms(contract, contract.facts(), Set.of(), Set.of(), Set.of());
    }
}
