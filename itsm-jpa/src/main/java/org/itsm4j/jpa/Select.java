package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.CustomCondition;
import org.itsm4j.ticket.TicketKind;

/** A query for rows, in one statement, with a limit. */
final class Select<R> {
    private final EntityManager manager;
    private final CriteriaBuilder builder;
    private final CriteriaQuery<R> query;
    private final Where where;
    private final List<Order> orders = new ArrayList<>();

    Select(EntityManager manager, Class<R> row) {
        this.manager = manager;
        builder = manager.getCriteriaBuilder();
        query = builder.createQuery(row);
        Root<R> root = query.from(row);
        query.select(root);
        where = new Where(builder, root);
    }

    Where where() {
        return where;
    }

    /** Narrows to tickets that have a row of the custom value. */
    void custom(String id, Tenant tenant, TicketKind kind, CustomCondition condition) {
        Subquery<UUID> having = query.subquery(UUID.class);
        Root<CustomRow> row = having.from(CustomRow.class);
        Where holds = where.in(row)
                .equal("tenant", tenant.name())
                .equal("ticketKind", kind.name())
                .equal("name", condition.field())
                .equal("value", condition.value());
        having.select(row.get("ticketId")).where(holds.predicates());
        where.anyOf(id, having);
    }

    /** Narrows clocks to those of tickets that one of these groups has. */
    void heldBy(Class<? extends TicketRow> tickets, List<String> groups) {
        where.heldBy(query, tickets, groups);
    }

    /** Sorts by these, after those named before. */
    Select<R> order(boolean ascending, String... attributes) {
        for (String attribute : attributes) {
            orders.add(ascending ? builder.asc(where.path(attribute)) : builder.desc(where.path(attribute)));
        }
        query.orderBy(orders);
        return this;
    }

    List<R> list(int limit) {
        return made().setMaxResults(limit).getResultList();
    }

    List<R> all() {
        return made().getResultList();
    }

    private TypedQuery<R> made() {
        query.where(where.predicates());
        return where.bind(manager.createQuery(query));
    }
}
