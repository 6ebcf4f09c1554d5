package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.lifecycle.Precondition;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Ticket;

/**
 * Which rows of an action are there for an actor and a ticket as it is: the one place where preconditions are looked at,
 * for commands as well as for those who ask what is possible.
 */
final class Guard<T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    private final Kernel kernel;
    private final Practice<T, S, A, F> practice;

    Guard(Kernel kernel, Practice<T, S, A, F> practice) {
        this.kernel = kernel;
        this.practice = practice;
    }

    /** A precondition that does not hold, how many of its row do, and what is true instead. */
    record Unmet(Precondition precondition, int met, Optional<?> value) {
        String message() {
            return precondition.unmetBy(value);
        }
    }

    /** Those of the rows that the actor, who has the right to one of them, has now. */
    List<Transition<S, A>> open(Session session, T ticket, List<Transition<S, A>> rows, Instant at) {
        List<Transition<S, A>> met =
                rows.stream().filter(row -> isMet(ticket, row, at)).toList();
        boolean sameRoles = who(met).equals(who(rows));
        return met.isEmpty() || sameRoles || permits(session, ticket, met) ? met : List.of();
    }

    boolean isMet(T ticket, Transition<S, A> row, Instant at) {
        return unmet(ticket, row, at).isEmpty();
    }

    /** What keeps the actor from rows of which none is open: of the row that comes closest. */
    Unmet reason(T ticket, List<Transition<S, A>> rows, Instant at) {
        return rows.stream()
                .flatMap(row -> unmet(ticket, row, at).stream())
                .max(Comparator.comparingInt(Unmet::met))
                .orElseThrow();
    }

    /** The first that does not hold; those after it are not looked at, as a fact may cost a query. */
    private Optional<Unmet> unmet(T ticket, Transition<S, A> row, Instant at) {
        int met = 0;
        for (Precondition precondition : row.onlyIf()) {
            Optional<?> value = practice.facts().of(ticket, precondition.fact(), at);
            if (!precondition.holds(value)) {
                return Optional.of(new Unmet(precondition, met, value));
            }
            met++;
        }
        return Optional.empty();
    }

    private boolean permits(Session session, T ticket, List<Transition<S, A>> rows) {
        return kernel.policy()
                .permits(session.actor(), practice.permission(rows.get(0).action(), rows), ticket);
    }

    private Set<Role> who(List<Transition<S, A>> rows) {
        Set<Role> who = EnumSet.noneOf(Role.class);
        rows.forEach(row -> who.addAll(row.who()));
        return who;
    }
}
