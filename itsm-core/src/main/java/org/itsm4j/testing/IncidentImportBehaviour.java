package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.itsm4j.Desk;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** The door for histories that happened elsewhere. */
abstract class IncidentImportBehaviour extends IncidentBehaviour {
    private final Instant lastYear = Instant.parse("2025-03-02T09:00:00Z");
    private final Actor importer = Cast.ADA.actor().with(Role.IMPORTER);

    @Test
    void onlyAnImporterWritesAtAnotherTime() {
        IncidentScene scene = scene();
        Set<IncidentAction> actions = IncidentScene.everyAction();
        actions.remove(IncidentAction.LOG);
        for (IncidentAction action : actions) {
            IncidentState from = IncidentContract.get().transitions().stream()
                    .filter(row -> row.action() == action)
                    .findFirst()
                    .orElseThrow()
                    .from()
                    .orElseThrow();
            TicketId id = scene.readyFor(from, action);
            Incident before = scene.ada().get(id);
            assertThatThrownBy(() ->
                            scene.act(scene.as(Cast.ADA).at(clock.instant()).incidents(), action, id))
                    .as(action.name())
                    .isInstanceOfSatisfying(
                            AccessDeniedException.class,
                            refusal -> assertThat(refusal.action()).isEqualTo("import"));
            assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
        }
        assertThatThrownBy(() -> scene.as(Cast.BOT)
                        .at(lastYear)
                        .incidents()
                        .log(LogIncident.titled("old").source("x").build()))
                .isInstanceOf(AccessDeniedException.class);
        TicketId id = scene.anIncident();
        assertThatThrownBy(() -> scene.as(Actor.requester("zoe").with(Role.IMPORTER))
                        .at(clock.instant())
                        .incidents()
                        .note(id, Note.internal("?")))
                .as("the role gives no other right")
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aLifeIsImportedAtItsOwnTimes() {
        IncidentScene scene = scene();
        Desk desk = scene.as(importer);
        TicketId id = desk.at(lastYear)
                .incidents()
                .log(LogIncident.titled("Old one").requester("mia").build())
                .id();
        desk.at(lastYear.plusSeconds(60)).incidents().assign(id, IncidentScene.TO_RAJ);
        desk.at(lastYear.plusSeconds(120)).incidents().start(id);
        desk.at(lastYear.plusSeconds(180)).incidents().resolve(id, Resolution.fixed("long ago"));
        Incident closed = desk.at(lastYear.plusSeconds(240)).incidents().close(id);
        assertThat(closed.milestones().loggedAt()).isEqualTo(lastYear);
        assertThat(closed.milestones().assignedAt()).contains(lastYear.plusSeconds(60));
        assertThat(closed.milestones().firstResponseAt()).contains(lastYear.plusSeconds(120));
        assertThat(closed.milestones().resolvedAt()).contains(lastYear.plusSeconds(180));
        assertThat(closed.milestones().closedAt()).contains(lastYear.plusSeconds(240));
        assertThat(scene.timeline(id))
                .extracting(TimelineEntry::at)
                .containsExactly(
                        lastYear,
                        lastYear.plusSeconds(60),
                        lastYear.plusSeconds(120),
                        lastYear.plusSeconds(180),
                        lastYear.plusSeconds(240));
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }

    @Test
    void timeNeverGoesBackAndNeverAhead() {
        IncidentScene scene = scene();
        Desk desk = scene.as(importer);
        TicketId id = desk.at(lastYear)
                .incidents()
                .log(LogIncident.titled("Old one").requester("mia").build())
                .id();
        for (Instant wrong : List.of(
                lastYear.minusNanos(1_000),
                clock.instant().plusNanos(1_000),
                Instant.EPOCH,
                Instant.MAX,
                Instant.MIN)) {
            assertThatThrownBy(() -> desk.at(wrong).incidents().note(id, Note.internal("when?")))
                    .as(wrong.toString())
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo("importTime"));
        }
        assertThatThrownBy(() -> desk.at(clock.instant().plusSeconds(1))
                        .incidents()
                        .log(LogIncident.titled("Tomorrow's").requester("mia").build()))
                .isInstanceOf(RuleViolationException.class);
        assertThat(desk.at(lastYear).incidents().note(id, Note.internal("same")).version())
                .as("the same moment is not back")
                .isEqualTo(2);
        assertThat(desk.at(clock.instant())
                        .incidents()
                        .note(id, Note.internal("now"))
                        .version())
                .isEqualTo(3);
    }

    @Test
    void whatFollowsFromAnImportedCommandHappensAtItsTime() {
        IncidentScene scene = scene();
        Desk desk = scene.as(importer);
        LogIncident report = LogIncident.titled("Old one").requester("mia").build();
        TicketId parent = desk.at(lastYear).incidents().log(report).id();
        TicketId child = desk.at(lastYear).incidents().log(report).id();
        desk.at(lastYear.plusSeconds(1)).incidents().relate(child, RelationType.CHILD_OF, parent);
        desk.at(lastYear.plusSeconds(9)).incidents().resolve(parent, Resolution.fixed("long ago"));
        Incident resolved = scene.ada().get(child);
        assertThat(resolved.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(resolved.milestones().resolvedAt()).contains(lastYear.plusSeconds(9));
        assertThat(scene.timeline(parent))
                .extracting(TimelineEntry::at)
                .containsExactly(lastYear, lastYear.plusSeconds(1), lastYear.plusSeconds(9));
    }

    @Test
    void aClockThatIsBehindDoesNotTurnATicketsTimeBack() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        Instant logged = clock.instant();
        clock.tick(Duration.ofHours(-1));
        scene.raj().note(id, Note.internal("from a node whose clock is behind"));
        assertThat(scene.last(id).at()).isEqualTo(logged);
    }

    @Test
    void momentsAreKeptToTheMicrosecond() {
        IncidentScene scene = scene();
        clock.tick(Duration.ofNanos(123_456_789));
        TicketId id = scene.anIncident();
        assertThat(scene.ada().get(id).milestones().loggedAt()).isEqualTo("2026-03-02T09:00:00.123456Z");
        assertThat(scene.last(id).at()).isEqualTo("2026-03-02T09:00:00.123456Z");
    }
}
