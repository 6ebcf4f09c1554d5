package org.itsm4j.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/** The tickets of one practice, in the order of their ids. */
final class MemoryTickets<T extends Ticket<T>, F extends Enum<F> & Field<T>> implements TicketStore<T, F> {
    private record Key(Tenant tenant, TicketId id) {}

    private record Unique(Tenant tenant, String key) {}

    private final MemoryUnitOfWork unitOfWork;
    private final Map<Key, T> tickets = new TreeMap<>(
            Comparator.comparing(Key::id).thenComparing(key -> key.tenant().name()));
    private final Map<Unique, TicketId> uniques = new HashMap<>();
    private final Optional<F> correlation;

    MemoryTickets(MemoryUnitOfWork unitOfWork, Class<F> fields) {
        this.unitOfWork = unitOfWork;
        this.correlation = Stream.of(fields.getEnumConstants())
                .filter(field -> field.name().equals("CORRELATION_KEY"))
                .findFirst();
    }

    @Override
    public void add(T ticket) {
        unitOfWork.requireActive();
        Key own = key(ticket);
        if (tickets.containsKey(own)) {
            throw new DuplicateKeyException("There is a " + ticket.ref() + " already");
        }
        keys(ticket).forEach(key -> claim(key, ticket.id()));
        tickets.put(own, ticket);
        unitOfWork.undo(() -> tickets.remove(own));
    }

    boolean isKept(Tenant tenant, TicketRef ref) {
        T ticket = tickets.get(new Key(tenant, ref.id()));
        return ticket != null && ticket.kind() == ref.kind();
    }

    /** Moves the end of a ticket's timeline, if it still is where it was. */
    void record(Tenant tenant, TicketRef ref, Head before, Head after) {
        T stored = tickets.get(new Key(tenant, ref.id()));
        if (stored == null || stored.version() != before.sequence()) {
            throw new StaleTicketException("The timeline of " + ref + " does not end at " + before.sequence());
        }
        replace(stored, stored.recorded(after));
    }

    private static Key key(Ticket<?> ticket) {
        return new Key(ticket.tenant(), ticket.id());
    }

    @Override
    public void replace(T before, T after) {
        unitOfWork.requireActive();
        T stored = tickets.get(key(before));
        if (stored == null || stored.version() != before.version()) {
            throw new StaleTicketException("The " + after.ref() + " is no longer at version " + before.version());
        }
        keys(stored).filter(key -> keys(after).noneMatch(key::equals)).forEach(key -> {
            uniques.remove(key);
            unitOfWork.undo(() -> uniques.put(key, stored.id()));
        });
        keys(after).filter(key -> keys(stored).noneMatch(key::equals)).forEach(key -> claim(key, after.id()));
        tickets.put(key(stored), after);
        unitOfWork.undo(() -> tickets.put(key(stored), stored));
    }

    private void claim(Unique key, TicketId id) {
        if (uniques.containsKey(key)) {
            throw new DuplicateKeyException("Number or correlation key is taken");
        }
        uniques.put(key, id);
        unitOfWork.undo(() -> uniques.remove(key));
    }

    private Stream<Unique> keys(T ticket) {
        Stream<Unique> number = Stream.of(new Unique(ticket.tenant(), "number " + ticket.number()));
        return Stream.concat(
                number,
                correlation.flatMap(field -> field.of(ticket)).stream()
                        .map(key -> new Unique(ticket.tenant(), "correlation " + key)));
    }

    @Override
    public Optional<T> find(Tenant tenant, TicketId id) {
        unitOfWork.requireActive();
        return Optional.ofNullable(tickets.get(new Key(tenant, id)));
    }

    @Override
    public Optional<T> findByNumber(Tenant tenant, TicketNumber number) {
        unitOfWork.requireActive();
        return Optional.ofNullable(uniques.get(new Unique(tenant, "number " + number)))
                .map(id -> tickets.get(new Key(tenant, id)));
    }

    @Override
    public Page<T, Cursor> search(Tenant tenant, Search<F> search) {
        unitOfWork.requireActive();
        Comparator<Cursor> ascending =
                Comparator.comparing(Cursor::sortValue, MemoryTickets::compare).thenComparing(Cursor::id);
        Comparator<Cursor> order = search.direction() == Direction.ASCENDING ? ascending : ascending.reversed();
        List<T> found = matching(tenant, search.conditions())
                .filter(ticket -> search.custom().stream().allMatch(condition -> condition.isMetBy(ticket.custom())))
                .filter(ticket -> search.after()
                        .map(after -> order.compare(cursor(search.sortedBy(), ticket), after) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(ticket -> cursor(search.sortedBy(), ticket), order))
                .limit(search.limit() + 1L)
                .toList();
        if (found.size() <= search.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<T> page = found.subList(0, search.limit());
        return new Page<>(page, Optional.of(cursor(search.sortedBy(), page.get(page.size() - 1))));
    }

    private Cursor cursor(F field, T ticket) {
        return new Cursor(field.of(ticket).orElseThrow(), ticket.id());
    }

    @Override
    public Map<Object, Long> count(Tenant tenant, F by, List<Condition<F>> conditions) {
        unitOfWork.requireActive();
        return matching(tenant, conditions)
                .flatMap(ticket -> by.of(ticket).stream())
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    }

    @Override
    public List<T> due(Instant now, Optional<Cursor> after, int limit) {
        unitOfWork.requireActive();
        Comparator<Cursor> order =
                Comparator.comparing(Cursor::sortValue, MemoryTickets::compare).thenComparing(Cursor::id);
        return tickets.values().stream()
                .filter(ticket -> ticket.wakeAt().filter(at -> !at.isAfter(now)).isPresent())
                .filter(ticket ->
                        after.map(last -> order.compare(wake(ticket), last) > 0).orElse(true))
                .sorted(Comparator.comparing(this::wake, order))
                .limit(limit)
                .toList();
    }

    private Cursor wake(T ticket) {
        return new Cursor(ticket.wakeAt().orElseThrow(), ticket.id());
    }

    private Stream<T> matching(Tenant tenant, List<Condition<F>> conditions) {
        return tickets.values().stream()
                .filter(ticket -> ticket.tenant().equals(tenant))
                .filter(ticket -> conditions.stream()
                        .allMatch(condition ->
                                Conditions.holds(condition, condition.field().of(ticket))));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are values of the same sortable field
    private static int compare(Object one, Object other) {
        return ((Comparable) one).compareTo(other);
    }
}
