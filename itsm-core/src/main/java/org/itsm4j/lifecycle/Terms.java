package org.itsm4j.lifecycle;

import java.util.ArrayList;
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

    /**
     * @param added what the host has added to its tickets, beside the facts of the contract
     * @return these terms with the facts of the contract and those
     */
    public Terms facts(List<Fact> added) {
        List<Fact> all = new ArrayList<>(contract.facts());
        all.addAll(added);
        return new Terms(contract, all, steps, calendars, approvals);
    }

    /**
     * @param names the names of the step handlers
     * @return these terms with those steps
     */
    public Terms steps(Set<String> names) {
        return new Terms(contract, facts, names, calendars, approvals);
    }

    /**
     * @param names the names of the calendars that timers may count working time in
     * @return these terms with those calendars
     */
    public Terms calendars(Set<String> names) {
        return new Terms(contract, facts, steps, names, approvals);
    }

    /**
     * @param names the names of the approvals that stages may wait for
     * @return these terms with those approvals
     */
    public Terms approvals(Set<String> names) {
        return new Terms(contract, facts, steps, calendars, names);
    }
}
