package org.itsm4j.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;

/** Which changes may have caused an incident: those in whose review it would be counted, by the same rule. */
final class ChangeSuspects {
    private final ChangeDesk desk;
    private final IncidentDoors incidents;

    ChangeSuspects(ChangeDesk desk, IncidentDoors incidents) {
        this.desk = desk;
        this.incidents = incidents;
    }

    List<RecentChange> recentFor(Session session, TicketId id) {
        Incident incident = incidents.automation().desk().get(session, id);
        Optional<String> item = incident.classification().configurationItem();
        if (item.isEmpty()) {
            return List.of();
        }
        Instant logged = incident.milestones().loggedAt();
        Duration within = desk.settings(incident).incidentsWithin();
        return Stream.concat(underWay(session), done(session, logged.minus(within)))
                .filter(change -> isBefore(change, logged, within))
                .map(change -> new RecentChange(change, inCommon(change, Set.of(item.get()))))
                .filter(recent -> !recent.inCommon().isEmpty())
                .sorted(Comparator.comparing((RecentChange recent) -> until(recent.change()))
                        .reversed()
                        .thenComparing(recent -> recent.change().id()))
                .limit(Limits.PAGE_DEFAULT)
                .toList();
    }

    private Stream<Change> underWay(Session session) {
        return search(
                session,
                Search.sortedBy(ChangeField.UPDATED_AT, Direction.DESCENDING)
                        .where(ChangeField.STATE, Operator.EQUALS, ChangeState.IMPLEMENTING));
    }

    /** What was done at a moment has not last changed before it. */
    private Stream<Change> done(Session session, Instant since) {
        return search(
                session,
                Search.sortedBy(ChangeField.UPDATED_AT, Direction.DESCENDING)
                        .where(ChangeField.STATE, Operator.IN, ChangeState.REVIEWING, ChangeState.CLOSED)
                        .where(ChangeField.UPDATED_AT, Operator.AT_LEAST, since));
    }

    private Stream<Change> search(Session session, Search<ChangeField> search) {
        return desk.queries().search(session, search.limit(Limits.PAGE_CAP)).items().stream();
    }

    private static boolean isBefore(Change change, Instant logged, Duration within) {
        Instant from = change.implementation()
                .map(Implementation::from)
                .or(() -> change.times().begunAt())
                .orElse(change.times().raisedAt());
        return !logged.isBefore(from)
                && (change.state() == ChangeState.IMPLEMENTING
                        || logged.isBefore(until(change).plus(within)));
    }

    /** When it was over; what is under way ends last of all. */
    private static Instant until(Change change) {
        return change.state() == ChangeState.IMPLEMENTING
                ? Instant.MAX
                : change.implementation()
                        .map(Implementation::to)
                        .orElse(change.times().raisedAt());
    }

    private static TreeSet<String> inCommon(Change change, Set<String> items) {
        TreeSet<String> common = new TreeSet<>(change.scope().configurationItems());
        common.retainAll(items);
        return common;
    }
}
