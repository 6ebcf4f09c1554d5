package org.itsm4j.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who may vote for whom: ways over delegations, shortest first, that pass nobody twice. */
final class Delegates {
    private final Map<String, List<Delegation>> from = new HashMap<>();
    private final Predicate<String> conflicted;
    private final int deepest;

    /**
     * @param presence the delegations
     * @param conflicted whose delegations do not count for others: who is in conflict would choose who decides
     * @param deepest how many delegations a way may have
     */
    Delegates(Presence presence, Predicate<String> conflicted, int deepest) {
        presence.delegations()
                .forEach(each -> from.computeIfAbsent(each.from(), key -> new ArrayList<>())
                        .add(each));
        this.conflicted = conflicted;
        this.deepest = deepest;
    }

    /** @return why the actor may not vote for the principal; empty if they may */
    Optional<Refusal> refusal(String principal, String actor, Instant at) {
        Predicate<Delegation> valid = each -> each.isValidAt(at);
        int length = length(principal, actor, valid, conflicted);
        if (length > 0) {
            return length <= deepest ? Optional.empty() : Optional.of(Refusal.DELEGATION_TOO_DEEP);
        }
        Predicate<String> nobody = person -> false;
        if (length(principal, actor, valid, nobody) > 0) {
            return Optional.of(Refusal.DELEGATION_BY_CONFLICTED);
        } else if (length(principal, actor, each -> true, nobody) > 0) {
            return Optional.of(Refusal.DELEGATION_NOT_VALID);
        }
        return Optional.of(
                length(principal, principal, valid, nobody) > 0 ? Refusal.DELEGATION_LOOP : Refusal.NO_DELEGATION);
    }

    /** @return whether there are ways from the principal to the actor, whenever, and each leads over somebody in conflict */
    boolean leadsOverConflictedOnly(String principal, String actor) {
        Predicate<Delegation> ever = each -> true;
        return length(principal, actor, ever, conflicted) == 0 && length(principal, actor, ever, person -> false) > 0;
    }

    boolean leads(String principal, String actor, Instant at) {
        return length(principal, actor, each -> each.isValidAt(at), conflicted) > 0;
    }

    /** @return how many delegations the shortest way has; 0 if there is none */
    private int length(String principal, String actor, Predicate<Delegation> valid, Predicate<String> blocked) {
        Set<String> seen = new HashSet<>();
        List<String> level = List.of(principal);
        for (int length = 1; !level.isEmpty(); length++) {
            List<String> next = new ArrayList<>();
            for (String person : level) {
                if (length > 1 && blocked.test(person)) {
                    continue;
                }
                for (Delegation each : from.getOrDefault(person, List.of())) {
                    if (!valid.test(each) || each.isImposedBy(blocked)) {
                        continue;
                    }
                    if (each.to().equals(actor)) {
                        return length;
                    }
                    if (!each.to().equals(principal) && seen.add(each.to())) {
                        next.add(each.to());
                    }
                }
            }
            level = next;
        }
        return 0;
    }
}
