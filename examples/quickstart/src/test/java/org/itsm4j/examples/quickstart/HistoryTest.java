package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commands the rows of a log become, in memory. */
class HistoryTest {
    @TempDir
    private Path folder;

    private final Itsm itsm = Itsm.builder()
            .incidents(IncidentSettings.standard().holdReason("AWAITING_EVIDENCE"))
            .build();
    private final Incidents desk = itsm.as(Actor.administrator("test")).incidents();
    private final CsvLog log = new CsvLog();
    private Tally tally = new Tally();

    private List<String> replayed() {
        tally = new Replay(itsm, Tenant.SINGLE, 1).run(LogFile.at(log.in(folder)), () -> {});
        return desk.timeline(incident().id(), 0).items().stream()
                .map(TimelineEntry::action)
                .toList();
    }

    private Incident incident() {
        return desk.search(Search.sortedBy(IncidentField.NUMBER, Direction.ASCENDING))
                .items()
                .get(0);
    }

    private List<String> refusals() {
        return tally.refusals().stream().map(each -> each.first().reason()).toList();
    }

    @Test
    void followsAnOrdinaryLife() {
        log.row("New", "2/3/2026 09:00")
                .row("New", "2/3/2026 09:05", "assignment_group=payments")
                .row("Active", "2/3/2026 09:10", "assigned_to=raj", "sys_updated_by=raj")
                .row("Awaiting User Info", "2/3/2026 09:20")
                .row("Active", "2/3/2026 10:00")
                .row("Resolved", "2/3/2026 10:30", "closed_code=code 5")
                .row("Closed", "7/3/2026 10:30");

        assertThat(replayed())
                .containsExactly("log", "assign", "reassign", "start", "hold", "resume", "resolve", "close");
        assertThat(tally.refused()).isZero();
        assertThat(tally.holds()).isEqualTo(1);
        assertThat(incident().handling().assignment()).contains(Assignment.to("payments", "raj"));
        assertThat(incident().resolution().orElseThrow().text()).isEqualTo("Closed with code 5");
    }

    @Test
    void keepsTimeAndActorOfEachRow() {
        log.row("New", "29/2/2016 01:16", "sys_updated_by=Updated by 21");

        replayed();

        TimelineEntry logged = desk.timeline(incident().id(), 0).items().get(0);
        assertThat(logged.at()).isEqualTo(Instant.parse("2016-02-29T01:16:00Z"));
        assertThat(logged.actor()).isEqualTo("Updated by 21");
        assertThat(incident().summary()).contains("INC0000001");
    }

    @Test
    void bringsAHistoryThatBeginsInTheMiddleToItsState() {
        log.row("Awaiting Vendor", "2/3/2026 09:00", "assignment_group=network", "assigned_to=ida");

        assertThat(replayed()).containsExactly("log", "assign", "hold");
        assertThat(incident().hold().orElseThrow().reason()).isEqualTo(HoldReason.VENDOR);
    }

    @Test
    void givesActiveWorkOfNoGroupToTheUnknownGroup() {
        log.row("New", "2/3/2026 09:00").row("Active", "2/3/2026 09:10");

        assertThat(replayed()).containsExactly("log", "assign", "start");
        assertThat(incident().handling().assignment()).contains(Assignment.to(History.NOBODY, "ana"));
    }

    @Test
    void anUnknownGroupReplacesNoKnownOne() {
        log.row("Active", "2/3/2026 09:00", "assignment_group=network", "assigned_to=ida")
                .row("Active", "2/3/2026 09:10", "assignment_group=?", "assigned_to=?");

        assertThat(replayed()).containsExactly("log", "assign", "start", "note");
        assertThat(incident().handling().assignment()).contains(Assignment.to("network", "ida"));
    }

    @Test
    void reassignsWhenGroupOrAgentChangeAndGoesOnWorking() {
        log.row("Active", "2/3/2026 09:00", "assignment_group=network", "assigned_to=ida")
                .row("Active", "2/3/2026 09:10", "assignment_group=mail", "assigned_to=kim");

        assertThat(replayed()).containsExactly("log", "assign", "start", "reassign", "start");
        assertThat(incident().handling().hops()).isEqualTo(1);
    }

    @Test
    void reclassifiesWhenImpactOrUrgencyChange() {
        log.row("New", "2/3/2026 09:00").row("New", "2/3/2026 09:10", "impact=1 - High");

        assertThat(replayed()).containsExactly("log", "reclassify");
        assertThat(incident().classification().impact()).isEqualTo(Impact.HIGH);
        assertThat(incident().classification().priority()).isEqualTo(Priority.P2);
    }

