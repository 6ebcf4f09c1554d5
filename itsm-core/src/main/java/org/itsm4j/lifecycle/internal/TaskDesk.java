package org.itsm4j.lifecycle.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.security.Scope;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;

/**
 * The commands that go on within a state: to the next stage, and on the tasks of a stage. Thread-safe.
 *
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public final class TaskDesk<T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    private static final int STORM = 100;

    private final TicketDesk<T, S, A, F> desk;

    TaskDesk(TicketDesk<T, S, A, F> desk) {
        this.desk = desk;
    }

    /**
     * @param session who
     * @param id which ticket
     * @param way which way to go, where the diagram has several
     * @return the ticket at its next stage
     */
    public T advance(Session session, TicketId id, Optional<String> way) {
        return desk.act(session, id, actions().advance(), new Said.Way(way), (ticket, step) -> {
            step.say(way.orElse("")).way(way);
            return ticket;
        });
    }

    /**
     * @param session who
     * @param id which ticket
     * @param task which task of it
     * @return the ticket
     */
    public T claim(Session session, TicketId id, String task) {
        return claim(session, id, task, (ticket, step) -> {});
    }

    /**
     * @param session who
     * @param id which ticket
     * @param task which task of it
     * @param require refuses those who must not
     * @return the ticket
     */
    public T claim(Session session, TicketId id, String task, BiConsumer<T, Step> require) {
        Said.OnTask command = new Said.OnTask(task, Optional.empty());
        A action = actions().claim();
        return again(
                session,
                () -> desk.act(session, id, action, command, (ticket, step) -> {
                    require.accept(ticket, step);
                    step.say(work().claim(session, ticket, action, task, step).name());
                    return ticket;
                }));
    }

    /**
     * @param session who
     * @param id which ticket
     * @param task which task of it
     * @param note what there is to say about it
     * @return the ticket; at its next stage if that was the last task
     */
    public T complete(Session session, TicketId id, String task, Optional<Note> note) {
        return complete(session, id, task, note, (ticket, step) -> {});
    }

    /**
     * @param session who
     * @param id which ticket
     * @param task which task of it
     * @param note what there is to say about it
     * @param require refuses those who must not
     * @return the ticket; at its next stage if that was the last task
     */
    public T complete(Session session, TicketId id, String task, Optional<Note> note, BiConsumer<T, Step> require) {
        Said.OnTask command = new Said.OnTask(task, note);
        Decision<T> decision = (ticket, step) -> {
            require.accept(ticket, step);
            return completed(session, ticket, step, task, note);
        };
        return again(session, () -> desk.act(session, id, actions().complete(), command, decision));
    }

    private T completed(Session session, T ticket, Step step, String task, Optional<Note> note) {
        Task done = work().complete(
                        session,
                        ticket,
                        actions().complete(),
                        task,
                        step,
                        () -> advance(session.asSystem("tasks"), ticket.id(), Optional.empty()));
        step.say(done.name());
        note.ifPresent(words -> step.say(words.text()).visible(words.visibility()));
        return ticket;
    }

    private TaskWork<T, S, A, F> work() {
        return desk.pipeline().tasks();
    }

    private SharedActions<A> actions() {
        return desk.practice().shared();
    }

    /** Who works on one task is in nobody's way who works on another: whoever loses a race looks again. */
    private T again(Session session, Supplier<T> command) {
        boolean only = session.expected().isPresent()
                || desk.kernel().store().unitOfWork().isActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return command.get();
            } catch (ConcurrentChangeException e) {
                if (only || attempt == STORM) {
                    throw e;
                }
            }
        }
    }

    /**
     * @param ticket a ticket the actor may read
     * @return its tasks, those of the latest visit first
     */
    public List<Task> of(T ticket) {
        return desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> desk.kernel().store().tasks().list(ticket.tenant(), ticket.ref(), Limits.PAGE_CAP));
    }

    /**
     * @param session who
     * @param group whose tasks
     * @param limit how many at most, 1 to {@link Limits#PAGE_CAP}
     * @param after where the page before ended
     * @return a page of open tasks; empty if the actor may not see that group's
     */
    public Page<Task, TaskCursor> ofGroup(Session session, String group, int limit, Optional<TaskCursor> after) {
        Text.Rule.require("Tasks", "group", group, Limits.NAME);
        if (limit < 1 || limit > Limits.PAGE_CAP) {
            throw new InvalidInputException("Tasks", "limit", "1 to " + Limits.PAGE_CAP + ", got " + limit);
        }
        Scope scope = desk.kernel().policy().scope(session.actor());
        boolean may = scope instanceof Scope.Everything
                || scope instanceof Scope.Groups groups && groups.groups().contains(group);
        if (!may) {
            return new Page<>(List.of(), Optional.empty());
        }
        return desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> desk.kernel()
                        .store()
                        .tasks()
                        .queue(session.actor().tenant(), desk.practice().kind(), group, after, limit));
    }
}
