package org.itsm4j.lifecycle.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.TaskStore;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.Ticket;

/**
 * The tasks of a practice's tickets: opened where a ticket comes to, cancelled where it leaves, claimed and done between.
 * All of it is part of a command on the ticket, and costs nothing at a stage without tasks.
 *
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public final class TaskWork<T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    private static final Set<Role> HEADS = Set.of(Role.DISPATCHER, Role.MANAGER);
    private static final Set<Role> ANY_OF_THE_GROUP = Set.of(Role.ASSIGNEE, Role.DISPATCHER, Role.MANAGER);
    private static final Set<Role> ITS_AGENT = Set.of(Role.ASSIGNEE, Role.MANAGER);

    private final Kernel kernel;
    private final Practice<T, S, A, F> practice;

    TaskWork(Kernel kernel, Practice<T, S, A, F> practice) {
        this.kernel = kernel;
        this.practice = practice;
    }

    /** A task as an access policy sees it: its group's, or that of the person who has claimed it. */
    private record Piece(Tenant tenant, String label, Optional<String> group, Optional<String> agent)
            implements Subject {
        @Override
        public Optional<String> requester() {
            return Optional.empty();
        }
    }

    boolean hasTasks(Place place) {
        return !plans(place, Set.of()).isEmpty();
    }

    private List<TaskPlan> plans(Place place, Set<String> done) {
        return kernel.workflow().tasks(practice.contract(), place, done);
    }

    /** Opens the first tasks where a ticket has come to. */
    void entered(T ticket, Step step) {
        open(ticket, plans(ticket.place(), Set.of()), ticket.version() + 1, 0, step);
    }

    /** Cancels what is still open where a ticket leaves. */
    void left(T ticket, Step step) {
        if (hasTasks(ticket.place())) {
            visit(ticket).stream()
                    .filter(Task::isOpen)
                    .forEach(task -> change(ticket, task, task.ended(TaskState.CANCELLED, step.now()), step));
        }
    }

    private void open(T ticket, List<TaskPlan> plans, long run, int before, Step step) {
        if (before + plans.size() > Limits.TASKS) {
            throw new ConfigurationException("The stage "
                    + ticket.place().stage().id() + " has more than " + Limits.TASKS + " tasks, which is the limit");
        }
        for (TaskPlan plan : plans) {
            Task task = new Task(
                    ticket.ref(),
                    plan.id(),
                    plan.name(),
                    plan.group(),
                    Optional.empty(),
                    TaskState.OPEN,
                    step.now(),
                    Optional.empty(),
                    run);
            step.change(new FieldChange(field(task), "", task.state().name()));
            step.write(() -> store().open(ticket.tenant(), task));
        }
    }

    private void change(T ticket, Task before, Task after, Step step) {
        if (before.state() != after.state()) {
            step.change(new FieldChange(
                    field(before), before.state().name(), after.state().name()));
        }
        if (!before.agent().equals(after.agent())) {
            step.change(new FieldChange(
                    field(before) + ".agent",
                    before.agent().orElse(""),
                    after.agent().orElse("")));
        }
        step.write(() -> store().replace(ticket.tenant(), before, after));
    }

    private static String field(Task task) {
        return "task." + task.id();
    }

    /** The tasks since the ticket came to its stage. */
    private List<Task> visit(T ticket) {
        List<Task> latest = store().list(ticket.tenant(), ticket.ref(), Limits.TASKS);
        return latest.stream().filter(task -> task.run() == latest.get(0).run()).toList();
    }

    private TaskStore store() {
        return kernel.store().tasks();
    }

    /**
     * Gives a task to the actor.
     *
     * @param session who
     * @param ticket the ticket
     * @param action what it is called, for the right to it
     * @param id the element
     * @param step the command
     * @return the task as it will be
     */
    public Task claim(Session session, T ticket, A action, String id, Step step) {
        Task task = open(ticket, visit(ticket), id);
        Piece piece = piece(ticket, task, Optional.empty());
        kernel.permit(session, permission(action, ANY_OF_THE_GROUP), piece);
        String person = session.actor().person();
        boolean head = kernel.policy().permits(session.actor(), permission(action, HEADS), piece);
        if (task.agent().isPresent() && (task.agent().get().equals(person) || !head)) {
            throw new RuleViolationException(
                    ticket.label(),
                    "taskClaimed",
                    "the task " + id + " is claimed by " + task.agent().get() + " already");
        }
        Task claimed = task.claimedBy(person);
        change(ticket, task, claimed, step);
        return claimed;
    }

    /**
     * Says that a task is done, and opens what comes after it.
     *
     * @param session who
     * @param ticket the ticket
     * @param action what it is called, for the right to it
     * @param id the element
     * @param step the command
     * @param over what follows if nothing more is to be done
     * @return the task as it will be
     */
    public Task complete(Session session, T ticket, A action, String id, Step step, Runnable over) {
        List<Task> visit = visit(ticket);
        Task task = open(ticket, visit, id);
        kernel.permit(
                session,
                permission(action, task.agent().isPresent() ? ITS_AGENT : ANY_OF_THE_GROUP),
                piece(ticket, task, task.agent()));
        Task done = task.claimedBy(session.actor().person()).ended(TaskState.DONE, step.now());
        change(ticket, task, done, step);
        Set<String> ended = new HashSet<>(Set.of(id));
        visit.stream()
                .filter(one -> one.state() == TaskState.DONE)
                .map(Task::id)
                .forEach(ended::add);
        List<TaskPlan> rest = plans(ticket.place(), ended);
        Set<String> known = visit.stream().map(Task::id).collect(Collectors.toSet());
        open(ticket, rest.stream().filter(plan -> !known.contains(plan.id())).toList(), task.run(), visit.size(), step);
        if (rest.isEmpty() && isAdvanceOffered(ticket)) {
            step.then(over);
        }
        return done;
    }

    private boolean isAdvanceOffered(T ticket) {
        return practice.contract()
                .advance()
                .filter(action -> kernel.workflow()
                        .offers(practice.law(ticket), ticket.place())
                        .contains(Labels.of(action)))
                .isPresent();
    }

    private static Task open(Ticket<?> ticket, List<Task> visit, String id) {
        List<String> open = visit.stream().filter(Task::isOpen).map(Task::id).toList();
        Task task = visit.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RuleViolationException(
                        ticket.label(), "task", "has no task of that id at its stage; open: " + open));
        if (!task.isOpen()) {
            throw new RuleViolationException(
                    ticket.label(), "taskEnded", "the task " + id + " is " + task.state() + " already; open: " + open);
        }
        return task;
    }

    private Permission permission(A action, Set<Role> who) {
        return practice.permission(Labels.of(action), who);
    }

    private static Piece piece(Ticket<?> ticket, Task task, Optional<String> agent) {
        return new Piece(ticket.tenant(), "task " + task.id() + " of " + ticket.label(), task.group(), agent);
    }
}
