package org.itsm4j.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.security.Actor;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** Service levels count for problems as for incidents. */
class ProblemTargetsTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final Itsm itsm = Itsm.builder()
            .clock(clock)
            .serviceLevels(SlaPolicies.version(1)
                    .calendar(WorkCalendar.always("always"))
                    .policy(SlaPolicy.named("problems")
                            .kind(TicketKind.PROBLEM)
                            .calendar("always")
                            .target(SlaTarget.response().within(Duration.ofDays(2)))
                            .target(SlaTarget.resolution()
                                    .within(Duration.ofDays(30))
                                    .threshold(Threshold.at(50, new Escalation.AddWatcher("max")))))
                    .build())
            .build();
    private final Desk ada = itsm.as(Actor.administrator("ada"));

    @Test
    void respondsWithTheInvestigationAndEscalates() {
        Problem problem = ada.problems()
                .log(LogProblem.titled("Checkout fails", ProblemSource.REACTIVE).build());
        TicketId id = problem.id();
        assertThat(ada.serviceLevels().clocks(problem.ref())).hasSize(2);
        ada.problems().assess(id, Assessment.of(Priority.P2, "shop", Assignment.to("platform", "ola")));
        clock.tick(Duration.ofDays(1));
        ada.problems().investigate(id, RcaTechnique.FIVE_WHYS);
        assertThat(ada.serviceLevels().clocks(problem.ref())).anySatisfy(one -> {
            assertThat(one.slot()).contains("response");
            assertThat(one.status()).isEqualTo(ClockStatus.STOPPED);
        });
        clock.tick(Duration.ofDays(15));
        itsm.runDueWork();
        assertThat(ada.problems().watchers(id)).containsExactly("max");
        assertThat(ada.problems().verify(id).intact()).isTrue();
    }

    /** What was reached before is noted first, and then decided once more: the other side is told all the same. */
    @Test
    void aDuplicateThatIsCancelledBehindAThresholdIsToldToTheOther() {
        Problem one = ada.problems()
                .log(LogProblem.titled("Checkout fails", ProblemSource.REACTIVE).build());
        Problem other = ada.problems()
                .log(LogProblem.titled("Cannot pay", ProblemSource.REACTIVE).build());
        clock.tick(Duration.ofDays(20));
        ada.problems().cancel(other.id(), ProblemCancellation.duplicateOf(one.id()));
        assertThat(ada.problems().timeline(other.id(), 0).items())
                .extracting(TimelineEntry::action)
                .containsSubsequence("targetReached", "cancel");
        assertThat(ada.problems().timeline(one.id(), 0).items())
                .filteredOn(entry -> entry.about().filter(other.ref()::equals).isPresent())
                .hasSize(1);
        assertThat(ada.problems().relations(one.id())).hasSize(1);
    }
}
