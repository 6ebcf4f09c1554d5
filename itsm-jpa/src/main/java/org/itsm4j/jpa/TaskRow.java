package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/** A task as a row. The version of its ticket is its own: who writes a task has written the ticket. */
@Entity(name = "ItsmTask")
@Table(name = "itsm_task")
@IdClass(TaskKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class TaskRow {
    @Id
    @Column(name = "tenant", updatable = false)
    private String tenant;

    @Id
    @Column(name = "ticket_kind", updatable = false)
    private String ticketKind;

    @Id
    @Column(name = "ticket_id", updatable = false)
    private UUID ticketId;

    @Id
    @Column(name = "task_run", updatable = false)
    private long run;

    @Id
    @Column(name = "task_id", updatable = false)
    private String id;

    @Column(name = "task_name", updatable = false)
    private String name;

    @Column(name = "group_name", updatable = false)
    private @Nullable String group;

    @Column(name = "agent")
    private @Nullable String agent;

    @Column(name = "state")
    private String state;

    @Column(name = "opened_at", updatable = false)
    private long openedAt;

    @Column(name = "ended_at")
    private @Nullable Long endedAt;

    TaskRow() {}

    TaskRow(Tenant tenant, Task task) {
        this.tenant = tenant.name();
        ticketKind = task.ticket().kind().name();
        ticketId = task.ticket().id().value();
        run = task.run();
        id = task.id();
        name = task.name();
        group = task.group().orElse(null);
        openedAt = Micros.of(task.openedAt());
        write(task);
    }

    /** What changes in the life of a task. */
    void write(Task task) {
        agent = task.agent().orElse(null);
        state = task.state().name();
        endedAt = task.endedAt().map(Micros::of).orElse(null);
    }

    Task read() {
        return new Task(
                new TicketRef(TicketKind.valueOf(ticketKind), new TicketId(ticketId)),
                id,
                name,
                Optional.ofNullable(group),
                Optional.ofNullable(agent),
                TaskState.valueOf(state),
                Micros.instant(openedAt),
                Optional.ofNullable(endedAt).map(Micros::instant),
                run);
    }
}
