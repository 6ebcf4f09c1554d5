package org.itsm4j.ticket;

import org.itsm4j.error.ItsmException;

/** There is no such ticket in the actor's tenant. A ticket of another tenant gives the same answer. */
public final class TicketNotFoundException extends ItsmException {
    private static final long serialVersionUID = 1L;
    private final String asked;

    /**
     * @param kind the kind of ticket asked for
     * @param asked the id or number asked for
     */
    public TicketNotFoundException(TicketKind kind, Object asked) {
        super("There is no " + kind.label() + " " + asked);
        this.asked = asked.toString();
    }

    /** @return the id or number asked for */
    public String asked() {
        return asked;
    }
}
