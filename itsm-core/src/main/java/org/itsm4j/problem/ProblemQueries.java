package org.itsm4j.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.TicketDesk;
import org.itsm4j.spi.Matcher;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;

/** The questions that problems are about: known errors for an incident, problems alike, trends among incidents. */
final class ProblemQueries {
    private final ProblemDesk desk;
    private final TicketDesk<Incident, IncidentState, IncidentAction, IncidentField> incidents;
    private final Matcher matcher;

    ProblemQueries(ProblemDesk desk, IncidentDoors doors, Matcher matcher) {
        this.desk = desk;
        this.incidents = doors.automation().desk();
        this.matcher = matcher;
    }

    List<KnownErrorMatch> knownErrorsFor(Session session, TicketId id) {
        Incident incident = incidents.get(session, id);
        Optional<String> category = incident.classification().category().map(Category::path);
        Matcher.Traits asked = new Matcher.Traits(
                incident.classification().service(),
                incident.classification().configurationItem(),
                category,
                incident.summary() + "\n" + incident.description());
        Map<TicketId, Problem> candidates = new LinkedHashMap<>();
        asked.configurationItem()
                .ifPresent(item -> offered(
                        session,
                        candidates,
                        search -> search.where(ProblemField.CONFIGURATION_ITEM, Operator.EQUALS, item)));
        asked.service()
                .ifPresent(service -> offered(
                        session, candidates, search -> search.where(ProblemField.SERVICE, Operator.EQUALS, service)));
        category.ifPresent(path ->
                offered(session, candidates, search -> search.where(ProblemField.CATEGORY, Operator.EQUALS, path)));
        // those that say not where they are at home can be recognised by their symptom only
        offered(
                session,
                candidates,
                search -> search.where(ProblemField.CONFIGURATION_ITEM, Operator.IS_ABSENT)
                        .where(ProblemField.SERVICE, Operator.IS_ABSENT));
        return candidates.values().stream()
                .map(problem -> new KnownErrorMatch(problem, score(asked, problem)))
                .filter(match -> match.score() > 0)
                .sorted(Comparator.comparingInt(KnownErrorMatch::score)
                        .reversed()
                        .thenComparing(match -> match.problem().id()))
                .limit(Limits.PAGE_DEFAULT)
                .toList();
    }

    private int score(Matcher.Traits asked, Problem problem) {
        KnownError known = problem.knownError().orElseThrow();
        int score = matcher.score(
                asked,
                new Matcher.Traits(
                        problem.topic().service(),
                        problem.topic().configurationItem(),
                        problem.topic().category().map(Category::path),
                        problem.summary() + "\n" + known.symptom()));
        return Math.max(0, Math.min(100, score));
    }

    private void offered(Session session, Map<TicketId, Problem> found, UnaryOperator<Search<ProblemField>> narrowed) {
        Search<ProblemField> search =
                newest().where(ProblemField.KNOWN_ERROR, Operator.IN, KnownErrorStatus.OPEN, KnownErrorStatus.RETAINED);
        search(session, narrowed.apply(search)).forEach(problem -> found.put(problem.id(), problem));
    }

    private static Search<ProblemField> newest() {
        return Search.sortedBy(ProblemField.LOGGED_AT, Direction.DESCENDING).limit(Limits.PAGE_DEFAULT);
    }

    private List<Problem> search(Session session, Search<ProblemField> search) {
        return desk.tickets().queries().search(session, search).items();
    }

    List<Problem> similar(Session session, Problem problem) {
        ProblemTopic topic = problem.topic();
        Map<TicketId, Problem> found = new LinkedHashMap<>();
        topic.configurationItem().ifPresent(item -> open(session, found, ProblemField.CONFIGURATION_ITEM, item));
        topic.service().ifPresent(service -> open(session, found, ProblemField.SERVICE, service));
        topic.category().ifPresent(category -> open(session, found, ProblemField.CATEGORY, category.path()));
        found.remove(problem.id());
        return found.values().stream().limit(Limits.PAGE_DEFAULT).toList();
    }

    private void open(Session session, Map<TicketId, Problem> found, ProblemField field, String value) {
        // one more than is shown, as it may be the one that was asked about
        search(session, open(field, value).limit(Limits.PAGE_DEFAULT + 1))
                .forEach(problem -> found.put(problem.id(), problem));
    }

    private static Search<ProblemField> open(ProblemField field, String value) {
        return newest().where(ProblemField.OPEN, Operator.EQUALS, true).where(field, Operator.EQUALS, value);
    }

    List<Trend> trends(Session session) {
        TrendRule rule = desk.settings(session).trend();
        Instant since = desk.kernel().now().minus(rule.window());
        List<Trend> trends = new ArrayList<>();
        trends(session, Trend.By.CONFIGURATION_ITEM, IncidentField.CONFIGURATION_ITEM, rule, since, trends);
        trends(session, Trend.By.SERVICE, IncidentField.SERVICE, rule, since, trends);
        trends(session, Trend.By.CATEGORY, IncidentField.CATEGORY, rule, since, trends);
        return trends;
    }

    private void trends(
            Session session, Trend.By by, IncidentField field, TrendRule rule, Instant since, List<Trend> trends) {
        List<Condition<IncidentField>> recent = List.of(
                new Condition<>(IncidentField.LOGGED_AT, Operator.AT_LEAST, List.of(since)),
                new Condition<>(IncidentField.STATE, Operator.NOT_EQUALS, List.of(IncidentState.CANCELLED)),
                new Condition<>(IncidentField.STATE, Operator.NOT_EQUALS, List.of(IncidentState.MERGED)));
        incidents.queries().count(session, field, recent).entrySet().stream()
                .filter(entry -> entry.getValue() >= rule.count())
                .sorted(Map.Entry.<Object, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(Limits.PAGE_DEFAULT)
                .map(entry -> trend(session, by, field, entry.getKey().toString(), entry.getValue(), recent))
                .forEach(trends::add);
    }

    private Trend trend(
            Session session,
            Trend.By by,
            IncidentField field,
            String value,
            long count,
            List<Condition<IncidentField>> recent) {
        Search<IncidentField> search = Search.sortedBy(IncidentField.LOGGED_AT, Direction.DESCENDING)
                .where(field, Operator.EQUALS, value)
                .and(recent)
                .limit(Limits.PAGE_DEFAULT);
        List<TicketId> newest = incidents.queries().search(session, search).items().stream()
                .map(Incident::id)
                .toList();
        ProblemField same = ProblemField.valueOf(field.name());
        Optional<TicketId> known = search(session, open(same, value).limit(1)).stream()
                .map(Problem::id)
                .findFirst();
        return new Trend(by, value, count, newest, known);
    }
}
