package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.ticket.Priority;

/** A search for clocks: those that are open and those that are not lie apart in the index, each by due instant. */
final class ClockQuery {
    /** As PostgreSQL does. */
    private static final Comparator<String> BY_CODE_POINT = (one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    private static final Comparator<ClockRecord> ORDER = Comparator.<ClockRecord, Instant>comparing(
                    clock -> clock.dueAt().orElseThrow())
            .thenComparing(clock -> clock.ticket().id())
            .thenComparing(ClockRecord::slot, BY_CODE_POINT)
            .thenComparing(ClockRecord::cycle);

    private final EntityManager manager;
    private final Class<? extends TicketRow> tickets;
    private final Tenant tenant;
    private final ClockSearch search;
    private final Optional<List<String>> holders;

    ClockQuery(
            EntityManager manager,
            Class<? extends TicketRow> tickets,
            Tenant tenant,
            ClockSearch search,
            Optional<List<String>> holders) {
        this.manager = manager;
        this.tickets = tickets;
        this.tenant = tenant;
        this.search = search;
        this.holders = holders;
    }

    /** The groups of which one must have the ticket; empty for any. */
    static Optional<List<String>> narrowed(Optional<Collection<String>> groups, Optional<String> group) {
        if (group.isEmpty()) {
            return groups.map(some -> some.stream().distinct().toList());
        }
        boolean allowed = groups.map(some -> some.contains(group.get())).orElse(true);
        return Optional.of(allowed ? List.of(group.get()) : List.of());
    }

    static ClockCursor cursor(ClockRecord clock) {
        return new ClockCursor(clock.dueAt().orElseThrow(), clock.ticket().id(), clock.slot(), clock.cycle());
    }

    /** One more than the page has, if there is one more. */
    List<ClockRecord> page(Instant now) {
        return switch (search.scope()) {
            case OVERDUE -> list(true, where -> where.less("dueAt", Micros.ceiling(now)));
            case AT_RISK ->
                list(
                        true,
                        where -> where.equal("status", ClockStatus.RUNNING.name())
                                .atLeast("dueAt", Micros.ceiling(now))
                                .atMost("dueAt", Micros.of(now.plus(search.within()))));
            case BREACHED -> breached(now);
        };
    }

    /** Two statements that each read an index in its order, instead of one that sorts all there is in the period. */
    private List<ClockRecord> breached(Instant now) {
        long from = Micros.ceiling(search.from().orElseThrow());
        long to = Micros.ceiling(search.to().orElseThrow());
        List<ClockRecord> open =
                list(true, where -> where.atLeast("dueAt", from).less("dueAt", Math.min(to, Micros.ceiling(now))));
        List<ClockRecord> stopped = list(
                false,
                where -> where.atLeast("dueAt", from)
                        .less("dueAt", to)
                        .equal("status", ClockStatus.STOPPED.name())
                        .equal("breached", 1));
        return Stream.concat(open.stream(), stopped.stream())
                .sorted(ORDER)
                .limit(search.limit() + 1L)
                .toList();
    }

    private List<ClockRecord> list(boolean open, Consumer<Where> scope) {
        Select<ClockRow> select = new Select<>(manager, ClockRow.class);
        Where where = select.where()
                .equal("tenant", tenant.name())
                .equal("ticketKind", search.kind().name())
                .equal("open", open ? 1 : 0);
        scope.accept(where);
        search.policy().ifPresent(name -> where.equal("policy", name));
        search.slot().ifPresent(name -> where.equal("slot", name));
        search.service().ifPresent(name -> where.equal("service", name));
        search.priority().map(Priority::name).ifPresent(name -> where.equal("priority", name));
        holders.ifPresent(groups -> select.heldBy(tickets, groups));
        search.after()
                .ifPresent(last -> where.behind(
                        List.of("dueAt", "ticketId", "slot", "cycle"),
                        List.of(Micros.of(last.at()), last.ticket().value(), last.slot(), last.cycle())));
        select.order(true, "dueAt", "ticketId", "slot", "cycle");
        return select.list(search.limit() + 1).stream().map(ClockRow::read).toList();
    }
}
