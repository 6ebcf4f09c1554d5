package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** Work orders: opened, claimed, done and cancelled with the ticket. */
abstract class TasksBehaviour extends DiagramBehaviour {
    /** Two tasks at once, then a third; then the ticket goes on. */
    private TicketId atWork(IncidentScene scene) {
        script.stage("repair", WORK)
                .tasks(plan("cable", "network"), plan("router", "network"))
                .tasks(new TaskPlan("test", "Do test", Optional.empty()))
                .next("watch");
        script.stage("watch", WORK);
        return scene.anIncidentIn(WORK);
    }

    @Test
    void opensTheTasksOfAStageWithTheStepThatLeadsThere() {
        IncidentScene scene = scene();
        TicketId id = atWork(scene);
        Incident incident = scene.ada().get(id);
        List<Task> tasks = scene.ada().tasks(id);
        assertThat(tasks).extracting(Task::id).containsExactly("cable", "router");
        assertThat(tasks.get(0))
                .isEqualTo(new Task(
                        incident.ref(),
                        "cable",
                        "Do cable",
                        Optional.of("network"),
                        Optional.empty(),
                        TaskState.OPEN,
                        clock.instant(),
                        Optional.empty(),
                        incident.version()));
        assertThat(scene.last(id).action()).isEqualTo("start");
        assertThat(taskChanges(scene.last(id))).containsExactly("task.cable  OPEN", "task.router  OPEN");
    }

    @Test
    void opensTheTasksOfTheFirstStageWithTheTicket() {
        script.stage("intake", IncidentState.NEW).tasks(plan("call", "network"));
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        assertThat(open(scene, id)).containsExactly("call");
        assertThat(scene.ada().tasks(id).get(0).run()).isEqualTo(1);
        assertThat(taskChanges(scene.last(id))).containsExactly("task.call  OPEN");
    }

