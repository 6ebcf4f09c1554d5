package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.itsm4j.Itsm;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.BackOutMarks;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.FollowUp;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.Review;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemCancelReason;
import org.itsm4j.problem.ProblemCancellation;
import org.itsm4j.problem.ProblemSettings;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.RiskAcceptance;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes mean to problems and incidents when they end. */
abstract class ChangeLoopBehaviour {
    private ChangeScene scene;
    private ChangeLoopScene loop;

    /** The suite this is a part of. */
    abstract ChangeSuite suite();

    @BeforeEach
    void open() {
        scene = new ChangeScene(suite().itsm(), settings -> settings);
        loop = new ChangeLoopScene(scene);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private void whatIsDueHappens() {
        suite().runDueTimers(scene.itsm);
    }

    @Test
    void aProblemIsResolvedWhenTheLastOfItsChangesIsClosed() {
        TicketId one = loop.scheduled("db-1");
        TicketId two = loop.scheduled("db-2");
        TicketId id = loop.fixedBy(one, two);
        TicketId waits = loop.waitingFor(HoldReason.PROBLEM, loop.ola().get(id));

        Change first = loop.done(one, Outcome.SUCCESSFUL);
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.FIX_PLANNED);
        assertThat(loop.told(id))
                .last()
                .asString()
                .isEqualTo(first.number() + " is closed, SUCCESSFUL; not resolved by it, as "
                        + scene.cho().get(two).number() + " is scheduled");

        Change second = loop.done(two, Outcome.SUCCESSFUL_WITH_ISSUES);
        Problem resolved = loop.ola().get(id);
        assertThat(resolved.state()).isEqualTo(ProblemState.RESOLVED);
        assertThat(resolved.fix().orElseThrow().text())
                .isEqualTo("Fixed by " + first.number() + " (SUCCESSFUL), " + second.number()
                        + " (SUCCESSFUL_WITH_ISSUES)");
        TimelineEntry entry = last(id);
        assertThat(entry.action()).isEqualTo("resolve");
        assertThat(entry.system()).isTrue();
        assertThat(entry.about()).contains(second.ref());
        assertThat(entry.text())
                .contains(first.number().value(), second.number().value());
        assertThat(loop.raj().get(waits).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.ola().verify(id).intact()).isTrue();
    }

