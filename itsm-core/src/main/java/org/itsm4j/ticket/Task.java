package org.itsm4j.ticket;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Work to be done on a ticket while it stands at a stage: a work order. A ticket that comes to the stage again gets new
 * ones.
 *
 * @param ticket the ticket
 * @param id the element of the diagram, such as {@code replaceCable}; up to 255 characters
 * @param name what people read, such as {@code Replace the cable}
 * @param group the group that does it; empty if any agent may
 * @param agent the person who has claimed it, or has done it
 * @param state how it stands
 * @param openedAt when it was opened
 * @param endedAt when it was done or cancelled
 * @param run which visit of the stage it belongs to: the ticket's version when it came there, so a later visit has a
 *     greater number
 */
public record Task(
        TicketRef ticket,
        String id,
        String name,
        Optional<String> group,
        Optional<String> agent,
        TaskState state,
        Instant openedAt,
        Optional<Instant> endedAt,
        long run) {
    /** Refuses absent parts. */
    public Task {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(endedAt, "endedAt");
    }

    /** @return whether it is to be done */
    public boolean isOpen() {
        return state == TaskState.OPEN;
    }

    /**
     * @param person who has it now
     * @return this task, claimed by that person
     */
    public Task claimedBy(String person) {
        return new Task(ticket, id, name, group, Optional.of(person), state, openedAt, endedAt, run);
    }

    /**
     * @param how DONE or CANCELLED
     * @param at when
     * @return this task, ended
     */
    public Task ended(TaskState how, Instant at) {
        return new Task(ticket, id, name, group, agent, how, openedAt, Optional.of(at), run);
    }

    /** @return where a page of a group's tasks that ends here goes on */
    public TaskCursor cursor() {
        return new TaskCursor(openedAt, ticket.id(), id);
    }

    /** Ids and state, not names: tasks end up in logs. */
    @Override
    public String toString() {
        return "task " + id + " of " + ticket + " [" + state + "]";
    }
}
