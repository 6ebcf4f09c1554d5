package org.itsm4j.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.spi.ScheduledSlot;
import org.itsm4j.ticket.TicketRef;

/** Slots by ticket, and the versions of calendars. */
final class MemorySchedule implements ScheduleStore {
    private static final Comparator<ScheduledSlot> ORDER = Comparator.comparing(ScheduledSlot::from)
            .thenComparing(slot -> slot.ticket().kind().name())
            .thenComparing(slot -> slot.ticket().id());

    private final MemoryUnitOfWork unitOfWork;
    private final Map<Tenant, NavigableMap<Integer, String>> calendars = new HashMap<>();
    private final Map<Tenant, Map<TicketRef, ScheduledSlot>> slots = new HashMap<>();

    MemorySchedule(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** One transaction runs at a time, so that each has the lock. */
    @Override
    public void lock(Tenant tenant) {
        unitOfWork.requireActive();
        Objects.requireNonNull(tenant, "tenant");
    }

    @Override
    public Optional<CalendarVersion> calendar(Tenant tenant) {
        return Optional.ofNullable(versions(tenant).lastEntry())
                .map(last -> new CalendarVersion(last.getKey(), last.getValue()));
    }

    @Override
    public Optional<String> calendar(Tenant tenant, int version) {
        return Optional.ofNullable(versions(tenant).get(version));
    }

    private NavigableMap<Integer, String> versions(Tenant tenant) {
        unitOfWork.requireActive();
        return calendars.computeIfAbsent(tenant, any -> new TreeMap<>());
    }

    @Override
    public void addCalendar(Tenant tenant, int version, String json) {
        NavigableMap<Integer, String> versions = versions(tenant);
        if (versions.putIfAbsent(version, Objects.requireNonNull(json, "json")) != null) {
            throw new DuplicateKeyException("There is a version " + version + " of the change calendar already");
        }
        unitOfWork.undo(() -> versions.remove(version));
    }

    private Map<TicketRef, ScheduledSlot> own(Tenant tenant) {
        unitOfWork.requireActive();
        return slots.computeIfAbsent(tenant, any -> new HashMap<>());
    }

    @Override
    public void put(Tenant tenant, ScheduledSlot slot) {
        Map<TicketRef, ScheduledSlot> own = own(tenant);
        ScheduledSlot before = own.put(slot.ticket(), slot);
        unitOfWork.undo(() -> {
            if (before == null) {
                own.remove(slot.ticket());
            } else {
                own.put(slot.ticket(), before);
            }
        });
    }

    @Override
    public boolean remove(Tenant tenant, TicketRef ticket) {
        Map<TicketRef, ScheduledSlot> own = own(tenant);
        ScheduledSlot before = own.remove(ticket);
        if (before == null) {
            return false;
        }
        unitOfWork.undo(() -> own.put(ticket, before));
        return true;
    }

    @Override
    public Optional<ScheduledSlot> find(Tenant tenant, TicketRef ticket) {
        return Optional.ofNullable(own(tenant).get(ticket));
    }

    @Override
    public List<ScheduledSlot> overlapping(
            Tenant tenant,
            Instant from,
            Instant to,
            Collection<String> configurationItems,
            Collection<String> assignees,
            int limit) {
        Set<String> items = Set.copyOf(configurationItems);
        Set<String> people = Set.copyOf(assignees);
        return in(tenant, from, to)
                .filter(slot -> slot.configurationItems().stream().anyMatch(items::contains)
                        || slot.assignees().stream().anyMatch(people::contains))
                .limit(limit)
                .toList();
    }

    @Override
    public List<ScheduledSlot> during(Tenant tenant, Instant from, Instant to, int limit) {
        return in(tenant, from, to).limit(limit).toList();
    }

    private Stream<ScheduledSlot> in(Tenant tenant, Instant from, Instant to) {
        return own(tenant).values().stream()
                .filter(slot -> slot.overlaps(from, to))
                .sorted(ORDER);
    }
}
