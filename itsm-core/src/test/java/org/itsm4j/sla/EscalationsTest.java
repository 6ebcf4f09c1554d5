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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.itsm4j.Itsm;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.SlaClock.MilestoneStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** What is done when something is reached: rule S16. */
class EscalationsTest {
    private static final SlaTarget TARGET =
            SlaTarget.resolution().within(Priority.P1, Duration.ofHours(4)).within(Duration.ofHours(8));

    private static SlaScene scene(UnaryOperator<Itsm.Builder> more, Escalation... escalations) {
        return SlaScene.with(more, office("standard", TARGET.threshold(Threshold.at(50, escalations))));
    }

    private static SlaScene scene(Escalation... escalations) {
        return scene(builder -> builder, escalations);
    }

    private static List<String> actions(SlaScene scene, TicketId id) {
        return scene.timeline(id).stream().map(TimelineEntry::action).toList();
    }

    @Test
    void tellsSomebodyAndIsNotLateInHistoryHoweverLateItIsNoticed() {
        SlaScene scene = scene(new Escalation.Notify("lead"));
        TicketId id = scene.log();
        scene.at("03-04 12:34");
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(scene.notices)
                .containsExactly(new SlaNotice(
                        scene.ada().get(id).tenant(),
                        scene.ada().get(id).ref(),
                        scene.ada().get(id).number(),
                        "standard",
                        "resolution",
                        List.of("50%"),
                        moment("03-02 13:00"),
                        "lead",
                        SlaNotice.Kind.REACHED));
        TimelineEntry entry = scene.last(id);
        assertThat(entry.action()).isEqualTo("targetReached");
        assertThat(entry.actor()).isEqualTo("sla");
        assertThat(entry.system()).isTrue();
        assertThat(entry.at()).isEqualTo(moment("03-02 17:00"));
        assertThat(scene.said(id, "resolution").after())
                .isEqualTo("standard 50% at " + moment("03-02 13:00") + ", 100% at " + moment("03-02 17:00"));
        assertThat(scene.resolution(id).asOf(moment("03-03 09:00")).milestones())
                .as("not known then")
                .extracting(SlaClock.Milestone::status)
                .containsOnly(MilestoneStatus.OPEN);
        assertThat(scene.sweep()).isZero();
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }

    /** At 50 % the priority is raised, which brings a shorter target, whose own thresholds have passed by then as well. */
    @Test
    void aLateSweepLeavesTheHistoryOfAPunctualOne() {
        SlaTarget target = SlaTarget.resolution()
                .within(Priority.P1, Duration.ofHours(6))
                .within(Duration.ofHours(8))
                .threshold(
                        Threshold.at(50, new Escalation.RaisePriority(Priority.P1), new Escalation.AddWatcher("zoe")));
        SlaScene punctual = SlaScene.with(builder -> builder, office("standard", target));
        SlaScene late = SlaScene.with(builder -> builder, office("standard", target));
        TicketId id = punctual.log();
        TicketId same = late.log();
        for (int halfHour = 0; halfHour < 100; halfHour++) {
            punctual.clock.tick(Duration.ofMinutes(30));
            punctual.sweep();
        }
        late.clock.tick(Duration.ofHours(50));
        assertThat(late.sweep()).isEqualTo(1);
        assertThat(actions(late, same)).containsExactly("log", "targetReached", "reclassify", "watch", "targetReached");
        assertThat(history(late, same)).isEqualTo(history(punctual, id));
        assertThat(late.ada().verify(same).intact()).isTrue();
        assertThat(late.sweep()).isZero();
    }

