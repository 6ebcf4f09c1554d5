package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeScope;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.OwnChange;
import org.itsm4j.change.OwnChanges;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.Revision;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Timing;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

/** What a requester reads and is refused with tells nothing of changes of others, of votes, or of what staff write down. */
abstract class ChangeSecrecyBehaviour extends ChangeLoopBehaviour {
    private static final String SECRET = "zq7secret";
    private static final Actor AGENT = Actor.agent(secret("agent")).inGroup(secret("group"));

    private static String secret(String part) {
        return SECRET + "-" + part;
    }

    private OwnChanges mia() {
        return loop.ownChanges();
    }

    @Test
    void aViewHasOnlyThePartsThatAreForRequesters() {
        assertThat(Arrays.stream(OwnChange.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactlyInAnyOrder(
                        "id",
                        "number",
                        "state",
                        "version",
                        "model",
                        "summary",
                        "reason",
                        "service",
                        "configurationItems",
                        "window",
                        "outcome",
                        "raisedAt",
                        "submittedAt",
                        "closedAt");
    }

    /** All that is internal is marked; whatever the door answers or throws, at each moment of the life, has no mark. */
    @Test
    void nothingThatStaffWriteDownReachesTheRequester() {
        Change others = scene.cho().get(loop.scheduled("db-1", "noah"));
        Slot night = others.window().orElseThrow();
        TicketId id =
                mia().raise(loop.wanted().plan(ChangeScene.plan(night)).build()).id();
        List<Runnable> life = List.of(
                () -> scene.cho().note(id, Note.internal(secret("note"))),
                () -> scene.cho().refer(id, Reference.to("url", secret("reference"))),
                () -> scene.cho().watch(id, secret("watcher")),
                () -> scene.cho().relate(id, RelationType.RELATED_TO, others.ref()),
                () -> scene.cho().assign(id, Assignment.to(secret("group"), secret("agent"))),
                () -> scene.cho().collisions(id).forEach(each -> scene.cho().waive(id, each, secret("waiver"))),
                () -> mia().submit(id),
                () -> scene.cho().lockDown(id, secret("lockdown")),
                () -> scene.cho().accept(id),
                () -> scene.cho().assessed(id, Assessment.of(Criticality.LOW, secret("benefit"))),
                () -> conflicted(id),
                () -> scene.cho().release(id),
                () -> scene.as("ann").vote(id, CastVote.approve().comment(secret("vote"))),
                () -> scene.as("bob").vote(id, CastVote.approve().comment(secret("vote"))),
                () -> scene.clock.tick(Duration.between(scene.now(), night.from())),
                () -> scene.as(AGENT).begin(id),
                () -> {
                    scene.clock.tick(Duration.ofHours(1));
                    scene.as(AGENT).complete(id, done());
                },
                () -> scene.cho()
                        .review(
                                id,
                                Review.of(true, secret("review"))
                                        .lessons(secret("lessons"))
                                        .followUps(secret("followUp"))));
        assertNoSecret(id, others, "before");
        for (int i = 0; i < life.size(); i++) {
            life.get(i).run();
            assertNoSecret(id, others, "moment " + i);
        }
        assertThat(Reach.texts(scene.cho().timeline(id, 0)))
                .as("the marks are there for staff, so the test can fail")
                .anyMatch(text -> text.contains(SECRET))
                .anyMatch(text -> text.contains(others.number().value()));
    }

    private Implementation done() {
        return new Implementation(
                scene.now().minus(Duration.ofMinutes(30)),
                scene.now(),
                Outcome.SUCCESSFUL_WITH_ISSUES,
                List.of(TaskResult.failed(secret("task"), secret("why"))),
                secret("implementation"));
    }

    /** Who does it tries to vote for it, which is noted. */
    private void conflicted(TicketId id) {
        assertThatThrownBy(() -> scene.as(AGENT).vote(id, CastVote.approve())).isInstanceOf(Exception.class);
    }

    private void assertNoSecret(TicketId id, Change others, String moment) {
        Doors doors = new Doors(id, new TicketNumber("CHG-000001"));
        List<Object> answers = new ArrayList<>(List.of(mia().list(50)));
        OwnChanges late = loop.desk().expecting(999).ownChanges();
        OwnChanges noah = scene.desk(Actor.requester("noah")).ownChanges();
        for (Method method : Doors.methods(OwnChanges.class)) {
            if (method.getParameterCount() > 0 && method.getParameterTypes()[0] == TicketId.class) {
                answers.add(Doors.call(noah, method, doors.arguments(method)));
                answers.add(Doors.call(late, method, doors.arguments(method)));
            }
        }
        for (Object answer : answers) {
            assertThat(Reach.texts(answer))
                    .as(moment + ": " + answer)
                    .noneMatch(text -> text.contains(SECRET))
                    .noneMatch(text -> text.contains(others.number().value()))
                    .noneMatch(text -> text.contains(others.id().toString()))
                    .noneMatch(text -> List.of("ann", "bob", "ivo").contains(text));
        }
    }

    private static void tellsOnly(Change others, String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(RuleViolationException.class, refused -> {
            assertThat(refused.rule()).isEqualTo(rule);
            assertThat(Reach.texts(refused))
                    .noneMatch(text -> text.contains(others.number().value()))
                    .noneMatch(text -> text.contains(others.id().toString()))
                    .noneMatch(text -> text.contains("SAME_ITEM") || text.contains("HARD"));
        });
    }

    @Test
    void whatIsInTheWayIsNotNamedAndWhenNothingIsIsSaid() {
        Change others = scene.cho().get(loop.scheduled("db-1", "noah"));
        Slot night = others.window().orElseThrow();
        TicketId id =
                mia().raise(loop.wanted().plan(ChangeScene.plan(night)).build()).id();
        tellsOnly(others, "collision", () -> mia().submit(id));
        assertThat(mia().get(id).state()).isEqualTo(ChangeState.DRAFT);
        Slot free = mia().nextFree(id).slot().orElseThrow();
        assertThat(free.from()).isEqualTo(night.to());
        mia().revise(id, Revision.nothing().plan(ChangeScene.plan(free)));
        assertThat(mia().submit(id).state()).isEqualTo(ChangeState.SUBMITTED);
        tellsOnly(others, "collision", () -> mia().revise(id, Revision.nothing().plan(ChangeScene.plan(night))));
    }

    @Test
    void aFreezeIsNotNamedEither() {
        Slot night = scene.tonight();
        try (ChangeScene frozen = new ChangeScene(
                suite().itsm(),
                settings -> settings.template(scene.template())
                        .calendar(ChangeCalendar.named("2026")
                                .freeze(Freeze.hard(secret("freeze"), Timing.once(night.from(), night.to())))
                                .build()))) {
            OwnChanges door = frozen.desk(Actor.requester("mia")).ownChanges();
            TicketId id = door.raise(RaiseChange.standard("disk", night, "It is full")
                            .touching("db-1")
                            .build())
                    .id();
            assertThatThrownBy(() -> door.submit(id))
                    .isInstanceOf(RuleViolationException.class)
                    .hasMessageNotContaining(SECRET)
                    .hasMessageNotContaining("FREEZE");
        }
    }

    @Test
    void aStandardChangeGoesIntoTheScheduleByItself() {
        try (ChangeScene standard = new ChangeScene(suite().itsm(), settings -> settings.template(scene.template()))) {
            OwnChanges door = standard.desk(Actor.requester("mia")).ownChanges();
            TicketId id = door.raise(RaiseChange.standard("disk", scene.tonight(), "It is full")
                            .touching("db-1")
                            .build())
                    .id();
            assertThat(door.submit(id).state()).isEqualTo(ChangeState.SCHEDULED);
            TicketId second = door.raise(RaiseChange.standard("disk", scene.tonight(), "It is full")
                            .touching("db-1")
                            .build())
                    .id();
            tellsOnly(standard.cho().get(id), "collision", () -> door.submit(second));
        }
    }

    @Test
    void neitherRiskNorVotersAreToldWhenAnEditIsRefused() {
        try (ChangeScene strict = new ChangeScene(
                suite().itsm(), settings -> settings.approval(RiskTier.HIGH, ChangeScene.cab(Quorum.atLeast(2))))) {
            OwnChanges door = strict.desk(Actor.requester("mia")).ownChanges();
            TicketId id = door.raise(
                            loop.wanted().answers(ChangeScene.BAD_ANSWERS).build())
                    .id();
            door.submit(id);
            strict.cho().accept(id);
            strict.cho().assessed(id, Assessment.of(Criticality.HIGH, "cheap"));
            assertThatThrownBy(() -> door.revise(id, Revision.nothing().answers(ChangeScene.ANSWERS)))
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refused -> assertThat(refused.rule()).isEqualTo("risk"))
                    .hasMessageNotContaining("HIGH")
                    .hasMessageNotContaining("MEDIUM")
                    .hasMessageNotContaining("LOW");
        }
        ApprovalPolicy alone = ApprovalPolicy.named("alone")
                .stage(ApprovalStage.named("board", Panel.of(Quorum.any()).person("mia")))
                .build();
        try (ChangeScene nobody =
                new ChangeScene(suite().itsm(), settings -> settings.approval(RiskTier.HIGH, alone))) {
            OwnChanges door = nobody.desk(Actor.requester("mia")).ownChanges();
            TicketId id = door.raise(loop.wanted().build()).id();
            door.submit(id);
            nobody.voting(id);
            assertThatThrownBy(() -> door.revise(
                            id,
                            Revision.nothing()
                                    .answers(ChangeScene.BAD_ANSWERS)
                                    .scope(ChangeScope.touching(List.of("db-1", "db-2")))))
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refused -> assertThat(refused.rule()).isEqualTo("voters"))
                    .hasMessageNotContaining("board");
        }
    }

