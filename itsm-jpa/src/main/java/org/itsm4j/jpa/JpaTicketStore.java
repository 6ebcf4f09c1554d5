package org.itsm4j.jpa;

import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;

/** The tickets of one practice. Writes are flushed at once, so that who breaks a key hears of it there. */
final class JpaTicketStore<T extends Ticket<T>, F extends Enum<F> & Field<T>, R extends TicketRow>
        implements TicketStore<T, F> {
    private static final String TENANT = "tenant";
    private static final String ID = "id";
    private static final String WAKE_AT = "wakeAt";

    private final JpaUnitOfWork unit;
    private final TicketMapping<T, F, R> mapping;

    JpaTicketStore(JpaUnitOfWork unit, TicketMapping<T, F, R> mapping) {
        this.unit = unit;
        this.mapping = mapping;
    }

    @Override
    public void add(T ticket) {
        unit.rows(() -> "add " + ticket.ref() + " as " + ticket.number(), manager -> {
            R row = mapping.newRow();
            mapping.write(ticket, row);
            manager.persist(row);
            manager.flush();
            new CustomIndex(manager, ticket).write(CustomValues.none());
            return row;
        });
    }

    @Override
    public void replace(T before, T after) {
        unit.rows(() -> "change " + before.ref() + " of version " + before.version(), manager -> {
            // the row that find has left in the persistence context: no second SELECT
            R row = manager.find(mapping.row(), new TicketKey(before.tenant(), before.id()));
            if (row == null || row.version() != before.version()) {
                throw new StaleTicketException(before.ref() + " is not at version " + before.version() + " any more");
            }
            CustomValues had = row.custom();
            mapping.write(after, row);
            manager.flush();
            new CustomIndex(manager, after).write(had);
            return row;
        });
    }

    @Override
    public Optional<T> find(Tenant tenant, TicketId id) {
        return unit.rows(() -> "find " + id, manager -> {
            R row = manager.find(mapping.row(), new TicketKey(tenant, id));
            if (row == null) {
                // Hibernate's find also answers null when the connection has died; a query says so (HHH-12472)
                Select<R> select = new Select<>(manager, mapping.row());
                select.where().equal(TENANT, tenant.name()).equal(ID, id.value());
                return select.list(1).stream().findFirst().map(mapping::read);
            }
            return Optional.of(mapping.read(row));
        });
    }

    @Override
    public Optional<T> findByNumber(Tenant tenant, TicketNumber number) {
        return unit.rows(() -> "find " + number, manager -> {
            Select<R> select = new Select<>(manager, mapping.row());
            select.where().equal(TENANT, tenant.name()).equal("number", number.value());
            return select.list(1).stream().findFirst().map(mapping::read);
        });
    }

    @Override
    public Page<T, Cursor> search(Tenant tenant, Search<F> search) {
        return unit.rows(() -> "search", manager -> {
            Select<R> select = new Select<>(manager, mapping.row());
            Where where = select.where().equal(TENANT, tenant.name());
            if (!new Conditions<>(where, mapping).all(search.conditions())) {
                return new Page<>(List.of(), Optional.empty());
            }
            search.custom().forEach(condition -> select.custom(ID, tenant, mapping.kind(), condition));
            boolean ascending = search.direction() == Direction.ASCENDING;
            String sorted = mapping.attribute(search.sortedBy());
            search.after()
                    .ifPresent(cursor -> where.behind(
                            sorted,
                            Columns.of(cursor.sortValue()),
                            ID,
                            cursor.id().value(),
                            ascending));
            select.order(ascending, sorted, ID);
            return page(search, select.list(search.limit() + 1));
        });
    }

    private Page<T, Cursor> page(Search<F> search, List<R> rows) {
        boolean more = rows.size() > search.limit();
        List<T> tickets = rows.stream().limit(search.limit()).map(mapping::read).toList();
        return new Page<>(tickets, more ? Optional.of(cursor(search, tickets)) : Optional.empty());
    }

    private Cursor cursor(Search<F> search, List<T> tickets) {
        T last = tickets.get(tickets.size() - 1);
        return new Cursor(search.sortedBy().of(last).orElseThrow(), last.id());
    }

    @Override
    public Map<Object, Long> count(Tenant tenant, F by, List<Condition<F>> conditions) {
        return unit.call(() -> "count by " + by, manager -> {
            CriteriaBuilder builder = manager.getCriteriaBuilder();
            CriteriaQuery<Tuple> query = builder.createTupleQuery();
            Root<R> root = query.from(mapping.row());
            Where where = new Where(builder, root);
            String attribute = mapping.attribute(by);
            where.equal(TENANT, tenant.name()).present(attribute);
            Map<Object, Long> counts = new LinkedHashMap<>();
            if (new Conditions<>(where, mapping).all(conditions)) {
                Path<String> value = where.path(attribute);
                query.select(builder.tuple(value, builder.count(value)))
                        .where(where.predicates())
                        .groupBy(value);
                where.bind(manager.createQuery(query))
                        .getResultList()
                        .forEach(row -> counts.put(
                                Columns.constant(by.type(), row.get(0, String.class)), row.get(1, Long.class)));
            }
            return counts;
        });
    }

    @Override
    public List<T> due(Instant now, Optional<Cursor> after, int limit) {
        return unit.rows(() -> "find what is due", manager -> {
            Select<R> select = new Select<>(manager, mapping.row());
            Where where = select.where().atMost(WAKE_AT, Micros.of(now));
            after.ifPresent(cursor -> where.behind(
                    WAKE_AT, Columns.of(cursor.sortValue()), ID, cursor.id().value(), true));
            select.order(true, WAKE_AT, ID);
            return select.list(limit).stream().map(mapping::read).toList();
        });
    }
}
