package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.problem.Assessment;
import org.itsm4j.problem.FiveWhys;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemAction;
import org.itsm4j.problem.ProblemCancelReason;
import org.itsm4j.problem.ProblemCancellation;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.RiskAcceptance;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.testing.ProblemScene.Part;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Relation;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.Test;

/** What single steps ask for, beside the contract. */
abstract class ProblemRuleBehaviour extends ProblemBehaviour {
    @Test
    void anybodyLogsAndOnlyStaffReads() {
        ProblemScene scene = scene();
        Problem problem = scene.as(Part.MIA)
                .log(LogProblem.titled("It is slow on Mondays", ProblemSource.REACTIVE)
                        .build());
        assertThat(problem.reporter()).contains("mia");
        assertThat(problem.number().value()).startsWith("PRB-");
        assertThatThrownBy(() -> scene.as(Part.MIA).get(problem.id())).isInstanceOf(AccessDeniedException.class);
        assertThat(scene.ola().get(problem.number()).id()).isEqualTo(problem.id());
    }

    @Test
    void anOwnerIsAPerson() {
        ProblemScene scene = scene();
        TicketId id = scene.aProblem();
        assertThatThrownBy(() -> scene.pat().assess(id, Assessment.of(Priority.P1, "shop", Assignment.to("platform"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("owner");
    }

    @Test
    void aKnownErrorNeedsEvidenceAndAConclusiveAnalysis() {
        ProblemScene scene = scene();
        TicketId id = scene.in(ProblemState.INVESTIGATING);
        assertThatThrownBy(() -> scene.ola()
                        .declareKnownError(id, new KnownErrorDeclaration("500", "A lock", List.of(), Optional.empty())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("evidence");
        FiveWhys.Why first = FiveWhys.Why.because("Why 500?", "A lock was held");
        scene.ola().analyse(id, FiveWhys.of(first));
        assertThatThrownBy(() -> scene.act(scene.ola(), ProblemAction.DECLARE_KNOWN_ERROR, id))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining("root");
        scene.ola()
                .analyse(
                        id,
                        FiveWhys.of(first.then(FiveWhys.Why.because("Why held?", "Its owner had died")
                                .asRoot())));
        assertThat(scene.act(scene.ola(), ProblemAction.DECLARE_KNOWN_ERROR, id).state())
                .isEqualTo(ProblemState.KNOWN_ERROR);
    }

    @Test
    void aFixNeedsAChangeOrADecision() {
        ProblemScene scene = scene();
        TicketId id = scene.in(ProblemState.KNOWN_ERROR);
        assertThatThrownBy(() -> scene.ola().requestChange(id, new FixPlan(List.of(), List.of(), Optional.empty())))
                .isInstanceOf(InvalidInputException.class);
        TicketRef incident = new TicketRef(TicketKind.INCIDENT, scene.anIncident("webshop"));
        assertThatThrownBy(() -> scene.ola().requestChange(id, FixPlan.by(incident)))
                .isInstanceOf(InvalidInputException.class);
        Problem planned = scene.ola().requestChange(id, FixPlan.decided("Cheaper than another Monday"));
        assertThat(planned.fixDecision()).contains("Cheaper than another Monday");
        TicketId other = scene.in(ProblemState.FIX_PLANNED);
        assertThat(scene.ola().references(other)).extracting(Object::toString).containsExactly("change:C-4711");
    }

    @Test
    void aRiskIsApprovedBySomebodyElseAndReviewedLater() {
        ProblemScene scene = scene();
        TicketId id = scene.in(ProblemState.KNOWN_ERROR);
        RiskAcceptance own = new RiskAcceptance("cheap", clock.instant().plusSeconds(60), "ola");
        assertThatThrownBy(() -> scene.pat().acceptRisk(id, own))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining("owner");
        RiskAcceptance late = new RiskAcceptance("cheap", clock.instant(), "cio");
        assertThatThrownBy(() -> scene.pat().acceptRisk(id, late)).isInstanceOf(RuleViolationException.class);
        RiskAcceptance far = new RiskAcceptance("cheap", clock.instant().plus(Duration.ofDays(4_000)), "cio");
        assertThatThrownBy(() -> scene.pat().acceptRisk(id, far)).isInstanceOf(RuleViolationException.class);
    }

    @Test
    void aDuplicateNamesTheOther() {
        ProblemScene scene = scene();
        TicketId original = scene.aProblem();
        TicketId id = scene.aProblem();
        assertThat(scene.pat().similar(id))
                .extracting(Problem::id)
                .contains(original)
                .doesNotContain(id);
        assertThatThrownBy(() -> scene.pat().cancel(id, ProblemCancellation.because(ProblemCancelReason.DUPLICATE)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> scene.pat().cancel(id, ProblemCancellation.duplicateOf(id)))
                .isInstanceOf(RuleViolationException.class);
        Problem cancelled = scene.pat().cancel(id, ProblemCancellation.duplicateOf(original));
        assertThat(cancelled.state()).isEqualTo(ProblemState.CANCELLED);
        assertThat(scene.pat().relations(original))
                .containsExactly(new Relation(
                        cancelled.ref(),
                        RelationType.DUPLICATE_OF,
                        scene.pat().get(original).ref()));
        assertThat(scene.pat().timeline(original, 0).items())
                .anySatisfy(entry -> assertThat(entry.text()).isEqualTo("duplicatedBy " + cancelled.number()));
    }

    @Test
    void tiesOnlyToWhatIsThere() {
        ProblemScene scene = scene();
        TicketId id = scene.aProblem();
        TicketRef nowhere = new TicketRef(TicketKind.INCIDENT, new TicketId(UUID.randomUUID()));
        assertThatThrownBy(() -> scene.ola().relate(id, RelationType.RELATED_TO, nowhere))
                .isInstanceOf(org.itsm4j.ticket.TicketNotFoundException.class);
        TicketRef child = new TicketRef(TicketKind.INCIDENT, scene.anIncident("webshop"));
        assertThatThrownBy(() -> scene.ada().relate(id, RelationType.CHILD_OF, child))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> scene.ola()
                        .relate(id, RelationType.RELATED_TO, scene.ola().get(id).ref()))
                .isInstanceOf(RuleViolationException.class);
    }
}
