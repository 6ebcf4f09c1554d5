package org.itsm4j.lifecycle;

import java.util.List;
import java.util.Set;
import org.itsm4j.error.ItsmException;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Ticket;

/** The contract, or the diagram within it, has no such transition from where the ticket is. Nothing has happened. */
public final class IllegalTransitionException extends ItsmException {
    private static final long serialVersionUID = 1L;
    private final String number;
    private final String state;
    private final String action;
    private final transient List<String> allowed;

    /**
     * @param ticket the ticket
     * @param action what was asked
     * @param allowed what its actor can do with it now, by the door they came by
     */
    public IllegalTransitionException(Ticket<?> ticket, Enum<?> action, Set<? extends Enum<?>> allowed) {
        super(ticket.number() + " cannot go from " + ticket.state() + " by " + Labels.of(action) + "; allowed: "
                + labels(allowed));
        this.number = ticket.number().value();
        this.state = ticket.state().name();
        this.action = Labels.of(action);
        this.allowed = labels(allowed);
    }

    private static List<String> labels(Set<? extends Enum<?>> actions) {
        return actions.stream().map(Labels::of).toList();
    }

    /** @return the ticket, as people call it */
    public String number() {
        return number;
    }

    /** @return the state it is in */
    public String state() {
        return state;
    }

    /** @return what was asked */
    public String action() {
        return action;
    }

    /**
     * @return what could have been asked instead: all that its actor can do with it now, by the door they came by; the same
     *     as {@code actions(id)} says is possible
     */
    public List<String> allowed() {
        return allowed;
    }
}
