package org.itsm4j.jpa;

import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.TaskStore;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** Tasks, a row each. */
final class JpaTaskStore implements TaskStore {
    private final JpaUnitOfWork unit;

    JpaTaskStore(JpaUnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void open(Tenant tenant, Task task) {
        unit.call(() -> "open " + task, manager -> {
            TaskRow row = new TaskRow(tenant, task);
            manager.persist(row);
            manager.flush();
            return row;
        });
    }

    @Override
    public void replace(Tenant tenant, Task before, Task after) {
        unit.call(() -> "change " + before, manager -> {
            // the row that the list has left in the persistence context: no second SELECT
            TaskRow row = manager.find(TaskRow.class, new TaskKey(tenant, before));
            if (row == null || !row.read().equals(before)) {
                throw new StaleTicketException("The " + before + " was changed meanwhile");
            }
            row.write(after);
            manager.flush();
            return row;
        });
    }

    @Override
    public Optional<Task> find(Tenant tenant, TicketRef ticket, String id) {
        return unit.call(() -> "find a task of " + ticket, manager -> {
            Select<TaskRow> select = new Select<>(manager, TaskRow.class);
            of(select, tenant, ticket).equal("id", id);
            select.order(false, "run");
            return select.list(1).stream().findFirst().map(TaskRow::read);
        });
    }

    @Override
    public List<Task> list(Tenant tenant, TicketRef ticket, int limit) {
        return unit.call(() -> "list the tasks of " + ticket, manager -> {
            Select<TaskRow> select = new Select<>(manager, TaskRow.class);
            of(select, tenant, ticket);
            select.order(false, "run").order(true, "openedAt", "id");
            return select.list(limit).stream().map(TaskRow::read).toList();
        });
    }

    private static Where of(Select<TaskRow> select, Tenant tenant, TicketRef ticket) {
        return select.where()
                .equal("tenant", tenant.name())
                .equal("ticketKind", ticket.kind().name())
                .equal("ticketId", ticket.id().value());
    }

    @Override
    public Page<Task, TaskCursor> queue(
            Tenant tenant, TicketKind kind, String group, Optional<TaskCursor> after, int limit) {
        return unit.call(() -> "list the open tasks of a group", manager -> {
            Select<TaskRow> select = new Select<>(manager, TaskRow.class);
            Where where = select.where()
                    .equal("tenant", tenant.name())
                    .equal("group", group)
                    .equal("state", TaskState.OPEN.name())
                    .equal("ticketKind", kind.name());
            after.ifPresent(last -> where.behind(
                    List.of("openedAt", "ticketId", "id"),
                    List.of(Micros.of(last.openedAt()), last.ticket().value(), last.task())));
            select.order(true, "openedAt", "ticketId", "id");
            List<Task> found =
                    select.list(limit + 1).stream().map(TaskRow::read).toList();
            boolean more = found.size() > limit;
            List<Task> page = more ? found.subList(0, limit) : found;
            return new Page<>(page, more ? Optional.of(page.get(limit - 1).cursor()) : Optional.empty());
        });
    }
}
