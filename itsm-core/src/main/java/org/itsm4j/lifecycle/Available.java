package org.itsm4j.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an actor can do an action on a ticket now, and what it takes: enough for a user interface to draw its buttons
 * without a copy of the rules.
 *
 * @param action the action
 * @param possible whether this actor can do it now. A diagram whose flow reads facts besides the action, such as what an
 *     approval has decided, may still refuse it: facts are read when it is given
 * @param requires the data it needs, in words; the command's own type says exactly
 * @param missing the host's own fields, by name, that the action needs a value of and the ticket has none
 * @param leadsTo the states it can end in
 * @param barred why it is not possible; empty if it is
 * @param <S> the states
 * @param <A> the actions
 */
public record Available<S extends Enum<S>, A extends Enum<A>>(
        A action,
        boolean possible,
        List<String> requires,
        List<String> missing,
        Set<S> leadsTo,
        Optional<String> barred) {
    /** Copies the collections. */
    public Available {
        requires = List.copyOf(Objects.requireNonNull(requires, "requires"));
        missing = List.copyOf(Objects.requireNonNull(missing, "missing"));
        leadsTo = Set.copyOf(Objects.requireNonNull(leadsTo, "leadsTo"));
    }
}
