package org.itsm4j.lifecycle;

import org.itsm4j.error.ItsmException;
import org.itsm4j.ticket.Ticket;

/**
 * A step of a diagram has failed, and the command with it: nothing has happened. The cause is what the host's {@link
 * StepHandler} threw; its message is not repeated here, as it may hold contents.
 */
public final class StepFailedException extends ItsmException {
    private static final long serialVersionUID = 1L;
    private final String number;
    private final String step;
    private final String element;

    /**
     * @param ticket the ticket
     * @param step the name of the handler
     * @param element the element of the diagram
     * @param cause what the handler threw
     */
    public StepFailedException(Ticket<?> ticket, String step, String element, Throwable cause) {
        super(
                ticket.number() + ": the step " + step + " (" + element + ") has failed with "
                        + cause.getClass().getSimpleName() + "; nothing was changed",
                cause);
        this.number = ticket.number().value();
        this.step = step;
        this.element = element;
    }

    /** @return the ticket, as people call it */
    public String number() {
        return number;
    }

    /** @return the name of the handler */
    public String step() {
        return step;
    }

    /** @return the element of the diagram */
    public String element() {
        return element;
    }
}
