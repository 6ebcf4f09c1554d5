package org.itsm4j.lifecycle.internal;

import java.util.List;
import org.itsm4j.spi.TimelineStore;
import org.itsm4j.spi.UnreadableEntryException;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TimelineEntry;

/** Recomputes the chain of a timeline, page by page, and compares its end with the head in the ticket. */
final class ChainCheck {
    private final TimelineStore timelines;

    ChainCheck(TimelineStore timelines) {
        this.timelines = timelines;
    }

    /** Verifies the entries that the ticket counts, whatever is written meanwhile. */
    ChainReport verify(Ticket<?> ticket) {
        Head kept = ticket.head();
        Head head = Head.START;
        if (kept.sequence() < 1) {
            return broken(head, 1, "the ticket counts no entries, where each has one from its first command");
        }
        try {
            if (timelines.read(ticket.tenant(), ticket.ref(), Long.MIN_VALUE, 1, false).stream()
                    .anyMatch(entry -> entry.sequence() < 1)) {
                return broken(head, 0, "an entry was put before the first");
            }
            return followed(ticket, kept);
        } catch (UnreadableEntryException e) {
            return broken(head, e.sequence(), "entry " + e.sequence() + " cannot be read: it is not what was written");
        }
    }

    private ChainReport followed(Ticket<?> ticket, Head kept) {
        Head head = Head.START;
        while (head.sequence() < kept.sequence()) {
            List<TimelineEntry> page = page(ticket, head);
            for (TimelineEntry entry : page) {
                long due = head.sequence() + 1;
                if (due > kept.sequence()) {
                    break;
                }
                if (entry.sequence() != due) {
                    return broken(head, due, "entry " + due + " is missing");
                }
                if (!entry.hash().equals(Chain.hash(ticket.tenant(), ticket.ref(), head.hash(), entry))) {
                    return broken(head, due, "entry " + due + " is not what was written, or not in its place");
                }
                head = entry.head();
            }
            if (page.isEmpty()) {
                return broken(
                        head,
                        head.sequence() + 1,
                        "the tail is cut: the ticket counts " + kept.sequence() + " entries");
            }
        }
        return kept.hash().equals(head.hash())
                ? new ChainReport(head.sequence(), 0, "")
                : broken(head, head.sequence(), "the chain was written anew: its end is not the ticket's");
    }

    /** @return whether there are entries beyond those that the ticket counts */
    boolean hasMore(Ticket<?> ticket) {
        return !page(ticket, ticket.head()).isEmpty();
    }

    static ChainReport added(Ticket<?> ticket) {
        Head kept = ticket.head();
        return broken(kept, kept.sequence() + 1, "entries were added: the ticket counts " + kept.sequence());
    }

    private List<TimelineEntry> page(Ticket<?> ticket, Head after) {
        return timelines.read(ticket.tenant(), ticket.ref(), after.sequence(), Limits.PAGE_CAP, false);
    }

    private static ChainReport broken(Head read, long sequence, String finding) {
        return new ChainReport(read.sequence(), sequence, finding);
    }
}
