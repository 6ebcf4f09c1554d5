package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** Major incidents: proposed, decided, led, reported on, reviewed. */
abstract class IncidentMajorBehaviour extends IncidentBehaviour {
    private static final MajorPlan PLAN = MajorPlan.led("no sales", "all shops", "mim");

    @Test
    void eachStepNeedsTheOneBefore() {
        Map<IncidentAction, Set<MajorStatus>> law = new EnumMap<>(IncidentAction.class);
        law.put(IncidentAction.PROPOSE_MAJOR, EnumSet.of(MajorStatus.NONE, MajorStatus.REJECTED, MajorStatus.ENDED));
        law.put(IncidentAction.ACCEPT_MAJOR, EnumSet.of(MajorStatus.PROPOSED));
        law.put(IncidentAction.REJECT_MAJOR, EnumSet.of(MajorStatus.PROPOSED));
        law.put(IncidentAction.END_MAJOR, EnumSet.of(MajorStatus.ACCEPTED));
        law.put(IncidentAction.SITREP, EnumSet.of(MajorStatus.ACCEPTED));
        law.put(IncidentAction.REVIEW, EnumSet.of(MajorStatus.ACCEPTED, MajorStatus.ENDED));
        Map<IncidentAction, MajorStatus> leadsTo = Map.of(
                IncidentAction.PROPOSE_MAJOR, MajorStatus.PROPOSED,
                IncidentAction.ACCEPT_MAJOR, MajorStatus.ACCEPTED,
                IncidentAction.REJECT_MAJOR, MajorStatus.REJECTED,
                IncidentAction.END_MAJOR, MajorStatus.ENDED);
        IncidentScene scene = scene();
        law.forEach((action, allowed) -> {
            for (MajorStatus status : MajorStatus.values()) {
                TicketId id = scene.anIncidentIn(IncidentState.ASSIGNED, status);
                Incident before = scene.ada().get(id);
                assertThat(before.major().status()).isEqualTo(status);
                if (allowed.contains(status)) {
                    Incident after = scene.act(scene.ada(), action, id);
                    assertThat(after.major().status()).isEqualTo(leadsTo.getOrDefault(action, status));
                    assertThat(after.state()).as("an attribute, never a state").isEqualTo(IncidentState.ASSIGNED);
                } else {
                    assertThatThrownBy(() -> scene.act(scene.ada(), action, id))
                            .as(action + " of " + status)
                            .isInstanceOfSatisfying(
                                    RuleViolationException.class,
                                    refusal -> assertThat(refusal.rule()).isEqualTo("majorStatus"));
                    assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
                }
            }
        });
    }

