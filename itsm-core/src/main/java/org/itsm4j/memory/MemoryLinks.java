package org.itsm4j.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/** Links, found from either end. */
final class MemoryLinks implements LinkStore {
    private record From(Tenant tenant, TicketRef ticket) {}

    private record To(Tenant tenant, String target) {}

    private final MemoryUnitOfWork unitOfWork;
    private final Map<From, Set<Link>> byTicket = new HashMap<>();
    private final Map<To, Set<Link>> byTarget = new HashMap<>();

    MemoryLinks(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public boolean add(Tenant tenant, Link link) {
        unitOfWork.requireActive();
        boolean added = put(tenant, link);
        if (added) {
            unitOfWork.undo(() -> drop(tenant, link));
        }
        return added;
    }

    @Override
    public boolean remove(Tenant tenant, Link link) {
        unitOfWork.requireActive();
        boolean removed = drop(tenant, link);
        if (removed) {
            unitOfWork.undo(() -> put(tenant, link));
        }
        return removed;
    }

    private boolean put(Tenant tenant, Link link) {
        byTarget.computeIfAbsent(new To(tenant, link.target()), key -> new HashSet<>())
                .add(link);
        return byTicket.computeIfAbsent(new From(tenant, link.ticket()), key -> new HashSet<>())
                .add(link);
    }

    private boolean drop(Tenant tenant, Link link) {
        byTarget.getOrDefault(new To(tenant, link.target()), new HashSet<>()).remove(link);
        return byTicket.getOrDefault(new From(tenant, link.ticket()), new HashSet<>())
                .remove(link);
    }

    @Override
    public List<Link> from(Tenant tenant, TicketRef ticket, String type, int limit) {
        unitOfWork.requireActive();
        return byTicket.getOrDefault(new From(tenant, ticket), Set.of()).stream()
                .filter(link -> link.type().equals(type))
                .sorted(Comparator.comparing(Link::target))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Link> to(Tenant tenant, String type, String target, Optional<TicketId> after, int limit) {
        unitOfWork.requireActive();
        return byTarget.getOrDefault(new To(tenant, target), Set.of()).stream()
                .filter(link -> link.type().equals(type))
                .filter(link -> after.filter(last -> link.ticket().id().compareTo(last) <= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(link -> link.ticket().id()))
                .limit(limit)
                .toList();
    }
}
