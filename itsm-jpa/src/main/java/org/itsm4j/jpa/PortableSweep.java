package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.spi.ClockStore.Change;
import org.itsm4j.spi.ClockStore.Due;
import org.itsm4j.spi.ClockStore.Mark;
import org.itsm4j.spi.ClockStore.Owned;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/**
 * Through the entity manager, on any database. Nothing is locked: of two that were given the same ticket, {@link #mark}
 * lets one through.
 */
final class PortableSweep implements Sweep {
    private static final int CHUNK = 500; // as many values as every database takes in one list
    static final Comparator<Due> ORDER =
            Comparator.comparing(Due::alarmAt).thenComparing(due -> due.ticket().id());

    private final JpaUnitOfWork unit;
    private final List<TicketMapping<?, ?, ?>> mappings;

    PortableSweep(JpaUnitOfWork unit, List<TicketMapping<?, ?, ?>> mappings) {
        this.unit = unit;
        this.mappings = mappings;
    }

    @Override
    public List<Due> due(Instant now, Optional<ClockCursor> after, int limit) {
        return unit.call(() -> "find clocks that are due", manager -> {
            List<Due> found = new ArrayList<>();
            mappings.forEach(mapping -> found.addAll(due(manager, mapping, now, after, limit)));
            return found.stream().sorted(ORDER).limit(limit).toList();
        });
    }

    private static List<Due> due(
            EntityManager manager,
            TicketMapping<?, ?, ?> mapping,
            Instant now,
            Optional<ClockCursor> after,
            int limit) {
        CriteriaBuilder builder = manager.getCriteriaBuilder();
        CriteriaQuery<Tuple> query = builder.createTupleQuery();
        Root<ClockRow> clock = query.from(ClockRow.class);
        Root<? extends TicketRow> ticket = query.from(mapping.row());
        Where where = new Where(builder, clock)
                .equal("ticketKind", mapping.kind().name())
                .atMost("alarmAt", Micros.of(now));
        after.ifPresent(last -> where.behind(
                "alarmAt", Micros.of(last.at()), "ticketId", last.ticket().value(), true));
        List<Predicate> all = new ArrayList<>(List.of(where.predicates()));
        all.add(builder.equal(ticket.get("tenant"), clock.get("tenant")));
        all.add(builder.equal(ticket.get("id"), clock.get("ticketId")));
        all.add(builder.not(builder.exists(earlier(builder, query, where, clock))));
        query.select(builder.tuple(
                        ticket.get("tenant"),
                        ticket.get("id"),
                        ticket.get("number"),
                        ticket.get("state"),
                        ticket.get("headSequence"),
                        ticket.get("headHash"),
                        ticket.get("headAt"),
                        ticket.get("updatedAt"),
                        clock.get("alarmAt")))
                .where(all.toArray(new Predicate[0]))
                .orderBy(builder.asc(clock.get("alarmAt")), builder.asc(clock.get("ticketId")));
        return where.bind(manager.createQuery(query)).setMaxResults(limit).getResultList().stream()
                .map(row -> due(mapping.kind(), row))
                .toList();
    }

    /** An alarm of the same ticket that comes before: only the first one counts. */
    private static Subquery<Integer> earlier(
            CriteriaBuilder builder, CriteriaQuery<?> query, Where where, Root<ClockRow> clock) {
        Subquery<Integer> earlier = query.subquery(Integer.class);
        Root<ClockRow> other = earlier.from(ClockRow.class);
        List<Predicate> all =
                new ArrayList<>(List.of(where.in(other).present("alarmAt").predicates()));
        for (String same : List.of("tenant", "ticketKind", "ticketId")) {
            all.add(builder.equal(other.get(same), clock.get(same)));
        }
        all.add(builder.or(
                builder.lessThan(other.<Long>get("alarmAt"), clock.<Long>get("alarmAt")),
                builder.and(
                        builder.equal(other.get("alarmAt"), clock.get("alarmAt")),
                        builder.or(
                                builder.lessThan(other.<String>get("slot"), clock.<String>get("slot")),
                                builder.and(
                                        builder.equal(other.get("slot"), clock.get("slot")),
                                        builder.lessThan(other.<Integer>get("cycle"), clock.<Integer>get("cycle")))))));
        return earlier.select(other.get("cycle")).where(all.toArray(new Predicate[0]));
    }

