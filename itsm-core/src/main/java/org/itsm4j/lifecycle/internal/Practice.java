package org.itsm4j.lifecycle.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.sla.internal.Circumstances;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketKind;

/**
 * What a practice tells the pipeline about itself.
 *
 * @param kind the kind of its tickets
 * @param contract its law
 * @param laws what diagrams are compared with; the contract itself unless tickets differ
 * @param tickets the class of its tickets
 * @param fields the enum of their fields
 * @param groupField the field that holds the group, for lists narrowed to groups
 * @param facts reads a declared fact of a ticket
 * @param possible what who came by a door can do there with a ticket now
 * @param shared the actions that every practice has
 * @param custom the host's own fields
 * @param circumstances what service levels look at in a ticket
 * @param escalator does what is to be done then
 * @param details what of a ticket is written on the timeline beside its audited fields, by label
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public record Practice<T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>>(
        TicketKind kind,
        Contract<S, A> contract,
        Laws<T, S, A> laws,
        Class<T> tickets,
        Class<F> fields,
        F groupField,
        Facts<T> facts,
        BiFunction<Session, T, Set<A>> possible,
        SharedActions<A> shared,
        CustomFields custom,
        Function<T, Circumstances> circumstances,
        Escalator escalator,
        Function<T, Map<String, String>> details) {
    /**
     * @param ticket one of its tickets
     * @param action an action
     * @return the rows of the contract for it
     */
    public List<Transition<S, A>> rows(T ticket, A action) {
        return contract.rows(state(ticket), action);
    }

    /**
     * @param ticket one of its tickets
     * @return the state it is in
     */
    public S state(T ticket) {
        return contract.stateClass().cast(ticket.state());
    }

    /**
     * @param ticket one of its tickets
     * @return the law it is under
     */
    public Contract<S, A> law(T ticket) {
        return laws.of().apply(ticket);
    }

    /**
     * @param right an action's label, or {@code read}, {@code import}
     * @param who the roles that have it
     * @return the permission
     */
    public Permission permission(String right, Set<Role> who) {
        return new Permission(kind.label(), right, who);
    }

    /** @return the right to read a ticket: of all staff, and of its requester by their own door */
    public Permission read() {
        return permission("read", Set.of(Role.STAFF, Role.REQUESTER));
    }

    /** The permission that these rows need; without rows, what the action needs elsewhere. */
    Permission permission(A action, List<Transition<S, A>> rows) {
        Set<Role> who = EnumSet.noneOf(Role.class);
        rows.forEach(row -> who.addAll(row.who()));
        return permission(Labels.of(action), rows.isEmpty() ? contract.who(action) : who);
    }
}
