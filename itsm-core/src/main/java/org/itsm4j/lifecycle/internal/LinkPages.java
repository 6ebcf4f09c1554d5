package org.itsm4j.lifecycle.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/**
 * The tickets that point to one, in the order of their ids, page by page: there may be many, and of other kinds. Inside of a
 * transaction.
 *
 * @param links where they are kept
 * @param type how they point to it
 * @param which which of them are meant
 */
public record LinkPages(LinkStore links, RelationType type, Predicate<TicketRef> which) {
    /**
     * @param top what they point to
     * @param last behind which; empty for the first
     * @param limit how many at most
     * @return the next ones, with the moments at which they were made
     */
    public List<Cursor> next(Ticket<?> top, Optional<Cursor> last, int limit) {
        List<Cursor> found = new ArrayList<>();
        int size = Math.min(limit, Limits.CASCADE);
        List<Link> page = page(top, last.map(Cursor::id), size);
        while (!page.isEmpty() && found.size() < limit) {
            page.stream()
                    .map(Link::ticket)
                    .filter(which)
                    .map(ticket -> new Cursor(ticket.id().madeAt(), ticket.id()))
                    .forEach(found::add);
            page = page.size() < size ? List.of() : page(top, Optional.of(last(page)), size);
        }
        return found.size() <= limit ? found : found.subList(0, limit);
    }

    private static TicketId last(List<Link> page) {
        return page.get(page.size() - 1).ticket().id();
    }

    private List<Link> page(Ticket<?> top, Optional<TicketId> last, int size) {
        return links.to(top.tenant(), type.name(), top.ref().toString(), last, size);
    }

    /**
     * @param top what they point to
     * @return how many there are
     */
    public int count(Ticket<?> top) {
        int count = 0;
        List<Link> page = page(top, Optional.empty(), Limits.CASCADE);
        while (!page.isEmpty()) {
            count += page.size();
            page = page.size() < Limits.CASCADE ? List.of() : page(top, Optional.of(last(page)), Limits.CASCADE);
        }
        return count;
    }
}
