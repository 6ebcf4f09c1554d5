package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.StoreException;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.StepContext;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.lifecycle.StepHandler;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** Code of the host that a diagram runs, and decisions of the host that it waits for. */
abstract class StepsBehaviour extends DiagramBehaviour {
    private final List<String> ran = new ArrayList<>();

    private TicketId beforeTheStep(IncidentScene scene, String... handlers) {
        script.stage("diagnosis", WORK).next("vendor");
        script.stage("vendor", WORK).steps(handlers).tasks(plan("cable", "network"));
        return scene.anIncidentIn(WORK);
    }

    private IncidentScene sceneWith(StepHandler handler) {
        return scene(builder -> builder.step("orderPart", handler));
    }

    @Test
    void seesTheTicketAsTheCommandLeavesItAndItsFacts() {
        IncidentScene scene = sceneWith(step -> {
            ran.add(step.element());
            ran.add(step.ticket().state().name());
            ran.add(step.fact("group").map(Object::toString).orElse("none"));
            ran.add(step.fact("way").map(Object::toString).orElse("none"));
            ran.add(step.fact("holdReason").map(Object::toString).orElse("none"));
            assertThatThrownBy(() -> step.fact("password")).isInstanceOf(IllegalArgumentException.class);
        });
        script.stage("waiting", IncidentState.ON_HOLD).steps("orderPart");
        TicketId id = scene.anIncidentIn(IncidentState.ON_HOLD);
        assertThat(ran).containsExactly("orderPartStep", "ON_HOLD", "payments", "none", "CALLER");
        ran.clear();
        TicketId other = beforeTheStep(scene, "orderPart");
        scene.raj().advance(other, "by air");
        assertThat(ran).containsExactly("orderPartStep", "IN_PROGRESS", "payments", "by air", "none");
        assertThat(scene.ada().get(id).state()).isEqualTo(IncidentState.ON_HOLD);
    }

