package org.itsm4j.lifecycle.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.CascadeRecord;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.spi.CascadeStore.Pending;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries on with the cascades that were too long for one transaction. Each ticket follows in a transaction of its own, together with
 * how far the cascade has come; so none follows twice, several nodes may be at it at the same time, and what stops in between goes
 * on there. Thread-safe.
 */
public final class CascadeWork {
    private static final Logger LOG = LoggerFactory.getLogger(CascadeWork.class);
    private static final int BATCH = 100;
    /** Of each cascade in one run, so that other due work is not kept waiting; the next run goes on. */
    private static final int MOST = 5_000;

    private final Kernel kernel;

    /** @param kernel what all practices work with */
    public CascadeWork(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Lets all follow that are left.
     *
     * @return how many did
     */
    public int run() {
        List<Pending> pending = kernel.store()
                .unitOfWork()
                .required(() -> kernel.store().cascades().pending(Limits.PAGE_CAP));
        int done = 0;
        for (Pending each : pending) {
            done += carriedOn(each);
        }
        return done;
    }

    private int carriedOn(Pending pending) {
        AtomicInteger done = new AtomicInteger();
        try {
            new Run(pending, done).on();
        } catch (StaleTicketException | ConcurrentChangeException e) {
            LOG.debug("The {} was overtaken, by another node or a person: {}", pending.cascade(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // whatever it is, also from a sink or a step of the host: one cascade does not stop the others
            LOG.warn("The {} could not be carried on and will be tried again", pending.cascade(), e);
        }
        return done.get();
    }

    /** One cascade, as far as it has come. */
    private final class Run {
        private final Tenant tenant;
        private final TicketRef ticket;
        private final Followers followers;
        private final AtomicInteger done;
        private CascadeRecord at;

        Run(Pending pending, AtomicInteger done) {
            this.done = done;
            tenant = pending.tenant();
            at = pending.cascade();
            ticket = at.progress().ticket();
            followers = kernel.practices().followers(at.progress().rule());
        }

        /** To its end, or as far as one run goes. */
        void on() {
            List<Cursor> batch = next();
            for (int looked = 0; !batch.isEmpty(); looked += BATCH) {
                if (looked >= MOST) {
                    return;
                }
                batch.forEach(this::one);
                batch = next();
            }
            CascadeRecord last = at;
            inTransaction(() -> cascades().end(tenant, last));
            LOG.info("The {} is over", last);
        }

        private List<Cursor> next() {
            return kernel.store().unitOfWork().required(() -> {
                Ticket<?> top = top();
                return followers.follow(top) ? followers.next(top, at.last(), BATCH) : List.of();
            });
        }

        private void one(Cursor follower) {
            try {
                CascadeRecord after = new CascadeRecord(moved(1, 0), Optional.of(follower));
                inTransaction(() -> {
                    cascades().replace(tenant, at, after); // first: it keeps other nodes from the same ticket
                    followed(follower.id());
                });
                at = after;
                done.incrementAndGet();
            } catch (RuleViolationException | InvalidInputException | IllegalTransitionException e) {
                LOG.warn("{} could not follow {} by {}: {}", follower.id(), ticket, followers.rule(), e.getMessage());
                passOver(follower, e.getMessage());
            }
        }

        private CascadeProgress moved(int followed, int failed) {
            CascadeProgress before = at.progress();
            return new CascadeProgress(
                    ticket,
                    before.rule(),
                    before.startedAt(),
                    before.total(),
                    before.followed() + followed,
                    before.failed() + failed);
        }

        private void followed(TicketId id) {
            Ticket<?> top = top();
            if (followers.follow(top)) {
                followers.follow(system(), top, id, new Cascade(kernel));
            }
        }

        /** With a note for whoever looks why it stays as it is, where one can be written. */
        private void passOver(Cursor follower, String why) {
            CascadeRecord after = new CascadeRecord(moved(0, 1), Optional.of(follower));
            TicketDesk<?, ?, ?, ?> desk = kernel.practices().of(followers.kind());
            String words = "Did not follow " + top().number() + ": " + why;
            Note note = Note.internal(words.length() <= Limits.TEXT ? words : words.substring(0, Limits.TEXT));
            try {
                inTransaction(() -> {
                    cascades().replace(tenant, at, after);
                    desk.note(system(), follower.id(), note);
                });
            } catch (RuleViolationException | InvalidInputException | IllegalTransitionException e) {
                inTransaction(() -> cascades().replace(tenant, at, after));
            }
            at = after;
        }

        private Session system() {
            return Session.of(Actor.system("cascade").of(tenant));
        }

        private Ticket<?> top() {
            return kernel.store()
                    .unitOfWork()
                    .required(() ->
                            kernel.practices().of(ticket.kind()).pipeline().find(tenant, ticket.id()));
        }

        private CascadeStore cascades() {
            return kernel.store().cascades();
        }

        private void inTransaction(Runnable work) {
            kernel.store().unitOfWork().required(() -> {
                work.run();
                return true;
            });
        }
    }
}
