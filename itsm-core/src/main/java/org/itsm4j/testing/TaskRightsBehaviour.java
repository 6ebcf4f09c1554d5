package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incidents;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Permission;
import org.itsm4j.security.RolePolicy;
import org.itsm4j.security.Scope;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** Who may do what on a task, and who sees a group's. */
abstract class TaskRightsBehaviour extends DiagramBehaviour {
    private void oneTask(Optional<String> group) {
        script.stage("repair", WORK)
                .tasks(new TaskPlan("cable", "Do cable", group))
                .next("watch");
        script.stage("watch", WORK);
    }

    /** Who is not denied it, each on an incident of their own. */
    private static List<Cast> allowed(
            IncidentScene scene, BiConsumer<Incidents, TicketId> before, BiConsumer<Incidents, TicketId> command) {
        List<Cast> allowed = new ArrayList<>();
        for (Cast who : Cast.values()) {
            TicketId id = scene.anIncidentIn(WORK);
            before.accept(scene.as(Cast.LEE).incidents(), id);
            long version = scene.ada().get(id).version();
            try {
                command.accept(scene.as(who).incidents(), id);
                allowed.add(who);
            } catch (AccessDeniedException e) {
                assertThat(scene.ada().get(id).version()).isEqualTo(version);
                assertThat(open(scene, id)).containsExactly("cable");
            }
        }
        return allowed;
    }

    @Test
    void anAgentOfItsGroupADispatcherOrAManagerClaimsAndCompletesATask() {
        oneTask(Optional.of(IncidentScene.NETWORK));
        IncidentScene scene = scene();
        List<Cast> may = List.of(Cast.LEE, Cast.ANA, Cast.MAX, Cast.ADA);
        assertThat(allowed(scene, (lee, id) -> {}, (door, id) -> door.claim(id, "cable")))
                .isEqualTo(may);
        assertThat(allowed(scene, (lee, id) -> {}, (door, id) -> door.complete(id, "cable")))
                .isEqualTo(may);
    }

    @Test
    void anyAgentClaimsAndCompletesATaskOfNoGroup() {
        oneTask(Optional.empty());
        IncidentScene scene = scene();
        List<Cast> may = List.of(Cast.RAJ, Cast.KIM, Cast.LEE, Cast.ANA, Cast.MAX, Cast.ADA);
        assertThat(allowed(scene, (lee, id) -> {}, (door, id) -> door.claim(id, "cable")))
                .isEqualTo(may);
        assertThat(allowed(scene, (lee, id) -> {}, (door, id) -> door.complete(id, "cable")))
                .isEqualTo(may);
    }

    @Test
    void aClaimedTaskIsCompletedByWhoHasClaimedItOrAManager() {
        oneTask(Optional.empty());
        IncidentScene scene = scene();
        assertThat(allowed(scene, (lee, id) -> lee.claim(id, "cable"), (door, id) -> door.complete(id, "cable")))
                .isEqualTo(List.of(Cast.LEE, Cast.MAX, Cast.ADA));
    }

