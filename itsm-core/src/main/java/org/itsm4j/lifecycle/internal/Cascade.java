package org.itsm4j.lifecycle.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.itsm4j.spi.CascadeRecord;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Ticket;

/**
 * The tickets that follow from one command, in its transaction: {@link Limits#CASCADE} altogether, however
 * many tickets they follow by. What is left then is noted, and {@link CascadeWork} carries on with it. Not thread-safe: it lives as
 * long as the transaction.
 */
public final class Cascade {
    private final Kernel kernel;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int left = Limits.CASCADE;
    private boolean isRunning;

    /** @param kernel what all practices work with */
    public Cascade(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Lets tickets follow: as many as may at once, the others by and by. What follows by one of these comes behind all of them, so
     * that a long chain needs no deep stack; it is done when the first call returns.
     *
     * @param session who gave the command
     * @param followers which
     * @param top the ticket they follow, as it is after the command
     */
    public void let(Session session, Followers followers, Ticket<?> top) {
        waiting.add(() -> level(session, followers, top));
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        } finally {
            isRunning = false;
        }
    }

    private void level(Session session, Followers followers, Ticket<?> top) {
        if (!followers.follow(top)) {
            return;
        }
        List<Cursor> next = followers.next(top, Optional.empty(), left + 1);
        List<Cursor> now = next.subList(0, Math.min(left, next.size()));
        boolean more = now.size() < next.size();
        int total = more ? followers.count(top) : next.size();
        left -= now.size();
        now.forEach(one -> followers.follow(session, top, one.id(), this));
        if (more) {
            Optional<Cursor> last = now.isEmpty() ? Optional.empty() : Optional.of(now.get(now.size() - 1));
            CascadeProgress progress =
                    new CascadeProgress(top.ref(), followers.rule(), kernel.now(), total, now.size(), 0);
            cascades().begin(top.tenant(), new CascadeRecord(progress, last));
        } else if (!next.isEmpty()) {
            forget(followers, top);
        }
    }

    /** What is left of an earlier command: all that it would do is done. */
    private void forget(Followers followers, Ticket<?> top) {
        cascades().of(top.tenant(), top.ref()).stream()
                .filter(cascade -> cascade.progress().rule().equals(followers.rule()))
                .forEach(cascade -> cascades().end(top.tenant(), cascade));
    }

    private CascadeStore cascades() {
        return kernel.store().cascades();
    }
}
