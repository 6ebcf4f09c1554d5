package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.incident.Classification;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CategoryTree;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.PriorityMatrix;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Test;

/** What commands must say, their limits, and what a tenant can set. */
abstract class IncidentInputBehaviour extends IncidentBehaviour {
    private static final String BLANK = " \t\n";

    /** A wrong input: where it is wrong, and how it is given. */
    private record Wrong(String path, BiConsumer<Incidents, TicketId> command) {}

    private static Wrong wrong(String path, BiConsumer<Incidents, TicketId> command) {
        return new Wrong(path, command);
    }

    @Test
    void refusesInputThatLacksWhatIsRequiredAndSaysWhere() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        long version = scene.ada().get(id).version();
        Assignment network = Assignment.to(IncidentScene.NETWORK);
        for (Wrong each : List.of(
                wrong("summary", (door, any) -> door.log(titled(BLANK).build())),
                wrong(
                        "requester",
                        (door, any) -> door.log(LogIncident.titled("x").build())),
                wrong(
                        "requester",
                        (door, any) -> door.log(titled("x").requester("").build())),
                wrong(
                        "source",
                        (door, any) -> door.log(titled("x").source(BLANK).build())),
                wrong(
                        "correlationKey",
                        (door, any) -> door.log(titled("x").correlationKey("").build())),
                wrong("service", (door, any) -> door.log(titled("x").service("").build())),
                wrong(
                        "configurationItem",
                        (door, any) ->
                                door.log(titled("x").configurationItem(" ").build())),
                wrong(
                        "category.path",
                        (door, any) -> door.log(titled("x").category("").build())),
                wrong("group", (door, one) -> door.assign(one, Assignment.to(""))),
                wrong("agent", (door, one) -> door.assign(one, Assignment.to("x", BLANK))),
                wrong("to.group", (door, one) -> door.reassign(one, Assignment.to(""), "x")),
                wrong("reason", (door, one) -> door.reassign(one, network, BLANK)),
                wrong("to.agent", (door, one) -> door.escalate(one, Assignment.to("x", ""), "x")),
                wrong("reason", (door, one) -> door.escalate(one, network, "")),
                wrong("note", (door, one) -> door.hold(one, Hold.because(HoldReason.VENDOR, ""))),
                wrong("reason.name", (door, one) -> door.hold(one, Hold.because(HoldReason.of(""), "x"))),
                wrong("text", (door, one) -> door.resolve(one, Resolution.fixed(""))),
                wrong(
                        "cause",
                        (door, one) -> door.resolve(one, Resolution.fixed("x").causedBy(BLANK))),
                wrong(
                        "workaround",
                        (door, one) -> door.resolve(one, Resolution.fixed("x").withWorkaround(""))),
                wrong(
                        "knownError.key",
                        (door, one) -> door.resolve(one, Resolution.fixed("x").ofKnownError(Reference.to("ke", "")))),
                wrong("reason", (door, one) -> door.reopen(one, "")),
                wrong(
                        "category.path",
                        (door, one) ->
                                door.reclassify(one, Reclassification.change().category(""))),
                wrong(
                        "service",
                        (door, one) ->
                                door.reclassify(one, Reclassification.change().service(""))),
                wrong(
                        "override.reason",
                        (door, one) ->
                                door.reclassify(one, Reclassification.change().priority(Priority.P1, BLANK))),
                wrong("change", (door, one) -> door.reclassify(one, Reclassification.change())),
                wrong("text", (door, one) -> door.note(one, Note.internal(BLANK))),
                wrong("type", (door, one) -> door.refer(one, Reference.to("", "x"))),
                wrong("key", (door, one) -> door.refer(one, Reference.to("url", ""))),
                wrong("person", (door, one) -> door.watch(one, "")),
                wrong("person", (door, one) -> door.unwatch(one, BLANK)),
                wrong("type", (door, one) -> door.relate(one, RelationType.MERGED_INTO, one)),
                wrong("type", (door, one) -> door.unrelate(one, RelationType.FOLLOW_UP_OF, one)),
                wrong("reason", (door, one) -> door.proposeMajor(one, "")),
                wrong("businessImpact", (door, one) -> door.acceptMajor(one, MajorPlan.led("", "x", "x"))),
                wrong("notes", (door, one) -> door.acceptMajor(one, MajorPlan.led("x", "", "x"))),
                wrong("commander", (door, one) -> door.acceptMajor(one, MajorPlan.led("x", "x", ""))),
                wrong("communications", (door, one) -> door.acceptMajor(one, plan().communications(""))),
                wrong("scribe", (door, one) -> door.acceptMajor(one, plan().scribe(""))),
                wrong("assignment.group", (door, one) -> door.acceptMajor(one, plan().assignedTo(Assignment.to("")))),
                wrong("sitrepEvery", (door, one) -> door.acceptMajor(one, plan().sitrepEvery(Duration.ofSeconds(59)))),
                wrong(
                        "sitrepEvery",
                        (door, one) -> door.acceptMajor(
                                one, plan().sitrepEvery(Duration.ofMinutes(5).plusNanos(1)))),
                wrong("sitrepEvery", (door, one) -> door.acceptMajor(one, plan().sitrepEvery(Duration.ofDays(31)))),
                wrong("reason", (door, one) -> door.rejectMajor(one, "")),
                wrong("reason", (door, one) -> door.endMajor(one, "")),
                wrong("text", (door, one) -> door.sitrep(one, "")),
                wrong("text", (door, one) -> door.review(one, "")))) {
            refused(scene, id, each);
        }
        refused(
                scene,
                scene.anIncidentIn(IncidentState.CLOSED),
                wrong("text", (door, one) -> scene.mia().followUp(one, BLANK)));
        assertThat(scene.ada().get(id).version()).isEqualTo(version);
        assertThat(scene.ada().countByState().get(IncidentState.NEW))
                .as("none was logged")
                .isZero();
    }

    private static LogIncident.Builder titled(String summary) {
        return LogIncident.titled(summary).requester("mia");
    }

    private static MajorPlan plan() {
        return MajorPlan.led("no sales", "all shops", "mim");
    }

    private static void refused(IncidentScene scene, TicketId id, Wrong wrong) {
        assertThatThrownBy(() -> wrong.command().accept(scene.ada(), id))
                .as(wrong.path())
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::path)
                                .containsExactly(wrong.path()));
    }

    @Test
    void takesTextUpToItsLimitAndNoFurther() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        scene.become(id, MajorStatus.ACCEPTED);
        for (Limited each : List.of(
                new Limited(Limits.LINE, (text, door) -> door.log(titled(text).build())),
                new Limited(
                        Limits.NAME,
                        (text, door) -> door.log(titled("x").requester(text).build())),
                new Limited(
                        Limits.NAME,
                        (text, door) -> door.log(titled("x").source(text).build())),
                new Limited(
                        Limits.NAME,
                        (text, door) ->
                                door.log(titled("x").correlationKey(text).build())),
                new Limited(
                        Limits.NAME,
                        (text, door) -> door.log(titled("x").service(text).build())),
                new Limited(
                        Limits.NAME,
                        (text, door) ->
                                door.log(titled("x").configurationItem(text).build())),
                new Limited(
                        Limits.NAME,
                        (text, door) -> door.log(titled("x").category(text).build())),
                new Limited(Limits.NAME, (text, door) -> door.watch(id, text)),
                new Limited(Limits.NAME, (text, door) -> door.refer(id, Reference.to("url", text))),
                new Limited(Limits.NAME, (text, door) -> door.assign(scene.anIncident(), Assignment.to(text, text))),
                new Limited(
                        Limits.REASON,
                        (text, door) ->
                                door.reassign(scene.anIncidentIn(IncidentState.ASSIGNED), Assignment.to("x"), text)),
                new Limited(
                        Limits.REASON,
                        (text, door) -> door.hold(scene.anIncident(), Hold.because(HoldReason.VENDOR, text))),
                new Limited(Limits.REASON, (text, door) -> door.proposeMajor(scene.anIncident(), text)),
                new Limited(
                        Limits.REASON,
                        (text, door) ->
                                door.reclassify(id, Reclassification.change().priority(Priority.P1, text))),
                new Limited(
                        Limits.TEXT,
                        (text, door) -> door.log(titled("x").description(text).build())),
                new Limited(Limits.TEXT, (text, door) -> door.note(id, Note.internal(text))),
                new Limited(Limits.TEXT, (text, door) -> door.sitrep(id, text)),
                new Limited(
                        Limits.TEXT,
                        (text, door) -> door.resolve(
                                scene.anIncident(), Resolution.fixed(text).withWorkaround(text))))) {
            each.command().accept("x".repeat(each.most()), scene.ada());
            assertThatThrownBy(() -> each.command().accept("x".repeat(each.most() + 1), scene.ada()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("at most " + each.most() + " characters, got " + (each.most() + 1));
        }
    }

    /** A text with a limit, and a command that gives it. */
    private record Limited(int most, BiConsumer<String, Incidents> command) {}

    @Test
    void listsEverythingThatIsWrongAtOnce() {
        IncidentScene scene = scene();
        assertThatThrownBy(() -> scene.ada()
                        .log(titled("")
                                .service("")
                                .description("x".repeat(Limits.TEXT + 1))
                                .build()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::path)
                                .containsExactly("description", "service", "summary"))
                .hasMessageStartingWith("log is refused: ");
    }

    @Test
    void aChangeOrProblemThatIsWaitedForMustBeNamed() {
        IncidentScene scene = scene();
        for (HoldReason reason : List.of(HoldReason.CHANGE, HoldReason.PROBLEM)) {
            TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
            Hold hold = Hold.because(reason, "see there");
            refused(scene, id, wrong("waitsFor", (door, one) -> door.hold(one, hold)));
            Incident held = scene.raj().hold(id, hold.waitingFor(Reference.to("change", "CHG-7")));
            assertThat(held.hold().orElseThrow().waitsFor()).contains(Reference.to("change", "CHG-7"));
            assertThat(scene.last(id).text()).isEqualTo("see there");
        }
        for (HoldReason reason : List.of(HoldReason.CALLER, HoldReason.VENDOR, HoldReason.OTHER)) {
            scene.raj().hold(scene.anIncidentIn(IncidentState.IN_PROGRESS), Hold.because(reason, "see there"));
        }
    }

    @Test
    void aHoldReasonMustBeKnownToTheTenant() {
        HoldReason evidence = HoldReason.of("AWAITING_EVIDENCE");
        IncidentScene others = scene();
        IncidentScene scene = scene(
                builder -> builder.incidents(tenant, IncidentSettings.standard().holdReason("AWAITING_EVIDENCE")));
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        refused(others, id, wrong("reason", (door, one) -> door.hold(one, Hold.because(evidence, "x"))));
        refused(scene, id, wrong("reason", (door, one) -> door.hold(one, Hold.because(HoldReason.of("NAP"), "x"))));
        Incident held = scene.raj().hold(id, Hold.because(evidence, "x"));
        assertThat(held.hold().orElseThrow().reason()).isEqualTo(evidence);
        assertThat(held.state()).isEqualTo(IncidentState.ON_HOLD);
    }

    @Test
    void aCategoryMustBeInTheTenantsTree() {
        IncidentScene scene = scene(builder -> builder.incidents(
                tenant, IncidentSettings.standard().categories(CategoryTree.of(List.of("network/vpn", "hardware")))));
        for (String known : List.of("network", "network/vpn", "hardware")) {
            scene.ada().log(titled("x").category(known).build());
        }
        TicketId id = scene.anIncident();
        for (String unknown : List.of("network/vp", "vpn", "NETWORK", "network/", "a/b/c")) {
            refused(
                    scene,
                    id,
                    wrong(
                            "category",
                            (door, one) ->
                                    door.log(titled("x").category(unknown).build())));
            refused(
                    scene,
                    id,
                    wrong(
                            "category",
                            (door, one) -> door.reclassify(
                                    one, Reclassification.change().category(unknown))));
        }
        assertThat(scene.ada()
                        .reclassify(id, Reclassification.change().category("network/vpn"))
                        .classification()
                        .category()
                        .orElseThrow()
                        .path())
                .isEqualTo("network/vpn");
    }

    @Test
    void priorityIsReadFromTheStandardMatrix() {
        IncidentScene scene = scene();
        List<Impact> impacts = List.of(Impact.HIGH, Impact.MEDIUM, Impact.LOW);
        List<Urgency> urgencies = List.of(Urgency.HIGH, Urgency.MEDIUM, Urgency.LOW);
        for (int i = 0; i < 3; i++) {
            for (int u = 0; u < 3; u++) {
                Classification classification = scene.ada()
                        .log(titled("x")
                                .impact(impacts.get(i))
                                .urgency(urgencies.get(u))
                                .build())
                        .classification();
                assertThat(classification.priority()).isEqualTo(Priority.values()[i + u]);
                assertThat(classification.matrixVersion()).isEqualTo(1);
            }
        }
        Classification unsaid = scene.ada().log(titled("x").build()).classification();
        assertThat(unsaid.impact()).isEqualTo(Impact.MEDIUM);
        assertThat(unsaid.urgency()).isEqualTo(Urgency.MEDIUM);
        assertThat(unsaid.priority()).isEqualTo(Priority.P3);
        TicketId id = scene.anIncident();
        refused(
                scene,
                id,
                wrong(
                        "impact",
                        (door, one) ->
                                door.log(titled("x").impact(Impact.VERY_HIGH).build())));
        refused(
                scene,
                id,
                wrong(
                        "urgency",
                        (door, one) -> door.reclassify(one, Reclassification.to(Impact.HIGH, Urgency.VERY_LOW))));
    }

    @Test
    void eachTenantHasItsOwnMatrix() {
        PriorityMatrix matrix = PriorityMatrix.version(7)
                .row(Impact.VERY_HIGH, Map.of(Urgency.VERY_HIGH, Priority.P1, Urgency.LOW, Priority.P2))
                .row(Impact.LOW, Map.of(Urgency.VERY_HIGH, Priority.P4, Urgency.LOW, Priority.P5))
                .build();
        IncidentScene old = scene();
        IncidentScene scene = scene(builder ->
                builder.incidents(tenant, IncidentSettings.standard().priorities(matrix, Impact.LOW, Urgency.LOW)));
        TicketId before = old.anIncident();
        Classification classification = scene.ada().log(titled("x").build()).classification();
        assertThat(classification.priority()).isEqualTo(Priority.P5);
        assertThat(classification.matrixVersion()).isEqualTo(7);
        assertThat(scene.ada().get(before).classification().matrixVersion())
                .as("a later matrix does not rewrite history")
                .isEqualTo(1);
        assertThat(scene.ada()
                        .reclassify(before, Reclassification.to(Impact.VERY_HIGH, Urgency.LOW))
                        .classification()
                        .matrixVersion())
                .isEqualTo(7);
        refused(
                scene,
                before,
                wrong(
                        "impact",
                        (door, one) ->
                                door.log(titled("x").impact(Impact.MEDIUM).build())));
    }

    @Test
    void anOverriddenPriorityStaysUntilTheMatrixIsAskedForAgain() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        Incident overridden =
                scene.max().reclassify(id, Reclassification.change().priority(Priority.P1, "the boss"));
        assertThat(overridden.classification().priority()).isEqualTo(Priority.P1);
        assertThat(overridden.classification().overrideReason()).contains("the boss");
        assertThat(scene.last(id).text()).isEqualTo("the boss");
        Incident lower = scene.max().reclassify(id, Reclassification.to(Impact.LOW, Urgency.LOW));
        assertThat(lower.classification().priority()).as("kept").isEqualTo(Priority.P1);
        assertThat(lower.classification().impact()).isEqualTo(Impact.LOW);
        Incident again = scene.max().reclassify(id, Reclassification.change().priorityFromMatrix());
        assertThat(again.classification().priority()).isEqualTo(Priority.P5);
        assertThat(again.classification().overrideReason()).isEmpty();
        Incident higher = scene.max().reclassify(id, Reclassification.to(Impact.HIGH, Urgency.HIGH));
        assertThat(higher.classification().priority()).isEqualTo(Priority.P1);
        Incident other = scene.max()
                .reclassify(
                        id,
                        Reclassification.change()
                                .service("tills")
                                .configurationItem("till-7")
                                .category("hardware"));
        assertThat(other.classification().service()).contains("tills");
        assertThat(other.classification().configurationItem()).contains("till-7");
        assertThat(other.classification().impact()).as("what is not said stays").isEqualTo(Impact.HIGH);
    }

    @Test
    void keepsEverythingThatIsSaidInAResolution() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        Resolution said = new Resolution(
                ResolutionCode.ADVICE,
                "Read the manual",
                Optional.of("manual"),
                Optional.of("Ask kim"),
                Optional.of(Reference.to("ke", "KE-1")));
        assertThat(scene.raj().resolve(id, said).resolution()).contains(said);
        assertThat(scene.ada().get(id).resolution()).contains(said);
    }

    @Test
    void nullIsRefusedAtTheDoor() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        refusesNull(scene, id, Incidents.class, scene.ada());
        refusesNull(scene, id, OwnIncidents.class, scene.mia());
        assertThat(scene.history(id)).containsExactly("log", "assign", "start");
    }

    private static void refusesNull(IncidentScene scene, TicketId id, Class<?> door, Object opened) {
        Doors doors = new Doors(id, scene.ada().get(id).number());
        for (Doors.Hole hole : Doors.holes(door)) {
            Object refusal = doors.fill(opened, hole, null);
            if (hole.isOfACommand()) {
                assertThat(refusal)
                        .as(hole.toString())
                        .isInstanceOfSatisfying(
                                InvalidInputException.class,
                                refused -> assertThat(refused.violations())
                                        .containsExactly(new Violation(hole.parameter(), "is required")));
            } else {
                assertThat(refusal)
                        .as(hole.toString())
                        .isInstanceOfSatisfying(
                                NullPointerException.class,
                                refused -> assertThat(refused).hasMessage(hole.parameter()));
            }
        }
    }
}