    private TimelineEntry last(TicketId problem) {
        return loop.ola().timeline(problem, 0).items().stream()
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void theObservationWindowBeginsWithTheLastChange() {
        TicketId change = loop.scheduled("db-1");
        TicketId id = loop.fixedBy(change);
        loop.done(change, Outcome.SUCCESSFUL);
        Instant until = scene.now().plus(ProblemSettings.standard().observationWindow());
        Problem resolved = loop.ola().get(id);
        assertThat(resolved.milestones().resolvedAt()).contains(scene.now());
        assertThat(resolved.fix().orElseThrow().verification()).contains(until.toString());
        assertThat(last(id).text()).contains(until.toString());

        scene.clock.tick(ProblemSettings.standard().observationWindow().minusSeconds(1));
        whatIsDueHappens();
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.RESOLVED);
        scene.clock.tick(Duration.ofSeconds(1));
        whatIsDueHappens();
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.CLOSED);
    }

    @Test
    void aProblemThatRecursAfterItsChangesIsNotVerified() {
        TicketId change = loop.scheduled("db-1");
        TicketId id = loop.fixedBy(change);
        loop.done(change, Outcome.SUCCESSFUL);
        scene.clock.tick(Duration.ofDays(1));
        Incident again = loop.incident();
        loop.raj().relate(again.id(), RelationType.CAUSED_BY, loop.ola().get(id).ref());
        scene.clock.tick(ProblemSettings.standard().observationWindow());
        whatIsDueHappens();
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.RESOLVED);
        assertThatThrownBy(() -> loop.ola().close(id))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining("recurred");
    }

    @Test
    void aChangeThatWentWrongIsToldAndFixesNothing() {
        TicketId bad = loop.scheduled("db-1");
        TicketId good = loop.scheduled("db-2");
        TicketId id = loop.fixedBy(bad, good);
        Change backedOut = loop.done(bad, Outcome.BACKED_OUT);
        assertThat(loop.told(id))
                .last()
                .asString()
                .startsWith(backedOut.number() + " is closed, BACKED_OUT; not resolved by it");
        loop.done(good, Outcome.SUCCESSFUL);
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.FIX_PLANNED);
        assertThat(loop.told(id)).last().asString().endsWith("as " + backedOut.number() + " is closed, BACKED_OUT");
    }

    @Test
    void whatWasCancelledDoesNotCountButOneMustHaveBeenSuccessful() {
        TicketId one = loop.scheduled("db-1");
        TicketId two = loop.scheduled("db-2");
        TicketId three = loop.scheduled("db-3");
        TicketId fixed = loop.fixedBy(one, two);
        TicketId open = loop.fixedBy(three);
        loop.done(one, Outcome.SUCCESSFUL);
        scene.cho().cancel(two, "not needed any more");
        assertThat(loop.ola().get(fixed).state()).isEqualTo(ProblemState.RESOLVED);
        scene.cho().cancel(three, "no budget");
        assertThat(loop.ola().get(open).state()).isEqualTo(ProblemState.FIX_PLANNED);
        assertThat(loop.told(open)).last().asString().endsWith("as no change was successful");
    }

    @Test
    void whatIsFixedElsewhereTooIsResolvedByItsOwner() {
        TicketId change = loop.scheduled("db-1");
        TicketId id = loop.ola()
                .requestChange(loop.knownError(), FixPlan.by(loop.ref(change)).and(Reference.to("jira", "OPS-7")))
                .id();
        loop.done(change, Outcome.SUCCESSFUL);
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.FIX_PLANNED);
        assertThat(loop.told(id)).last().asString().contains("kept elsewhere");
    }

    @Test
    void theChangesOfBeforeAReopeningAreNoProof() {
        TicketId first = loop.scheduled("db-1");
        TicketId second = loop.scheduled("db-2");
        TicketId third = loop.scheduled("db-3");
        TicketId id = loop.fixedBy(first);
        loop.done(first, Outcome.SUCCESSFUL);
        loop.ola().reopen(id, "It is back");
        loop.ola().declareKnownError(id, ProblemScene.aKnownError());
        loop.ola().requestChange(id, FixPlan.by(loop.ref(second)).and(loop.ref(third)));
        scene.cho().cancel(second, "another way");
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.FIX_PLANNED);
        loop.done(third, Outcome.SUCCESSFUL);
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.RESOLVED);
    }

    @Test
    void aProblemOnHoldForItsChangeGoesOnAndIsResolved() {
        TicketId change = loop.scheduled("db-1");
        TicketId other = loop.scheduled("db-2");
        TicketId waits = loop.fixedBy(change);
        String number = scene.cho().get(change).number().value();
        loop.ola().hold(waits, Hold.because(HoldReason.CHANGE, "tonight").waitingFor(Reference.to("change", number)));
        TicketId vendor = loop.fixedBy(other);
        loop.ola().hold(vendor, Hold.because(HoldReason.VENDOR, "asked for a patch"));

        loop.done(change, Outcome.SUCCESSFUL);
        assertThat(loop.ola().get(waits).state()).isEqualTo(ProblemState.RESOLVED);
        loop.done(other, Outcome.SUCCESSFUL);
        assertThat(loop.ola().get(vendor).state()).as("it waits for another").isEqualTo(ProblemState.ON_HOLD);
        assertThat(loop.ola().resume(vendor).state()).isEqualTo(ProblemState.RESOLVED);
    }

    @Test
    void incidentsOnHoldForAChangeGoOnHoweverItEnds() {
        TicketId done = loop.scheduled("db-1");
        TicketId cancelled = loop.scheduled("db-2");
        TicketId byNumber = loop.waitingFor(HoldReason.CHANGE, scene.cho().get(done));
        TicketId byId = loop.waitingFor(HoldReason.CHANGE, Reference.to("Change", done.toString()));
        TicketId elsewhere = loop.waitingFor(
                HoldReason.CHANGE,
                Reference.to("jira", scene.cho().get(done).number().value()));
        TicketId other = loop.waitingFor(HoldReason.CHANGE, scene.cho().get(cancelled));

        scene.cho().cancel(cancelled, "no budget");
        assertThat(loop.raj().get(other).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.raj().get(byNumber).state()).isEqualTo(IncidentState.ON_HOLD);
        Change closed = loop.done(done, Outcome.SUCCESSFUL);
        assertThat(loop.raj().get(byNumber).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.raj().get(byId).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.raj().get(elsewhere).state()).isEqualTo(IncidentState.ON_HOLD);
        assertThat(loop.raj().timeline(byId, 0).items()).last().satisfies(entry -> {
            assertThat(entry.text()).isEqualTo(closed.number() + " is closed, SUCCESSFUL");
            assertThat(entry.about()).contains(closed.ref());
        });
    }

    @Test
    void incidentsOnHoldForAProblemGoOnWithoutAFixToo() {
        Problem accepted = loop.ola().get(loop.knownError());
        TicketId one = loop.waitingFor(HoldReason.PROBLEM, accepted);
        loop.pat()
                .acceptRisk(
                        accepted.id(),
                        new RiskAcceptance("The shop closes in May", scene.now().plusSeconds(1_000_000), "cio"));
        assertThat(loop.raj().get(one).state()).isEqualTo(IncidentState.IN_PROGRESS);

        Problem none = loop.logged();
        TicketId two = loop.waitingFor(HoldReason.PROBLEM, none);
        loop.pat().cancel(none.id(), ProblemCancellation.because(ProblemCancelReason.NOT_A_PROBLEM));
        assertThat(loop.raj().get(two).state()).isEqualTo(IncidentState.IN_PROGRESS);
    }

    @Test
    void offersTheChangesThatMayHaveCausedAnIncident() {
        TicketId old = loop.scheduled("db-1");
        TicketId first = loop.scheduled("db-1");
        TicketId elsewhere = loop.scheduled("db-2");
        TicketId undone = loop.scheduled("db-1");
        TicketId underWay = loop.scheduled("db-1");
        TicketId planned = loop.scheduled("db-1");
        loop.done(old, Outcome.SUCCESSFUL);
        loop.done(first, Outcome.SUCCESSFUL);
        Instant firstDone = scene.now();
        loop.done(elsewhere, Outcome.SUCCESSFUL);
        loop.done(undone, Outcome.BACKED_OUT);
        loop.begun(underWay);
        assertThat(scene.cho().get(planned).state()).isEqualTo(ChangeState.SCHEDULED);
        scene.clock.tick(Duration.between(scene.now(), firstDone.plus(Duration.ofHours(72)))
                .minusSeconds(1));

        TicketId incident = on("db-1");
        assertThat(scene.cho().recentChangesFor(incident))
                .extracting(recent -> recent.change().id())
                .containsExactly(underWay, undone, first);
        assertThat(scene.cho().recentChangesFor(incident).get(1).inCommon()).containsExactly("db-1");
        scene.clock.tick(Duration.ofSeconds(1));
        assertThat(scene.cho().recentChangesFor(on("db-1")))
                .extracting(recent -> recent.change().id())
                .containsExactly(underWay, undone);
        assertThat(scene.cho().recentChangesFor(on("db-9"))).isEmpty();
        assertThat(scene.cho().recentChangesFor(loop.incident().id())).isEmpty();

        loop.raj().relate(incident, RelationType.CAUSED_BY, loop.ref(undone));
        assertThat(loop.raj().relations(incident))
                .singleElement()
                .satisfies(relation -> assertThat(relation.to()).isEqualTo(loop.ref(undone)));
    }

    private TicketId on(String item) {
        return loop.raj()
                .log(LogIncident.titled("It is slow")
                        .requester("mia")
                        .configurationItem(item)
                        .build())
                .id();
    }

    @Test
    void offersTheChangesOfWhatAnIncidentIsReclassifiedTo() {
        TicketId change = loop.scheduled("db-1");
        TicketId before = on("db-1");
        loop.done(change, Outcome.SUCCESSFUL);
        TicketId incident = on("web-1");
        assertThat(scene.cho().recentChangesFor(incident)).isEmpty();
        loop.raj().start(incident);
        loop.raj().reclassify(incident, Reclassification.change().configurationItem("db-1"));
        assertThat(scene.cho().recentChangesFor(incident))
                .extracting(recent -> recent.change().id())
                .containsExactly(change);
        assertThat(scene.cho().recentChangesFor(before))
                .as("logged before it was begun")
                .isEmpty();
    }

    @Test
    void anEmergencyIsRaisedFromAMajorIncidentAndHoldsItUntilItIsOver() {
        Incident incident = loop.raj()
                .log(LogIncident.titled("The shop is down")
                        .requester("mia")
                        .configurationItem("db-1")
                        .build());
        TicketId id = incident.id();
        loop.raj().start(id);
        loop.raj().proposeMajor(id, "nobody can buy");
        loop.mim().acceptMajor(id, MajorPlan.led("no sales", "all of it is down", "mim"));
        scene.clock.tick(Duration.ofMinutes(5));

        Change change = scene.mia().raise(loop.emergencyFor(incident.ref()));
        assertThat(loop.raj().timeline(id, 0).items()).last().satisfies(entry -> {
            assertThat(entry.text()).isEqualTo("causes " + change.number());
            assertThat(entry.about()).contains(change.ref());
        });
        assertThat(loop.raj().relations(id)).singleElement().satisfies(relation -> {
            assertThat(relation.from()).isEqualTo(change.ref());
            assertThat(relation.type()).isEqualTo(RelationType.CAUSED_BY);
        });
        assertThat(scene.cho().timeline(change.id(), 0).items().get(0).about()).contains(incident.ref());

        loop.raj()
                .hold(
                        id,
                        Hold.because(HoldReason.CHANGE, "until it is restarted")
                                .waitingFor(
                                        Reference.to("change", change.number().value())));
        scene.mia().submit(change.id());
        scene.cho().assessed(change.id(), Assessment.of(Criticality.LOW, ""));
        scene.cho().implementFirst(change.id(), "every minute counts");
        scene.ivo().begin(change.id());
        assertThat(scene.cho().recentChangesFor(id))
                .as("it came after the incident")
                .isEmpty();
        scene.clock.tick(Duration.ofHours(1));
        scene.ivo().complete(change.id(), scene.done(Outcome.SUCCESSFUL));
        scene.as("ann").vote(change.id(), CastVote.approve());
        scene.as("bob").vote(change.id(), CastVote.approve());
        assertThat(loop.raj().get(id).state()).isEqualTo(IncidentState.ON_HOLD);
        scene.cho().review(change.id(), Review.of(true, "it runs"));
        assertThat(loop.raj().get(id).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.raj().get(id).major().status()).isEqualTo(MajorStatus.ACCEPTED);
    }

    @Test
    void anEmergencyIsNotRaisedFromWhatIsFinished() {
        Incident closed = loop.incident();
        loop.raj().start(closed.id());
        loop.raj().resolve(closed.id(), Resolution.fixed("Restarted"));
        Change late = scene.mia().raise(loop.emergencyFor(closed.ref()));
        assertThat(scene.cho().relations(late.id()))
                .as("resolved is not finished")
                .hasSize(1);
        loop.own().close(closed.id());
        Incident cancelled = loop.incident();
        loop.own().withdraw(cancelled.id());
        Incident merged = loop.incident();
        loop.raj().merge(merged.id(), loop.incident().id());
        Problem none = loop.ola().get(loop.knownError());
        scene.mia().raise(loop.emergencyFor(none.ref()));
        Problem ghost = loop.logged();
        loop.pat().cancel(ghost.id(), ProblemCancellation.because(ProblemCancelReason.NOT_A_PROBLEM));
        long before = scene.cho().countByState().get(ChangeState.DRAFT);
        for (Ticket<?> finished : List.of(closed, cancelled, merged, ghost)) {
            assertThatThrownBy(() -> scene.mia().raise(loop.emergencyFor(finished.ref())))
                    .isInstanceOfSatisfying(RuleViolationException.class, refused -> {
                        assertThat(refused.rule()).isEqualTo("cause");
                        assertThat(refused.subject())
                                .isEqualTo(finished.number().value());
                    })
                    .hasMessageContaining("allowed: ");
        }
        assertThat(scene.cho().countByState()).containsEntry(ChangeState.DRAFT, before);
    }

    @Test
    void aFollowUpOfAReviewBecomesOneProblem() {
        TicketId change = loop.scheduled("db-1");
        loop.begun(change);
        scene.ivo().backOut(change, scene.done(Outcome.BACKED_OUT));
        assertThatThrownBy(() -> loop.ola().raiseFromReview(change, 1))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refused -> assertThat(refused.rule()).isEqualTo("review"));
        String longText = "Find out why the label was wrong. ".repeat(10);
        Change closed = scene.cho()
                .review(
                        change,
                        Review.of(false, "wrong disk")
                                .followUps(
                                        FollowUp.of("Label all disks"),
                                        FollowUp.of(longText).ownedBy("zoe")));
        assertThat(scene.cho().get(change).review()).isEqualTo(closed.review());

        Problem problem = loop.ola().raiseFromReview(change, 2);
        assertThat(problem.source()).isEqualTo(ProblemSource.PROACTIVE);
        assertThat(problem.state()).isEqualTo(ProblemState.LOGGED);
        assertThat(problem.summary())
                .startsWith("Follow-up 2 of " + closed.number() + ": Find out why")
                .endsWith("…")
                .hasSize(Limits.LINE);
        assertThat(problem.description()).isEqualTo(longText);
        assertThat(problem.topic().configurationItem()).contains("db-1");
        assertThat(loop.ola().references(problem.id())).containsExactly(Reference.to("configuration-item", "db-1"));
        assertThat(loop.ola().watchers(problem.id())).containsExactly("zoe");
        assertThat(loop.ola().relations(problem.id())).singleElement().satisfies(relation -> {
            assertThat(relation.type()).isEqualTo(RelationType.RELATED_TO);
            assertThat(relation.to()).isEqualTo(closed.ref());
        });
        assertThat(last(problem.id()).about()).contains(closed.ref());

        assertThatThrownBy(() -> loop.pat().raiseFromReview(change, 2))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining(problem.number().value());
        assertThat(loop.pat().raiseFromReview(change, 1).summary())
                .isEqualTo("Follow-up 1 of " + closed.number() + ": Label all disks");
        for (int none : new int[] {0, 3}) {
            assertThatThrownBy(() -> loop.ola().raiseFromReview(change, none))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("1 to 2, got " + none);
        }
        assertThatThrownBy(() -> loop.ola().raiseFromReview(problem.id(), 1))
                .isInstanceOf(TicketNotFoundException.class);
    }

    @Test
    void theHostMarksWhatWasBackedOutInTheSameTransaction() {
        List<Change> marked = new ArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        BackOutMarks marks = change -> {
            if (broken.get()) {
                throw new IllegalStateException("no database of configuration items today");
            }
            marked.add(change);
        };
        try (ChangeScene marking = new ChangeScene(suite().itsm(), settings -> settings.backOutMarks(marks))) {
            TicketId id = marking.implementing();
            marking.clock.tick(Duration.ofHours(1));
            assertThatThrownBy(() -> marking.ivo().backOut(id, marking.done(Outcome.BACKED_OUT)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(marking.cho().get(id).state()).isEqualTo(ChangeState.IMPLEMENTING);

            broken.set(false);
            Change undone = marking.ivo().backOut(id, marking.done(Outcome.BACKED_OUT));
            assertThat(marked).singleElement().satisfies(change -> {
                assertThat(change.ref()).isEqualTo(undone.ref());
                assertThat(change.version()).isEqualTo(undone.version());
                assertThat(change.scope().configurationItems()).containsExactly("db-1");
                assertThat(change.implementation()).isEqualTo(undone.implementation());
            });
            marking.cho().review(id, Review.of(false, "wrong disk"));
            assertThat(marked).as("once").hasSize(1);
        }
        try (ChangeScene marking = new ChangeScene(suite().itsm(), settings -> settings.backOutMarks(marks))) {
            marking.reviewing(Outcome.SUCCESSFUL);
            assertThat(marked).as("what was done is what is there").hasSize(1);
        }
    }

    /** Each would see the other one still in review; but both write on the problem, so that one of them has to look again. */
    @Test
    void twoChangesThatAreClosedAtOnceDoNotMissEachOther() throws Exception {
        CountDownLatch closing = new CountDownLatch(2);
        Itsm.Builder builder = suite().itsm().eventSink(event -> {
            if (event.entry().action().equals("close")) {
                meet(closing);
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (ChangeScene racing = new ChangeScene(builder, settings -> settings)) {
            ChangeLoopScene people = new ChangeLoopScene(racing);
            TicketId one = people.scheduled("db-1");
            TicketId two = people.scheduled("db-2");
            TicketId id = people.fixedBy(one, two);
            for (TicketId change : List.of(one, two)) {
                people.begun(change);
                racing.ivo().complete(change, racing.done(Outcome.SUCCESSFUL));
            }
            List<Future<Integer>> lost = new ArrayList<>();
            for (TicketId change : List.of(one, two)) {
                lost.add(threads.submit(() -> closed(racing, change)));
            }
            int races = 0;
            for (Future<Integer> each : lost) {
                races += each.get(1, TimeUnit.MINUTES);
            }
            assertThat(races).as("one at most has lost").isBetween(0, 1);
            assertThat(people.ola().get(id).state()).isEqualTo(ProblemState.RESOLVED);
            assertThat(people.ola().verify(id).intact()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    /** A store that runs one transaction at a time never lets both be here. */
    private static void meet(CountDownLatch closing) {
        closing.countDown();
        try {
            closing.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int closed(ChangeScene racing, TicketId change) {
        for (int lost = 0; ; lost++) {
            try {
                racing.cho().close(change);
                return lost;
            } catch (ConcurrentChangeException e) {
                assertThat(e.ticket().kind()).as("they meet on the problem").isEqualTo(TicketKind.PROBLEM);
            }
        }
    }
}
