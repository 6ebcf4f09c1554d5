package org.itsm4j.lifecycle.internal;

import java.util.List;
import java.util.Optional;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;

/**
 * Tickets that follow from what was done to another one, by one rule. All is asked inside a transaction, and again as long as there
 * are some left: what is said of the other ticket must be read from it as it is by then. Thread-safe.
 */
public interface Followers {
    /** @return the name of the rule, which is kept and shown while a cascade lasts; of all practices no other has it */
    String rule();

    /** @return of what kind they are */
    TicketKind kind();

    /**
     * @param top the ticket they follow
     * @return whether they still do
     */
    boolean follow(Ticket<?> top);

    /**
     * @param top the ticket they follow
     * @return how many are to follow, about: asked before the first one does
     */
    int count(Ticket<?> top);

    /**
     * @param top the ticket they follow
     * @param last behind which; empty for the first
     * @param limit how many at most; 1 or more
     * @return the next ones, each with the moment by which they are sorted; fewer than the limit only if there are no more
     */
    List<Cursor> next(Ticket<?> top, Optional<Cursor> last, int limit);

    /**
     * Lets one follow; does nothing if it no longer has to.
     *
     * @param session who gave the command, or the system
     * @param top the ticket it follows
     * @param id which one
     * @param cascade how many may follow it in this transaction
     */
    void follow(Session session, Ticket<?> top, TicketId id, Cascade cascade);
}