    @Test
    void aChangeOfSomebodyElseOrOfAnotherTenantIsAsGoodAsNone() {
        TicketId own = mia().raise(loop.wanted().build()).id();
        TicketId noahs = scene.desk(Actor.requester("noah"))
                .ownChanges()
                .raise(loop.wanted().build())
                .id();
        TicketId elsewhere = scene.itsm
                .as(Actor.requester("mia").of(new Tenant("other-" + own)))
                .ownChanges()
                .raise(loop.wanted().build())
                .id();
        List<Doors.Hole> holes = Doors.holes(OwnChanges.class, TicketId.class);
        assertThat(holes).hasSizeGreaterThan(7);
        Doors doors = new Doors(own, new TicketNumber("CHG-000001"));
        for (TicketId id : List.of(
                noahs, elsewhere, TicketId.next(scene.clock), scene.incident().id())) {
            for (Doors.Hole hole : holes) {
                Object answer = doors.fill(mia(), hole, id);
                assertThat(answer)
                        .as(hole.toString())
                        .hasToString("org.itsm4j.ticket.TicketNotFoundException: There is no change " + id);
            }
        }
        assertThat(scene.cho().get(noahs).version()).isEqualTo(1);
        assertThat(mia().list(1_000).items()).extracting(OwnChange::id).containsExactly(own);
    }
}