    @Test
    void aClaimedTaskIsTakenOverByADispatcherOrAManagerOnly() {
        oneTask(Optional.of(IncidentScene.NETWORK));
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        Incidents lee = scene.as(Cast.LEE).incidents();
        lee.claim(id, "cable");
        Actor other = Actor.agent("pat").inGroup(IncidentScene.NETWORK);
        for (Incidents door : List.of(lee, scene.as(other).incidents())) {
            assertThatThrownBy(() -> door.claim(id, "cable"))
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo("taskClaimed"))
                    .hasMessageContaining("lee");
        }
        assertThatThrownBy(() -> scene.raj().claim(id, "cable")).isInstanceOf(AccessDeniedException.class);
        scene.ana().claim(id, "cable");
        assertThat(scene.ada().tasks(id).get(0).agent()).contains("ana");
        assertThat(taskChanges(scene.last(id))).containsExactly("task.cable.agent lee ana");
        scene.max().claim(id, "cable");
        scene.max().complete(id, "cable");
        assertThat(stage(scene, id)).isEqualTo("watch");
    }

    @Test
    void theHostsPolicyIsAskedForTheTicketAndForTheTask() {
        oneTask(Optional.of(IncidentScene.NETWORK));
        List<String> asked = new ArrayList<>();
        RolePolicy roles = new RolePolicy();
        IncidentScene scene = scene(builder -> builder.accessPolicy(new AccessPolicy() {
            @Override
            public boolean permits(Actor actor, Permission permission, Subject subject) {
                asked.add(permission.action() + " " + subject.label() + " " + subject.group());
                return roles.permits(actor, permission, subject)
                        && !subject.label().startsWith("task secret");
            }

            @Override
            public Scope scope(Actor actor) {
                return roles.scope(actor);
            }
        }));
        TicketId id = scene.anIncidentIn(WORK);
        String number = scene.ada().get(id).number().value();
        asked.clear();
        scene.as(Cast.LEE).incidents().complete(id, "cable");
        assertThat(asked)
                .startsWith(
                        "complete " + number + " Optional[payments]",
                        "complete task cable of " + number + " Optional[network]");
    }

    @Test
    void aGroupsTasksAreListedLongestOpenFirstInPages() {
        script.stage("repair", WORK)
                .tasks(plan("cable", "network"), plan("router", "network"), plan("bill", "payments"));
        IncidentScene scene = scene();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            TicketId id = scene.anIncidentIn(WORK);
            expected.add(id + " cable");
            expected.add(id + " router");
            clock.tick(java.time.Duration.ofSeconds(1));
        }
        Incidents lee = scene.as(Cast.LEE).incidents();
        List<String> seen = new ArrayList<>();
        Page<Task, TaskCursor> page = lee.groupTasks("network", 4);
        while (true) {
            page.items().forEach(task -> seen.add(task.ticket().id() + " " + task.id()));
            Optional<TaskCursor> next = page.next();
            if (next.isEmpty()) {
                break;
            }
            page = lee.groupTasks("network", 4, TaskCursor.of(next.get().toString()));
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(lee.groupTasks("network", 1_000).items()).hasSize(14);
        TicketId first = TicketId.of(expected.get(0).split(" ")[0]);
        lee.complete(first, "cable");
        assertThat(lee.groupTasks("network", 1_000).items()).hasSize(13);
        assertThat(lee.groupTasks("payments", 1_000).items()).hasSize(7);
        assertThat(lee.groupTasks("nobody", 1_000).items()).isEmpty();
        IncidentScene elsewhere = new IncidentScene(scene.itsm(), new Tenant("elsewhere"));
        assertThat(elsewhere.ada().groupTasks("network", 10).items()).isEmpty();
        for (int limit : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() -> lee.groupTasks("network", limit)).isInstanceOf(InvalidInputException.class);
        }
        for (String cursor : List.of("", "x", "!!!", "x".repeat(2_000))) {
            assertThatThrownBy(() -> TaskCursor.of(cursor)).isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> lee.groupTasks("a\u0000b", 10)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whoSeesAGroupOnlySeesItsTasksOnly() {
        oneTask(Optional.of(IncidentScene.NETWORK));
        RolePolicy roles = new RolePolicy();
        IncidentScene scene = scene(builder -> builder.accessPolicy(new AccessPolicy() {
            @Override
            public boolean permits(Actor actor, Permission permission, Subject subject) {
                return roles.permits(actor, permission, subject);
            }

            @Override
            public Scope scope(Actor actor) {
                return actor.id().equals("max") ? new Scope.Nothing() : new Scope.Groups(Set.copyOf(actor.groups()));
            }
        }));
        scene.anIncidentIn(WORK);
        assertThat(scene.as(Cast.LEE).incidents().groupTasks("network", 10).items())
                .hasSize(1);
        assertThat(scene.raj().groupTasks("network", 10).items()).isEmpty();
        assertThat(scene.max().groupTasks("network", 10).items()).isEmpty();
        assertThatThrownBy(() -> scene.as(Cast.MIA).incidents().groupTasks("network", 10))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void whoMayNotReadAnIncidentIsNotToldOfItsTasks() {
        oneTask(Optional.of(IncidentScene.NETWORK));
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(WORK);
        assertThat(scene.as(Cast.BOT).incidents().tasks(id)).hasSize(1);
        assertThatThrownBy(() -> scene.as(Cast.MIA).incidents().tasks(id)).isInstanceOf(AccessDeniedException.class);
        IncidentScene elsewhere = new IncidentScene(scene.itsm(), new Tenant("elsewhere"));
        for (Runnable command : List.<Runnable>of(
                () -> elsewhere.ada().tasks(id),
                () -> elsewhere.ada().claim(id, "cable"),
                () -> elsewhere.ada().complete(id, "cable"))) {
            assertThatThrownBy(command::run).isInstanceOf(org.itsm4j.ticket.TicketNotFoundException.class);
        }
    }
}
