package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.incident.Classification;
import org.itsm4j.incident.Handling;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Merge;
import org.itsm4j.incident.Milestones;
import org.itsm4j.incident.Origin;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Test;

/**
 * Searches, pages and counts of a store, compared with a model that filters and sorts a list by what {@link Operator} and
 * {@link org.itsm4j.spi.TicketStore} say. Letters outside ASCII are searched in the case they were written in: how others
 * fold is the database's affair.
 */
abstract class StoreContractSearches extends StoreContractTickets {
    private static final long SEED = 20260302L;

    /** Incidents that have every kind of value, every kind of absence, and many equal values. */
    private static List<Incident> zoo() {
        List<Incident> zoo = new ArrayList<>();
        for (int i = 0; i < NASTY.size(); i++) {
            zoo.add(full(100 + i, NASTY.get(i)));
            zoo.add(various(i, NASTY.get(i)));
            zoo.add(bare(300 + i).build());
        }
        Collections.shuffle(zoo, new Random(SEED));
        return zoo;
    }

    private static Incident various(int i, String text) {
        Instant at = NOON.plusSeconds(i / 3).plusNanos(i % 3 * 1_000L);
        Optional<String> some = Optional.of(text).filter(it -> i % 2 == 0);
        return bare(200 + i)
                .number(TicketNumber.of(TicketKind.INCIDENT, 999_998L + i))
                .state(IncidentState.values()[i % IncidentState.values().length])
                .summary(text)
                .head(new Head(1, hash(i), at))
                .origin(new Origin(some, Optional.of("Monitoring"), Optional.empty()))
                .classification(new Classification(
                        Optional.of(i % 3 == 0 ? "web%shop" : "web_shop"),
                        some,
                        some.map(Category::of),
                        Impact.values()[i % Impact.values().length],
                        Urgency.values()[i % Urgency.values().length],
                        Priority.values()[i % Priority.values().length],
                        1,
                        Optional.empty()))
                .handling(new Handling(
                        Optional.of(new Assignment(
                                "group " + i % 4, Optional.of("raj").filter(it -> i % 4 > 1))),
                        Optional.empty(),
                        0,
                        0))
                .resolution(Optional.of(i)
                        .filter(it -> i % 2 == 1)
                        .map(it -> Resolution.of(ResolutionCode.values()[i % ResolutionCode.values().length], "done")))
                .merge(Optional.of(i).filter(it -> i % 5 == 0).map(it -> new Merge(id(i), IncidentState.NEW)))
                .milestones(new Milestones(
                        Optional.empty(),
                        Optional.empty(),
                        NOON.plusSeconds(i % 4),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(at).filter(it -> i % 2 == 1),
                        Optional.empty(),
                        i % 3))
                .build();
    }

    private List<Incident> stored() {
        List<Incident> zoo = zoo();
        List<Incident> theirs = zoo.stream()
                .map(incident -> incident.toBuilder()
                        .tenant(OTHER)
                        .id(id(5_000 + zoo.indexOf(incident)))
                        .build())
                .toList();
        run(() -> Stream.concat(zoo.stream(), theirs.stream()).forEach(tickets()::add));
        return zoo;
    }

    /** Values that occur in a field, values next to them, and values that do not occur. */
    private static List<Object> candidates(IncidentField field, List<Incident> zoo) {
        Set<Object> values = zoo.stream()
                .flatMap(incident -> field.of(incident).stream())
                .distinct()
                .limit(8)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (field.type().isEnum()) {
            values.addAll(Arrays.asList(field.type().getEnumConstants()));
        } else if (field.type() == String.class) {
            values.addAll(List.of("%", "_", "\\", "!", "'", "WEB", "plai", "INC-0", "nothing like it"));
            values.removeIf(value -> value.toString().length() > Limits.NAME);
        } else if (field.type() == Instant.class) {
            values.addAll(MOMENTS);
            values.add(NOON.plusNanos(1));
            values.add(NOON.minusNanos(1));
            values.add(Instant.parse("0001-01-01T00:00:00Z"));
            values.add(Instant.parse("9999-12-31T00:00:00Z"));
        } else if (field.type() == Integer.class) {
            values.addAll(List.of(-1, 0, Integer.MAX_VALUE));
        } else if (field.type() == Boolean.class) {
            values.addAll(List.of(true, false));
        } else if (field.type() == TicketId.class) {
            values.add(id(4_711));
        }
        return List.copyOf(values);
    }

    private static Set<Operator> operators(IncidentField field) {
        Set<Operator> operators = EnumSet.of(Operator.EQUALS, Operator.NOT_EQUALS);
        if (field.type() == String.class) {
            operators.addAll(EnumSet.of(Operator.CONTAINS, Operator.STARTS_WITH));
        } else if (field.type() != TicketId.class && field.type() != Boolean.class) {
            operators.addAll(EnumSet.of(Operator.LESS_THAN, Operator.AT_LEAST));
        }
        return operators;
    }

