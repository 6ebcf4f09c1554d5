package org.itsm4j.lifecycle.internal;

import java.util.List;
import java.util.Optional;
import org.itsm4j.error.ItsmException;
import org.itsm4j.error.StoreException;
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
        Run run = new Run(pending);
        try {
            run.toTheEnd();
        } catch (StaleTicketException | ConcurrentChangeException e) {
            LOG.debug("The {} was overtaken, by another node or a person: {}", run.at, e.getMessage());
        } catch (RuntimeException | Error e) {
            // whatever it is, also from a store of the host: one cascade does not stop the others
            LOG.warn("The {} could not be carried on and will be tried again", run.at, e);
        }
        return run.done;
    }

    /** One cascade, as far as it has come. */
    private final class Run {
        private final Tenant tenant;
        private final TicketRef ticket;
        private final Followers followers;
        private CascadeRecord at;
        private int done;

        Run(Pending pending) {
            tenant = pending.tenant();
            at = pending.cascade();
            ticket = at.progress().ticket();
            followers = kernel.practices().followers(at.progress().rule());
        }

        void toTheEnd() {
            List<Cursor> batch = next();
            while (!batch.isEmpty()) {
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
                CascadeRecord after = new CascadeRecord(at.progress().oneMore(), Optional.of(follower));
                inTransaction(() -> {
                    cascades().replace(tenant, at, after); // first: it keeps other nodes from the same ticket
                    followed(follower.id());
                });
                at = after;
                done++;
            } catch (StoreException | ConcurrentChangeException e) {
                throw e; // nothing is wrong with this one: it is tried again
            } catch (ItsmException e) {
                LOG.warn("{} could not follow {} by {}: {}", follower.id(), ticket, followers.rule(), e.getMessage());
                passOver(follower);
            }
        }

        private void followed(TicketId id) {
            Ticket<?> top = top();
            if (followers.follow(top)) {
                followers.follow(Session.of(Actor.system("cascade").of(tenant)), top, id, new Cascade(kernel));
            }
        }

        private void passOver(Cursor follower) {
            CascadeProgress failed = at.progress().oneFailed();
            CascadeRecord after = new CascadeRecord(failed, Optional.of(follower));
            inTransaction(() -> cascades().replace(tenant, at, after));
            at = after;
        }

        private Ticket<?> top() {
            return kernel.practices().of(ticket.kind()).pipeline().find(tenant, ticket.id());
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
