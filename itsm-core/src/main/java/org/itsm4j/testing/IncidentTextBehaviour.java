package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.OwnIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.Urgency;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** Each place that takes a text either refuses it with a typed error that does not repeat it, or gives it back unchanged. */
abstract class IncidentTextBehaviour extends IncidentBehaviour {
    private Map<Class<?>, Object> samples() {
        Reference reference = Reference.to("ke", "KE-1");
        Map<Class<?>, Object> samples = new HashMap<>();
        samples.put(String.class, "words");
        samples.put(LogIncident.class, LogIncident.titled("x").requester("mia").build());
        samples.put(Assignment.class, Assignment.to("crisis", "cai"));
        samples.put(
                Hold.class,
                new Hold(
                        HoldReason.OTHER,
                        "x",
                        Optional.of(reference),
                        Optional.of(clock.instant().plusSeconds(3_600))));
        samples.put(
                Resolution.class,
                new Resolution(ResolutionCode.FIXED, "x", Optional.of("x"), Optional.of("x"), Optional.of(reference)));
        samples.put(
                Reclassification.class,
                new Reclassification(
                        Optional.of("x"),
                        Optional.of("x"),
                        Optional.of(Category.of("x")),
                        Optional.of(Impact.LOW),
                        Optional.of(Urgency.LOW),
                        Optional.of(new Reclassification.Override(Priority.P1, "x")),
                        false));
        samples.put(Note.class, Note.internal("x"));
        samples.put(Reference.class, reference);
        samples.put(
                MajorPlan.class,
                new MajorPlan(
                        "x",
                        "x",
                        "x",
                        Optional.of("x"),
                        Optional.of("x"),
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(Assignment.to("crisis", "cai"))));
        return samples;
    }

    @Test
    void everyTextOfEveryCommandOfStaffIsRefusedOrKept() {
        IncidentScene scene = scene();
        int places = 0;
        for (Method method : Doors.methods(Incidents.class)) {
            Optional<IncidentAction> action = IncidentScene.everyAction().stream()
                    .filter(each -> Labels.of(each).equals(method.getName()))
                    .findFirst();
            if (action.isPresent()) {
                places += tries(scene, scene.ada(), method, action.get());
            }
        }
        assertThat(places).as("places tried").isGreaterThan(45);
    }

    @Test
    void everyTextOfEveryCommandOfRequestersIsRefusedOrKept() {
        IncidentScene scene = scene();
        Map<String, IncidentAction> actions = Map.of(
                "log", IncidentAction.LOG,
                "comment", IncidentAction.NOTE,
                "reopen", IncidentAction.REOPEN,
                "followUp", IncidentAction.FOLLOW_UP);
        for (Method method : Doors.methods(OwnIncidents.class)) {
            if (List.of(method.getParameterTypes()).contains(String.class)
                    || method.getName().equals("log")) {
                assertThat(tries(scene, scene.mia(), method, actions.get(method.getName())))
                        .isPositive();
            }
        }
    }

    /** All places of one method with all texts; answers how many places it has. */
    private int tries(IncidentScene scene, Object door, Method method, IncidentAction action) {
        int places = 0;
        Doors doors = new Doors(scene.anIncident(), new TicketNumber("INC-000001"));
        Map<Class<?>, Object> samples = samples();
        for (int i = 0; i < method.getParameterCount(); i++) {
            Object sample = samples.get(method.getParameterTypes()[i]);
            if (sample == null) {
                continue;
            }
            for (Nasty.Place place : Nasty.places(sample)) {
                if (door instanceof OwnIncidents && place.path().contains("requester")) {
                    continue; // it is the actor, whatever the command says
                }
                places++;
                int argument = i;
                Nasty.TEXTS.forEach((name, text) -> {
                    Object[] arguments = doors.arguments(method);
                    for (int j = 0; j < arguments.length; j++) {
                        arguments[j] = samples.getOrDefault(method.getParameterTypes()[j], arguments[j]);
                    }
                    TicketId id = action == IncidentAction.LOG ? scene.anIncident() : ready(scene, action);
                    arguments[0] = action == IncidentAction.LOG ? arguments[0] : id;
                    long version = scene.ada().get(id).version();
                    Object answer;
                    try {
                        arguments[argument] = Nasty.with(sample, place, text);
                        answer = Doors.call(door, method, arguments);
                    } catch (InvalidInputException e) {
                        answer = e;
                    }
                    check(scene, method.getName() + " " + place + ": " + name, answer, id, version, text);
                });
            }
        }
        return places;
    }

