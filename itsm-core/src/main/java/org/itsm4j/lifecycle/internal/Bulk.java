package org.itsm4j.lifecycle.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;

/** One command on many tickets, each in a transaction of its own. */
public final class Bulk {
    private Bulk() {}

    /**
     * @param kernel what all practices work with
     * @param session who
     * @param ids which tickets, up to {@link Limits#PAGE_CAP}
     * @param command the command, given with the session of one ticket
     * @param <T> the ticket
     * @return what has become of each
     */
    public static <T> BulkResult<T> run(
            Kernel kernel, Session session, Collection<TicketId> ids, BiFunction<Session, TicketId, T> command) {
        Limits.require("Bulk", "ids", requireNonNull(ids, "ids").size(), Limits.PAGE_CAP);
        requireOwn(kernel);
        List<BulkResult.Item<T>> items = new ArrayList<>();
        ids.forEach(id -> requireNonNull(id, "ids"));
        for (TicketId id : ids) {
            Session one = session.request()
                    .map(request -> session.requesting(request + ":" + id))
                    .orElse(session);
            try {
                T done = requireNonNull(command.apply(one, id), "the result of the command");
                items.add(new BulkResult.Item<>(id, Optional.of(done), Optional.empty()));
            } catch (RuntimeException e) { // also of a policy or sink of the host: one does not stop the others
                items.add(new BulkResult.Item<>(id, Optional.empty(), Optional.of(e)));
            }
        }
        return new BulkResult<>(items);
    }

    /**
     * @param kernel what all practices work with
     * @throws RuleViolationException inside of a transaction of the host
     */
    public static void requireOwn(Kernel kernel) {
        if (kernel.store().unitOfWork().isActive()) {
            throw new RuleViolationException(
                    "Bulk", "ownTransaction", "runs each command in its own transaction; call it outside of yours");
        }
    }
}
