package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** Several stages of one state, and the action that leads from one to the next. */
abstract class StagesBehaviour extends DiagramBehaviour {
    static final List<IncidentAction> NEW_ACTIONS =
            List.of(IncidentAction.ADVANCE, IncidentAction.CLAIM, IncidentAction.COMPLETE, IncidentAction.STEP);

    @Test
    void walksEveryRowThatOnlyDiagramsOffer() {
        for (IncidentState state : IncidentState.values()) {
            script.stage("first " + state, state)
                    .tasks(plan("replaceCable", "network"))
                    .next("second " + state);
            script.stage("second " + state, state);
        }
        IncidentScene scene = scene(builder -> builder.step("ping", step -> {}));
        Set<Transition<IncidentState, IncidentAction>> missed = new java.util.LinkedHashSet<>();
        for (Transition<IncidentState, IncidentAction> row :
                IncidentContract.get().transitions()) {
            if (NEW_ACTIONS.contains(row.action())) {
                missed.add(row);
                Incident before = scene.ada().get(scene.anIncidentIn(row.from().orElseThrow()));
                if (row.action() == IncidentAction.STEP) {
                    assertThat(script.host()
                                    .stepsDue(
                                            tenant, before.ref(), "first " + before.state(), "timer1", List.of("ping")))
                            .isTrue();
                } else {
                    scene.act(scene.ada(), row.action(), before.id());
                }
                Incident after = scene.ada().get(before.id());
                assertThat(after.state()).isEqualTo(row.to());
                assertThat(scene.history(after.id())).contains(Labels.of(row.action()));
                assertThat(scene.ada().verify(after.id()).intact()).isTrue();
                missed.remove(row);
            }
        }
        assertThat(missed).isEmpty();
        for (IncidentState state : EnumSet.of(IncidentState.CLOSED, IncidentState.CANCELLED, IncidentState.MERGED)) {
            TicketId id = scene.anIncidentIn(state);
            for (IncidentAction action : NEW_ACTIONS.subList(0, 3)) {
                assertThatThrownBy(() -> scene.act(scene.ada(), action, id))
                        .as(action + " in " + state)
                        .isInstanceOf(IllegalTransitionException.class);
            }
        }
    }

    @Test
    void advancesFromStageToStageWithinTheState() {
        script.stage("diagnosis", WORK).next("vendor");
        script.stage("vendor", WORK);
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        assertThat(scene.raj().actions(id))
                .filteredOn(one -> one.action() == IncidentAction.ADVANCE)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.possible()).isTrue();
                    assertThat(one.leadsTo()).containsExactly(WORK);
                });
        Incident advanced = scene.raj().advance(id);
        assertThat(advanced.state()).isEqualTo(WORK);
        assertThat(advanced.place().stage().id()).isEqualTo("vendor");
        TimelineEntry entry = scene.last(id);
        assertThat(entry.action()).isEqualTo("advance");
        assertThat(entry.visibility()).isEqualTo(Visibility.INTERNAL);
        assertThat(entry.changes()).containsExactly(new FieldChange("stage", "diagnosis", "vendor"));
        assertThatThrownBy(() -> scene.raj().advance(id))
                .isInstanceOfSatisfying(
                        IllegalTransitionException.class,
                        refusal -> assertThat(refusal.allowed())
                                .contains("resolve")
                                .doesNotContain("advance", "claim", "complete", "step"));
        assertThat(scene.raj().actions(id))
                .filteredOn(one -> one.action() == IncidentAction.ADVANCE)
                .singleElement()
                .satisfies(one -> assertThat(one.barred()).contains("not offered at stage vendor"));
        assertThat(scene.ada().get(id).head()).isEqualTo(advanced.head());
    }

    @Test
    void theWaySaidWithItIsAFactThatTheDiagramReads() {
        script.stage("diagnosis", WORK)
                .next(move -> move.facts().apply("way").map(Object::toString).filter(way -> !way.equals("nowhere")));
        script.stage("vendor", WORK).next(move -> {
            assertThat(move.facts().apply("way"))
                    .as("only of the command that said it")
                    .isEmpty();
            return Optional.of("diagnosis");
        });
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        Incident before = scene.ada().get(id);
        for (Runnable command : List.<Runnable>of(
                () -> scene.raj().advance(id), () -> scene.raj().advance(id, "nowhere"))) {
            assertThatThrownBy(command::run).isInstanceOf(RuleViolationException.class);
        }
        assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
        assertThat(scene.raj().advance(id, "vendor").place().stage().id()).isEqualTo("vendor");
        assertThat(scene.last(id).text()).isEqualTo("vendor");
        assertThat(scene.raj().advance(id).place().stage().id()).isEqualTo("diagnosis");
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }

    @Test
    void aWayIsATextWithLimits() {
        script.stage("diagnosis", WORK).next("vendor");
        script.stage("vendor", WORK).next("diagnosis");
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        for (String wrong : List.of("", " ", "x".repeat(Limits.NAME + 1), "a\u0000b", "\ud83d")) {
            assertThatThrownBy(() -> scene.raj().advance(id, wrong)).isInstanceOf(InvalidInputException.class);
        }
        for (String odd : List.of("${action}", "'; drop table itsm_task; --", "\u202eabc", "x".repeat(Limits.NAME))) {
            scene.raj().advance(id, odd);
            assertThat(scene.last(id).text()).isEqualTo(odd);
        }
    }

    @Test
    void theAssigneeADispatcherAndTheSystemAdvance() {
        script.stage("diagnosis", WORK).next("diagnosis");
        IncidentScene scene = scene();
        List<String> may = new ArrayList<>();
        for (Cast who : Cast.values()) {
            TicketId id = scene.anIncidentIn(WORK);
            try {
                scene.as(who).incidents().advance(id);
                may.add(who.name());
            } catch (AccessDeniedException e) {
                assertThat(scene.history(id)).doesNotContain("advance");
            }
        }
        assertThat(may).containsExactly("RAJ", "ANA", "ADA", "BOT");
    }

    @Test
    void aRequestAdvancesOnce() {
        script.stage("one", WORK).next("two");
        script.stage("two", WORK).next("three");
        script.stage("three", WORK);
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        for (int i = 0; i < 3; i++) {
            assertThat(scene.as(Cast.RAJ)
                            .request("r1")
                            .incidents()
                            .advance(id)
                            .place()
                            .stage()
                            .id())
                    .isEqualTo("two");
        }
    }

    @Test
    void importsAHistoryOfStages() {
        script.stage("one", WORK).tasks(plan("cable", "network")).next("two");
        script.stage("two", WORK);
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        java.time.Instant then = clock.instant();
        clock.tick(java.time.Duration.ofDays(3));
        scene.as(Cast.ADA.actor().with(Role.IMPORTER)).at(then).incidents().complete(id, "cable");
        assertThat(stage(scene, id)).isEqualTo("two");
        assertThat(scene.last(id).at())
                .as("the system advances at the same moment")
                .isEqualTo(then);
        assertThat(scene.ada().tasks(id).get(0).endedAt()).contains(then);
    }
}