    private static boolean matches(Incident incident, Condition<IncidentField> condition) {
        Optional<?> value = condition.field().of(incident);
        if (value.isEmpty()) {
            return condition.operator() == Operator.IS_ABSENT;
        }
        Object mine = value.get();
        Object asked = condition.values().isEmpty() ? mine : condition.values().get(0);
        return switch (condition.operator()) {
            case EQUALS -> mine.equals(asked);
            case NOT_EQUALS -> !mine.equals(asked);
            case IN -> condition.values().contains(mine);
            case LESS_THAN -> compare(mine, asked) < 0;
            case AT_LEAST -> compare(mine, asked) >= 0;
            case CONTAINS -> lower(mine).contains(lower(asked));
            case STARTS_WITH -> mine.toString().startsWith(asked.toString());
            case IS_PRESENT -> true;
            case IS_ABSENT -> false;
        };
    }

    private static String lower(Object text) {
        return text.toString().toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object one, Object other) {
        return ((Comparable) one).compareTo(other);
    }

    private static List<TicketId> model(List<Incident> zoo, Search<IncidentField> search) {
        Comparator<Incident> order = Comparator.comparing(
                        (Incident incident) ->
                                (Object) search.sortedBy().of(incident).orElseThrow(),
                        StoreContractSearches::compare)
                .thenComparing(Incident::id);
        return zoo.stream()
                .filter(incident -> search.conditions().stream().allMatch(condition -> matches(incident, condition)))
                .sorted(search.direction() == Direction.ASCENDING ? order : order.reversed())
                .map(Incident::id)
                .toList();
    }

    private static Search<IncidentField> byNumber() {
        return Search.sortedBy(IncidentField.NUMBER, Direction.ASCENDING).limit(Limits.PAGE_CAP);
    }

    private void assertFinds(List<Incident> zoo, Search<IncidentField> search) {
        assertThat(tickets().search(ACME, search).items())
                .as("%s", search.conditions())
                .extracting(Incident::id)
                .containsExactlyElementsOf(model(zoo, search));
    }

    @Test
    void findsByEveryOperatorOfEveryField() {
        List<Incident> zoo = stored();
        run(() -> {
            for (IncidentField field : IncidentField.values()) {
                assertFinds(zoo, byNumber().where(field, Operator.IS_PRESENT));
                assertFinds(zoo, byNumber().where(field, Operator.IS_ABSENT));
                List<Object> candidates = candidates(field, zoo);
                for (Operator operator : operators(field)) {
                    candidates.forEach(value -> assertFinds(zoo, byNumber().where(field, operator, value)));
                }
            }
        });
    }

    @Test
    void findsByOneOfManyValues() {
        List<Incident> zoo = stored();
        Random random = new Random(SEED);
        run(() -> {
            for (IncidentField field : IncidentField.values()) {
                List<Object> some = new ArrayList<>(candidates(field, zoo));
                Collections.shuffle(some, random);
                assertFinds(zoo, byNumber().where(field, Operator.IN, some.get(0)));
                assertFinds(
                        zoo,
                        byNumber()
                                .where(
                                        field,
                                        Operator.IN,
                                        some.subList(0, (some.size() + 1) / 2).toArray()));
            }
            Object[] most = Stream.concat(
                            Stream.of("raj"), Stream.iterate(1, n -> n + 1).map(n -> "agent number " + n))
                    .limit(Limits.VALUES)
                    .toArray();
            assertFinds(zoo, byNumber().where(IncidentField.AGENT, Operator.IN, most));
        });
    }

