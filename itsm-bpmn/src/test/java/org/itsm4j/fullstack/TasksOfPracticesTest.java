package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.BackOut;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.Problems;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Problems and changes whose diagrams have tasks and several stages of one state, on the whole stack. */
class TasksOfPracticesTest {
    private static final ApprovalPolicy BOARD = ApprovalPolicy.named("cab")
            .stage(ApprovalStage.named("board", Panel.of(Quorum.any()).person("ann")))
            .build();

    private final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");

    /** Two tasks at once, then the stage that was there before. */
    private static Diagram withTasks(String lifecycle, String flow, String state, String stage, String more) {
        return Drawing.of(lifecycle)
                .target(flow, "together")
                .add("""
                        <bpmn:subProcess id="together" name="Together">
                          <bpmn:extensionElements><itsm:stage state="STATE" /></bpmn:extensionElements>
                          <bpmn:startEvent id="togetherBegins" />
                          <bpmn:parallelGateway id="split" />
                          <bpmn:userTask id="first" name="First node"><bpmn:extensionElements><itsm:task group="ops" /></bpmn:extensionElements></bpmn:userTask>
                          <bpmn:userTask id="second" name="Second node"><bpmn:extensionElements><itsm:task group="ops" /></bpmn:extensionElements></bpmn:userTask>
                          <bpmn:parallelGateway id="join" />
                          <bpmn:endEvent id="togetherEnds" />
                          <bpmn:sequenceFlow id="t1" sourceRef="togetherBegins" targetRef="split" />
                          <bpmn:sequenceFlow id="t2" sourceRef="split" targetRef="first" />
                          <bpmn:sequenceFlow id="t3" sourceRef="split" targetRef="second" />
                          <bpmn:sequenceFlow id="t4" sourceRef="first" targetRef="join" />
                          <bpmn:sequenceFlow id="t5" sourceRef="second" targetRef="join" />
                          <bpmn:sequenceFlow id="t6" sourceRef="join" targetRef="togetherEnds" />
                        </bpmn:subProcess>
                        <bpmn:sequenceFlow id="allDone" sourceRef="together" targetRef="STAGE"><bpmn:conditionExpression>${action == 'advance'}</bpmn:conditionExpression></bpmn:sequenceFlow>
                        MORE""".replace("STATE", state).replace("STAGE", stage).replace("MORE", more))
                .read();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void theTasksOfAChangeAreDoneBeforeItIs(Database database) {
        Diagram diagram = withTasks(
                "change-normal",
                "scheduledBegin",
                "IMPLEMENTING",
                "implementing",
                "<bpmn:sequenceFlow id=\"undone\" sourceRef=\"together\" targetRef=\"reviewing\">"
                        + "<bpmn:conditionExpression>${action == 'backOut'}</bpmn:conditionExpression></bpmn:sequenceFlow>");
        ChangeSettings settings = ChangeSettings.builder()
                .approval(RiskTier.LOW, BOARD)
                .approval(RiskTier.MEDIUM, BOARD)
                .build();
        try (FullStack stack = new FullStack(database, 2);
                Itsm itsm = Itsm.builder()
                        .store(stack.store())
                        .workflow(stack.workflow().diagram("change-normal", diagram))
                        .clock(clock)
                        .changes(settings)
                        .build()) {
            Changes ivo = desk(itsm, Actor.agent("ivo")).changes();
            TicketId id = begun(itsm);
            assertThat(ivo.groupTasks("ops", 10).items()).hasSize(2);
            assertThatThrownBy(() -> ivo.complete(id, done())).isInstanceOf(IllegalTransitionException.class);
            assertThat(ivo.tasks(id)).extracting(Task::state).containsOnly(TaskState.OPEN);
            ivo.claim(id, "first");
            ivo.completeTask(id, "first");
            Change before = ivo.get(id);
            assertThat(before.place().stage().id()).isEqualTo("together");
            ivo.completeTask(id, "second", Note.internal("went well"));
            Change after = ivo.get(id);
            assertThat(after.place().stage().id()).isEqualTo("implementing");
            assertThat(after.state()).isEqualTo(ChangeState.IMPLEMENTING);
            clock.tick(Duration.ofMinutes(30));
            assertThat(ivo.complete(id, done()).state()).isEqualTo(ChangeState.REVIEWING);
            BulkResult<Change> closed = ivo.bulk(List.of(id, id), Changes::close);
            assertThat(closed.done()).isEqualTo(1);
            assertThat(closed.refused())
                    .singleElement()
                    .satisfies(item -> assertThat(item.refused()).containsInstanceOf(IllegalTransitionException.class));
            assertThat(ivo.verify(id).intact()).isTrue();
            assertThat(stack.divergences()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void theTasksOfAProblemAreDoneBeforeItGoesOn(Database database) {
        Diagram diagram = withTasks("problem", "assessedInvestigate", "INVESTIGATING", "investigating", "");
        try (FullStack stack = new FullStack(database, 2);
                Itsm itsm = Itsm.builder()
                        .store(stack.store())
                        .workflow(stack.workflow().diagram("problem", diagram))
                        .clock(clock)
                        .build()) {
            Problems ada = itsm.as(Actor.administrator("ada").with(Role.AGENT).inGroup("ops"))
                    .problems();
            TicketId id = ada.log(LogProblem.titled("Checkout fails", ProblemSource.REACTIVE)
                            .service("webshop")
                            .build())
                    .id();
            ada.assess(id, org.itsm4j.problem.Assessment.of(Priority.P2, "shop", Assignment.to("ops", "ada")));
            Problem together = ada.investigate(id, RcaTechnique.TIMELINE);
            assertThat(together.place().stage().id()).isEqualTo("together");
            assertThat(ada.groupTasks("ops", 10).items()).hasSize(2);
            ada.complete(id, "second");
            ada.complete(id, "first", Note.internal("nothing there"));
            Problem after = ada.get(id);
            assertThat(after.state()).isEqualTo(ProblemState.INVESTIGATING);
            assertThat(after.place().stage().id()).isEqualTo("investigating");
            assertThat(ada.verify(id).intact()).isTrue();
            assertThat(stack.divergences()).isZero();
        }
    }

    private static Desk desk(Itsm itsm, Actor actor) {
        return itsm.as(actor.with(Role.AGENT).inGroup("ops"));
    }

    private TicketId begun(Itsm itsm) {
        Changes mia = desk(itsm, Actor.agent("mia")).changes();
        Changes cho = desk(itsm, Actor.changeManager("cho")).changes();
        Slot window = Slot.of(clock.instant(), Duration.ofHours(2));
        TicketId id = mia.raise(RaiseChange.normal("New disk in db-1", "It is full in a week")
                        .touching("db-1")
                        .plan(new ChangePlan("a new disk", "plug it in", BackOut.tested("pull it out"), "df", window))
                        .answers(Map.of("outage", "no", "experience", "often", "backOut", "minutes"))
                        .criticality(Criticality.LOW)
                        .assignedTo(Assignment.to("ops", "ivo"))
                        .build())
                .id();
        mia.submit(id);
        cho.accept(id);
        cho.assessed(id, Assessment.of(Criticality.LOW, "cheap"));
        desk(itsm, Actor.agent("ann")).changes().vote(id, CastVote.approve());
        Change begun = desk(itsm, Actor.agent("ivo")).changes().begin(id);
        assertThat(begun.place().stage().id()).isEqualTo("together");
        return id;
    }

    private Implementation done() {
        Instant now = clock.instant();
        return new Implementation(
                now.minusSeconds(60), now, Outcome.SUCCESSFUL, List.of(TaskResult.done("plug")), "as planned");
    }
}
