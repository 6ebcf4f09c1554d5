package org.itsm4j.spi;

import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/**
 * Keeps the tasks of tickets. Called inside {@link UnitOfWork#required}. A task is known by its ticket, its run and its
 * id. Who writes a task has written its ticket before, in the same transaction: {@link StaleTicketException} there keeps
 * two from changing the same task at once.
 */
public interface TaskStore {
    /**
     * @param tenant whose
     * @param task a new task
     * @throws DuplicateKeyException if the ticket has a task of that run and id, here or at commit
     */
    void open(Tenant tenant, Task task);

    /**
     * Writes a changed task.
     *
     * @param tenant whose
     * @param before as it was read in this transaction
     * @param after as it shall be; same ticket, run and id
     * @throws StaleTicketException if the stored one is not as {@code before}
     */
    void replace(Tenant tenant, Task before, Task after);

    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @param id the element
     * @return the one of the latest run, unless there is none
     */
    Optional<Task> find(Tenant tenant, TicketRef ticket, String id);

    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @param limit how many at most
     * @return its tasks, those of the latest run first, and within a run in the order of their opening and of their ids
     */
    List<Task> list(Tenant tenant, TicketRef ticket, int limit);

    /**
     * @param tenant whose
     * @param kind of which tickets
     * @param group for which group
     * @param after where the page before ended; empty for the first
     * @param limit how many at most
     * @return a page of open tasks, in the order of their opening, of their tickets' ids and of their own
     */
    Page<Task, TaskCursor> queue(Tenant tenant, TicketKind kind, String group, Optional<TaskCursor> after, int limit);
}