    private static TicketId ready(IncidentScene scene, IncidentAction action) {
        return scene.readyFor(
                IncidentContract.get().transitions().stream()
                        .filter(row -> row.action() == action)
                        .findFirst()
                        .flatMap(Transition::from)
                        .orElseThrow(),
                action);
    }

    private static void check(
            IncidentScene scene, String what, Object answer, TicketId asked, long version, String text) {
        if (answer instanceof Throwable thrown) {
            assertThat(thrown).as(what).isInstanceOf(InvalidInputException.class);
            if (!text.isBlank()) {
                assertThat(thrown.getMessage()).as(what).doesNotContain(text).hasSizeLessThan(1_000);
            }
            assertThat(scene.ada().get(asked).version()).as(what).isEqualTo(version);
            return;
        }
        TicketId id = answer instanceof Incident incident ? incident.id() : ((OwnIncident) answer).id();
        List<String> kept = new ArrayList<>(Reach.texts(scene.ada().get(id)));
        kept.addAll(Reach.texts(scene.ada().timeline(id, 0)));
        kept.addAll(scene.ada().watchers(id));
        kept.addAll(Reach.texts(scene.ada().references(id)));
        assertThat(kept).as(what + " comes back unchanged").anyMatch(one -> one.contains(text));
        assertThat(scene.ada().verify(id).intact()).as(what).isTrue();
    }

