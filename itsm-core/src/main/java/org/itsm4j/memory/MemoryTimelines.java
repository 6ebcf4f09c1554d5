package org.itsm4j.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.TimelineStore;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;

/** Timelines, and where each request id was used. */
final class MemoryTimelines implements TimelineStore {
    private record Key(Tenant tenant, TicketRef ticket) {}

    private record Request(Tenant tenant, String id) {}

    private final MemoryUnitOfWork unitOfWork;
    private final Map<Key, List<TimelineEntry>> entries = new HashMap<>();
    private final Map<Request, Marked> requests = new HashMap<>();

    MemoryTimelines(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public void append(Tenant tenant, TicketRef ticket, TimelineEntry entry) {
        unitOfWork.requireActive();
        List<TimelineEntry> timeline = entries.computeIfAbsent(new Key(tenant, ticket), key -> new ArrayList<>());
        if (timeline.stream().anyMatch(known -> known.sequence() == entry.sequence())) {
            throw new DuplicateKeyException("Entry " + entry.sequence() + " of " + ticket + " is there already");
        }
        Optional<Request> request = entry.request().map(mark -> new Request(tenant, mark.id()));
        request.filter(requests::containsKey).ifPresent(key -> {
            throw new DuplicateKeyException("Request " + key.id() + " was used already");
        });
        timeline.add(entry);
        unitOfWork.undo(() -> timeline.remove(entry));
        request.ifPresent(key -> {
            requests.put(key, new Marked(ticket, entry));
            unitOfWork.undo(() -> requests.remove(key));
        });
    }

    @Override
    public List<TimelineEntry> read(Tenant tenant, TicketRef ticket, long after, int limit, boolean publicOnly) {
        unitOfWork.requireActive();
        return entries.getOrDefault(new Key(tenant, ticket), List.of()).stream()
                .filter(entry -> entry.sequence() > after)
                .filter(entry -> !publicOnly || entry.visibility() == Visibility.PUBLIC)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Marked> findRequest(Tenant tenant, String request) {
        unitOfWork.requireActive();
        return Optional.ofNullable(requests.get(new Request(tenant, request)));
    }
}
