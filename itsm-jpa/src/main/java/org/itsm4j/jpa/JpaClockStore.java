package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/** Clocks and policies, a row each. */
final class JpaClockStore implements ClockStore {
    private final JpaUnitOfWork unit;
    private final JpaSchema schema;
    private final JpaTimelineStore timelines;
    private final List<TicketMapping<?, ?, ?>> mappings;
    private final Sweep portable;
    private volatile @Nullable Sweep best;

    JpaClockStore(
            JpaUnitOfWork unit, JpaSchema schema, JpaTimelineStore timelines, List<TicketMapping<?, ?, ?>> mappings) {
        this.unit = unit;
        this.schema = schema;
        this.timelines = timelines;
        this.mappings = mappings;
        portable = new PortableSweep(unit, mappings);
    }

    @Override
    public Optional<String> policies(Tenant tenant, int version) {
        return unit.call(() -> "find version " + version + " of the policies", manager -> {
            Select<PoliciesRow> select = new Select<>(manager, PoliciesRow.class);
            select.where().equal("tenant", tenant.name()).equal("version", version);
            return select.list(1).stream().findFirst().map(PoliciesRow::json);
        });
    }

    @Override
    public void addPolicies(Tenant tenant, int version, String json) {
        unit.call(() -> "add version " + version + " of the policies", manager -> {
            manager.persist(new PoliciesRow(tenant, version, json));
            manager.flush();
            return true;
        });
    }

    @Override
    public void add(Tenant tenant, List<ClockRecord> clocks) {
        unit.rows(() -> "add " + clocks, manager -> {
            clocks.forEach(clock -> manager.persist(new ClockRow(tenant, clock)));
            manager.flush();
            return true;
        });
    }

    @Override
    public void replace(Tenant tenant, List<Change> changes) {
        unit.rows(() -> "change " + changes.stream().map(Change::before).toList(), manager -> {
            changes.forEach(change -> PortableSweep.replace(manager, tenant, change));
            manager.flush();
            return true;
        });
    }

    @Override
    public List<ClockRecord> current(Tenant tenant, TicketRef ticket) {
        return unit.rows(() -> "read the clocks of " + ticket, manager -> {
            // asked with each command that clocks can care about: providers keep the plan of a text, not that of a
            // criteria query
            return manager.createNamedQuery(ClockRow.CURRENT, ClockRow.class)
                    .setParameter("tenant", tenant.name())
                    .setParameter("kind", ticket.kind().name())
                    .setParameter("id", ticket.id().value())
                    .getResultStream()
                    .map(ClockRow::read)
                    .toList();
        });
    }

    @Override
    public List<ClockRecord> all(Tenant tenant, TicketRef ticket, int limit) {
        return unit.rows(
                () -> "read the clocks of " + ticket,
                manager -> of(manager, tenant, ticket).list(limit).stream()
                        .map(ClockRow::read)
                        .toList());
    }

    private static Select<ClockRow> of(EntityManager manager, Tenant tenant, TicketRef ticket) {
        Select<ClockRow> select = new Select<>(manager, ClockRow.class);
        select.where()
                .equal("tenant", tenant.name())
                .equal("ticketKind", ticket.kind().name())
                .equal("ticketId", ticket.id().value());
        return select.order(true, "slot", "cycle");
    }

    @Override
    public Page<ClockRecord, ClockCursor> search(
            Tenant tenant, ClockSearch search, Instant now, Optional<Collection<String>> groups) {
        Optional<List<String>> holders = ClockQuery.narrowed(groups, search.group());
        if (holders.filter(List::isEmpty).isPresent()) {
            return new Page<>(List.of(), Optional.empty());
        }
        return unit.rows(() -> "search clocks", manager -> {
            ClockQuery query = new ClockQuery(manager, row(search.kind()), tenant, search, holders);
            List<ClockRecord> found = query.page(now);
            boolean more = found.size() > search.limit();
            List<ClockRecord> page = more ? found.subList(0, search.limit()) : found;
            return new Page<>(
                    page, more ? Optional.of(ClockQuery.cursor(page.get(page.size() - 1))) : Optional.empty());
        });
    }

    private Class<? extends TicketRow> row(TicketKind kind) {
        return TicketMapping.of(kind, mappings).row();
    }

