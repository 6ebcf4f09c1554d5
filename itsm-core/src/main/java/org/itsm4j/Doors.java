package org.itsm4j;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<TicketKind, Automation<?, ?, ?, ?>> automations = new EnumMap<>(TicketKind.class);

    Doors(Kernel kernel, IncidentDoors incidents, ProblemDoors problems) {
        this.kernel = kernel;
        this.incidents = incidents;
        this.problems = problems;
        List.<Automation<?, ?, ?, ?>>of(incidents.automation(), problems.automation())
                .forEach(each -> automations.put(each.desk().practice().kind(), each));
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
