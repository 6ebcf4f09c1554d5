package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.lifecycle.Datum;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Directory;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** Timers of diagrams: actions with data, as the system; and steps that leave the ticket where it is. */
abstract class TimersBehaviour extends DiagramBehaviour {
    private boolean fires(Incident incident, String action, Map<String, String> data) {
        return script.host().timerFired(tenant, incident.ref(), action, Optional.of("timer1"), data);
    }

    private Incident in(IncidentScene scene, IncidentState state) {
        return scene.ada().get(scene.anIncidentIn(state));
    }

    @Test
    void givesActionsWithWhatTheDiagramSays() {
        script.stage("diagnosis", WORK)
                .next(move -> move.facts().apply("way").map(Object::toString).or(() -> Optional.of("vendor")));
        script.stage("vendor", WORK);
        IncidentScene scene = scene();

        Incident fresh = in(scene, IncidentState.NEW);
        assertThat(fires(fresh, "assign", Map.of("group", "network", "agent", "lee")))
                .isTrue();
        assertThat(scene.ada().get(fresh.id()).handling().assignment()).contains(Assignment.to("network", "lee"));

        Incident idle = in(scene, IncidentState.ASSIGNED);
        assertThat(fires(idle, "reassign", Map.of("group", "network", "reason", "idle for 4 hours")))
                .isTrue();
        assertThat(scene.ada().get(idle.id()).handling().assignment()).contains(Assignment.to("network"));
        assertThat(scene.last(idle.id()).text()).isEqualTo("idle for 4 hours");

        Incident held = in(scene, IncidentState.ON_HOLD);
        assertThat(fires(held, "resume", Map.of())).isTrue();
        assertThat(scene.ada().get(held.id()).state()).isEqualTo(WORK);

        Incident stuck = in(scene, WORK);
        assertThat(fires(stuck, "advance", Map.of())).isTrue();
        assertThat(stage(scene, stuck.id())).isEqualTo("vendor");
        Incident said = in(scene, WORK);
        assertThat(fires(said, "advance", Map.of("way", "diagnosis"))).isTrue();
        assertThat(stage(scene, said.id())).isEqualTo("diagnosis");

        Incident answered = in(scene, IncidentState.ON_HOLD);
        assertThat(fires(answered, "resolve", Map.of("code", "ADVICE", "text", "No answer for 10 days")))
                .isTrue();
        assertThat(scene.ada().get(answered.id()).resolution().orElseThrow().code())
                .isEqualTo(ResolutionCode.ADVICE);

        Incident resolved = in(scene, IncidentState.RESOLVED);
        assertThat(fires(resolved, "close", Map.of())).isTrue();
        assertThat(scene.ada().get(resolved.id()).state()).isEqualTo(IncidentState.CLOSED);

        for (Incident each : List.of(fresh, idle, held, stuck, said, answered, resolved)) {
            assertThat(scene.last(each.id()).actor()).isEqualTo("timer");
            assertThat(scene.last(each.id()).system()).isTrue();
            assertThat(scene.ada().get(each.id()).version()).isEqualTo(each.version() + 1);
        }
    }

