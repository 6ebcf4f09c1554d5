package org.itsm4j.lifecycle;

import java.util.List;
import java.util.Set;

/**
 * What a diagram of a lifecycle may speak of. Immutable.
 *
 * @param contract the law
 * @param facts what conditions may read: the contract's facts, and custom fields
 * @param steps the names of the steps that the host has registered
 * @param calendars the names of the calendars that the host provides for working time
 * @param approvals the names of the approvals that the host provides
 */
public record Terms(
        Contract<?, ?> contract, List<Fact> facts, Set<String> steps, Set<String> calendars, Set<String> approvals) {

    /** Copies the collections. */
    public Terms {
        facts = List.copyOf(facts);
        steps = Set.copyOf(steps);
        calendars = Set.copyOf(calendars);
        approvals = Set.copyOf(approvals);
    }

    /**
     * @param contract a law
     * @return what diagrams may speak of where the host has registered nothing
     */
    public static Terms of(Contract<?, ?> contract) {
        return new Terms(contract, contract.facts(), Set.of(), Set.of(), Set.of());
    }
}
