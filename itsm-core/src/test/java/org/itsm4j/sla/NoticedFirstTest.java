package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;
import static org.itsm4j.sla.SlaScene.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.itsm4j.Itsm;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incidents;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.sla.SlaClock.MilestoneStatus;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** A command that ends a cycle or changes a target comes before the sweep: rule S15 holds all the same. */
class NoticedFirstTest {
    private static final Escalation LEAD = new Escalation.Notify("lead");

    private static SlaScene scene(UnaryOperator<Itsm.Builder> more, Escalation... escalations) {
        return SlaScene.with(
                more,
                office(
                        "standard",
                        SlaTarget.resolution()
                                .within(Priority.P4, Duration.ofHours(24))
                                .within(Duration.ofHours(8))
                                .threshold(Threshold.at(50, escalations))));
    }

    private static SlaScene scene(Escalation... escalations) {
        return scene(builder -> builder, escalations);
    }

    private static List<String> history(SlaScene scene, TicketId id) {
        return scene.timeline(id).stream()
                .map(entry -> entry.action() + " " + entry.at())
                .toList();
    }

    private static TimelineEntry reached(SlaScene scene, TicketId id) {
        return scene.timeline(id).stream()
                .filter(entry -> entry.action().equals("targetReached"))
                .findFirst()
                .orElseThrow();
    }

    /** Whether somebody has swept at 13:00 or nobody has until the command at 14:00: the same is left. */
    private static void isAsAfterASweep(String action, Consumer<SlaScene> command) {
        SlaScene punctual = scene(LEAD, new Escalation.AddWatcher("zoe"));
        SlaScene late = scene(LEAD, new Escalation.AddWatcher("zoe"));
        TicketId id = punctual.log();
        TicketId same = late.log();
        punctual.at("03-02 13:00").sweep();
        command.accept(punctual.at("03-02 14:00"));
        command.accept(late.at("03-02 14:00"));
        assertThat(history(late, same))
                .containsExactly(
                        "log " + moment("03-02 09:00"),
                        "targetReached " + moment("03-02 13:00"),
                        "watch " + moment("03-02 13:00"),
                        action + " " + moment("03-02 14:00"))
                .isEqualTo(history(punctual, id));
        assertThat(late.notices).extracting(SlaNotice::reachedAt).containsExactly(moment("03-02 13:00"));
        assertThat(status(late.history(same).get(0), "50%"))
                .isEqualTo(status(punctual.history(id).get(0), "50%"));
        late.at("03-06 17:00").sweep();
        punctual.at("03-06 17:00").sweep();
        assertThat(history(late, same)).isEqualTo(history(punctual, id));
        assertThat(late.notices).hasSameSizeAs(punctual.notices);
        assertThat(late.ada().verify(same).intact()).isTrue();
    }

    private static TicketId only(SlaScene scene) {
        return scene.ada().get(new TicketNumber("INC-000001")).id();
    }

    @Test
    void beforeTheCycleIsReset() {
        isAsAfterASweep("resetTarget", scene -> scene.ada().resetTarget(only(scene), "resolution", "again"));
    }

    @Test
    void beforeAnInstantIsAgreedOn() {
        isAsAfterASweep(
                "agreeTarget",
                scene -> scene.ada().agreeTarget(only(scene), "resolution", moment("03-05 12:00"), "by phone"));
    }

    @Test
    void beforeTheTicketIsCancelled() {
        isAsAfterASweep("cancel", scene -> scene.ada().cancel(only(scene), CancelReason.DUPLICATE));
    }

    @Test
    void beforeALongerTargetCounts() {
        isAsAfterASweep("reclassify", scene -> scene.prioritise(only(scene), Priority.P4));
    }