    @Test
    void everyTextOfADeskIsRefusedOrKept() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        Nasty.TEXTS.forEach((name, text) -> {
            made(name, text, any -> scene.as(Cast.ADA).request(any)).ifPresent(desk -> {
                Incident noted = desk.incidents().note(id, Note.internal("x"));
                assertThat(scene.raj()
                                .timeline(id, noted.version() - 1)
                                .items()
                                .get(0)
                                .request()
                                .orElseThrow()
                                .id())
                        .isEqualTo(text);
                assertThat(desk.incidents().note(id, Note.internal("x")).version())
                        .isEqualTo(noted.version());
            });
            made(name, text, scene.ada()::queue)
                    .ifPresent(queue ->
                            assertThat(scene.ada().search(queue).items()).isEmpty());
        });
    }

    @Test
    void everyTextOfAnActorIsRefusedOrKept() {
        IncidentScene scene = scene();
        for (Function<String, Actor> maker : List.<Function<String, Actor>>of(
                Actor::requester,
                Actor::agent,
                Actor::dispatcher,
                Actor::manager,
                Actor::majorIncidentManager,
                Actor::administrator,
                Actor::system,
                text -> Actor.agent("zoe").inGroup(text),
                text -> Actor.agent("zoe").as(text))) {
            Nasty.TEXTS.forEach((name, text) -> made(name, text, maker).ifPresent(actor -> {
                assertThat(Reach.texts(actor)).contains(text);
                Actor admin = actor.with(Role.ADMINISTRATOR);
                TicketId id = scene.anIncident();
                scene.as(admin.inGroup("payments")).incidents().note(id, Note.internal("x"));
                assertThat(scene.last(id).actor()).isEqualTo(actor.id());
            }));
        }
    }

    @Test
    void everyTextOfAnIdIsRefused() {
        Nasty.TEXTS.forEach((name, text) -> {
            for (Function<String, ?> maker :
                    List.<Function<String, ?>>of(TicketId::of, TicketNumber::new, Tenant::new)) {
                assertThat(made(name, text, maker)).as(name).isEmpty();
            }
            for (Function<String, ?> maker : List.<Function<String, ?>>of(
                    any -> new TicketNumber("INC-000001" + any),
                    any -> new TicketNumber(any + "INC-000001"),
                    any -> new Tenant("main" + any),
                    any -> TicketId.of(any + "00000000-0000-7000-8000-000000000000"))) {
                assertThat(text.isEmpty() || made(name, text, maker).isEmpty())
                        .as(name)
                        .isTrue();
            }
        });
    }

    @Test
    void everyTextOfASearchIsRefusedOrFindsWhatHasIt() {
        IncidentScene scene = scene();
        Search<IncidentField> all = Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING);
        Nasty.TEXTS.forEach((name, text) -> {
            Optional<TicketId> has = made(
                    name,
                    text,
                    any -> scene.bot()
                            .log(LogIncident.titled(any)
                                    .requester(any)
                                    .source(any)
                                    .service(any)
                                    .configurationItem(any)
                                    .category(any)
                                    .correlationKey(any)
                                    .build())
                            .id());
            for (IncidentField field : IncidentField.values()) {
                if (field.type() != String.class) {
                    continue;
                }
                for (Operator operator : List.of(
                        Operator.EQUALS, Operator.NOT_EQUALS, Operator.IN, Operator.CONTAINS, Operator.STARTS_WITH)) {
                    made(name, text, any -> all.where(field, operator, any)).ifPresent(search -> {
                        List<TicketId> found = scene.ada().search(search.limit(1_000)).items().stream()
                                .map(Incident::id)
                                .toList();
                        boolean filled = List.of(
                                        IncidentField.SUMMARY,
                                        IncidentField.REQUESTER,
                                        IncidentField.SOURCE,
                                        IncidentField.SERVICE,
                                        IncidentField.CONFIGURATION_ITEM,
                                        IncidentField.CATEGORY,
                                        IncidentField.CORRELATION_KEY)
                                .contains(field);
                        if (filled && has.isPresent()) {
                            assertThat(found.contains(has.get()))
                                    .as(field + " " + operator + " " + name)
                                    .isEqualTo(operator != Operator.NOT_EQUALS);
                        } else if (operator != Operator.NOT_EQUALS) {
                            assertThat(found)
                                    .as(field + " " + operator + " " + name)
                                    .isEmpty();
                        }
                    });
                }
                if (field.isSortable()) {
                    made(name, text, any -> new Cursor(any, TicketId.next(clock)))
                            .ifPresent(cursor -> scene.ada()
                                    .search(Search.sortedBy(field, Direction.DESCENDING)
                                            .after(cursor)));
                }
            }
            for (IncidentField field : IncidentField.values()) {
                if (field.isSortable()) {
                    assertThat(made(
                                    name,
                                    text,
                                    any -> Search.sortedBy(field, Direction.ASCENDING)
                                            .after(any)))
                            .isEmpty();
                }
            }
        });
        assertThat(scene.ada().search(all.limit(1_000)).items()).isNotEmpty();
    }

    /** What was made of the text; empty if it was refused as it must be. */
    private static <R> Optional<R> made(String name, String text, Function<String, R> maker) {
        try {
            return Optional.of(maker.apply(text));
        } catch (InvalidInputException e) {
            if (!text.isBlank()) {
                assertThat(e.getMessage()).as(name).doesNotContain(text).hasSizeLessThan(1_000);
            }
            return Optional.empty();
        }
    }

    @Test
    void whatNoStoreCanKeepIsRefusedAndEverythingElseIsKept() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        List<String> refused = List.of(
                "10 MB",
                "NUL",
                "lone high surrogate",
                "lone low surrogate",
                "high surrogate at the end",
                "surrogates swapped",
                "empty",
                "blank");
        Nasty.TEXTS.forEach((name, text) -> {
            Note note = new Note(text, Visibility.PUBLIC);
            if (refused.contains(name)) {
                assertThatThrownBy(() -> scene.raj().note(id, note)).as(name).isInstanceOf(InvalidInputException.class);
            } else {
                scene.raj().note(id, note);
                assertThat(scene.last(id).text()).as(name).isEqualTo(text);
                assertThat(scene.mia()
                                .timeline(id, scene.last(id).sequence() - 1)
                                .items()
                                .get(0)
                                .text())
                        .isEqualTo(text);
            }
        });
    }

    @Test
    void momentsFarAwayAreRefusedOrKept() {
        IncidentScene scene = scene();
        for (Instant far : List.of(
                Instant.MAX,
                Instant.MIN,
                Instant.parse("9999-12-31T23:59:59Z"),
                clock.instant().plusNanos(1_001))) {
            TicketId id = scene.anIncident();
            Hold hold = Hold.because(HoldReason.OTHER, "x").until(far);
            try {
                scene.ada().hold(id, hold);
                Instant kept =
                        scene.ada().get(id).hold().orElseThrow().followUpAt().orElseThrow();
                assertThat(kept).isEqualTo(scene.ada().get(id).wakeAt().orElseThrow());
                assertThat(Duration.between(kept, far)).as("to the microsecond").isLessThan(Duration.ofNanos(1_000));
            } catch (org.itsm4j.error.ItsmException e) {
                assertThat(e)
                        .as(far.toString())
                        .isInstanceOfAny(InvalidInputException.class, org.itsm4j.ticket.RuleViolationException.class);
            }
        }
    }
}
