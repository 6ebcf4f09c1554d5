package org.itsm4j.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.TaskStore;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** Tasks, by ticket. */
final class MemoryTasks implements TaskStore {
    private static final Comparator<Task> OPENED =
            Comparator.comparing(Task::openedAt).thenComparing(Task::id);
    private static final Comparator<Task> LATEST =
            Comparator.comparingLong(Task::run).reversed().thenComparing(OPENED);
    private static final Comparator<TaskCursor> QUEUE = Comparator.comparing(TaskCursor::openedAt)
            .thenComparing(TaskCursor::ticket)
            .thenComparing(TaskCursor::task);

    private record Owner(Tenant tenant, TicketRef ticket) {}

    private record Key(long run, String id) {}

    private final MemoryUnitOfWork unitOfWork;
    private final Map<Owner, Map<Key, Task>> tasks = new HashMap<>();

    MemoryTasks(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public void open(Tenant tenant, Task task) {
        unitOfWork.requireActive();
        Map<Key, Task> own = tasks.computeIfAbsent(new Owner(tenant, task.ticket()), owner -> new HashMap<>());
        if (own.putIfAbsent(key(task), task) != null) {
            throw new DuplicateKeyException("There is a " + task + " of run " + task.run() + " already");
        }
        unitOfWork.undo(() -> own.remove(key(task)));
    }

    private static Key key(Task task) {
        return new Key(task.run(), task.id());
    }

    @Override
    public void replace(Tenant tenant, Task before, Task after) {
        unitOfWork.requireActive();
        Map<Key, Task> own = tasks.getOrDefault(new Owner(tenant, before.ticket()), new HashMap<>());
        if (!before.equals(own.get(key(before)))) {
            throw new StaleTicketException("The " + before + " was changed meanwhile");
        }
        own.put(key(before), after);
        unitOfWork.undo(() -> own.put(key(before), before));
    }

    @Override
    public Optional<Task> find(Tenant tenant, TicketRef ticket, String id) {
        return of(tenant, ticket).filter(task -> task.id().equals(id)).max(Comparator.comparingLong(Task::run));
    }

    @Override
    public List<Task> list(Tenant tenant, TicketRef ticket, int limit) {
        return of(tenant, ticket).sorted(LATEST).limit(limit).toList();
    }

    private Stream<Task> of(Tenant tenant, TicketRef ticket) {
        unitOfWork.requireActive();
        return tasks.getOrDefault(new Owner(tenant, ticket), Map.of()).values().stream();
    }

    @Override
    public Page<Task, TaskCursor> queue(
            Tenant tenant, TicketKind kind, String group, Optional<TaskCursor> after, int limit) {
        unitOfWork.requireActive();
        List<Task> found = tasks.entrySet().stream()
                .filter(own -> own.getKey().tenant().equals(tenant)
                        && own.getKey().ticket().kind() == kind)
                .flatMap(own -> own.getValue().values().stream())
                .filter(task -> task.isOpen() && task.group().equals(Optional.of(group)))
                .filter(task -> after.map(last -> QUEUE.compare(task.cursor(), last) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(Task::cursor, QUEUE))
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Task> page = more ? found.subList(0, limit) : found;
        return new Page<>(page, more ? Optional.of(page.get(limit - 1).cursor()) : Optional.empty());
    }
}