    @Test
    void notBeforeACommandThatChangesNoTarget() {
        SlaScene scene = scene(LEAD, new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        scene.at("03-02 14:00").ada().note(id, Note.internal("still at it"));
        scene.hold(id, HoldReason.CALLER);
        assertThat(scene.notices).isEmpty();
        assertThat(scene.timeline(id)).extracting(TimelineEntry::action).containsExactly("log", "note", "hold");
    }

    @Test
    void theCommandIsDecidedOnTheTicketAsItIsThen() {
        SlaScene scene = scene(new Escalation.Reassign(Assignment.to("network")));
        TicketId id = scene.log();
        scene.at("03-02 14:00").prioritise(id, Priority.P4);
        assertThat(scene.ada().get(id).group()).contains("network");
        assertThat(scene.ada().get(id).classification().priority()).isEqualTo(Priority.P4);
        assertDue(scene.resolution(id), "03-04 17:00");
    }

    @Test
    void aVersionThatWasExpectedIsThatOfTheTicketAsItWasSeen() {
        SlaScene scene = scene(new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        long seen = scene.ada().get(id).version();
        scene.at("03-02 14:00").desk().expecting(seen).incidents().resetTarget(id, "resolution", "again");
        assertThat(scene.ada().watchers(id)).containsExactly("zoe");
        assertThat(scene.resolution(id).cycle()).isEqualTo(2);
    }

    @Test
    void aRequestThatIsSentTwiceNotesItOnce() {
        SlaScene scene = scene(LEAD);
        TicketId id = scene.log();
        Incidents door = scene.at("03-02 14:00").desk().request("r-1").incidents();
        door.resetTarget(id, "resolution", "again");
        door.resetTarget(id, "resolution", "again");
        assertThat(scene.notices).hasSize(1);
        assertThat(scene.resolution(id).cycle()).isEqualTo(2);
    }

    /** No command of a person is refused by what follows from a threshold. */
    @Test
    void whatIsRefusedIsSaidAndTheCommandIsDone() {
        SlaScene scene = scene(new Escalation.Reassign(Assignment.to("network")), new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        scene.ada().start(id);
        scene.at("03-02 13:30");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 14:00").ada().resetTarget(id, "resolution", "again");
        assertThat(reached(scene, id).text()).startsWith("Reassign: ");
        assertThat(scene.ada().watchers(id)).containsExactly("zoe");
        assertThat(scene.resolution(id).cycle()).isEqualTo(2);
    }

    @Test
    void aStepOrANotifierThatFailsIsSaidAndTheCommandIsDone() {
        SlaScene scene = scene(
                builder -> builder.step("page", step -> {
                            throw new java.io.IOException("no line");
                        })
                        .notifier(notice -> {
                            throw new IllegalStateException("no such mailbox");
                        }),
                LEAD,
                new Escalation.RunStep("page"),
                new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        scene.at("03-02 14:00").ada().cancel(id, CancelReason.DUPLICATE);
        assertThat(reached(scene, id).text().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("RunStep: "))
                .anyMatch("Notify: java.lang.IllegalStateException"::equals);
        assertThat(scene.ada().watchers(id)).containsExactly("zoe");
        assertThat(status(scene.resolution(id), "50%")).isEqualTo(MilestoneStatus.REACHED);
    }

    /** There nothing can be tried and taken back. */
    @Test
    void inATransactionOfTheHostsStepsAreNotRunAndARefusalIsTheHosts() {
        List<String> ran = new ArrayList<>();
        SlaScene scene = scene(
                builder -> builder.step("page", step -> ran.add(step.key())),
                new Escalation.RunStep("page"),
                new Escalation.Reassign(Assignment.to("network")));
        TicketId free = scene.log();
        TicketId held = scene.log();
        scene.ada().start(held);
        scene.at("03-02 13:30");
        scene.hold(held, HoldReason.CALLER);
        scene.at("03-02 14:00");
        scene.store.unitOfWork().required(() -> scene.ada().resetTarget(free, "resolution", "again"));
        assertThat(reached(scene, free).text()).startsWith("RunStep: page was not run");
        assertThat(scene.ada().get(free).group()).contains("network");
        assertThatThrownBy(() ->
                        scene.store.unitOfWork().required(() -> scene.ada().resetTarget(held, "resolution", "again")))
                .isInstanceOf(org.itsm4j.error.ItsmException.class)
                .isNotInstanceOf(StepFailedException.class)
                .hasMessageContaining("INC-000002");
        assertThat(scene.resolution(held).cycle()).isEqualTo(1);
        scene.sweep();
        scene.store.unitOfWork().required(() -> scene.ada().resetTarget(held, "resolution", "again"));
        assertThat(ran).as("once more after the refusal, with the same key").hasSize(2);
        assertThat(ran).containsOnly(ran.get(0));
    }

    @Test
    void anImportedHistoryNotesNothing() {
        SlaScene scene = scene(LEAD, new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        scene.at("03-02 15:00")
                .as(Actor.administrator("ada").with(Role.IMPORTER))
                .at(moment("03-02 14:00"))
                .incidents()
                .resetTarget(id, "resolution", "again");
        assertThat(scene.notices).isEmpty();
        assertThat(scene.ada().watchers(id)).isEmpty();
    }
}
