package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Permission;
import org.itsm4j.security.RolePolicy;
import org.itsm4j.security.Scope;
import org.itsm4j.security.Subject;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Test;

/** Lists, counts and queues. */
abstract class IncidentSearchBehaviour extends IncidentBehaviour {
    private static final Search<IncidentField> ALL = Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING);

    private static TicketId log(IncidentScene scene, LogIncident.Builder report) {
        return scene.bot().log(report.source("test").build()).id();
    }

    @Test
    void aQueueHasTheOpenIncidentsOfAGroupMostUrgentFirst() {
        IncidentScene scene = scene();
        List<TicketId> queue = new ArrayList<>();
        for (Impact impact : List.of(Impact.LOW, Impact.HIGH, Impact.MEDIUM, Impact.HIGH)) {
            TicketId id = log(scene, LogIncident.titled("x").impact(impact).urgency(Urgency.HIGH));
            scene.ana().assign(id, Assignment.to(IncidentScene.PAYMENTS));
            queue.add(id);
        }
        for (IncidentState state : IncidentState.values()) {
            TicketId id = scene.anIncidentIn(state);
            if (state.isOpen() && state != IncidentState.NEW) {
                queue.add(id);
            }
        }
        TicketId others = scene.anIncident();
        scene.ana().assign(others, Assignment.to(IncidentScene.NETWORK));
        List<Incident> found =
                scene.raj().search(scene.raj().queue(IncidentScene.PAYMENTS)).items();
        assertThat(found).extracting(Incident::id).containsExactlyInAnyOrderElementsOf(queue);
        assertThat(found)
                .isSortedAccordingTo(Comparator.<Incident, Priority>comparing(
                                one -> one.classification().priority())
                        .thenComparing(Incident::id));
    }

    @Test
    void countsEveryStateAlsoThoseWithNone() {
        IncidentScene scene = scene();
        assertThat(scene.raj().countByState())
                .hasSize(IncidentState.values().length)
                .containsValue(0L);
        for (IncidentState state : IncidentState.values()) {
            scene.anIncidentIn(state);
        }
        scene.anIncidentIn(IncidentState.RESOLVED);
        Map<IncidentState, Long> counts = scene.raj().countByState();
        assertThat(counts.get(IncidentState.RESOLVED)).isEqualTo(2);
        assertThat(counts.get(IncidentState.NEW))
                .as("and the target of the merged one")
                .isEqualTo(2);
        assertThat(counts.get(IncidentState.ON_HOLD)).isEqualTo(1);
        Map<IncidentState, Long> rajs = scene.raj()
                .countByState(List.of(new Condition<>(IncidentField.AGENT, Operator.EQUALS, List.of("raj"))));
        assertThat(rajs.get(IncidentState.NEW)).isZero();
        assertThat(rajs.get(IncidentState.RESOLVED)).isEqualTo(2);
    }

    @Test
    void eachOperatorFindsWhatItSays() {
        IncidentScene scene = scene();
        Instant start = clock.instant();
        TicketId plain = log(scene, LogIncident.titled("Printer on fire").service("print"));
        clock.tick(Duration.ofHours(1));
        TicketId percent = log(
                scene,
                LogIncident.titled("100% of _printers\\ burn")
                        .impact(Impact.HIGH)
                        .urgency(Urgency.HIGH));
        clock.tick(Duration.ofHours(1));
        TicketId other = log(scene, LogIncident.titled("Coffee is out").service("Kitchen"));
        scene.ada().resolve(other, Resolution.of(ResolutionCode.ADVICE, "buy some"));
        scene.become(plain, MajorStatus.ACCEPTED);
        Instant middle = start.plus(Duration.ofHours(1));

        finds(scene, IncidentField.SUMMARY, Operator.CONTAINS, List.of("PRINTER"), plain, percent);
        finds(scene, IncidentField.SUMMARY, Operator.CONTAINS, List.of("%"), percent);
        finds(scene, IncidentField.SUMMARY, Operator.CONTAINS, List.of("_"), percent);
        finds(scene, IncidentField.SUMMARY, Operator.CONTAINS, List.of("\\"), percent);
        finds(scene, IncidentField.SUMMARY, Operator.CONTAINS, List.of("0% OF _p"), percent);
        finds(scene, IncidentField.SUMMARY, Operator.STARTS_WITH, List.of("Print"), plain);
        finds(scene, IncidentField.SUMMARY, Operator.STARTS_WITH, List.of("1"), percent);
        finds(scene, IncidentField.SUMMARY, Operator.STARTS_WITH, List.of("%"));
        finds(scene, IncidentField.SUMMARY, Operator.EQUALS, List.of("Coffee is out"), other);
        finds(scene, IncidentField.SUMMARY, Operator.EQUALS, List.of("coffee is out"));
        finds(scene, IncidentField.SERVICE, Operator.NOT_EQUALS, List.of("print"), other);
        finds(scene, IncidentField.SERVICE, Operator.IN, List.of("print", "none", "Kitchen"), plain, other);
        finds(scene, IncidentField.SERVICE, Operator.IS_PRESENT, List.of(), plain, other);
        finds(scene, IncidentField.SERVICE, Operator.IS_ABSENT, List.of(), percent);
        finds(scene, IncidentField.PRIORITY, Operator.LESS_THAN, List.of(Priority.P2), percent);
        finds(scene, IncidentField.PRIORITY, Operator.AT_LEAST, List.of(Priority.P3), plain, other);
        finds(scene, IncidentField.PRIORITY, Operator.IN, List.of(Priority.P1, Priority.P5), percent);
        finds(scene, IncidentField.LOGGED_AT, Operator.LESS_THAN, List.of(middle), plain);
        finds(scene, IncidentField.LOGGED_AT, Operator.AT_LEAST, List.of(middle), percent, other);
        finds(scene, IncidentField.LOGGED_AT, Operator.EQUALS, List.of(middle), percent);
        finds(scene, IncidentField.STATE, Operator.EQUALS, List.of(IncidentState.RESOLVED), other);
        finds(scene, IncidentField.STATE, Operator.NOT_EQUALS, List.of(IncidentState.RESOLVED), plain, percent);
        finds(scene, IncidentField.MAJOR, Operator.EQUALS, List.of(MajorStatus.ACCEPTED), plain);
        finds(scene, IncidentField.RESOLUTION_CODE, Operator.EQUALS, List.of(ResolutionCode.ADVICE), other);
        finds(scene, IncidentField.RESOLVED_AT, Operator.IS_PRESENT, List.of(), other);
        finds(scene, IncidentField.RESOLVED_AT, Operator.AT_LEAST, List.of(start), other);
        finds(scene, IncidentField.REOPEN_COUNT, Operator.LESS_THAN, List.of(1), plain, percent, other);
        finds(scene, IncidentField.NUMBER, Operator.EQUALS, List.of("INC-000002"), percent);
        scene.raj().merge(plain, percent);
        finds(scene, IncidentField.MERGED_INTO, Operator.EQUALS, List.of(percent), plain);
        finds(scene, IncidentField.MERGED_INTO, Operator.IS_ABSENT, List.of(), percent, other);
        assertThat(scene.raj()
                        .search(ALL.where(IncidentField.SERVICE, Operator.IS_ABSENT)
                                .where(IncidentField.PRIORITY, Operator.EQUALS, Priority.P5))
                        .items())
                .as("all conditions hold")
                .isEmpty();
    }

    private static void finds(
            IncidentScene scene, IncidentField field, Operator operator, List<Object> values, TicketId... expected) {
        assertThat(scene.raj()
                        .search(ALL.where(field, operator, values.toArray()))
                        .items())
                .as(field + " " + operator + " " + values)
                .extracting(Incident::id)
                .containsExactlyInAnyOrder(expected);
    }

    @Test
    void goesThroughAllPagesInEachOrderAlsoOfEqualValues() {
        IncidentScene scene = scene();
        Set<TicketId> all = new HashSet<>();
        for (int i = 0; i < 23; i++) {
            all.add(log(scene, LogIncident.titled("x").impact(Impact.values()[1 + i % 3])));
            if (i % 4 == 0) {
                clock.tick(Duration.ofSeconds(1));
            }
        }
        for (IncidentField field : IncidentField.values()) {
            if (!field.isSortable()) {
                assertThatThrownBy(() -> Search.sortedBy(field, Direction.ASCENDING))
                        .isInstanceOf(InvalidInputException.class);
                continue;
            }
            List<TicketId> up =
                    pages(scene, Search.sortedBy(field, Direction.ASCENDING).limit(5));
            List<TicketId> down =
                    pages(scene, Search.sortedBy(field, Direction.DESCENDING).limit(5));
            assertThat(up).as(field.name()).hasSize(23).containsExactlyInAnyOrderElementsOf(all);
            java.util.Collections.reverse(down);
            assertThat(down).as(field.name()).isEqualTo(up);
        }
    }

    /** The ids of all pages; each cursor travels as text. */
    private static List<TicketId> pages(IncidentScene scene, Search<IncidentField> search) {
        List<TicketId> ids = new ArrayList<>();
        Optional<Cursor> next = Optional.empty();
        do {
            Search<IncidentField> here =
                    next.map(Cursor::toString).map(search::after).orElse(search);
            Page<Incident, Cursor> page = scene.raj().search(here);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(search.limit());
            page.items().forEach(one -> ids.add(one.id()));
            next = page.next();
        } while (next.isPresent());
        return ids;
    }

    @Test
    void thePageAfterACursorStartsBehindItWhateverWasAdded() {
        IncidentScene scene = scene();
        List<TicketId> first = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            first.add(scene.anIncident());
            clock.tick(Duration.ofSeconds(1));
        }
        Search<IncidentField> newest =
                Search.sortedBy(IncidentField.LOGGED_AT, Direction.DESCENDING).limit(2);
        Page<Incident, Cursor> page = scene.raj().search(newest);
        scene.anIncident();
        assertThat(scene.raj().search(newest.after(page.next().orElseThrow())).items())
                .extracting(Incident::id)
                .containsExactly(first.get(1), first.get(0));
    }

    @Test
    void refusesACursorThatIsNoneOfThisSearch() {
        String id = TicketId.next(clock).toString();
        for (String text : List.of(
                "",
                "x",
                "????",
                encoded(""),
                encoded("|"),
                encoded(id),
                encoded(id + "|"),
                encoded(id + "|yesterday"),
                encoded(id + "|P1"),
                encoded(id + "|" + Instant.MAX),
                encoded(id + "|" + Instant.MIN),
                encoded("x|2026-03-02T09:00:00Z"),
                encoded(id + "|2026-03-02T09:00:00Z") + "!",
                "x".repeat(Limits.TOKEN + 1))) {
            assertThatThrownBy(() -> ALL.after(text)).as(text).isInstanceOf(InvalidInputException.class);
        }
        Cursor ofPriority = new Cursor(Priority.P1, TicketId.next(clock));
        assertThatThrownBy(() -> ALL.after(ofPriority)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ALL.after(ofPriority.toString())).isInstanceOf(InvalidInputException.class);
        assertThat(Search.sortedBy(IncidentField.PRIORITY, Direction.ASCENDING)
                        .after(ofPriority.toString())
                        .after())
                .contains(ofPriority);
    }

    private static String encoded(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hasLimits() {
        for (int limit : new int[] {0, -1, Limits.PAGE_CAP + 1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> ALL.limit(limit)).isInstanceOf(InvalidInputException.class);
        }
        Search<IncidentField> many = ALL;
        for (int i = 0; i < Limits.CONDITIONS; i++) {
            many = many.where(IncidentField.REQUESTER, Operator.IS_PRESENT);
        }
        Search<IncidentField> full = many;
        assertThatThrownBy(() -> full.where(IncidentField.REQUESTER, Operator.IS_PRESENT))
                .isInstanceOf(InvalidInputException.class);
        List<Condition<IncidentField>> conditions = new ArrayList<>(full.conditions());
        IncidentScene scene = scene();
        scene.raj().search(full);
        scene.raj().countByState(conditions);
        conditions.add(conditions.get(0));
        assertThatThrownBy(() -> scene.raj().countByState(conditions)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> scene.raj().search(ALL.and(conditions))).isInstanceOf(InvalidInputException.class);
        Object[] values =
                IntStream.range(0, Limits.VALUES + 1).mapToObj(i -> "group" + i).toArray();
        assertThatThrownBy(() -> ALL.where(IncidentField.GROUP, Operator.IN, values))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesConditionsThatMakeNoSense() {
        for (Runnable condition : List.<Runnable>of(
                () -> ALL.where(IncidentField.SUMMARY, Operator.EQUALS),
                () -> ALL.where(IncidentField.SUMMARY, Operator.EQUALS, "a", "b"),
                () -> ALL.where(IncidentField.SUMMARY, Operator.IS_ABSENT, "a"),
                () -> ALL.where(IncidentField.SUMMARY, Operator.IN),
                () -> ALL.where(IncidentField.SUMMARY, Operator.EQUALS, 7),
                () -> ALL.where(IncidentField.PRIORITY, Operator.EQUALS, "P1"),
                () -> ALL.where(IncidentField.PRIORITY, Operator.EQUALS, IncidentState.NEW),
                () -> ALL.where(IncidentField.PRIORITY, Operator.CONTAINS, Priority.P1),
                () -> ALL.where(IncidentField.LOGGED_AT, Operator.STARTS_WITH, Instant.EPOCH),
                () -> ALL.where(IncidentField.SUMMARY, Operator.LESS_THAN, "a"),
                () -> ALL.where(IncidentField.MERGED_INTO, Operator.AT_LEAST, TicketId.next(clock)),
                () -> ALL.where(IncidentField.LOGGED_AT, Operator.AT_LEAST, Instant.MIN),
                () -> ALL.where(IncidentField.LOGGED_AT, Operator.LESS_THAN, Instant.MAX),
                () -> ALL.where(IncidentField.MERGED_INTO, Operator.EQUALS, "x"))) {
            assertThatThrownBy(condition::run).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aPolicyNarrowsListsCountsAndQueuesToGroups() {
        IncidentScene open = scene();
        TicketId payments = open.anIncidentIn(IncidentState.ASSIGNED);
        TicketId network = open.anIncidentIn(IncidentState.ASSIGNED);
        open.max().reassign(network, Assignment.to(IncidentScene.NETWORK), "x");
        open.anIncident();
        Set<String> five = new HashSet<>(Set.of(IncidentScene.NETWORK));
        IntStream.range(1, 500).forEach(i -> five.add("group" + i));
        assertScope(open, new Scope.Everything(), 3);
        assertScope(open, new Scope.Nothing(), 0);
        assertScope(open, new Scope.Groups(Set.of()), 0);
        assertScope(open, new Scope.Groups(Set.of("none")), 0);
        assertScope(open, new Scope.Groups(Set.of(IncidentScene.PAYMENTS)), 1, payments);
        assertScope(open, new Scope.Groups(five), 1, network);
        assertScope(
                open, new Scope.Groups(Set.of(IncidentScene.PAYMENTS, IncidentScene.NETWORK)), 2, payments, network);
    }

    private void assertScope(IncidentScene open, Scope scope, int count, TicketId... visible) {
        IncidentScene scene = scene(builder -> builder.accessPolicy(seeing(scope)));
        List<Incident> found = scene.raj().search(ALL).items();
        assertThat(found).as(scope.toString()).hasSize(count);
        if (visible.length > 0) {
            assertThat(found).extracting(Incident::id).containsExactlyInAnyOrder(visible);
        }
        assertThat(scene.raj().countByState().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(count);
        Search<IncidentField> full = ALL;
        while (full.conditions().size() < Limits.CONDITIONS) {
            full = full.where(IncidentField.REQUESTER, Operator.IS_PRESENT);
        }
        assertThat(scene.raj().search(full).items())
                .as("the scope is beside the caller's conditions")
                .hasSize(count);
        assertThat(scene.raj().countByState(full.conditions()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(count);
        assertThat(open.ada().search(ALL).items()).hasSize(3);
    }

    private static AccessPolicy seeing(Scope scope) {
        RolePolicy roles = new RolePolicy();
        return new AccessPolicy() {
            @Override
            public boolean permits(Actor actor, Permission permission, Subject subject) {
                return roles.permits(actor, permission, subject);
            }

            @Override
            public Scope scope(Actor actor) {
                return scope;
            }
        };
    }
}
