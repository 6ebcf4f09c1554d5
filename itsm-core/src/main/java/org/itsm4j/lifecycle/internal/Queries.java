package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.security.Scope;
import org.itsm4j.spi.CascadeRecord;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TimelineEntry;

/**
 * The questions about a practice's tickets. Each asks the access policy first. What is refused or not there is thrown
 * outside of the unit of work, so that it does not mark the transaction of a host. Thread-safe.
 *
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public final class Queries<T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    private final Kernel kernel;
    private final Practice<T, S, A, F> practice;
    private final Pipeline<T, S, A, F> pipeline;

    /**
     * @param kernel what all practices work with
     * @param practice the practice
     * @param pipeline its pipeline
     */
    public Queries(Kernel kernel, Practice<T, S, A, F> practice, Pipeline<T, S, A, F> pipeline) {
        this.kernel = kernel;
        this.practice = practice;
        this.pipeline = pipeline;
    }

    /**
     * @param session who
     * @param id a ticket
     * @return it, if staff may read it
     */
    public T get(Session session, TicketId id) {
        return opened(
                session,
                id,
                look(session, () -> pipeline.tickets().find(session.actor().tenant(), id)));
    }

    /**
     * @param session who
     * @param id a ticket, or what may be one
     * @return it, if there is one and staff may read it
     */
    public Optional<T> find(Session session, TicketId id) {
        return look(session, () -> pipeline.tickets().find(session.actor().tenant(), id))
                .ticket(session);
    }

    /**
     * @param session who
     * @param number what people call a ticket
     * @return it, if there is one and staff may read it
     */
    public Optional<T> find(Session session, TicketNumber number) {
        return look(
                        session,
                        () -> pipeline.tickets().findByNumber(session.actor().tenant(), number))
                .ticket(session);
    }

    /**
     * What a look at a ticket has seen. A refusal is thrown after the unit of work: a question that finds nothing must not
     * mark the transaction of a host who asks it.
     */
    private final class Look {
        private final Optional<T> found;
        private final boolean permitted;

        private Look(Session session, Optional<T> found) {
            this.found = found;
            this.permitted = found.filter(ticket -> kernel.permits(session, practice.read(), ticket))
                    .isPresent();
        }

        private Optional<T> permitted() {
            return permitted ? found : Optional.empty();
        }

        private Optional<T> ticket(Session session) {
            found.filter(ticket -> !permitted).ifPresent(ticket -> {
                throw new AccessDeniedException(session.actor(), practice.read(), ticket);
            });
            return found;
        }
    }

    private Look look(Session session, Supplier<Optional<T>> find) {
        return kernel.store().unitOfWork().required(() -> new Look(session, find.get()));
    }

    private T opened(Session session, TicketId id, Look look) {
        return look.ticket(session).orElseThrow(() -> new TicketNotFoundException(practice.kind(), id));
    }

    /**
     * @param session who
     * @param ticket a ticket
     * @param action an action
     * @return whether, and with what, this actor can do it now
     */
    public Available<S, A> available(Session session, T ticket, A action) {
        List<Transition<S, A>> rows = practice.rows(ticket, action);
        Optional<String> barred = barred(session, ticket, action, rows);
        if (barred.isPresent()) {
            return available(ticket, action, rows, barred);
        }
        Instant now = kernel.now();
        List<Transition<S, A>> open = pipeline.guard().open(session, ticket, rows, now);
        return open.isEmpty()
                ? available(
                        ticket,
                        action,
                        rows,
                        Optional.of(pipeline.guard().reason(ticket, rows, now).message()))
                : available(ticket, action, open, Optional.empty());
    }

    private Available<S, A> available(T ticket, A action, List<Transition<S, A>> rows, Optional<String> barred) {
        Set<S> leadsTo = EnumSet.noneOf(practice.contract().stateClass());
        rows.forEach(row -> leadsTo.add(row.to()));
        List<String> requires =
                rows.stream().flatMap(row -> row.requires().stream()).distinct().toList();
        List<String> missing = practice.custom().missing(action, ticket.custom());
        Optional<String> why = barred.or(
                () -> missing.isEmpty() ? Optional.empty() : Optional.of("needs values of the fields " + missing));
        return new Available<>(action, why.isEmpty(), requires, missing, leadsTo, why);
    }

    private Optional<String> barred(Session session, T ticket, A action, List<Transition<S, A>> rows) {
        if (rows.isEmpty()) {
            return Optional.of("not from " + ticket.state());
        }
        if (!pipeline.isOffered(ticket, rows)) {
            return Optional.of("not offered at stage " + ticket.place().stage().id());
        }
        Permission permission = practice.permission(action, rows);
        return kernel.policy().permits(session.actor(), permission, ticket)
                ? Optional.empty()
                : Optional.of("allowed to " + Role.list(permission.who()));
    }

    /**
     * @param session who
     * @param search what to list; up to {@link Limits#CONDITIONS} conditions
     * @return the part of it the actor may see
     */
    public Page<T, Cursor> search(Session session, Search<F> search) {
        Limits.require("Search", "conditions", search.conditions().size(), Limits.CONDITIONS);
        practice.custom().require(search.custom());
        Optional<List<Condition<F>>> scope = scope(session);
        if (scope.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        Search<F> narrowed = search.and(scope.get());
        return kernel.store()
                .unitOfWork()
                .required(() -> pipeline.tickets().search(session.actor().tenant(), narrowed));
    }

    /**
     * @param session who
     * @param by the field to count by
     * @param conditions what must hold; up to {@link Limits#CONDITIONS}
     * @return how many there are of each, among those the actor may see
     */
    public Map<Object, Long> count(Session session, F by, List<Condition<F>> conditions) {
        Limits.require("Search", "conditions", conditions.size(), Limits.CONDITIONS);
        Optional<List<Condition<F>>> scope = scope(session);
        if (scope.isEmpty()) {
            return Map.of();
        }
        List<Condition<F>> narrowed = new ArrayList<>(conditions);
        narrowed.addAll(scope.get());
        return kernel.store()
                .unitOfWork()
                .required(() -> pipeline.tickets().count(session.actor().tenant(), by, narrowed));
    }

    /** What narrows a list to the actor's scope; empty if they may see nothing. */
    private Optional<List<Condition<F>>> scope(Session session) {
        Scope scope = kernel.policy().scope(session.actor());
        if (scope instanceof Scope.Groups groups && !groups.groups().isEmpty()) {
            return Optional.of(
                    List.of(new Condition<>(practice.groupField(), Operator.IN, List.copyOf(groups.groups()))));
        }
        return scope instanceof Scope.Everything ? Optional.of(List.of()) : Optional.empty();
    }

    /**
     * @param ticket a ticket the actor may read
     * @return the cascades of its commands that are not over
     */
    public List<CascadeProgress> cascades(T ticket) {
        return kernel.store()
                .unitOfWork()
                .required(() -> kernel.store().cascades().of(ticket.tenant(), ticket.ref()).stream()
                        .map(CascadeRecord::progress)
                        .toList());
    }

    /**
     * Reads a timeline from its start and recomputes its chain.
     *
     * @param session who
     * @param id the ticket
     * @return what was found
     */
    public ChainReport verify(Session session, TicketId id) {
        ChainCheck check = new ChainCheck(kernel.store().timelines());
        AtomicReference<ChainReport> report = new AtomicReference<>();
        AtomicBoolean more = new AtomicBoolean();
        Look look = kernel.store().unitOfWork().required(() -> {
            Look seen =
                    look(session, () -> pipeline.tickets().find(session.actor().tenant(), id));
            seen.permitted().ifPresent(ticket -> {
                ChainReport found = check.verify(ticket);
                report.set(found);
                more.set(found.intact() && check.hasMore(ticket));
            });
            return seen;
        });
        T counted = opened(session, id, look);
        if (!more.get()) {
            return report.get();
        }
        // somebody has written since the ticket was read: then it counts more by now, or it was not written by us
        T later = get(session, id);
        return later.version() > counted.version() ? report.get() : ChainCheck.added(counted);
    }

    /**
     * @param ticket a ticket the actor may read
     * @param after the sequence of the last entry read; 0 from the start, and not less
     * @param publicOnly whether to leave out internal entries
     * @param show what to make of each entry
     * @param <E> what is shown
     * @return up to {@link Limits#PAGE_DEFAULT} entries
     */
    public <E> Page<E, Long> timeline(T ticket, long after, boolean publicOnly, Function<TimelineEntry, E> show) {
        if (after < 0) {
            throw new InvalidInputException(
                    "Timeline", "after", "0 or the sequence of the last entry read, got " + after);
        }
        List<TimelineEntry> entries = kernel.store()
                .unitOfWork()
                .required(() -> kernel.store()
                        .timelines()
                        .read(ticket.tenant(), ticket.ref(), after, Limits.PAGE_DEFAULT + 1, publicOnly));
        boolean more = entries.size() > Limits.PAGE_DEFAULT;
        List<TimelineEntry> page = more ? entries.subList(0, Limits.PAGE_DEFAULT) : entries;
        Optional<Long> next = more ? Optional.of(page.get(page.size() - 1).sequence()) : Optional.empty();
        return new Page<>(page, next).map(show);
    }
}