    /** What somebody wrote in between is not overtaken: what follows is as of then. */
    @Test
    void aLateSweepDoesNotGoBackBehindWhatWasWrittenMeanwhile() {
        SlaScene scene = scene(new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        scene.at("03-02 13:30");
        scene.ada().note(id, Note.internal("still at it"));
        scene.at("03-02 14:00").sweep();
        assertThat(scene.timeline(id))
                .extracting(entry -> entry.action() + " " + entry.at())
                .containsExactly(
                        "log " + moment("03-02 09:00"),
                        "note " + moment("03-02 13:30"),
                        "targetReached " + moment("03-02 13:30"),
                        "watch " + moment("03-02 13:30"));
    }

    /** A history that is imported behind it does not let it be reached again. */
    @Test
    void whatWasReachedAndToldIsNotReachedAgainByAnImport() {
        SlaTarget longer = SlaTarget.resolution()
                .within(Priority.P4, Duration.ofHours(24))
                .within(Duration.ofHours(8))
                .threshold(Threshold.at(50, new Escalation.Notify("lead"), new Escalation.AddWatcher("zoe")));
        SlaScene scene = SlaScene.with(builder -> builder, office("standard", longer));
        TicketId id = scene.log();
        scene.at("03-02 16:00").sweep();
        scene.as(Actor.administrator("ada").with(Role.IMPORTER))
                .at(moment("03-02 13:30"))
                .incidents()
                .reclassify(id, Reclassification.change().priority(Priority.P4, "later thought"));
        scene.at("03-03 14:00").sweep();
        assertThat(scene.notices).extracting(SlaNotice::whom).containsExactly("lead");
        assertThat(actions(scene, id)).containsSubsequence("targetReached", "watch", "reclassify");
        assertThat(actions(scene, id)).filteredOn("watch"::equals).hasSize(1);
    }

    /** What was reached before a timer closes the ticket is noted before it, in however late a run. */
    @Test
    void whatWasReachedComesBeforeWhatATimerDoes() {
        SlaTarget confirmed = SlaTarget.custom("confirm", SlaEvent.RESOLVED, SlaEvent.action("close"))
                .within(Duration.ofHours(8))
                .threshold(Threshold.at(50, new Escalation.AddWatcher("zoe")));
        SlaScene scene = SlaScene.with(builder -> builder, office("standard", confirmed));
        TicketId id = scene.log();
        scene.ada().start(id);
        scene.ada().resolve(id, Resolution.fixed("done"));
        scene.at("03-30 10:00").sweep();
        assertThat(actions(scene, id)).endsWith("targetReached", "watch", "targetReached", "close");
    }

    @Test
    void aShareOfALongTargetDoesNotOverflow() {
        assertThat(Threshold.at(1_000).share(Duration.ofDays(15_000))).isEqualTo(Duration.ofDays(150_000));
    }

    /** Due at the same instant for two clocks, each is done for its own. */
    @Test
    void theReasonNamesTheClockThatItIsOf() {
        SlaScene scene = SlaScene.with(
                builder -> builder,
                office(
                        "standard",
                        SlaTarget.response()
                                .within(Duration.ofHours(4))
                                .threshold(Threshold.at(100, new Escalation.RaisePriority(Priority.P1))),
                        SlaTarget.resolution()
                                .within(Duration.ofHours(8))
                                .threshold(Threshold.at(50, new Escalation.Notify("lead")))));
        TicketId id = scene.log();
        scene.at("03-02 13:00").sweep();
        assertThat(scene.last(id).action()).isEqualTo("reclassify");
        assertThat(scene.timeline(id).toString() + scene.last(id).text()).contains("standard response");
    }

    private static List<String> history(SlaScene scene, TicketId id) {
        return scene.timeline(id).stream()
                .map(entry -> entry.action() + " " + entry.at() + " " + entry.changes())
                .toList();
    }

    @Test
    void givesItToAnother() {
        SlaScene scene = scene(new Escalation.Reassign(Assignment.to("network", "lee")));
        TicketId fresh = scene.log();
        TicketId begun = scene.log();
        scene.ada().start(begun);
        scene.at("03-02 13:00");
        assertThat(scene.sweep()).isEqualTo(2);
        assertThat(scene.ada().get(fresh).handling().assignment()).contains(Assignment.to("network", "lee"));
        assertThat(actions(scene, fresh)).containsExactly("log", "targetReached", "assign");
        assertThat(scene.ada().get(begun).handling().assignment()).contains(Assignment.to("network", "lee"));
        assertThat(actions(scene, begun)).containsExactly("log", "start", "targetReached", "reassign");
        assertThat(scene.last(begun).text()).isEqualTo("standard resolution");
        assertThat(scene.last(begun).actor()).isEqualTo("sla");
    }

    @Test
    void givesItToThoseWhoKnowMore() {
        SlaScene scene = scene(new Escalation.Functional(Assignment.to("specialists")));
        TicketId fresh = scene.log();
        TicketId begun = scene.log();
        scene.ada().start(begun);
        scene.at("03-02 13:00").sweep();
        assertThat(actions(scene, fresh)).endsWith("targetReached", "assign");
        assertThat(actions(scene, begun)).endsWith("targetReached", "escalate");
        assertThat(scene.ada().get(begun).group()).contains("specialists");
    }

    @Test
    void raisesThePriorityAndWithItComesAnotherTarget() {
        SlaScene scene = scene(new Escalation.RaisePriority(Priority.P1));
        TicketId id = scene.log();
        scene.at("03-02 12:00");
        TicketId high = scene.log();
        scene.prioritise(high, Priority.P1);
        scene.at("03-02 13:00").sweep();
        assertThat(scene.ada().get(id).classification().priority()).isEqualTo(Priority.P1);
        assertDue(scene.resolution(id), "03-02 13:00");
        assertThat(actions(scene, id)).containsExactly("log", "targetReached", "reclassify");
        scene.at("03-02 14:00").sweep();
        assertThat(actions(scene, high))
                .as("it is as high already")
                .containsExactly("log", "reclassify", "targetReached");
        assertThat(scene.resolution(id).breachedAt()).contains(moment("03-02 13:00"));
    }

    @Test
    void letsSomebodyFollowIt() {
        SlaScene scene = scene(new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        scene.at("03-02 13:00").sweep();
        assertThat(scene.ada().watchers(id)).containsExactly("zoe");
    }

    @Test
    void takesItUpTheLine() {
        SlaScene scene = scene(new Escalation.Hierarchical("boss"));
        TicketId id = scene.log();
        scene.at("03-02 13:00").sweep();
        assertThat(scene.ada().watchers(id)).containsExactly("boss");
        assertThat(scene.notices).hasSize(1);
        assertThat(scene.notices.get(0).kind()).isEqualTo(SlaNotice.Kind.HIERARCHICAL);
        assertThat(scene.notices.get(0).whom()).isEqualTo("boss");
    }

    @Test
    void runsAStep() {
        List<String> ran = new ArrayList<>();
        SlaScene scene = scene(
                builder -> builder.step("page", step -> ran.add(step.ticket().label() + " at " + step.element())),
                new Escalation.RunStep("page"));
        TicketId id = scene.log();
        scene.at("03-02 13:00").sweep();
        assertThat(ran).containsExactly(scene.ada().get(id).number().value() + " at standard resolution");
        assertThat(scene.last(id).action()).isEqualTo("step");
        assertThat(scene.last(id).text()).isEqualTo("standard resolution: page");
        scene.sweep();
        assertThat(ran).hasSize(1);
    }

    @Test
    void doesAllOfThemInTheirOrder() {
        SlaScene scene = scene(
                new Escalation.AddWatcher("zoe"),
                new Escalation.RaisePriority(Priority.P1),
                new Escalation.Reassign(Assignment.to("network")),
                new Escalation.Notify("lead"));
        TicketId id = scene.log();
        scene.ada().resolve(id, Resolution.fixed("x"));
        TicketId open = scene.log();
        scene.at("03-02 13:00");
        scene.ada().reopen(id, "still broken"); // the time between did not count
        scene.at("03-02 13:00:01");
        scene.sweep();
        assertThat(scene.ada().get(open).group()).contains("network");
        assertThat(scene.ada().watchers(open)).containsExactly("zoe");
        assertThat(scene.ada().get(open).classification().priority()).isEqualTo(Priority.P1);
        assertThat(scene.notices).extracting(SlaNotice::whom).containsExactly("lead");
        assertThat(status(scene.resolution(open), "50%")).isEqualTo(MilestoneStatus.REACHED);
    }

    @Test
    void aStepThatIsNotRegisteredIsRefusedWhenTheLibraryIsBuilt() {
        assertThatThrownBy(() -> scene(new Escalation.RunStep("nobodyKnows")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a step that is not registered: [nobodyKnows]");
    }

    @Test
    void aPauseForWhatThereIsNotIsRefusedWhenTheLibraryIsBuilt() {
        assertThatThrownBy(() -> SlaScene.with(
                        builder -> builder,
                        office("standard", TARGET).pauseIn("CALER").pauseIn("ON_HOLD")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a hold reason or state that there is not: [CALER]")
                .hasMessageContaining("CALLER");
        SlaScene.with(
                builder -> builder.incidents(IncidentSettings.standard().holdReason("EVIDENCE")),
                office("standard", TARGET).pauseIn("EVIDENCE"));
        SlaScene.with(
                builder -> builder.incidentSettings(tenant -> IncidentSettings.standard()),
                office("standard", TARGET).pauseIn("WHO_KNOWS"));
    }

    @Test
    void onAResolvedTicketItSaysWhatIsRefusedThere() {
        SlaScene scene = scene(
                new Escalation.RaisePriority(Priority.P1),
                new Escalation.Functional(Assignment.to("specialists")),
                new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        scene.at("03-02 14:00").ada().resolve(id, Resolution.fixed("x")); // half of it was over at 13:00
        scene.sweep();
        assertThat(scene.ada().get(id).state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(scene.ada().watchers(id)).containsExactly("zoe");
        TimelineEntry reached = scene.timeline(id).stream()
                .filter(entry -> entry.action().equals("targetReached"))
                .findFirst()
                .orElseThrow();
        assertThat(reached.text().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("RaisePriority: "))
                .anyMatch(line -> line.startsWith("Functional: "));
    }

    @Test
    void aClosedTicketIsNotTouchedAndItsClockSaysIt() {
        SlaScene scene = scene(new Escalation.Notify("lead"), new Escalation.AddWatcher("zoe"));
        TicketId id = scene.log();
        scene.at("03-02 14:00").ada().resolve(id, Resolution.fixed("x"));
        scene.ada().close(id);
        long version = scene.ada().get(id).version();
        scene.sweep();
        assertThat(scene.ada().get(id).version()).isEqualTo(version);
        assertThat(status(scene.resolution(id), "50%")).isEqualTo(MilestoneStatus.REACHED);
        assertThat(scene.notices).extracting(SlaNotice::whom).containsExactly("lead");
        assertThat(scene.ada().watchers(id)).isEmpty();
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }

    @Test
    void aCancelledOrMergedTicketReachesNothing() {
        SlaScene scene = scene(new Escalation.Notify("lead"));
        TicketId cancelled = scene.log();
        TicketId merged = scene.log();
        TicketId whole = scene.log();
        scene.ada().cancel(cancelled, CancelReason.DUPLICATE);
        scene.ada().merge(merged, whole);
        scene.at("03-02 13:00").sweep();
        assertThat(scene.notices)
                .extracting(SlaNotice::ticket)
                .containsExactly(scene.ada().get(whole).ref());
    }

    @Test
    void aNotifierThatFailsLeavesItForLaterAndTheOtherTicketsGoOn() {
        AtomicBoolean broken = new AtomicBoolean(true);
        List<SlaNotice> told = new ArrayList<>();
        SlaScene scene = scene(
                builder -> builder.notifier(notice -> {
                    if (broken.get() && notice.number().value().endsWith("1")) {
                        throw new IllegalStateException("no mail today");
                    }
                    told.add(notice);
                }),
                new Escalation.Notify("lead"));
        TicketId first = scene.log();
        TicketId second = scene.log();
        scene.at("03-02 13:00");
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(status(scene.resolution(first), "50%")).isEqualTo(MilestoneStatus.OPEN);
        assertThat(scene.ada().get(first).version()).isEqualTo(1);
        assertThat(status(scene.resolution(second), "50%")).isEqualTo(MilestoneStatus.REACHED);
        broken.set(false);
        scene.at("03-02 15:00");
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(told).extracting(SlaNotice::reachedAt).containsOnly(moment("03-02 13:00"));
        assertThat(told.get(told.size() - 1).ticket())
                .isEqualTo(scene.ada().get(first).ref());
    }

    @Test
    void aStepThatFailsLeavesItForLaterAndTheOtherTicketsGoOn() {
        AtomicBoolean broken = new AtomicBoolean(true);
        SlaScene scene = scene(
                builder -> builder.step("page", step -> {
                    if (broken.get() && step.ticket().label().endsWith("1")) {
                        throw new java.io.IOException("no line");
                    }
                }),
                new Escalation.AddWatcher("zoe"),
                new Escalation.RunStep("page"));
        TicketId first = scene.log();
        TicketId second = scene.log();
        scene.at("03-02 13:00");
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(status(scene.resolution(first), "50%")).isEqualTo(MilestoneStatus.OPEN);
        assertThat(scene.ada().watchers(first)).isEmpty();
        assertThat(scene.ada().watchers(second)).containsExactly("zoe");
        broken.set(false);
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(scene.ada().watchers(first)).containsExactly("zoe");
    }

    @Test
    void aClosedTicketIsNotedAlthoughNobodyCanBeToldOfAnother() {
        List<String> told = new ArrayList<>();
        SlaScene scene = scene(
                builder -> builder.notifier(notice -> {
                    if (notice.number().value().endsWith("1")) {
                        throw new IllegalStateException("no such mailbox");
                    }
                    told.add(notice.number().value());
                }),
                new Escalation.Notify("lead"));
        TicketId untold = scene.log();
        TicketId closed = closedAfterHalf(scene);
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(status(scene.resolution(closed), "50%")).isEqualTo(MilestoneStatus.REACHED);
        assertThat(status(scene.resolution(untold), "50%")).isEqualTo(MilestoneStatus.OPEN);
        assertThat(scene.sweep()).isZero();
        assertThat(told).containsExactly("INC-000002");
    }

    @Test
    void aClockThatCannotBeReadDoesNotKeepTheOthersFromGoingTogether() {
        List<String> steps = new ArrayList<>();
        SlaScene scene = scene(
                builder ->
                        builder.eventSink(event -> steps.add("written")).afterCommit(event -> steps.add("committed")),
                new Escalation.Notify("lead"));
        TicketId broken = scene.log();
        scene.log();
        scene.log();
        TicketRef ref = scene.ada().get(broken).ref();
        Tenant tenant = scene.ada().get(broken).tenant();
        scene.store.unitOfWork().required(() -> {
            ClockRecord clock = scene.store.clocks().current(tenant, ref).get(0);
            scene.store.clocks().replace(tenant, List.of(new ClockStore.Change(clock, unreadable(clock))));
            return true;
        });
        scene.at("03-02 14:00");
        steps.clear();
        assertThat(scene.sweep()).isEqualTo(2);
        assertThat(steps).as("in one transaction").containsExactly("written", "written", "committed", "committed");
        assertThat(scene.sweep()).isZero();
    }

    private static TicketId closedAfterHalf(SlaScene scene) {
        TicketId id = scene.log();
        scene.at("03-02 14:00").ada().resolve(id, Resolution.fixed("x"));
        scene.ada().close(id);
        return id;
    }

    private static ClockRecord unreadable(ClockRecord clock) {
        return new ClockRecord(
                clock.ticket(),
                clock.slot(),
                clock.cycle(),
                clock.current(),
                clock.version(),
                clock.policy(),
                clock.priority(),
                clock.service(),
                clock.status(),
                clock.startedAt(),
                clock.dueAt(),
                clock.alarmAt(),
                clock.stoppedAt(),
                clock.breached(),
                "not an event");
    }
}
