package org.itsm4j.incident;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Decision;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.lifecycle.internal.TaskWork;
import org.itsm4j.security.Scope;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;

/** The commands that go on within a state: to the next stage, and on the tasks of a stage. */
final class IncidentTasks {
    private static final int STORM = 100;

    private final IncidentDesk desk;

    IncidentTasks(IncidentDesk desk) {
        this.desk = desk;
    }

    /** A command that may say which way to go. */
    record Way(Optional<@Text(max = Limits.NAME) String> way) {}

    /** A command on a task. */
    record OnTask(@NotNull @Text(max = Limits.ELEMENT) String task, Optional<@Valid Note> note) {}

    Incident advance(Session session, TicketId id, Optional<String> way) {
        return desk.act(session, id, IncidentAction.ADVANCE, new Way(way), (incident, step) -> {
            step.say(way.orElse("")).way(way);
            return incident;
        });
    }

    Incident claim(Session session, TicketId id, String task) {
        OnTask command = new OnTask(task, Optional.empty());
        return again(
                session,
                () -> desk.act(session, id, IncidentAction.CLAIM, command, (incident, step) -> {
                    step.say(work().claim(session, incident, IncidentAction.CLAIM, task, step)
                            .name());
                    return incident;
                }));
    }

    Incident complete(Session session, TicketId id, String task, Optional<Note> note) {
        OnTask command = new OnTask(task, note);
        Decision<Incident> decision = (incident, step) -> completed(session, incident, step, task, note);
        return again(session, () -> desk.act(session, id, IncidentAction.COMPLETE, command, decision));
    }

    private Incident completed(Session session, Incident incident, Step step, String task, Optional<Note> note) {
        Task done = work().complete(
                        session,
                        incident,
                        IncidentAction.COMPLETE,
                        task,
                        step,
                        () -> advance(session.asSystem("tasks"), incident.id(), Optional.empty()));
        step.say(done.name());
        note.ifPresent(words -> step.say(words.text()).visible(words.visibility()));
        return incident;
    }

    private TaskWork<Incident, IncidentState, IncidentAction, IncidentField> work() {
        return desk.pipeline().tasks();
    }

    /** Who works on one task is in nobody's way who works on another: whoever loses a race looks again. */
    private Incident again(Session session, Supplier<Incident> command) {
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

    List<Task> of(Incident incident) {
        return desk.kernel()
                .store()
                .unitOfWork()
                .required(() -> desk.kernel().store().tasks().list(incident.tenant(), incident.ref(), Limits.PAGE_CAP));
    }

    Page<Task, TaskCursor> ofGroup(Session session, String group, int limit, Optional<TaskCursor> after) {
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
                        .queue(session.actor().tenant(), TicketKind.INCIDENT, group, after, limit));
    }
}
