package org.itsm4j.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.spi.NumberStore;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.spi.Store;
import org.itsm4j.spi.TaskStore;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.spi.TimelineStore;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Ticket;

/**
 * A store in memory, with transactions that roll back: gone when the program ends. One transaction runs at a time.
 * Thread-safe.
 */
public final class InMemoryStore implements Store {
    private final MemoryUnitOfWork unitOfWork = new MemoryUnitOfWork();
    private final Map<Class<?>, MemoryTickets<?, ?>> tickets = new HashMap<>();
    private final MemoryTimelines timelines = new MemoryTimelines(unitOfWork);
    private final MemoryLinks links = new MemoryLinks(unitOfWork);
    private final MemoryTasks tasks = new MemoryTasks(unitOfWork);
    private final MemoryClocks clocks = new MemoryClocks(unitOfWork, timelines, this::allTickets);
    private final MemoryApprovals approvals = new MemoryApprovals(unitOfWork);
    private final MemorySchedule schedule = new MemorySchedule(unitOfWork);
    private final MemoryCascades cascades = new MemoryCascades(unitOfWork);
    private final MemoryNumbers numbers = new MemoryNumbers(unitOfWork);

    @Override
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    @SuppressWarnings("unchecked") // the class is the key under which a store of just these tickets was put
    public <T extends Ticket<T>, F extends Enum<F> & Field<T>> TicketStore<T, F> tickets(
            Class<T> ticket, Class<F> fields) {
        synchronized (tickets) {
            return (TicketStore<T, F>)
                    tickets.computeIfAbsent(ticket, key -> new MemoryTickets<T, F>(unitOfWork, fields));
        }
    }

    private Collection<MemoryTickets<?, ?>> allTickets() {
        synchronized (tickets) {
            return List.copyOf(tickets.values());
        }
    }

    @Override
    public TimelineStore timelines() {
        return timelines;
    }

    @Override
    public LinkStore links() {
        return links;
    }

    @Override
    public TaskStore tasks() {
        return tasks;
    }

    @Override
    public ClockStore clocks() {
        return clocks;
    }

    @Override
    public ApprovalStore approvals() {
        return approvals;
    }

    @Override
    public ScheduleStore schedule() {
        return schedule;
    }

    @Override
    public CascadeStore cascades() {
        return cascades;
    }

    @Override
    public NumberStore numbers() {
        return numbers;
    }
}