    @Test
    void writesNotesOfTheSystemAfterTheEntryOfTheCommand() {
        IncidentScene scene = scene(builder -> builder.step("orderPart", step -> {
                    step.note(Note.internal("Ordered 4711"));
                    step.note(Note.toRequester("A part is on its way"));
                })
                .step("tellStore", step -> step.note(Note.internal("Told"))));
        TicketId id = beforeTheStep(scene, "orderPart", "tellStore");
        Incident answer = scene.raj().advance(id);
        List<TimelineEntry> entries = scene.timeline(id);
        assertThat(entries.subList(entries.size() - 4, entries.size()))
                .extracting(entry -> entry.action() + " " + entry.actor() + " " + entry.text())
                .containsExactly(
                        "advance raj ",
                        "note step:orderPart Ordered 4711",
                        "note step:orderPart A part is on its way",
                        "note step:tellStore Told");
        assertThat(entries.get(entries.size() - 2).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(entries.get(entries.size() - 3).system()).isTrue();
        assertThat(answer.version()).isEqualTo(entries.size());
        assertThat(scene.ada().verify(id).intact()).isTrue();
        assertThat(open(scene, id)).containsExactly("cable");
    }

    @Test
    void hasAKeyThatIsTheSameForEveryAttemptAndNoOtherStep() {
        AtomicInteger failures = new AtomicInteger(1);
        IncidentScene scene = scene(builder -> builder.step("orderPart", step -> ran.add(step.key()))
                .step("break", step -> {
                    ran.add(step.key());
                    if (failures.getAndDecrement() > 0) {
                        throw new IOException("no answer");
                    }
                }));
        TicketId id = beforeTheStep(scene, "orderPart", "break");
        assertThatThrownBy(() -> scene.raj().advance(id)).isInstanceOf(StepFailedException.class);
        scene.raj().advance(id);
        assertThat(ran).hasSize(4).allMatch(key -> key.startsWith(id.toString()));
        assertThat(ran.subList(2, 4)).isEqualTo(ran.subList(0, 2)).doesNotHaveDuplicates();
    }

    @Test
    void aFailureTakesBackEverythingAndSaysWhere() {
        List<Throwable> failures = List.of(
                new IOException("secret 4711"),
                new IllegalStateException("secret 4711"),
                new IllegalArgumentException("secret 4711"));
        AtomicInteger next = new AtomicInteger();
        IncidentScene scene = sceneWith(step -> {
            step.note(Note.internal("Ordered"));
            Throwable failure = failures.get(next.getAndIncrement());
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw (Exception) failure;
        });
        TicketId id = beforeTheStep(scene, "orderPart");
        Incident before = scene.ada().get(id);
        for (Throwable failure : failures) {
            assertThatThrownBy(() -> scene.raj().advance(id))
                    .isInstanceOfSatisfying(StepFailedException.class, refusal -> {
                        assertThat(refusal.number()).isEqualTo(before.number().value());
                        assertThat(refusal.step()).isEqualTo("orderPart");
                        assertThat(refusal.element()).isEqualTo("orderPartStep");
                        assertThat(refusal.getMessage())
                                .contains("orderPart")
                                .contains(failure.getClass().getSimpleName())
                                .doesNotContain("secret");
                        assertThat(refusal.getCause()).isSameAs(failure);
                    });
            assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
            assertThat(stage(scene, id)).isEqualTo("diagnosis");
            assertThat(scene.ada().tasks(id)).isEmpty();
        }
    }

    @Test
    void aFailingStepOnTheWayFromTheLastTaskLeavesTheTaskOpen() {
        IncidentScene scene = sceneWith(step -> {
            throw new IOException("no answer");
        });
        script.stage("repair", WORK).tasks(plan("cable", "network")).next("vendor");
        script.stage("vendor", WORK).steps("orderPart");
        TicketId id = scene.anIncidentIn(WORK);
        assertThatThrownBy(() -> scene.ada().complete(id, "cable")).isInstanceOf(StepFailedException.class);
        assertThat(open(scene, id)).containsExactly("cable");
        assertThat(scene.history(id)).doesNotContain("complete");
    }

    @Test
    void aStepAtTheVeryStartThatFailsMakesNoTicket() {
        IncidentScene scene = sceneWith(step -> {
            throw new IOException("no answer");
        });
        script.stage("intake", IncidentState.NEW).steps("orderPart");
        assertThatThrownBy(scene::anIncident).isInstanceOf(StepFailedException.class);
        assertThat(scene.ada().countByState().get(IncidentState.NEW)).isZero();
    }

    @Test
    void aFailureOfTheStoreStaysOne() {
        StoreException failure = new StoreException("the disk is full");
        IncidentScene scene = sceneWith(step -> {
            throw failure;
        });
        TicketId id = beforeTheStep(scene, "orderPart");
        assertThatThrownBy(() -> scene.raj().advance(id)).isSameAs(failure);
    }

    @Test
    void takesNothingFromAStepThatIsOver() {
        List<StepContext> kept = new ArrayList<>();
        IncidentScene scene = sceneWith(kept::add);
        TicketId id = beforeTheStep(scene, "orderPart");
        scene.raj().advance(id);
        Incident after = scene.ada().get(id);
        StepContext over = kept.get(0);
        assertThatThrownBy(() -> over.note(Note.internal("too late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("orderPart");
        assertThat(scene.ada().get(id).head()).isEqualTo(after.head());
    }

    @Test
    void anErrorIsNotHeldBack() {
        IncidentScene scene = sceneWith(step -> {
            throw new NoClassDefFoundError("broken");
        });
        TicketId id = beforeTheStep(scene, "orderPart");
        assertThatThrownBy(() -> scene.raj().advance(id)).isInstanceOf(NoClassDefFoundError.class);
        assertThat(stage(scene, id)).isEqualTo("diagnosis");
    }

    @Test
    void mayGiveCommandsOnOtherTickets() {
        List<TicketId> others = new ArrayList<>();
        IncidentScene[] scenes = new IncidentScene[1];
        scenes[0] = sceneWith(step -> {
            others.add(scenes[0].anIncident());
            if (others.size() == 1) {
                throw new IOException("after it was logged");
            }
        });
        TicketId id = beforeTheStep(scenes[0], "orderPart");
        assertThatThrownBy(() -> scenes[0].raj().advance(id)).isInstanceOf(StepFailedException.class);
        scenes[0].raj().advance(id);
        assertThatThrownBy(() -> scenes[0].ada().get(others.get(0)))
                .isInstanceOf(org.itsm4j.ticket.TicketNotFoundException.class);
        assertThat(scenes[0].ada().get(others.get(1)).version()).isEqualTo(1);
    }

    @Test
    void aNameThatNobodyHasRegisteredIsAFaultOfTheSetUp() {
        IncidentScene scene = sceneWith(step -> {});
        TicketId id = beforeTheStep(scene, "orderLaptop");
        assertThatThrownBy(() -> scene.raj().advance(id))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("orderLaptop")
                .hasMessageContaining("[orderPart]");
        assertThat(stage(scene, id)).isEqualTo("diagnosis");
    }

    @Test
    void aNoteIsCheckedWhenItIsWritten() {
        IncidentScene scene = sceneWith(step -> {
            try {
                step.note(Note.internal(" "));
            } catch (InvalidInputException e) {
                ran.add("refused");
                step.note(Note.internal("then this"));
            }
        });
        TicketId id = beforeTheStep(scene, "orderPart");
        scene.raj().advance(id);
        assertThat(ran).containsExactly("refused");
        assertThat(scene.last(id).text()).isEqualTo("then this");
    }

    @Test
    void aTicketThatEndsTakesNoNote() {
        IncidentScene scene = sceneWith(step -> step.note(Note.internal("goodbye")));
        script.stage("stopped", IncidentState.CANCELLED).steps("orderPart");
        TicketId id = scene.anIncident();
        assertThatThrownBy(() -> scene.ada().cancel(id, CancelReason.DUPLICATE))
                .isInstanceOf(StepFailedException.class)
                .hasCauseInstanceOf(IllegalTransitionException.class);
        assertThat(scene.ada().get(id).state()).isEqualTo(IncidentState.NEW);
    }

    @Test
    void waitsForADecisionOfTheHost() {
        List<ApprovalOutcome> outcomes =
                new ArrayList<>(List.of(ApprovalOutcome.PENDING, ApprovalOutcome.REJECTED, ApprovalOutcome.APPROVED));
        IncidentScene scene = scene(builder -> builder.approval("security", ticket -> {
                    ran.add(ticket.state() + " " + ticket.label());
                    return outcomes.remove(0);
                })
                .step(
                        "tell",
                        step -> ran.add("told " + step.fact("approval.security").orElseThrow())));
        script.stage("review", WORK).next(move -> {
            Object outcome = move.facts().apply("approval.security").orElseThrow();
            assertThat(move.facts().apply("approval.security").map(Object::toString))
                    .as("one answer for a command")
                    .contains(outcome.toString());
            return outcome == ApprovalOutcome.PENDING
                    ? Optional.empty()
                    : Optional.of(outcome == ApprovalOutcome.APPROVED ? "rollOut" : "review");
        });
        script.stage("rollOut", WORK).steps("tell");
        TicketId id = scene.anIncidentIn(WORK);
        String label = scene.ada().get(id).label();
        assertThatThrownBy(() -> scene.raj().advance(id)).hasMessageContaining("no way to advance");
        assertThat(scene.raj().advance(id).place().stage().id()).isEqualTo("review");
        assertThat(scene.raj().advance(id).place().stage().id()).isEqualTo("rollOut");
        String asked = "IN_PROGRESS " + label;
        assertThat(ran).containsExactly(asked, asked, asked, "told APPROVED");
    }

    @Test
    void whatAnApprovalThrowsRefusesTheCommand() {
        IncidentScene scene = scene(builder -> builder.approval("security", ticket -> {
                    throw new IllegalStateException("the board is down");
                })
                .approval("silent", ticket -> null));
        List<String> names = new ArrayList<>(List.of("security", "silent", "nobody"));
        script.stage("review", WORK)
                .next(move -> move.facts().apply("approval." + names.get(0)).map(outcome -> "review"));
        TicketId id = scene.anIncidentIn(WORK);
        Incident before = scene.ada().get(id);
        assertThatThrownBy(() -> scene.raj().advance(id)).hasMessage("the board is down");
        names.remove(0);
        assertThatThrownBy(() -> scene.raj().advance(id))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("silent")
                .hasMessageContaining("PENDING");
        names.remove(0);
        assertThatThrownBy(() -> scene.raj().advance(id))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("[security, silent]");
        assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
    }

    @Test
    void aHandlerSeesWhoseTicketItIs() {
        IncidentScene scene = sceneWith(step -> ran.add(step.ticket().tenant().name()));
        TicketId id = beforeTheStep(scene, "orderPart");
        scene.as(Actor.dispatcher("dora")).incidents().advance(id);
        assertThat(ran).containsExactly(tenant.name());
    }
}