    @Test
    void anAcceptedOneHasItsPlan() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.NEW, MajorStatus.PROPOSED);
        MajorIncident major = scene.mim()
                .acceptMajor(id, PLAN.communications("cai").scribe("sid").sitrepEvery(Duration.ofMinutes(30)))
                .major();
        assertThat(major.businessImpact()).contains("no sales");
        assertThat(major.commander()).contains("mim");
        assertThat(major.communications()).contains("cai");
        assertThat(major.scribe()).contains("sid");
        assertThat(major.sitrepEvery()).contains(Duration.ofMinutes(30));
        assertThat(major.nextSitrepAt()).contains(clock.instant().plus(Duration.ofMinutes(30)));
        assertThat(scene.last(id).text()).contains("no sales").contains("all shops");
        assertThat(scene.last(id).visibility()).isEqualTo(Visibility.INTERNAL);
    }

    @Test
    void acceptingGivesItToWhomThePlanSaysInTheSameTransaction() {
        IncidentScene scene = scene();
        Assignment crisis = Assignment.to("crisis", "cai");
        for (IncidentState state : List.of(IncidentState.NEW, IncidentState.ASSIGNED, IncidentState.IN_PROGRESS)) {
            TicketId id = scene.anIncidentIn(state, MajorStatus.PROPOSED);
            Incident accepted = scene.mim().acceptMajor(id, PLAN.assignedTo(crisis));
            assertThat(accepted.handling().assignment()).contains(crisis);
            assertThat(accepted.state()).isEqualTo(IncidentState.ASSIGNED);
            assertThat(scene.history(id)).endsWith("acceptMajor", state == IncidentState.NEW ? "assign" : "reassign");
            assertThat(scene.last(id).system()).isTrue();
        }
        TicketId theirs = scene.anIncidentIn(IncidentState.IN_PROGRESS, MajorStatus.PROPOSED);
        assertThat(scene.mim()
                        .acceptMajor(theirs, PLAN.assignedTo(IncidentScene.TO_RAJ))
                        .state())
                .as("who has it keeps it")
                .isEqualTo(IncidentState.IN_PROGRESS);

        TicketId held = scene.anIncidentIn(IncidentState.ON_HOLD, MajorStatus.PROPOSED);
        Incident before = scene.ada().get(held);
        assertThatThrownBy(() -> scene.mim().acceptMajor(held, PLAN.assignedTo(crisis)))
                .as("the contract has no way to give away what waits")
                .isInstanceOf(IllegalTransitionException.class);
        assertThat(scene.ada().get(held).head()).isEqualTo(before.head());
        assertThat(scene.ada().get(held).major().status()).isEqualTo(MajorStatus.PROPOSED);
    }

    @Test
    void aReportIsPublicAndStartsTheCadenceAnew() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS, MajorStatus.PROPOSED);
        scene.mim().acceptMajor(id, PLAN.sitrepEvery(Duration.ofHours(1)));
        clock.tick(Duration.ofMinutes(50));
        Incident reported = scene.raj().sitrep(id, "half of the tills work");
        assertThat(reported.major().nextSitrepAt()).contains(clock.instant().plus(Duration.ofHours(1)));
        assertThat(scene.last(id).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(scene.mia().timeline(id, 0).items())
                .extracting(entry -> entry.text())
                .contains("half of the tills work");
        clock.tick(Duration.ofMinutes(59));
        whatIsDueHappens(scene);
        assertThat(scene.last(id).actor()).isEqualTo("raj");
    }

    @Test
    void staffAreRemindedOfAReportOnceACadenceUntilItEnds() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS, MajorStatus.PROPOSED);
        scene.mim().acceptMajor(id, PLAN.sitrepEvery(Duration.ofHours(1)));
        long version = scene.ada().get(id).version();
        for (int i = 1; i <= 3; i++) {
            Instant now = clock.tick(Duration.ofHours(1));
            whatIsDueHappens(scene);
            whatIsDueHappens(scene);
            TimelineEntry reminder = scene.last(id);
            assertThat(reminder.text()).isEqualTo("A situation report is due");
            assertThat(reminder.visibility()).isEqualTo(Visibility.INTERNAL);
            assertThat(reminder.at()).isEqualTo(now);
            assertThat(scene.ada().get(id).version()).isEqualTo(version + i);
        }
        Incident ended = scene.mim().endMajor(id, "sales again");
        assertThat(ended.major().nextSitrepAt()).isEmpty();
        clock.tick(Duration.ofDays(1));
        whatIsDueHappens(scene);
        assertThat(scene.ada().get(id).head()).isEqualTo(ended.head());
    }

    @Test
    void nobodyIsRemindedOfWhatIsCancelled() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS, MajorStatus.PROPOSED);
        scene.mim().acceptMajor(id, PLAN.sitrepEvery(Duration.ofHours(1)));
        Incident cancelled = scene.max().cancel(id, CancelReason.NOT_AN_INCIDENT);
        assertThat(cancelled.wakeAt()).isEmpty();
        clock.tick(Duration.ofDays(1));
        whatIsDueHappens(scene);
        assertThat(scene.ada().get(id).head()).isEqualTo(cancelled.head());
    }

    @Test
    void isNotClosedBeforeItsReview() {
        for (MajorStatus status : List.of(MajorStatus.ACCEPTED, MajorStatus.ENDED)) {
            IncidentScene scene = scene();
            TicketId id = scene.anIncidentIn(IncidentState.RESOLVED, status);
            assertNotClosed(scene, id);
            Incident reviewed = scene.mim().review(id, "alarms were off");
            assertThat(reviewed.state()).isEqualTo(IncidentState.RESOLVED);
            assertThat(reviewed.major().review()).contains("alarms were off");
            assertThat(scene.mia().close(id).state()).isEqualTo(IncidentState.CLOSED);
        }
    }

    private static void assertNotClosed(IncidentScene scene, TicketId id) {
        assertThat(scene.ada().get(id).major().needsReview()).isTrue();
        assertThatThrownBy(() -> scene.mia().close(id))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo("reviewDue"));
    }

    @Test
    void closesByItselfOnlyOnceTheReviewIsThereAlsoIfItComesLate() {
        IncidentScene scene = scene();
        TicketId early = scene.anIncidentIn(IncidentState.RESOLVED, MajorStatus.ENDED);
        TicketId late = scene.anIncidentIn(IncidentState.RESOLVED, MajorStatus.ENDED);
        scene.mim().review(early, "alarms were off");
        clock.tick(Duration.ofDays(6));
        whatIsDueHappens(scene);
        assertThat(scene.ada().get(early).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(scene.ada().get(late).state()).isEqualTo(IncidentState.RESOLVED);
        assertNotClosed(scene, late);
        scene.mim().review(late, "alarms were off");
        whatIsDueHappens(scene);
        assertThat(scene.ada().get(late).state()).as("it only waited for this").isEqualTo(IncidentState.CLOSED);
        assertThat(scene.history(late)).endsWith("review", "close");
        assertThat(scene.last(late).system()).isTrue();
    }

    @Test
    void theReviewOfOneThatWasMajorIsNotEscapedByProposingItAgain() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS, MajorStatus.ENDED);
        scene.max().proposeMajor(id, "again");
        assertThat(scene.ada().get(id).major().needsReview()).isTrue();
        Incident rejected = scene.mim().rejectMajor(id, "calm down");
        assertThat(rejected.major().status()).isEqualTo(MajorStatus.ENDED);
        scene.raj().resolve(id, Resolution.fixed("x"));
        assertNotClosed(scene, id);
        scene.mim().review(id, "alarms were off");
        assertThat(scene.mia().close(id).state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void oneThatBecomesMajorAgainIsReviewedAgain() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS, MajorStatus.ENDED);
        scene.mim().review(id, "alarms were off");
        scene.max().proposeMajor(id, "again");
        scene.mim().acceptMajor(id, PLAN);
        scene.raj().resolve(id, Resolution.fixed("x"));
        assertNotClosed(scene, id);
    }

    @Test
    void oneThatWasOnlyProposedOrRejectedNeedsNoReview() {
        for (MajorStatus status : List.of(MajorStatus.NONE, MajorStatus.PROPOSED, MajorStatus.REJECTED)) {
            IncidentScene scene = scene();
            TicketId id = scene.anIncidentIn(IncidentState.RESOLVED, status);
            assertThat(scene.mia().close(id).state()).isEqualTo(IncidentState.CLOSED);
        }
    }

    @Test
    void offersOpenMajorIncidentsThatItMayBePartOf() {
        IncidentScene scene = scene();
        TicketId byService = major(scene, LogIncident.titled("a").service("webshop"));
        TicketId byItem = major(scene, LogIncident.titled("b").configurationItem("till-7"));
        TicketId byCategory = major(scene, LogIncident.titled("c").category("hardware"));
        major(scene, LogIncident.titled("d").service("other"));
        TicketId resolved = major(scene, LogIncident.titled("e").service("webshop"));
        scene.ada().resolve(resolved, Resolution.fixed("x"));
        TicketId proposed = scene.bot()
                .log(LogIncident.titled("f").service("webshop").source("s").build())
                .id();
        scene.become(proposed, MajorStatus.PROPOSED);
        TicketId id = scene.bot()
                .log(LogIncident.titled("g")
                        .service("webshop")
                        .configurationItem("till-7")
                        .category("hardware")
                        .source("s")
                        .build())
                .id();
        assertThat(scene.raj().similarMajorIncidents(id))
                .extracting(Incident::id)
                .containsExactlyInAnyOrder(byService, byItem, byCategory);
        assertThat(scene.raj().similarMajorIncidents(byService)).isEmpty();
        assertThat(scene.raj()
                        .similarMajorIncidents(scene.bot()
                                .log(LogIncident.titled("h").source("s").build())
                                .id()))
                .isEmpty();
    }

    private static TicketId major(IncidentScene scene, LogIncident.Builder report) {
        TicketId id = scene.bot().log(report.source("s").build()).id();
        scene.become(id, MajorStatus.ACCEPTED);
        return id;
    }
}
