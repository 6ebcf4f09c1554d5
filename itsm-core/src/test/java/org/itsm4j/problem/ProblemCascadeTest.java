package org.itsm4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** What follows on incidents is one transaction with the command on the problem, and bounded. */
class ProblemCascadeTest {
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Itsm itsm = Itsm.builder()
            .eventSink(event -> {
                if (broken.get() && event.ticket().kind() == TicketKind.INCIDENT) {
                    throw new IllegalStateException("no outbox today");
                }
            })
            .build();
    private final Desk ada = itsm.as(Actor.administrator("ada").inGroup("payments"));

    private Problem planned() {
        Problem problem = ada.problems()
                .log(LogProblem.titled("Checkout fails", ProblemSource.REACTIVE).build());
        TicketId id = problem.id();
        ada.problems().assess(id, Assessment.of(Priority.P2, "shop", Assignment.to("platform", "ola")));
        ada.problems().investigate(id, RcaTechnique.FIVE_WHYS);
        ada.problems().declareKnownError(id, KnownErrorDeclaration.causedBy("500", "A lock", "Thread dump"));
        return ada.problems().requestChange(id, FixPlan.decided("Worth it"));
    }

    private TicketId waitingFor(Problem problem) {
        TicketId id = ada.incidents()
                .log(LogIncident.titled("500").requester("mia").build())
                .id();
        Reference reference = Reference.to("problem", problem.number().value());
        return ada.incidents()
                .hold(id, Hold.because(HoldReason.PROBLEM, "the cause").waitingFor(reference))
                .id();
    }

    @Test
    void allOfItHappensOrNothing() {
        Problem problem = planned();
        TicketId first = waitingFor(problem);
        waitingFor(problem);
        broken.set(true);
        assertThatThrownBy(() -> ada.problems().resolve(problem.id(), new Fix("Patched", "30 days")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ada.problems().get(problem.id()).version()).isEqualTo(problem.version());
        assertThat(ada.incidents().get(first).state()).isEqualTo(IncidentState.ON_HOLD);
        broken.set(false);
        ada.problems().resolve(problem.id(), new Fix("Patched", "30 days"));
        assertThat(ada.incidents().countByState().get(IncidentState.IN_PROGRESS))
                .isEqualTo(2);
        assertThat(ada.incidents().timeline(first, 0).items())
                .anySatisfy(entry -> assertThat(entry.about()).contains(problem.ref()));
    }
}