    private static Due due(TicketKind kind, Tuple row) {
        return new Due(
                new Tenant(row.get(0, String.class)),
                new TicketRef(kind, new TicketId(row.get(1, UUID.class))),
                new TicketNumber(row.get(2, String.class)),
                row.get(3, String.class),
                new Head(
                        row.get(4, Number.class).longValue(),
                        row.get(5, String.class),
                        Micros.instant(row.get(6, Number.class).longValue()),
                        Micros.instant(row.get(7, Number.class).longValue())),
                Micros.instant(row.get(8, Number.class).longValue()));
    }

    @Override
    public List<Owned> reached(List<Due> due, Instant now) {
        return unit.rows(() -> "read clocks that are due", manager -> {
            Map<Ticket, List<Owned>> found = new HashMap<>();
            for (int from = 0; from < due.size(); from += CHUNK) {
                List<Due> some = due.subList(from, Math.min(from + CHUNK, due.size()));
                Select<ClockRow> select = new Select<>(manager, ClockRow.class);
                select.where()
                        .anyOf(
                                "ticketId",
                                some.stream()
                                        .map(each -> each.ticket().id().value())
                                        .toList())
                        .atMost("alarmAt", Micros.of(now));
                select.order(true, "slot");
                select.all()
                        .forEach(row -> found.computeIfAbsent(Ticket.of(row), key -> new ArrayList<>())
                                .add(new Owned(row.tenant(), row.read())));
            }
            return due.stream()
                    .flatMap(each -> found.getOrDefault(Ticket.of(each), List.of()).stream())
                    .toList();
        });
    }

    /** Whose and which; the same id may be there in several tenants. */
    record Ticket(Tenant tenant, TicketRef ref) {
        static Ticket of(Due due) {
            return new Ticket(due.tenant(), due.ticket());
        }

        private static Ticket of(ClockRow row) {
            return new Ticket(row.tenant(), row.ticket());
        }
    }

    @Override
    public void mark(List<Mark> marks) {
        unit.rows(() -> "mark " + marks.size() + " tickets", manager -> {
            marks.forEach(mark -> moveHead(manager, mark));
            manager.flush(); // who was faster shows here, before anything that only the first may write
            for (Mark mark : marks) {
                Tenant tenant = mark.due().tenant();
                manager.persist(new TimelineRow(tenant, mark.due().ticket(), mark.entry()));
                mark.changes().forEach(change -> replace(manager, tenant, change));
            }
            manager.flush();
            return true;
        });
    }

    private void moveHead(EntityManager manager, Mark mark) {
        Due due = mark.due();
        TicketRow row = manager.find(
                TicketMapping.of(due.ticket().kind(), mappings).row(),
                new TicketKey(due.tenant(), due.ticket().id()));
        if (row == null || row.version() != due.head().sequence()) {
            throw new StaleTicketException("The timeline of " + due.ticket() + " does not end at "
                    + due.head().sequence() + " any more");
        }
        row.head(mark.entry().head().unchangedSince(row.head()));
    }

    /** The row that a query has left in the persistence context: no second SELECT. */
    static void replace(EntityManager manager, Tenant tenant, Change change) {
        ClockRow row = manager.find(ClockRow.class, new ClockKey(tenant, change.before()));
        if (row == null || !Objects.equals(row.read(), change.before())) {
            throw new StaleTicketException("The " + change.before() + " was changed meanwhile");
        }
        row.write(change.after());
    }
}