    @Test
    void findsWhatMeetsAllConditions() {
        List<Incident> zoo = stored();
        Random random = new Random(SEED);
        run(() -> {
            for (int i = 0; i < 150; i++) {
                Search<IncidentField> search = byNumber();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    IncidentField field = pick(random, List.of(IncidentField.values()));
                    search = search.where(
                            field, pick(random, List.copyOf(operators(field))), pick(random, candidates(field, zoo)));
                }
                assertFinds(zoo, search);
            }
            Search<IncidentField> most = byNumber();
            for (int i = 0; i < Limits.CONDITIONS; i++) {
                most = most.where(IncidentField.LOGGED_AT, Operator.AT_LEAST, NOON.minusSeconds(i));
            }
            assertFinds(zoo, most);
        });
    }

    private static <V> V pick(Random random, List<V> values) {
        return values.get(random.nextInt(values.size()));
    }

    @Test
    void pagesWithoutGapOrDuplicateUnderEqualSortValues() {
        List<Incident> zoo = stored();
        for (IncidentField field : IncidentField.values()) {
            for (Direction direction : Direction.values()) {
                if (field.isSortable()) {
                    Search<IncidentField> search = Search.sortedBy(field, direction);
                    assertThat(pages(search.limit(7)))
                            .as("%s %s", field, direction)
                            .containsExactlyElementsOf(model(zoo, search));
                }
            }
        }
    }

    @Test
    void pagesOfEverySizeEndWhereTheListEnds() {
        List<Incident> zoo = stored();
        Search<IncidentField> search = Search.sortedBy(IncidentField.PRIORITY, Direction.DESCENDING)
                .where(IncidentField.SUMMARY, Operator.CONTAINS, "a");
        List<TicketId> expected = model(zoo, search);
        for (int size : List.of(1, 2, expected.size() - 1, expected.size(), expected.size() + 1, Limits.PAGE_CAP)) {
            assertThat(pages(search.limit(size))).as("pages of %s", size).containsExactlyElementsOf(expected);
        }
    }

    /** Follows the cursors as a web client does: each page in its own transaction, each cursor through a text. */
    private List<TicketId> pages(Search<IncidentField> search) {
        List<TicketId> seen = new ArrayList<>();
        Search<IncidentField> at = search;
        while (true) {
            Search<IncidentField> now = at;
            Page<Incident, Cursor> page = inTransaction(() -> tickets().search(ACME, now));
            page.items().forEach(incident -> seen.add(incident.id()));
            if (page.next().isEmpty()) {
                return seen;
            }
            assertThat(page.items()).as("a page with another behind it is full").hasSize(search.limit());
            at = search.after(page.next().get().toString());
        }
    }

    @Test
    void pagesStandStillWhileTicketsAreAddedInFrontOfThem() {
        add(bare(1).build(), bare(2).build(), bare(3).build());
        Search<IncidentField> search =
                Search.sortedBy(IncidentField.LOGGED_AT, Direction.DESCENDING).limit(2);
        Page<Incident, Cursor> first = inTransaction(() -> tickets().search(ACME, search));
        add(bare(4).build());
        Page<Incident, Cursor> second = inTransaction(
                () -> tickets().search(ACME, search.after(first.next().orElseThrow())));
        assertThat(first.items()).extracting(Incident::id).containsExactly(id(3), id(2));
        assertThat(second.items()).extracting(Incident::id).containsExactly(id(1));
    }

    @Test
    void givesWholeTickets() {
        Incident full = full(1, NASTY.get(3));
        add(full);
        Page<Incident, Cursor> page = inTransaction(() -> tickets().search(ACME, byNumber()));
        assertThat(page.items()).hasSize(1).first().usingRecursiveComparison().isEqualTo(full);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void findsNothingInAnEmptyTenant() {
        stored();
        run(() -> {
            assertThat(tickets().search(new Tenant("empty"), byNumber()).items())
                    .isEmpty();
            assertThat(tickets().count(new Tenant("empty"), IncidentField.STATE, List.of()))
                    .isEmpty();
        });
    }

    @Test
    void countsByEveryEnum() {
        List<Incident> zoo = stored();
        List<Condition<IncidentField>> none = List.of();
        List<Condition<IncidentField>> some = List.of(
                new Condition<>(IncidentField.GROUP, Operator.NOT_EQUALS, List.of("group 1")),
                new Condition<>(IncidentField.LOGGED_AT, Operator.AT_LEAST, List.of(NOON.plusSeconds(1))));
        List<Condition<IncidentField>> impossible =
                List.of(new Condition<>(IncidentField.PRIORITY, Operator.LESS_THAN, List.of(Priority.P1)));
        run(() -> {
            for (IncidentField field : IncidentField.values()) {
                if (field.type().isEnum()) {
                    for (List<Condition<IncidentField>> conditions : List.of(none, some, impossible)) {
                        Map<Object, Long> expected = zoo.stream()
                                .filter(incident -> conditions.stream().allMatch(it -> matches(incident, it)))
                                .flatMap(incident -> field.of(incident).stream())
                                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
                        assertThat(tickets().count(ACME, field, conditions))
                                .as("%s of %s", field, conditions)
                                .isEqualTo(expected);
                    }
                }
            }
        });
    }

    @Test
    void searchesWhatTheTransactionItselfHasChanged() {
        Incident incident = bare(1).build();
        add(incident);
        run(() -> {
            tickets()
                    .replace(
                            incident,
                            next(incident).toBuilder().summary("Changed").build());
            Search<IncidentField> search = byNumber().where(IncidentField.SUMMARY, Operator.EQUALS, "Changed");
            assertThat(tickets().search(ACME, search).items()).hasSize(1);
        });
    }
}
