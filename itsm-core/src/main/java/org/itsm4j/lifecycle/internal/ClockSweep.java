package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.error.ItsmException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.internal.ClockKeeper.Reached;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.ClockStore.Due;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.TicketEvent;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what clocks have reached, of all tenants and practices. Tickets of which nobody need be told more than a notice are
 * marked many at once; where commands follow, each ticket is a transaction of its own. Several nodes may sweep at the same
 * time: a ticket's timeline can grow from one end only once. Thread-safe.
 */
public final class ClockSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ClockSweep.class);
    private static final int BATCH = 500;

    private final Kernel kernel;
    private final Map<TicketKind, Pipeline<?, ?, ?, ?>> pipelines;

    /** What came of a batch. */
    private record Batch(List<Due> due, int done, List<Due> apart) {}

    /** Whose clocks. */
    private record Owner(Tenant tenant, TicketRef ticket) {}

    /** What clocks have reached, and whose cannot be read. */
    private record Found(Map<Owner, List<Reached>> reached, Set<Owner> unreadable) {}

    /** What is to be written of a ticket, and told. */
    private record Marked(Due due, List<Reached> reached, TimelineEntry entry) {}

    /**
     * @param kernel what all practices work with
     * @param pipelines the practices
     */
    public ClockSweep(Kernel kernel, Map<TicketKind, Pipeline<?, ?, ?, ?>> pipelines) {
        this.kernel = kernel;
        this.pipelines = Map.copyOf(pipelines);
    }

    /**
     * Notes all that has been reached by now.
     *
     * @return on how many tickets
     */
    public int run() {
        Instant now = kernel.now();
        int done = 0;
        Optional<ClockCursor> after = Optional.empty();
        do {
            Batch batch = batch(now, after);
            done += batch.done();
            for (Due due : batch.apart()) {
                done += one(due, now) ? 1 : 0;
            }
            after = batch.due().size() < BATCH
                    ? Optional.empty()
                    : Optional.of(batch.due().get(BATCH - 1))
                            .map(last -> new ClockCursor(
                                    last.alarmAt(), last.ticket().id(), "-", 1));
        } while (after.isPresent());
        return done;
    }

    private Batch batch(Instant now, Optional<ClockCursor> after) {
        try {
            return kernel.store().unitOfWork().required(() -> marked(now, after));
        } catch (StaleTicketException e) {
            LOG.debug("A sweep met another one, or somebody at work: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("A sweep of many clocks at once has failed; each ticket is tried by itself", e);
        }
        List<Due> due = kernel.store()
                .unitOfWork()
                .required(() -> kernel.store().clocks().due(now, after, BATCH));
        return new Batch(due, 0, due);
    }

    private Batch marked(Instant now, Optional<ClockCursor> after) {
        ClockStore clocks = kernel.store().clocks();
        List<Due> due = clocks.due(now, after, BATCH);
        if (due.isEmpty()) {
            return new Batch(due, 0, List.of());
        }
        Found found = found(due, now);
        List<Marked> marked = new ArrayList<>();
        List<Due> apart = new ArrayList<>();
        Map<Due, List<Reached>> ended = new LinkedHashMap<>();
        for (Due ticket : due) {
            Owner owner = new Owner(ticket.tenant(), ticket.ticket());
            List<Reached> own = found.reached().getOrDefault(owner, List.of());
            if (found.unreadable().contains(owner)) {
                apart.add(ticket);
                continue;
            }
            if (own.isEmpty()) {
                continue;
            }
            if (!pipeline(ticket).takesAlarm(ticket.state())) {
                ended.put(ticket, own);
            } else if (own.stream().flatMap(one -> one.escalations().stream()).anyMatch(ClockSweep::isCommand)) {
                apart.add(ticket);
            } else {
                marked.add(new Marked(ticket, own, entry(ticket, own)));
            }
        }
        write(marked);
        ended.forEach(this::writeEnded);
        return new Batch(due, marked.size(), apart);
    }

    /** Its timeline is closed: the clock itself says it, and whom it concerns is told. */
    private void writeEnded(Due due, List<Reached> reached) {
        kernel.store().clocks().replace(due.tenant(), changes(reached));
        ClockNotices notices = new ClockNotices(kernel, due.tenant(), due.ticket(), due.number());
        reached.forEach(notices::tell);
    }

    private Found found(List<Due> due, Instant now) {
        Map<Owner, List<Reached>> reached = new HashMap<>();
        Set<Owner> unreadable = new HashSet<>();
        kernel.store().clocks().reached(due, now).forEach(owned -> {
            Owner owner = new Owner(owned.tenant(), owned.clock().ticket());
            try {
                Reached one = kernel.clocks().reached(owned.tenant(), owned.clock(), now, now);
                if (!one.milestones().isEmpty()) {
                    reached.computeIfAbsent(owner, key -> new ArrayList<>()).add(one);
                }
            } catch (ItsmException e) {
                unreadable.add(owner); // it fails again by itself, and is told of then: the others go on together
            }
        });
        return new Found(reached, unreadable);
    }

    private boolean ended(Due due, Instant now) {
        return kernel.store().unitOfWork().required(() -> {
            List<Reached> reached = kernel.store().clocks().reached(List.of(due), now).stream()
                    .map(owned -> kernel.clocks().reached(owned.tenant(), owned.clock(), now, now))
                    .filter(one -> !one.milestones().isEmpty())
                    .toList();
            writeEnded(due, reached);
            return !reached.isEmpty();
        });
    }

    private static boolean isCommand(Escalation escalation) {
        return !(escalation instanceof Escalation.Notify);
    }

    private Pipeline<?, ?, ?, ?> pipeline(Due due) {
        return Objects.requireNonNull(pipelines.get(due.ticket().kind()));
    }

    private static List<ClockStore.Change> changes(List<Reached> reached) {
        return reached.stream()
                .map(one -> new ClockStore.Change(one.before(), one.after()))
                .toList();
    }

    /** As of the last instant that was reached: however late the sweep, it was true then. */
    private TimelineEntry entry(Due due, List<Reached> reached) {
        List<FieldChange> changes = reached.stream().map(Reached::change).toList();
        Instant at = reached.stream()
                .flatMap(one -> one.milestones().stream())
                .map(SlaClock.Milestone::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        TimelineEntry draft = new TimelineEntry(
                due.head().sequence() + 1,
                at.isBefore(due.head().at()) ? due.head().at() : at,
                Actor.system(TicketClocks.SLA).id(),
                true,
                pipeline(due).alarm(),
                Visibility.INTERNAL,
                "",
                changes,
                Optional.empty(),
                Optional.empty(),
                "");
        return draft.hashed(Chain.hash(due.tenant(), due.ticket(), due.head().hash(), draft));
    }

    private void write(List<Marked> marked) {
        if (marked.isEmpty()) {
            return;
        }
        kernel.store()
                .clocks()
                .mark(marked.stream()
                        .map(one -> new ClockStore.Mark(one.due(), one.entry(), changes(one.reached())))
                        .toList());
        for (Marked one : marked) {
            Due due = one.due();
            ClockNotices notices = new ClockNotices(kernel, due.tenant(), due.ticket(), due.number());
            one.reached().forEach(notices::tell);
            kernel.events()
                    .happened(new TicketEvent(due.tenant(), due.ticket(), due.number(), due.state(), one.entry()));
        }
    }

    private boolean one(Due due, Instant now) {
        try {
            return pipeline(due).takesAlarm(due.state()) ? reached(due) : ended(due, now);
        } catch (RuntimeException | Error e) {
            failed(due, e);
        }
        return false;
    }

    /** What was noted before something failed counts. */
    private boolean reached(Due due) {
        Pipeline.Noted noted = pipeline(due).reached(due);
        noted.failures().forEach(failure -> failed(due, failure));
        return noted.instants() > 0;
    }

    private static void failed(Due due, Throwable failure) {
        if (failure instanceof ConcurrentChangeException || failure instanceof StaleTicketException) {
            LOG.debug("What {} has reached was noted by somebody else: {}", due.ticket(), failure.getMessage());
        } else {
            // whatever it is, also from a sink, a notifier or a step of the host: one ticket does not stop the others
            LOG.warn("What {} has reached could not be noted and will be tried again", due.ticket(), failure);
        }
    }
}
