package org.itsm4j;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.change.ChangeDoors;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.ClockSweep;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Pipeline;
import org.itsm4j.problem.ProblemDoors;
import org.itsm4j.ticket.TicketKind;

/** All practices: their doors for people, and what happens in them without one, by the kind of ticket. */
final class Doors {
    private final Kernel kernel;
    private final IncidentDoors incidents;
    private final ProblemDoors problems;
    private final Optional<ChangeDoors> changes;
    private final Map<TicketKind, Automation<?, ?, ?, ?>> automations = new EnumMap<>(TicketKind.class);

    Doors(Kernel kernel, IncidentDoors incidents, ProblemDoors problems, Optional<ChangeDoors> changes) {
        this.kernel = kernel;
        this.incidents = incidents;
        this.problems = problems;
        this.changes = changes;
        List<Automation<?, ?, ?, ?>> all = new ArrayList<>(List.of(incidents.automation(), problems.automation()));
        changes.ifPresent(doors -> all.add(doors.automation()));
        all.forEach(each -> automations.put(each.desk().practice().kind(), each));
    }

    Kernel kernel() {
        return kernel;
    }

    IncidentDoors incidents() {
        return incidents;
    }

    ProblemDoors problems() {
        return problems;
    }

    ChangeDoors changes() {
        return changes.orElseThrow(() -> new ConfigurationException("Nobody has said who agrees to changes; add"
                + " Itsm.builder().changes(ChangeSettings.builder().approval(tier, policy)...)"));
    }

    /** In the order of the kinds. */
    List<Automation<?, ?, ?, ?>> automations() {
        return List.copyOf(automations.values());
    }

    Optional<Automation<?, ?, ?, ?>> automation(TicketKind kind) {
        return Optional.ofNullable(automations.get(kind));
    }

    ClockSweep sweep() {
        Map<TicketKind, Pipeline<?, ?, ?, ?>> pipelines = new EnumMap<>(TicketKind.class);
        automations.forEach((kind, each) -> pipelines.put(kind, each.desk().pipeline()));
        return new ClockSweep(kernel, pipelines);
    }
}
