package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** What sets a clock going and from when it counts: rule S6. */
class ClockStartTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SlaTarget REPLY = SlaTarget.custom(
                    "reply", SlaEvent.FIRST_PUBLIC_REPLY_NEEDED, SlaEvent.REPLIED)
            .within(HOUR);

    @Test
    void countsFromWhenTheTicketWasLogged() {
        SlaScene scene = SlaScene.with(office("standard", SlaTarget.response().within(HOUR)));
        TicketId id = scene.log();
        assertThat(scene.clock(id, "response").start()).isEqualTo(moment("03-02 09:00"));
        assertThat(scene.clock(id, "response").attachedAt()).isEqualTo(moment("03-02 09:00"));
    }

    @Test
    void countsFromTheFirstAssignmentAndNotFromALaterOne() {
        SlaScene scene = SlaScene.with(office(
                "standard",
                SlaTarget.custom("pickup", SlaEvent.ASSIGNED, SlaEvent.RESPONDED)
                        .within(HOUR)));
        TicketId id = scene.log();
        assertThat(scene.find(id, "pickup")).isEmpty();
        scene.at("03-02 10:00").ada().assign(id, Assignment.to("payments"));
        assertDue(scene.clock(id, "pickup"), "03-02 11:00");
        scene.at("03-02 10:30").ada().reassign(id, Assignment.to("network"), "not ours");
        assertThat(scene.clock(id, "pickup").start()).isEqualTo(moment("03-02 10:00"));
        scene.at("03-02 10:40").ada().start(id);
        assertThat(scene.clock(id, "pickup").met()).isTrue();
        assertThat(scene.clock(id, "pickup").elapsed()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void whatStartsAndStopsItAtOnceLeavesAClockThatWasMet() {
        SlaScene scene = SlaScene.with(office(
                "standard",
                SlaTarget.custom("pickup", SlaEvent.ASSIGNED, SlaEvent.RESPONDED)
                        .within(HOUR),
                SlaTarget.custom("work", SlaEvent.RESPONDED, SlaEvent.RESOLVED).within(HOUR)));
        TicketId id = scene.log();
        scene.at("03-02 10:00").ada().start(id); // nobody had it: this assigns it, too
        assertThat(scene.clock(id, "pickup").met()).isTrue();
        assertThat(scene.clock(id, "pickup").stoppedAt()).contains(moment("03-02 10:00"));
        assertThat(scene.clock(id, "work").status()).isEqualTo(ClockStatus.RUNNING);

        TicketId known = scene.log();
        scene.at("03-02 11:00").ada().resolve(known, Resolution.fixed("known")); // has begun and is over
        assertThat(scene.clock(known, "work").met()).isTrue();
        assertThat(scene.clock(known, "work").elapsed()).isZero();
    }

    @Test
    void aReplyIsNeededFromTheFirstQuestionThatNobodyHasAnswered() {
        SlaScene scene = SlaScene.with(office("standard", REPLY));
        TicketId id = scene.log();
        assertDue(scene.clock(id, "reply"), "03-02 10:00");
        scene.at("03-02 09:20");
        scene.as(Actor.requester("mia")).ownIncidents().comment(id, "And?");
        assertThat(scene.clock(id, "reply").start())
                .as("the first question counts")
                .isEqualTo(moment("03-02 09:00"));
        scene.ada().note(id, Note.internal("she is impatient"));
        assertThat(scene.clock(id, "reply").status()).isEqualTo(ClockStatus.RUNNING);
        scene.at("03-02 09:30").ada().note(id, Note.toRequester("We are on it"));
        assertThat(scene.clock(id, "reply").met()).isTrue();
        scene.at("03-02 09:40").ada().note(id, Note.toRequester("Still"));

        scene.at("03-02 12:00");
        scene.as(Actor.requester("mia")).ownIncidents().comment(id, "Now?");
        SlaClock second = scene.clock(id, "reply");
        assertThat(second.cycle()).isEqualTo(2);
        assertDue(second, "03-02 13:00");
        scene.at("03-02 13:30").ada().note(id, Note.toRequester("Now"));
        assertThat(scene.history(id)).extracting(SlaClock::cycle).containsExactly(1, 2);
        assertThat(scene.history(id)).extracting(SlaClock::met).containsExactly(true, false);
    }

    @Test
    void aStepWithoutWordsIsNoReply() {
        SlaScene scene = SlaScene.with(office("standard", REPLY));
        TicketId id = scene.log();
        scene.ada().start(id);
        scene.hold(id, HoldReason.VENDOR);
        scene.ada().resume(id);
        assertThat(scene.clock(id, "reply").status()).isEqualTo(ClockStatus.RUNNING);
        scene.ada().resolve(id, Resolution.fixed("Rolled back"));
        assertThat(scene.clock(id, "reply").met()).as("a solution is a reply").isTrue();
    }

    @Test
    void aSecondQuestionCountsByWhatIsPromisedThen() {
        SlaScene scene =
                SlaScene.with(office("standard", REPLY.within(org.itsm4j.ticket.Priority.P1, Duration.ofMinutes(10))));
        TicketId id = scene.log();
        scene.ada().note(id, Note.toRequester("Hello"));
        scene.prioritise(id, org.itsm4j.ticket.Priority.P1);
        scene.at("03-02 12:00");
        scene.as(Actor.requester("mia")).ownIncidents().comment(id, "Well?");
        assertDue(scene.clock(id, "reply"), "03-02 12:10");
    }

    @Test
    void anActionOfTheContractSetsItGoing() {
        SlaScene scene = SlaScene.with(office(
                "standard",
                SlaTarget.custom("report", SlaEvent.action("acceptMajor"), SlaEvent.action("sitrep"))
                        .within(HOUR),
                SlaTarget.custom("review", SlaEvent.action("endMajor"), SlaEvent.action("review"))
                        .promise(Promise.endOfWorkingDay(2))));
        TicketId id = scene.log();
        scene.ada().start(id);
        scene.ada().proposeMajor(id, "everybody calls");
        assertThat(scene.find(id, "report")).isEmpty();
        scene.at("03-02 10:00").ada().acceptMajor(id, MajorPlan.led("no sales", "all shops", "mim"));
        assertDue(scene.clock(id, "report"), "03-02 11:00");
        scene.at("03-02 10:30").ada().sitrep(id, "we are on it");
        assertThat(scene.clock(id, "report").met()).isTrue();
        scene.ada().resolve(id, Resolution.fixed("x"));
        scene.at("03-02 12:00").ada().endMajor(id, "sales again");
        assertDue(scene.clock(id, "review"), "03-03 17:00");
        assertThat(scene.clock(id, "review").status())
                .as("goes on while the ticket is resolved")
                .isEqualTo(ClockStatus.RUNNING);
        scene.at("03-03 12:00").ada().review(id, "alarms were off");
        assertThat(scene.clock(id, "review").met()).isTrue();
    }

    @Test
    void countsFromAnEarlierMomentIfToldSo() {
        SlaScene scene = SlaScene.with(office(
                "standard",
                SlaTarget.custom("a", SlaEvent.ASSIGNED, SlaEvent.RESOLVED)
                        .within(HOUR)
                        .since(Since.OPENED),
                SlaTarget.custom("b", SlaEvent.ASSIGNED, SlaEvent.RESOLVED)
                        .within(HOUR)
                        .since(Since.OCCURRED),
                SlaTarget.custom("c", SlaEvent.ASSIGNED, SlaEvent.RESOLVED)
                        .within(HOUR)
                        .since(Since.DETECTED),
                SlaTarget.custom("d", SlaEvent.ASSIGNED, SlaEvent.RESOLVED)
                        .within(HOUR)
                        .since(Since.EVENT)));
        scene.at("03-02 12:00");
        TicketId id =
                scene.log(report -> report.occurredAt(moment("03-02 09:30")).detectedAt(moment("03-02 10:15")));
        TicketId unknown = scene.log();
        scene.at("03-02 13:00");
        scene.ada().assign(id, Assignment.to("payments"));
        scene.ada().assign(unknown, Assignment.to("payments"));
        assertThat(starts(scene, id))
                .containsExactly(
                        moment("03-02 12:00"), moment("03-02 09:30"), moment("03-02 10:15"), moment("03-02 13:00"));
        assertThat(starts(scene, unknown))
                .as("what is not known is the event's own moment")
                .containsExactly(
                        moment("03-02 12:00"), moment("03-02 13:00"), moment("03-02 13:00"), moment("03-02 13:00"));
        assertThat(scene.clock(id, "b").attachedAt()).isEqualTo(moment("03-02 13:00"));
        assertThat(scene.clock(id, "b").breachedAt()).contains(moment("03-02 10:30"));
    }

    private static List<Instant> starts(SlaScene scene, TicketId id) {
        return List.of("a", "b", "c", "d").stream()
                .map(slot -> scene.clock(id, slot).start())
                .toList();
    }

    @Test
    void refusesThatItHappenedOrWasNoticedAfterItWasLogged() {
        SlaScene scene = SlaScene.with(office("standard", SlaTarget.resolution().within(HOUR)));
        Instant later = moment("03-02 09:00:00.000001");
        assertThatThrownBy(() -> scene.log(report -> report.occurredAt(later)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal ->
                                assertThat(refusal.violations().get(0).path()).isEqualTo("occurredAt"));
        assertThatThrownBy(() -> scene.log(report -> report.detectedAt(later)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal ->
                                assertThat(refusal.violations().get(0).path()).isEqualTo("detectedAt"));
        assertThatThrownBy(() -> scene.log(report -> report.occurredAt(Instant.MIN)))
                .isInstanceOf(InvalidInputException.class);
        assertThat(scene.log(report -> report.occurredAt(moment("03-02 09:00"))))
                .isNotNull();
    }
}
