package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeField;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Outcome;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemField;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** Checkout fails every Monday, until it does not. */
class MondaysTest {
    private static final Tenant SHOP = new Tenant("shop");

    private final MovableClock clock = new MovableClock();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void threeIncidentsBecomeAProblemThatAChangeSolves() {
        try (Itsm itsm = Itsm.builder().clock(clock).changes(Mondays.settings()).build()) {
            Map<String, List<TimelineEntry>> told =
                    new Mondays(itsm, SHOP, clock, new PrintStream(out, true, StandardCharsets.UTF_8)).tell();

            Desk ada = itsm.as(Actor.administrator("ada").of(SHOP));
            List<Incident> incidents = ada.incidents()
                    .search(Search.sortedBy(IncidentField.NUMBER, Direction.ASCENDING))
                    .items();
            assertThat(incidents).hasSize(3);
            List<Problem> problems = ada.problems()
                    .search(Search.sortedBy(ProblemField.NUMBER, Direction.ASCENDING))
                    .items();
            assertThat(problems).extracting(Problem::state).containsExactly(ProblemState.CLOSED, ProblemState.LOGGED);
            assertThat(problems.get(1).source()).as("what was learned").isEqualTo(ProblemSource.PROACTIVE);
            List<Change> changes = ada.changes()
                    .search(Search.sortedBy(ChangeField.NUMBER, Direction.ASCENDING))
                    .items();
            assertThat(changes).extracting(Change::state).containsExactly(ChangeState.SCHEDULED, ChangeState.CLOSED);
            assertThat(changes.get(1).outcome()).contains(Outcome.SUCCESSFUL);
            assertThat(ada.problems().relations(problems.get(0).id())).anySatisfy(relation -> {
                assertThat(relation.type()).isEqualTo(RelationType.FIXED_BY);
                assertThat(relation.to()).isEqualTo(changes.get(1).ref());
            });
            assertThat(told.get("change-normal"))
                    .extracting(TimelineEntry::action)
                    .contains("submit", "noteConflict", "authorise", "begin", "complete", "review");
            problems.forEach(problem ->
                    assertThat(ada.problems().verify(problem.id()).intact()).isTrue());
            changes.forEach(change ->
                    assertThat(ada.changes().verify(change.id()).intact()).isTrue());
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Because (root cause): Nobody rotates them")
                .contains("the next free one begins 2026-03-24T22:00:00Z")
                .contains("the actor is in conflict and cannot approve")
                .contains("1 of 2 needed")
                .contains("PRB-000001 is resolved with it, by itself")
                .contains("as observed is false");
    }
}