    @Override
    public List<Attainment> attainment(
            Tenant tenant, TicketKind kind, Instant from, Instant to, Optional<Collection<String>> groups) {
        Optional<List<String>> holders = ClockQuery.narrowed(groups, Optional.empty());
        if (holders.filter(List::isEmpty).isPresent()) {
            return List.of();
        }
        return unit.call(() -> "count clocks that were stopped", manager -> {
            CriteriaBuilder builder = manager.getCriteriaBuilder();
            CriteriaQuery<Tuple> query = builder.createTupleQuery();
            Root<ClockRow> clock = query.from(ClockRow.class);
            Where where = new Where(builder, clock)
                    .equal("tenant", tenant.name())
                    .equal("ticketKind", kind.name())
                    .equal("status", ClockStatus.STOPPED.name())
                    .atLeast("stoppedAt", Micros.ceiling(from))
                    .less("stoppedAt", Micros.ceiling(to));
            holders.ifPresent(some -> where.heldBy(query, row(kind), some));
            List<Path<Object>> by = Stream.of("policy", "slot", "priority", "breached")
                    .map(where::path)
                    .toList();
            query.select(builder.tuple(by.get(0), by.get(1), by.get(2), by.get(3), builder.count(by.get(1))))
                    .where(where.predicates())
                    .groupBy(by.get(0), by.get(1), by.get(2), by.get(3));
            return attainment(where.bind(manager.createQuery(query)).getResultList());
        });
    }

    /** Of each there are up to two rows: what was met and what was breached. */
    private static List<Attainment> attainment(List<Tuple> rows) {
        record Promised(String policy, String slot, Optional<Priority> priority) {}
        Comparator<Promised> order = Comparator.comparing(Promised::policy)
                .thenComparing(Promised::slot)
                .thenComparing(
                        promised -> promised.priority.orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));
        Map<Promised, long[]> counts = new TreeMap<>(order);
        for (Tuple row : rows) {
            Promised promised = new Promised(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    Optional.ofNullable(row.get(2, String.class)).map(Priority::valueOf));
            int breached = row.get(3, Number.class).intValue();
            counts.computeIfAbsent(promised, key -> new long[2])[breached] +=
                    row.get(4, Number.class).longValue();
        }
        List<Attainment> all = new ArrayList<>();
        counts.forEach((promised, count) ->
                all.add(new Attainment(promised.policy, promised.slot, promised.priority, count[0], count[1])));
        return all;
    }

    @Override
    public List<ClockRecord> during(
            Tenant tenant, TicketKind kind, String service, String slot, Instant from, Instant to, int limit) {
        return unit.rows(() -> "read the clocks of a service", manager -> {
            Select<ClockRow> select = new Select<>(manager, ClockRow.class);
            select.where()
                    .equal("tenant", tenant.name())
                    .equal("ticketKind", kind.name())
                    .equal("service", service)
                    .equal("slot", slot)
                    .notEqual("status", ClockStatus.CANCELLED.name())
                    .less("startedAt", Micros.ceiling(to))
                    .absentOrAtLeast("stoppedAt", Micros.ceiling(from));
            select.order(true, "startedAt", "ticketId", "cycle");
            return select.list(limit).stream().map(ClockRow::read).toList();
        });
    }

    @Override
    public List<Due> due(Instant now, Optional<ClockCursor> after, int limit) {
        return sweep().due(now, after, limit);
    }

    @Override
    public List<Owned> reached(List<Due> due, Instant now) {
        return sweep().reached(due, now);
    }

    @Override
    public void mark(List<Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        // rows that the persistence context holds would not notice what is written past it
        (unit.holdsRows() ? portable : sweep()).mark(marks);
        Mark last = marks.get(marks.size() - 1);
        timelines.proveBy(last.due().tenant(), last.due().ticket(), last.entry());
    }

    private Sweep sweep() {
        Sweep known = best;
        if (known == null) {
            known = unit.withConnection(connection -> {
                try {
                    return Database.of(connection).equals(Optional.of(Database.POSTGRESQL))
                            ? new PostgresSweep(unit, schema, mappings)
                            : portable;
                } catch (SQLException e) {
                    throw Failures.translate(() -> "ask which database it is", e);
                }
            });
            best = known;
        }
        return known;
    }
}