    @Test
    void everyActionThatATimerCanGiveIsGiven() {
        for (IncidentState state : IncidentState.values()) {
            script.stage("first " + state, state).next("second " + state);
            script.stage("second " + state, state);
        }
        IncidentScene scene = scene();
        List<Transition<?, ?>> missed = new ArrayList<>();
        for (var row : IncidentContract.get().transitions()) {
            if (row.isForTimers()) {
                Map<String, String> data = new HashMap<>();
                row.data()
                        .forEach(datum -> data.put(
                                datum.name(),
                                datum.values().isEmpty() ? "x" : datum.values().get(0)));
                Incident before = in(scene, row.from().orElseThrow());
                if (!fires(before, org.itsm4j.ticket.Labels.of(row.action()), data)
                        || scene.ada().get(before.id()).state() != row.to()) {
                    missed.add(row);
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void refusesDataThatIsMissingWrongOrNotAsked() {
        IncidentScene scene = scene();
        Incident idle = in(scene, IncidentState.ASSIGNED);
        Map<String, List<Map<String, String>>> wrong = Map.of(
                "reassign",
                List.of(
                        Map.of(),
                        Map.of("group", "network"),
                        Map.of("reason", "idle"),
                        Map.of("group", "", "reason", "idle"),
                        Map.of("group", "x".repeat(201), "reason", "idle"),
                        Map.of("group", "network", "reason", "\u0000"),
                        Map.of("group", "network", "reason", "idle", "text", "more"),
                        Map.of("group", "payments", "agent", "raj", "reason", "it has them")),
                "resolve",
                List.of(
                        Map.of(),
                        Map.of("code", "ADVICE"),
                        Map.of("code", "advice", "text", "x"),
                        Map.of("code", "ADVICE", "text", " ")));
        wrong.forEach((action, some) -> some.forEach(data -> assertThatThrownBy(() -> fires(idle, action, data))
                .as(action + " " + data)
                .isInstanceOf(RuleViolationException.class)));
        assertThatThrownBy(() -> fires(idle, "reassign", Map.of("group", "\u0007secret".repeat(50))))
                .hasMessageContaining("reason is missing")
                .hasMessageNotContaining("secret");
        for (String action : List.of("start", "hold", "note", "cancel", "claim", "step")) {
            assertThatThrownBy(() -> fires(idle, action, Map.of()))
                    .as(action)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(scene.ada().get(idle.id()).head()).isEqualTo(idle.head());
    }

    @Test
    void aGroupThatTheTenantDoesNotHaveIsARefusal() {
        IncidentScene scene = scene(builder -> builder.directory(new Directory() {
            @Override
            public boolean hasGroup(Tenant whose, String group) {
                return !group.equals("nobody");
            }

            @Override
            public boolean hasPerson(Tenant whose, String person) {
                return true;
            }
        }));
        Incident idle = in(scene, IncidentState.ASSIGNED);
        assertThatThrownBy(() -> fires(idle, "reassign", Map.of("group", "nobody", "reason", "idle")))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo("timerData"));
        assertThat(scene.ada().get(idle.id()).head()).isEqualTo(idle.head());
    }

    @Test
    void leavesATicketAloneThatHasMovedOn() {
        IncidentScene scene = scene();
        Incident resolved = in(scene, IncidentState.RESOLVED);
        assertThat(fires(resolved, "reassign", Map.of("group", "network", "reason", "idle")))
                .isFalse();
        assertThat(scene.ada().get(resolved.id()).head()).isEqualTo(resolved.head());
    }

    @Test
    void aTimersActionNeedsNoOtherOfferThanTheTimerAndCancelsTasks() {
        script.stage("repair", WORK).tasks(plan("cable", "network")).withholds("resolve");
        IncidentScene scene = scene();
        Incident incident = in(scene, WORK);
        TicketId id = incident.id();
        Map<String, String> data = Map.of("code", "ADVICE", "text", "x");
        assertThatThrownBy(() -> scene.raj().resolve(id, Resolution.fixed("x")))
                .isInstanceOf(IllegalTransitionException.class);
        assertThatThrownBy(() -> script.host().timerFired(tenant, incident.ref(), "resolve", Optional.empty(), data))
                .as("not a timer of the diagram")
                .isInstanceOf(IllegalTransitionException.class);
        assertThat(fires(incident, "resolve", data)).isTrue();
        assertThat(in(scene, id, TaskState.CANCELLED)).containsExactly("cable");
    }

    @Test
    void theContractSaysWhatATimerGives() {
        assertThat(IncidentContract.get()
                        .rows(IncidentState.ASSIGNED, org.itsm4j.incident.IncidentAction.REASSIGN)
                        .get(0)
                        .data())
                .extracting(Datum::name)
                .containsExactly("group", "agent", "reason");
        Datum code = Datum.required("code", ResolutionCode.class);
        assertThat(code.wrong("FIXED")).isEmpty();
        assertThat(code.wrong("fixed")).get().asString().contains("FIXED").doesNotContain("fixed");
        assertThat(Datum.optional("way", 3).wrong("four")).contains("at most 3 characters, got 4");
    }

    @Test
    void runsStepsWhereTheTicketStands() {
        List<String> ran = new ArrayList<>();
        IncidentScene scene = scene(builder -> builder.step("remind", step -> {
                    ran.add(step.element() + " " + step.key());
                    step.note(Note.internal("Reminded"));
                })
                .step("escalate", step -> ran.add(step.element() + " " + step.key())));
        script.stage("diagnosis", WORK).tasks(plan("cable", "network")).next("vendor");
        script.stage("vendor", WORK);
        Incident incident = in(scene, WORK);
        assertThat(due(incident, "diagnosis", "remind", "escalate")).isTrue();
        List<TimelineEntry> entries = scene.timeline(incident.id());
        assertThat(entries.subList(entries.size() - 2, entries.size()))
                .extracting(entry -> entry.action() + " " + entry.actor() + " " + entry.text())
                .containsExactly("step timer timer1: remind, escalate", "note step:remind Reminded");
        assertThat(ran).hasSize(2).doesNotHaveDuplicates().allMatch(one -> one.startsWith("timer1 "));
        assertThat(open(scene, incident.id())).as("it stays").containsExactly("cable");
        assertThat(scene.ada().get(incident.id()).place()).isEqualTo(incident.place());

        Incident now = scene.ada().get(incident.id());
        assertThat(due(now, "vendor", "remind")).isFalse();
        scene.raj().advance(now.id());
        assertThat(due(now, "diagnosis", "remind")).isFalse();
        assertThat(due(in(scene, IncidentState.CLOSED), "closed", "remind")).isFalse();
        assertThat(ran).hasSize(2);
    }

    private boolean due(Incident incident, String stage, String... handlers) {
        return script.host().stepsDue(tenant, incident.ref(), stage, "timer1", List.of(handlers));
    }

    @Test
    void aStepOfATimerThatFailsTakesBackAll() {
        IncidentScene scene = scene(builder -> builder.step("remind", step -> step.note(Note.internal("Reminded")))
                .step("break", step -> {
                    throw new IOException("no answer");
                }));
        Incident incident = in(scene, WORK);
        String stage = incident.place().stage().id();
        assertThatThrownBy(() -> due(incident, stage, "remind", "break"))
                .isInstanceOfSatisfying(
                        StepFailedException.class,
                        failure -> assertThat(failure.element()).isEqualTo("timer1"));
        assertThatThrownBy(() -> due(incident, stage, "nobody")).isInstanceOf(ConfigurationException.class);
        assertThat(scene.ada().get(incident.id()).head()).isEqualTo(incident.head());
        assertThatThrownBy(() ->
                        script.host().stepsDue(new Tenant("other"), incident.ref(), stage, "timer1", List.of("remind")))
                .isInstanceOf(TicketNotFoundException.class);
    }
}
