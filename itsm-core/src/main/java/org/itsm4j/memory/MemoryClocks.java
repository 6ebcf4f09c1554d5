package org.itsm4j.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.TimelineStore;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** Clocks, by ticket, and the policies they follow. */
final class MemoryClocks implements ClockStore {
    private static final Comparator<ClockCursor> ORDER = Comparator.comparing(ClockCursor::at)
            .thenComparing(ClockCursor::ticket)
            .thenComparing(ClockCursor::slot)
            .thenComparing(ClockCursor::cycle);
    private static final Comparator<Due> DUE =
            Comparator.comparing(Due::alarmAt).thenComparing(due -> due.ticket().id());

    private record Key(Tenant tenant, int version) {}

    private record Owner(Tenant tenant, TicketRef ticket) {}

    private record Place(String slot, int cycle) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySlot = slot.compareTo(other.slot);
            return bySlot != 0 ? bySlot : Integer.compare(cycle, other.cycle);
        }
    }

    private record Promised(String policy, String slot, Optional<Priority> priority) {
        private static final Comparator<Promised> ORDER = Comparator.comparing(Promised::policy)
                .thenComparing(Promised::slot)
                .thenComparing(
                        promised -> promised.priority.orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));
    }

    private final MemoryUnitOfWork unitOfWork;
    private final TimelineStore timelines;
    private final Supplier<Collection<MemoryTickets<?, ?>>> tickets;
    private final Map<Key, String> policies = new HashMap<>();
    private final Map<Owner, NavigableMap<Place, ClockRecord>> clocks = new LinkedHashMap<>();

    MemoryClocks(
            MemoryUnitOfWork unitOfWork, TimelineStore timelines, Supplier<Collection<MemoryTickets<?, ?>>> tickets) {
        this.unitOfWork = unitOfWork;
        this.timelines = timelines;
        this.tickets = tickets;
    }

    @Override
    public Optional<String> policies(Tenant tenant, int version) {
        unitOfWork.requireActive();
        return Optional.ofNullable(policies.get(new Key(tenant, version)));
    }

    @Override
    public void addPolicies(Tenant tenant, int version, String json) {
        unitOfWork.requireActive();
        Key key = new Key(tenant, version);
        if (policies.putIfAbsent(key, Objects.requireNonNull(json, "json")) != null) {
            throw new DuplicateKeyException("There is a version " + version + " of the policies already");
        }
        unitOfWork.undo(() -> policies.remove(key));
    }

    @Override
    public void add(Tenant tenant, List<ClockRecord> added) {
        unitOfWork.requireActive();
        for (ClockRecord clock : added) {
            NavigableMap<Place, ClockRecord> own =
                    clocks.computeIfAbsent(new Owner(tenant, clock.ticket()), owner -> new TreeMap<>());
            if (own.putIfAbsent(place(clock), clock) != null) {
                throw new DuplicateKeyException("There is a " + clock + " already");
            }
            unitOfWork.undo(() -> own.remove(place(clock)));
        }
    }

    private static Place place(ClockRecord clock) {
        return new Place(clock.slot(), clock.cycle());
    }

    @Override
    public void replace(Tenant tenant, List<Change> changes) {
        unitOfWork.requireActive();
        for (Change change : changes) {
            ClockRecord before = change.before();
            NavigableMap<Place, ClockRecord> own =
                    clocks.getOrDefault(new Owner(tenant, before.ticket()), new TreeMap<>());
            if (!before.equals(own.get(place(before)))) {
                throw new StaleTicketException("The " + before + " was changed meanwhile");
            }
            own.put(place(before), change.after());
            unitOfWork.undo(() -> own.put(place(before), before));
        }
    }

    @Override
    public List<ClockRecord> current(Tenant tenant, TicketRef ticket) {
        return of(tenant, ticket).filter(ClockRecord::current).toList();
    }

    @Override
    public List<ClockRecord> all(Tenant tenant, TicketRef ticket, int limit) {
        return of(tenant, ticket).limit(limit).toList();
    }

    private Stream<ClockRecord> of(Tenant tenant, TicketRef ticket) {
        unitOfWork.requireActive();
        return clocks.getOrDefault(new Owner(tenant, ticket), new TreeMap<>()).values().stream();
    }

    @Override
    public Page<ClockRecord, ClockCursor> search(
            Tenant tenant, ClockSearch search, Instant now, Optional<Collection<String>> groups) {
        List<ClockRecord> found = held(tenant, search.kind(), groups)
                .filter(clock -> isIn(search, now, clock))
                .filter(clock -> narrowed(tenant, search, clock))
                .filter(clock -> search.after()
                        .map(after -> ORDER.compare(cursor(clock), after) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(MemoryClocks::cursor, ORDER))
                .limit(search.limit() + 1L)
                .toList();
        if (found.size() <= search.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<ClockRecord> page = found.subList(0, search.limit());
        return new Page<>(page, Optional.of(cursor(page.get(page.size() - 1))));
    }

    private static ClockCursor cursor(ClockRecord clock) {
        return new ClockCursor(clock.dueAt().orElseThrow(), clock.ticket().id(), clock.slot(), clock.cycle());
    }

    private static boolean isIn(ClockSearch search, Instant now, ClockRecord clock) {
        boolean open = clock.status() == ClockStatus.RUNNING || clock.status() == ClockStatus.PAUSED;
        boolean missed = clock.dueAt().filter(due -> due.isBefore(now)).isPresent();
        return switch (search.scope()) {
            case OVERDUE -> open && missed;
            case AT_RISK ->
                clock.status() == ClockStatus.RUNNING
                        && clock.dueAt()
                                .filter(due -> !due.isBefore(now) && !due.isAfter(now.plus(search.within())))
                                .isPresent();
            case BREACHED ->
                isIn(clock.dueAt(), search.from().orElseThrow(), search.to().orElseThrow())
                        && (open ? missed : clock.status() == ClockStatus.STOPPED && clock.breached());
        };
    }

    private static boolean isIn(Optional<Instant> moment, Instant from, Instant to) {
        return moment.filter(at -> !at.isBefore(from) && at.isBefore(to)).isPresent();
    }

    private boolean narrowed(Tenant tenant, ClockSearch search, ClockRecord clock) {
        return search.policy().map(clock.policy()::equals).orElse(true)
                && search.slot().map(clock.slot()::equals).orElse(true)
                && (search.service().isEmpty() || search.service().equals(clock.service()))
                && (search.priority().isEmpty() || search.priority().equals(clock.priority()))
                && search.group()
                        .map(group -> isHeldBy(tenant, clock.ticket(), group::equals))
                        .orElse(true);
    }

    private boolean isHeldBy(Tenant tenant, TicketRef ticket, Predicate<String> group) {
        return ticket(tenant, ticket).flatMap(Ticket::group).filter(group).isPresent();
    }

    private Optional<Ticket<?>> ticket(Tenant tenant, TicketRef ref) {
        return tickets.get().stream()
                .flatMap(kept -> kept.find(tenant, ref.id()).stream())
                .<Ticket<?>>map(ticket -> ticket)
                .filter(ticket -> ticket.kind() == ref.kind())
                .findFirst();
    }

    private Stream<ClockRecord> held(Tenant tenant, TicketKind kind, Optional<Collection<String>> groups) {
        unitOfWork.requireActive();
        return clocks.entrySet().stream()
                .filter(own -> own.getKey().tenant().equals(tenant)
                        && own.getKey().ticket().kind() == kind)
                .filter(own -> groups.map(some -> isHeldBy(tenant, own.getKey().ticket(), some::contains))
                        .orElse(true))
                .flatMap(own -> own.getValue().values().stream());
    }

    @Override
    public List<Attainment> attainment(
            Tenant tenant, TicketKind kind, Instant from, Instant to, Optional<Collection<String>> groups) {
        Map<Promised, Map<Boolean, Long>> counts = held(tenant, kind, groups)
                .filter(clock -> clock.status() == ClockStatus.STOPPED && isIn(clock.stoppedAt(), from, to))
                .collect(Collectors.groupingBy(
                        clock -> new Promised(clock.policy(), clock.slot(), clock.priority()),
                        () -> new TreeMap<>(Promised.ORDER),
                        Collectors.partitioningBy(ClockRecord::breached, Collectors.counting())));
        return counts.entrySet().stream()
                .map(row -> new Attainment(
                        row.getKey().policy(),
                        row.getKey().slot(),
                        row.getKey().priority(),
                        row.getValue().get(false),
                        row.getValue().get(true)))
                .toList();
    }

    @Override
    public List<ClockRecord> during(
            Tenant tenant, TicketKind kind, String service, String slot, Instant from, Instant to, int limit) {
        return held(tenant, kind, Optional.empty())
                .filter(clock -> clock.service().equals(Optional.of(service))
                        && clock.slot().equals(slot))
                .filter(clock -> clock.status() != ClockStatus.CANCELLED)
                .filter(clock -> clock.startedAt().isBefore(to)
                        && clock.stoppedAt().filter(at -> at.isBefore(from)).isEmpty())
                .sorted(Comparator.comparing(ClockRecord::startedAt)
                        .thenComparing(clock -> clock.ticket().id())
                        .thenComparing(ClockRecord::cycle))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Due> due(Instant now, Optional<ClockCursor> after, int limit) {
        unitOfWork.requireActive();
        return clocks.entrySet().stream()
                .flatMap(own -> own.getValue().values().stream()
                        .filter(clock -> isReached(clock, now))
                        .flatMap(clock -> clock.alarmAt().stream())
                        .min(Comparator.naturalOrder())
                        .flatMap(alarm -> due(own.getKey(), alarm))
                        .stream())
                .filter(due -> after.map(last -> isBehind(due, last)).orElse(true))
                .sorted(DUE)
                .limit(limit)
                .toList();
    }

    private static boolean isReached(ClockRecord clock, Instant now) {
        return clock.alarmAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    private Optional<Due> due(Owner owner, Instant alarm) {
        return ticket(owner.tenant(), owner.ticket())
                .map(ticket -> new Due(
                        owner.tenant(),
                        owner.ticket(),
                        ticket.number(),
                        ticket.state().name(),
                        ticket.head(),
                        alarm));
    }

    private static boolean isBehind(Due due, ClockCursor last) {
        int at = due.alarmAt().compareTo(last.at());
        TicketId id = due.ticket().id();
        return at > 0 || at == 0 && id.compareTo(last.ticket()) > 0;
    }

    @Override
    public List<Owned> reached(List<Due> due, Instant now) {
        return due.stream()
                .flatMap(each -> of(each.tenant(), each.ticket())
                        .filter(clock -> isReached(clock, now))
                        .map(clock -> new Owned(each.tenant(), clock)))
                .toList();
    }

    @Override
    public void mark(List<Mark> marks) {
        unitOfWork.requireActive();
        for (Mark mark : marks) {
            Due due = mark.due();
            tickets.get().stream()
                    .filter(kept -> kept.isKept(due.tenant(), due.ticket()))
                    .findFirst()
                    .orElseThrow(() -> new StaleTicketException("There is no " + due.ticket()))
                    .record(
                            due.tenant(),
                            due.ticket(),
                            due.head(),
                            mark.entry().head().unchangedSince(due.head()));
            timelines.append(due.tenant(), due.ticket(), mark.entry());
            replace(due.tenant(), mark.changes());
        }
    }
}
