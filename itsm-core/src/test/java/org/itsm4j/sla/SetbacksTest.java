package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.sla.SlaScene.office;
import static org.itsm4j.sla.SlaScene.status;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.itsm4j.lifecycle.StepHandler;
import org.itsm4j.sla.SlaClock.MilestoneStatus;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** What fails or is refused while thresholds are noted, and what becomes of the others. */
class SetbacksTest {
    private static final Escalation PAGE = new Escalation.RunStep("page");
    private static final Escalation ZOE = new Escalation.AddWatcher("zoe");

    private final List<String> keys = new ArrayList<>();
    private final AtomicBoolean broken = new AtomicBoolean(true);

    private final StepHandler page = step -> {
        keys.add(step.key());
        if (broken.get()) {
            throw new IOException("no line");
        }
    };

    private SlaScene scene(SlaTarget... targets) {
        return SlaScene.with(builder -> builder.step("page", page), office("standard", targets));
    }

    private static SlaTarget resolution(Threshold... thresholds) {
        SlaTarget target = SlaTarget.resolution().within(Duration.ofHours(8));
        for (Threshold threshold : thresholds) {
            target = target.threshold(threshold);
        }
        return target;
    }

    private static List<TimelineEntry> reached(SlaScene scene, TicketId id) {
        return scene.timeline(id).stream()
                .filter(entry -> entry.action().equals("targetReached"))
                .toList();
    }

    @Test
    void aStepThatAlwaysFailsHoldsNoOtherThresholdBack() {
        SlaScene scene = scene(
                resolution(Threshold.at(50, ZOE, PAGE), Threshold.at(75, new Escalation.AddWatcher("kim"))),
                SlaTarget.response()
                        .within(Duration.ofHours(8))
                        .threshold(Threshold.at(50, new Escalation.Notify("lead"))));
        TicketId id = scene.log();
        scene.at("03-03 09:00");
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(scene.ada().watchers(id)).containsExactly("kim");
        assertThat(scene.notices).extracting(SlaNotice::slot).containsExactly("response");
        assertThat(status(scene.resolution(id), "50%")).isEqualTo(MilestoneStatus.OPEN);
        assertThat(status(scene.resolution(id), "75%")).isEqualTo(MilestoneStatus.REACHED);
        assertThat(status(scene.resolution(id), "100%")).isEqualTo(MilestoneStatus.REACHED);
        assertThat(reached(scene, id))
                .allMatch(entry -> entry.text().startsWith("resolution 50% is tried again, after RunStep: "));
        scene.sweep();
        assertThat(keys).as("it is tried again").hasSize(2);
        broken.set(false);
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(status(scene.resolution(id), "50%")).isEqualTo(MilestoneStatus.REACHED);
        assertThat(scene.ada().watchers(id)).containsExactlyInAnyOrder("kim", "zoe");
        assertThat(scene.sweep()).isZero();
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }

    @Test
    void whatWasDoneBeforeSomethingFailsIsCounted() {
        SlaScene scene = scene(resolution(Threshold.at(50, ZOE), Threshold.at(100, PAGE)));
        TicketId id = scene.log();
        scene.at("03-03 09:00");
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(scene.ada().watchers(id)).containsExactly("zoe");
        assertThat(scene.sweep()).isZero();
    }

    @Test
    void theKeyOfAStepIsTheSameForAllTriesOfTheThreshold() {
        SlaScene scene = scene(resolution(Threshold.at(50, PAGE), Threshold.at(75, PAGE, PAGE)));
        TicketId id = scene.log();
        scene.at("03-02 13:00").sweep();
        scene.ada().note(id, Note.internal("on it"));
        scene.sweep();
        broken.set(false);
        scene.at("03-02 15:00").sweep();
        String ticket = id + ":page:standard resolution:resolution:1:";
        assertThat(keys)
                .containsExactly(
                        ticket + "50%:1:0",
                        ticket + "50%:1:0",
                        ticket + "50%:1:0",
                        ticket + "75%:1:0",
                        ticket + "75%:1:1");
        scene.ada().resetTarget(id, "resolution", "again");
        keys.clear();
        scene.at("03-03 11:00").sweep();
        assertThat(keys).containsExactly(id + ":page:standard resolution:resolution:2:50%:1:0");
    }

    /** The transaction is taken back and done without what was refused, so an earlier step runs twice: with the same key. */
    @Test
    void aStepBeforeARefusedEscalationHasTheSameKeyWhenItRunsAgain() {
        broken.set(false);
        SlaScene scene = scene(resolution(Threshold.at(50, PAGE, new Escalation.Reassign(Assignment.to("network")))));
        TicketId id = scene.log();
        scene.ada().start(id);
        scene.at("03-02 13:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 13:30").sweep();
        assertThat(keys).hasSize(2);
        assertThat(keys).containsOnly(keys.get(0));
        assertThat(scene.last(id).action()).isEqualTo("step");
    }

    /** Two escalations of the same kind, on two clocks and two thresholds: only those that are refused are left out. */
    @Test
    void whatIsRefusedIsKnownByClockCycleThresholdAndPlace() {
        Escalation network = new Escalation.Functional(Assignment.to("network"));
        SlaTarget response = SlaTarget.custom("fix", SlaEvent.CREATED, SlaEvent.RESOLVED)
                .within(Duration.ofHours(8))
                .threshold(Threshold.at(50, new Escalation.AddWatcher("kim"), network, ZOE));
        SlaScene scene =
                scene(resolution(Threshold.at(50, network, new Escalation.AddWatcher("lou"), network)), response);
        TicketId id = scene.log();
        scene.ada().start(id);
        scene.at("03-02 13:00");
        scene.hold(id, HoldReason.CALLER);
        scene.sweep();
        assertThat(scene.ada().watchers(id)).containsExactlyInAnyOrder("kim", "zoe", "lou");
        assertThat(reached(scene, id)).hasSize(1);
        assertThat(reached(scene, id).get(0).text().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("Functional: "));
        scene.ada().resume(id);
        scene.ada().resetTarget(id, "resolution", "again");
        scene.at("03-03 09:00").sweep();
        assertThat(scene.ada().get(id).group())
                .as("in another cycle it is another")
                .contains("network");
    }
}
