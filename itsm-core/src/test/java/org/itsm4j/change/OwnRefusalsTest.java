package org.itsm4j.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.RuleViolationException;
import org.junit.jupiter.api.Test;

/** What follows from a command on tickets of others may be refused, too: its requester is not told which. */
class OwnRefusalsTest {
    private final Itsm itsm = Itsm.builder()
            .changes(ChangeSettings.builder()
                    .emergencyApproval(ApprovalPolicy.named("x")
                            .stage(ApprovalStage.named(
                                    "board", Panel.of(Quorum.any()).person("ann")))
                            .build())
                    .build())
            .build();
    private final Change own = itsm.as(Actor.agent("mia"))
            .changes()
            .raise(RaiseChange.normal("x", "x").build());
    private final Incident others = itsm.as(Actor.agent("raj"))
            .incidents()
            .log(LogIncident.titled("x").requester("noah").build());

    private void tellsNothing(ItsmException refused) {
        assertThat(OwnRefusals.of(refused, own))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        told -> assertThat(told.rule()).isEqualTo("followers"))
                .hasMessageStartingWith(own.number().value())
                .hasMessageNotContaining(others.number().value())
                .hasNoCause();
    }

    @Test
    void anotherTicketIsNotNamed() {
        tellsNothing(new RuleViolationException(others.label(), "diagram", "leads elsewhere"));
        tellsNothing(new IllegalTransitionException(others, IncidentAction.RESUME, Set.of()));
        tellsNothing(new StepFailedException(others, "call", "task", new IllegalStateException("no")));
        assertThat(OwnRefusals.of(new ConcurrentChangeException(others.ref(), 4, Optional.of(others)), own))
                .isInstanceOfSatisfying(ConcurrentChangeException.class, told -> {
                    assertThat(told.ticket()).isEqualTo(own.ref());
                    assertThat(told.fresh()).isEmpty();
                })
                .hasMessageNotContaining(others.id().toString());
    }

    @Test
    void whatIsAboutOnesOwnIsSaidAsItIs() {
        ItsmException window = own.rule("window", "is over");
        ItsmException input = new InvalidInputException("submit", "plan", "is required");
        ItsmException state = new IllegalTransitionException(own, ChangeAction.SUBMIT, Set.of());
        assertThat(OwnRefusals.of(window, own)).isSameAs(window);
        assertThat(OwnRefusals.of(input, own)).isSameAs(input);
        assertThat(OwnRefusals.of(state, own)).isSameAs(state);
    }
}
