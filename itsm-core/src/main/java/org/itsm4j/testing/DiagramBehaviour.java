package org.itsm4j.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.itsm4j.Itsm;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.AfterEach;

/** What the parts of {@link IncidentDiagramSuite} share: a clock, a tenant nobody else has, and a workflow to script. */
abstract class DiagramBehaviour {
    static final IncidentState WORK = IncidentState.IN_PROGRESS;

    final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    final Tenant tenant = new Tenant("t-" + UUID.randomUUID());
    final ScriptedWorkflow script = new ScriptedWorkflow();
    private final List<Itsm> opened = new ArrayList<>();

    /** The suite this is a part of. */
    abstract IncidentDiagramSuite diagrams();

    IncidentScene scene() {
        return scene(builder -> builder);
    }

    IncidentScene scene(UnaryOperator<Itsm.Builder> setUp) {
        Itsm itsm = setUp.apply(diagrams().itsm().clock(clock)).workflow(script).build();
        opened.add(itsm);
        return new IncidentScene(itsm, tenant);
    }

    static TaskPlan plan(String id, String group) {
        return new TaskPlan(id, "Do " + id, Optional.of(group));
    }

    static List<String> open(IncidentScene scene, TicketId id) {
        return in(scene, id, TaskState.OPEN);
    }

    static List<String> in(IncidentScene scene, TicketId id, TaskState state) {
        return scene.ada().tasks(id).stream()
                .filter(task -> task.state() == state)
                .map(Task::id)
                .toList();
    }

    static String stage(IncidentScene scene, TicketId id) {
        return scene.ada().get(id).place().stage().id();
    }

    /** The changes of an entry that are not of the incident's own fields: {@code task.cable OPEN DONE}. */
    static List<String> taskChanges(TimelineEntry entry) {
        return entry.changes().stream()
                .filter(change -> change.field().startsWith("task."))
                .map(change -> change.field() + " " + change.before() + " " + change.after())
                .toList();
    }

    @AfterEach
    void close() {
        opened.forEach(Itsm::close);
    }
}
