package org.itsm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.TicketId;

/** Every command that names somebody; the directory knows raj, mia and the payments only. */
final class DirectoryCases {
    private DirectoryCases() {}

    static void check(Itsm itsm) {
        Incidents door = itsm.as(Actor.administrator("ada")).incidents();
        LogIncident report = LogIncident.titled("x").requester("mia").build();
        TicketId id = door.log(report).id();
        refused(
                door,
                id,
                "requester",
                one -> door.log(report.toBuilder().requester("nobody").build()));
        refused(door, id, "group", one -> door.assign(one, Assignment.to("nowhere")));
        refused(door, id, "agent", one -> door.assign(one, Assignment.to("payments", "nobody")));
        refused(door, id, "person", one -> door.watch(one, "nobody"));
        door.watch(id, "mia");
        door.assign(id, Assignment.to("payments"));
        refused(door, id, "group", one -> door.reassign(one, Assignment.to("nowhere", "raj"), "x"));
        refused(door, id, "agent", one -> door.escalate(one, Assignment.to("payments", "nobody"), "x"));
        door.reassign(id, Assignment.to("payments", "raj"), "x");
        door.proposeMajor(id, "x");
        refused(door, id, "commander", one -> door.acceptMajor(one, MajorPlan.led("x", "x", "nobody")));
        MajorPlan plan = MajorPlan.led("x", "x", "raj");
        refused(door, id, "communications", one -> door.acceptMajor(one, plan.communications("nobody")));
        refused(door, id, "scribe", one -> door.acceptMajor(one, plan.scribe("nobody")));
        refused(door, id, "group", one -> door.acceptMajor(one, plan.assignedTo(Assignment.to("nowhere"))));
        assertThat(door.acceptMajor(id, plan.communications("mia").scribe("mia"))
                        .major()
                        .commander())
                .contains("raj");
        assertThat(door.unwatch(id, "nobody").version())
                .as("who is gone can be let go")
                .isPositive();
    }

    private static void refused(Incidents door, TicketId id, String path, Consumer<TicketId> command) {
        Incident before = door.get(id);
        assertThatThrownBy(() -> command.accept(id))
                .as(path)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.violations())
                                .containsExactly(new Violation(path, "is not in the directory")))
                .hasMessageMatching("[a-z]\\w+ is refused: " + path + ": is not in the directory");
        assertThat(door.get(id).head()).isEqualTo(before.head());
    }
}
