package org.itsm4j.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Followers;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;

/** Incidents on hold that wait for a ticket of another practice, by its number or its id, oldest first. */
final class IncidentWaits implements Followers {
    private final IncidentDesk desk;
    private final String rule;
    private final Predicate<Ticket<?>> follow;
    private final IncidentDoors.Consequence consequence;

    IncidentWaits(IncidentDesk desk, String rule, Predicate<Ticket<?>> follow, IncidentDoors.Consequence consequence) {
        this.desk = desk;
        this.rule = rule;
        this.follow = follow;
        this.consequence = consequence;
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public TicketKind kind() {
        return TicketKind.INCIDENT;
    }

    @Override
    public boolean follow(Ticket<?> top) {
        return follow.test(top);
    }

    @Override
    public int count(Ticket<?> top) {
        long found = desk
                .pipeline()
                .tickets()
                .count(
                        top.tenant(),
                        IncidentField.STATE,
                        List.of(
                                new Condition<>(IncidentField.WAITS_FOR, Operator.IN, List.of(keys(top))),
                                new Condition<>(IncidentField.STATE, Operator.EQUALS, List.of(IncidentState.ON_HOLD))))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        return Math.toIntExact(found);
    }

    private static Object[] keys(Ticket<?> top) {
        return new Object[] {top.number().value(), top.id().toString()};
    }

    @Override
    public List<Cursor> next(Ticket<?> top, Optional<Cursor> last, int limit) {
        List<Cursor> waiting = new ArrayList<>();
        Search<IncidentField> search = Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING)
                .where(IncidentField.WAITS_FOR, Operator.IN, keys(top))
                .where(IncidentField.STATE, Operator.EQUALS, IncidentState.ON_HOLD)
                .limit(Math.min(limit, Limits.PAGE_CAP));
        Optional<Search<IncidentField>> next =
                Optional.of(last.map(search::after).orElse(search));
        while (next.isPresent() && waiting.size() < limit) {
            Page<Incident, Cursor> page = desk.pipeline().tickets().search(top.tenant(), next.get());
            page.items().stream()
                    .filter(incident -> isWaiting(incident, top))
                    .map(incident -> new Cursor(loggedAt(incident), incident.id()))
                    .forEach(waiting::add);
            next = page.next().map(search::after);
        }
        return waiting.size() <= limit ? waiting : waiting.subList(0, limit);
    }

    private static Instant loggedAt(Incident incident) {
        return incident.milestones().loggedAt();
    }

    private static boolean isWaiting(Incident incident, Ticket<?> top) {
        return incident.state() == IncidentState.ON_HOLD
                && incident.hold()
                        .flatMap(Hold::waitsFor)
                        .filter(reference -> reference.means(top))
                        .isPresent();
    }

    @Override
    public void follow(Session session, Ticket<?> top, TicketId id, Cascade cascade) {
        Incident incident = desk.pipeline().find(top.tenant(), id);
        if (isWaiting(incident, top)) {
            consequence.on(session, incident, top);
        }
    }
}