    @Test
    void waitsForEachOfTheFourThings() {
        log.row("Awaiting User Info", "2/3/2026 09:00")
                .row("Awaiting Vendor", "2/3/2026 09:10")
                .row("Awaiting Evidence", "2/3/2026 09:20")
                .row("Awaiting Problem", "2/3/2026 09:30", "problem_id=PRB1");

        assertThat(replayed())
                .containsExactly("log", "hold", "resume", "hold", "resume", "hold", "resume", "refer", "hold");
        assertThat(incident().hold().orElseThrow().waitsFor()).contains(Reference.to("problem", "PRB1"));
        assertThat(tally.holds()).isEqualTo(4);
    }

    @Test
    void refusesToWaitForAProblemThatIsNotNamedUntilItIs() {
        log.row("Awaiting Problem", "2/3/2026 09:00")
                .row("Awaiting Problem", "2/3/2026 09:10")
                .row("Awaiting Problem", "2/3/2026 09:20", "problem_id=PRB1");

        assertThat(replayed()).containsExactly("log", "note", "refer", "hold");
        assertThat(refusals()).containsExactly("hold without waitsFor");
    }

    @Test
    void refusesAnotherGroupWhileItWaitsAndAsksAgainWhenItGoesOn() {
        log.row("Awaiting User Info", "2/3/2026 09:00", "assignment_group=network")
                .row("Awaiting User Info", "2/3/2026 09:10", "assignment_group=mail")
                .row("Active", "2/3/2026 09:20");

        assertThat(replayed()).containsExactly("log", "assign", "hold", "resume", "reassign", "start");
        assertThat(refusals()).containsExactly("reassign from ON_HOLD");
        assertThat(incident().group()).contains("mail");
    }

    @Test
    void reopensWhatWasResolved() {
        log.row("Resolved", "2/3/2026 09:00")
                .row("Active", "2/3/2026 09:10")
                .row("Resolved", "2/3/2026 09:20")
                .row("Awaiting User Info", "2/3/2026 09:30");

        assertThat(replayed()).containsExactly("log", "resolve", "reopen", "resolve", "reopen", "hold");
        assertThat(tally.reopened()).isEqualTo(2);
    }

    @Test
    void refusesWhateverComesAfterClosed() {
        log.row("Resolved", "2/3/2026 09:00")
                .row("Closed", "2/3/2026 09:10")
                .row("Active", "2/3/2026 09:20")
                .row("Active", "2/3/2026 09:30")
                .row("Resolved", "2/3/2026 09:40")
                .row("Closed", "2/3/2026 09:50");

        assertThat(replayed()).containsExactly("log", "resolve", "close");
        assertThat(refusals())
                .containsExactlyInAnyOrder(
                        "reopen from CLOSED", "note from CLOSED", "resolve from CLOSED", "close from CLOSED");
        assertThat(incident().state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void resolvesBeforeClosingIfTheRowSaysHow() {
        log.row("New", "2/3/2026 09:00").row("Closed", "2/3/2026 09:10", "closed_code=code 7");

        assertThat(replayed()).containsExactly("log", "resolve", "close");
    }

    @Test
    void refusesClosingIfTheRowDoesNotSayHow() {
        log.row("New", "2/3/2026 09:00").row("Closed", "2/3/2026 09:10");

        assertThat(replayed()).containsExactly("log");
        assertThat(refusals()).containsExactly("close from NEW");
    }

    @Test
    void refusesARowThatGoesBackInTime() {
        log.row("New", "2/3/2026 09:00").row("Active", "2/3/2026 08:59", "assignment_group=mail");

        assertThat(replayed()).containsExactly("log");
        assertThat(refusals()).containsExactly("importTime");
    }

    @Test
    void refusesToBecomeNewAgain() {
        log.row("Active", "2/3/2026 09:00").row("New", "2/3/2026 09:10");

        assertThat(replayed()).containsExactly("log", "assign", "start");
        assertThat(refusals()).containsExactly("back to New");
    }

    @Test
    void notesAnUpdateThatChangesNothingWeKeep() {
        log.row("New", "2/3/2026 09:00").row("New", "2/3/2026 09:10");

        assertThat(replayed()).containsExactly("log", "note");
    }

    @Test
    void countsEveryCommandOnce() {
        log.row("New", "2/3/2026 09:00")
                .row("New", "2/3/2026 09:10")
                .row("Closed", "2/3/2026 09:20")
                .row("Active", "2/3/2026 09:30");

        List<String> done = replayed();

        assertThat(tally.events()).isEqualTo(4);
        assertThat(tally.commands()).isEqualTo(done.size() + tally.refused());
    }
}