    @Test
    void goesFromTaskToTaskAndThenOnToTheNextStage() {
        IncidentScene scene = scene();
        TicketId id = atWork(scene);
        scene.as(Cast.LEE).incidents().claim(id, "cable");
        assertThat(scene.last(id).text()).isEqualTo("Do cable");
        assertThat(taskChanges(scene.last(id))).containsExactly("task.cable.agent  lee");
        Instant first = clock.tick(Duration.ofMinutes(1));
        scene.as(Cast.LEE).incidents().complete(id, "cable", Note.internal("It was chewed"));
        assertThat(scene.last(id).text()).isEqualTo("It was chewed");
        assertThat(taskChanges(scene.last(id))).containsExactly("task.cable OPEN DONE");
        assertThat(open(scene, id)).containsExactly("router");

        scene.as(Cast.LEE).incidents().complete(id, "router", Note.toRequester("New router"));
        TimelineEntry entry = scene.last(id);
        assertThat(entry.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(taskChanges(entry))
                .containsExactly("task.router OPEN DONE", "task.router.agent  lee", "task.test  OPEN");
        assertThat(open(scene, id)).containsExactly("test");
        assertThat(scene.mia().timeline(id, 0).items())
                .as("the requester reads what was said to them, and nothing of tasks")
                .anyMatch(own -> own.text().equals("New router"))
                .noneMatch(own -> own.text().contains("cable") || own.text().contains("chewed"));

        Incident advanced = scene.raj().complete(id, "test");
        assertThat(advanced.place().stage().id()).isEqualTo("watch");
        assertThat(scene.history(id)).endsWith("complete", "complete", "advance");
        assertThat(scene.last(id).actor()).isEqualTo("tasks");
        assertThat(scene.last(id).system()).isTrue();
        assertThat(scene.ada().tasks(id))
                .allMatch(task -> task.state() == TaskState.DONE)
                .extracting(Task::id)
                .containsExactly("cable", "router", "test");
        assertThat(scene.ada().tasks(id).get(0).endedAt()).contains(first);
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }

    @Test
    void staysWhereNothingIsToAdvanceTo() {
        script.stage("repair", WORK).tasks(plan("cable", "network"));
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        assertThat(scene.ada().complete(id, "cable").place().stage().id()).isEqualTo("repair");
        assertThat(scene.history(id)).endsWith("complete");
        assertThat(scene.raj()
                        .resolve(id, org.itsm4j.incident.Resolution.fixed("x"))
                        .state())
                .isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void aDiagramWithoutAWayOnLeavesTheLastTaskUndone() {
        script.stage("repair", WORK).tasks(plan("cable", "network")).next(move -> Optional.empty());
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        Incident before = scene.ada().get(id);
        assertThatThrownBy(() -> scene.ada().complete(id, "cable")).isInstanceOf(RuleViolationException.class);
        assertThat(open(scene, id)).containsExactly("cable");
        assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
    }

    @Test
    void leavingTheStageByAnyActionCancelsWhatIsOpen() {
        IncidentScene scene = scene();
        List<IncidentAction> ways = List.of(
                IncidentAction.CANCEL,
                IncidentAction.RESOLVE,
                IncidentAction.MERGE,
                IncidentAction.HOLD,
                IncidentAction.REASSIGN,
                IncidentAction.ESCALATE,
                IncidentAction.ADVANCE);
        for (IncidentAction way : ways) {
            TicketId id = atWork(scene);
            scene.ada().claim(id, "cable");
            scene.ada().complete(id, "router");
            clock.tick(Duration.ofMinutes(1));
            scene.act(scene.ada(), way, id);
            assertThat(open(scene, id)).as("after " + way).isEmpty();
            assertThat(in(scene, id, TaskState.CANCELLED)).containsExactly("cable");
            assertThat(in(scene, id, TaskState.DONE)).containsExactly("router");
            assertThat(taskChanges(scene.last(id))).as("after " + way).containsExactly("task.cable OPEN CANCELLED");
            assertThat(scene.ada().tasks(id).get(0).endedAt()).contains(clock.instant());
            assertThatThrownBy(() -> scene.ada().complete(id, "cable")).isInstanceOf(IllegalTransitionException.class);
        }
    }

    @Test
    void aCascadeCancelsTheTasksOfTheChildren() {
        IncidentScene scene = scene();
        TicketId parent = atWork(scene);
        TicketId child = scene.anIncidentIn(WORK);
        scene.raj().relate(child, org.itsm4j.ticket.RelationType.CHILD_OF, parent);
        scene.raj().resolve(parent, org.itsm4j.incident.Resolution.fixed("x"));
        for (TicketId id : List.of(parent, child)) {
            assertThat(in(scene, id, TaskState.CANCELLED)).containsExactly("cable", "router");
        }
    }

    @Test
    void comingAgainOpensNewTasks() {
        IncidentScene scene = scene();
        TicketId id = atWork(scene);
        scene.ada().complete(id, "cable");
        scene.act(scene.raj(), IncidentAction.HOLD, id);
        scene.raj().resume(id);
        assertThat(open(scene, id)).containsExactly("cable", "router");
        assertThat(scene.ada().tasks(id))
                .extracting(task -> task.id() + " " + task.state())
                .containsExactly("cable OPEN", "router OPEN", "cable DONE", "router CANCELLED");
        scene.ada().complete(id, "router");
        assertThat(open(scene, id))
                .as("what was done the last time is not done now")
                .containsExactly("cable");
        scene.ada().complete(id, "cable");
        scene.ada().complete(id, "test");
        assertThat(stage(scene, id)).isEqualTo("watch");
    }

    @Test
    void anAdvanceToTheSameStageIsAVisitOfItsOwn() {
        script.stage("repair", WORK).tasks(plan("cable", "network")).next("repair");
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        for (int i = 1; i <= 3; i++) {
            scene.ada().complete(id, "cable");
            assertThat(open(scene, id)).containsExactly("cable");
            assertThat(in(scene, id, TaskState.DONE)).hasSize(i);
        }
    }

    @Test
    void aStageHasALimitedNumberOfTasks() {
        TaskPlan[] many = IntStream.range(0, Limits.TASKS)
                .mapToObj(i -> plan("task" + i, "network"))
                .toArray(TaskPlan[]::new);
        script.stage("repair", WORK).tasks(plan("first", "network")).tasks(many);
        script.stage("waiting", IncidentState.ON_HOLD).tasks(many);
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        assertThatThrownBy(() -> scene.ada().complete(id, "first"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("repair has more than 200 tasks");
        assertThat(open(scene, id)).containsExactly("first");
        scene.act(scene.raj(), IncidentAction.HOLD, id);
        assertThat(open(scene, id)).hasSize(Limits.TASKS);
        scene.ada().complete(id, "task199");
        assertThat(open(scene, id)).hasSize(Limits.TASKS - 1);
    }

    @Test
    void refusesWhatIsNotToBeDone() {
        IncidentScene scene = scene();
        TicketId id = atWork(scene);
        scene.ada().complete(id, "cable");
        Incident before = scene.ada().get(id);
        for (String task : List.of("cable", "test", "nothing")) {
            String rule = task.equals("cable") ? "taskEnded" : "task";
            for (Runnable command : List.<Runnable>of(
                    () -> scene.ada().complete(id, task), () -> scene.ada().claim(id, task))) {
                assertThatThrownBy(command::run)
                        .as(task)
                        .isInstanceOfSatisfying(
                                RuleViolationException.class,
                                refusal -> assertThat(refusal.rule()).isEqualTo(rule))
                        .hasMessageContaining("open: [router]");
            }
        }
        for (String wrong : List.of("", "x".repeat(256), "a\u0000b")) {
            assertThatThrownBy(() -> scene.ada().complete(id, wrong)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> scene.ada().claim(id, wrong)).isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> scene.ada().complete(id, "router", Note.internal(" ")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> scene.as(Cast.ADA).expecting(1).incidents().complete(id, "router"))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
        assertThat(open(scene, id)).containsExactly("router");
    }

    @Test
    void aRequestCompletesOnceAlsoWhenTheTicketHasGoneOn() {
        script.stage("repair", WORK).tasks(plan("cable", "network")).next("watch");
        script.stage("watch", WORK);
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        Incident first = scene.as(Cast.ADA).request("r1").incidents().complete(id, "cable");
        Incident again = scene.as(Cast.ADA).request("r1").incidents().complete(id, "cable");
        assertThat(again.head()).isEqualTo(first.head());
        assertThat(again.place().stage().id()).isEqualTo("watch");
    }

    @Test
    void ofTwoWhoCompleteOneTaskOneWins() throws Exception {
        IncidentScene scene = scene();
        TicketId id = atWork(scene);
        AtomicInteger done = new AtomicInteger();
        List<ItsmException> lost = together(6, () -> {
            scene.ada().complete(id, "cable");
            done.incrementAndGet();
            return true;
        });
        assertThat(done).hasValue(1);
        assertThat(lost)
                .hasSize(5)
                .allMatch(refusal -> refusal instanceof RuleViolationException rule
                        && rule.rule().equals("taskEnded"));
        assertThat(scene.history(id)).containsOnlyOnce("complete");
    }

    @Test
    void ofTwoWhoClaimOneTaskOneWins() throws Exception {
        IncidentScene scene = scene();
        TicketId id = atWork(scene);
        AtomicInteger claimed = new AtomicInteger();
        List<ItsmException> lost = together(6, () -> {
            scene.as(Cast.LEE).incidents().claim(id, "cable");
            claimed.incrementAndGet();
            return true;
        });
        assertThat(claimed).hasValue(1);
        assertThat(lost).hasSize(5).allMatch(RuleViolationException.class::isInstance);
    }

    @Test
    void theLastTasksDoneAtOnceAdvanceOnceAndNothingIsLost() throws Exception {
        int count = 6;
        List<TaskPlan> plans = IntStream.range(0, count)
                .mapToObj(i -> plan("task" + i, "network"))
                .toList();
        script.stage("repair", WORK).tasks(plans.toArray(new TaskPlan[0])).next("watch");
        script.stage("watch", WORK).next("watch");
        IncidentScene scene = scene();
        for (int round = 0; round < 5; round++) {
            TicketId id = scene.anIncidentIn(WORK);
            AtomicInteger next = new AtomicInteger();
            List<ItsmException> lost = together(count, () -> scene.ada().complete(id, "task" + next.getAndIncrement()));
            assertThat(lost).isEmpty();
            assertThat(in(scene, id, TaskState.DONE)).hasSize(count);
            assertThat(scene.history(id)).containsOnlyOnce("advance").endsWith("complete", "advance");
            assertThat(scene.history(id)).filteredOn("complete"::equals).hasSize(count);
            assertThat(scene.ada().verify(id).intact()).isTrue();
        }
    }

    /** Runs the command in several threads that start together; answers what was refused. */
    private static List<ItsmException> together(int threads, Callable<?> command) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<ItsmException>>> running = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        return attempt(command);
                    }))
                    .toList();
            start.countDown();
            List<ItsmException> refused = new ArrayList<>();
            for (Future<Optional<ItsmException>> each : running) {
                each.get().ifPresent(refused::add);
            }
            return refused;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Optional<ItsmException> attempt(Callable<?> command) throws Exception {
        try {
            command.call();
            return Optional.empty();
        } catch (ItsmException e) {
            return Optional.of(e);
        }
    }
}
