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
import org.itsm4j.Itsm;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Outcome;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSettings;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** What the end of a change means to the problems that it fixes. */
abstract class ChangeProblemBehaviour extends ChangeLoopBehaviour {
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
    void whatWasSuccessfulBeforeAReopeningDoesNotCountOnceTheRestIsOver() {
        TicketId first = loop.scheduled("db-1");
        TicketId second = loop.scheduled("db-2");
        TicketId id = loop.fixedBy(first);
        loop.done(first, Outcome.SUCCESSFUL);
        loop.ola().reopen(id, "It is back");
        loop.ola().declareKnownError(id, ProblemScene.aKnownError());
        loop.ola().requestChange(id, FixPlan.by(loop.ref(second)));
        scene.cho().cancel(second, "another way");
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.FIX_PLANNED);
    }

    @Test
    void aReopenedProblemIsResolvedByWhatWasSuccessfulSince() {
        TicketId first = loop.scheduled("db-1");
        TicketId second = loop.scheduled("db-2");
        TicketId third = loop.scheduled("db-3");
        TicketId id = loop.fixedBy(first);
        loop.done(first, Outcome.SUCCESSFUL);
        loop.ola().reopen(id, "It is back");
        loop.ola().declareKnownError(id, ProblemScene.aKnownError());
        loop.ola().requestChange(id, FixPlan.by(loop.ref(second)).and(loop.ref(third)));
        loop.done(second, Outcome.SUCCESSFUL);
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.FIX_PLANNED);
        scene.cho().cancel(third, "not needed any more");
        assertThat(loop.ola().get(id).state()).isEqualTo(ProblemState.RESOLVED);
    }

    @Test
    void whatWasDoneBeforeItWasNamedFixesAProblemAtOnce() {
        TicketId change = loop.scheduled("db-1");
        loop.done(change, Outcome.SUCCESSFUL);
        assertThat(loop.ola().get(loop.fixedBy(change)).state()).isEqualTo(ProblemState.RESOLVED);
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
    void aChangeIsClosedAlsoIfItsProblemStillNeedsSomething() {
        CustomField<String> team = CustomField.text("lessonsFor", 100).requiredFor("resolve");
        Itsm.Builder builder = suite().itsm().field(TicketKind.PROBLEM, team);
        try (ChangeScene strict = new ChangeScene(builder, settings -> settings)) {
            ChangeLoopScene people = new ChangeLoopScene(strict);
            TicketId change = people.scheduled("db-1");
            TicketId id = people.fixedBy(change);
            assertThat(people.done(change, Outcome.SUCCESSFUL).state()).isEqualTo(ChangeState.CLOSED);
            assertThat(people.ola().get(id).state()).isEqualTo(ProblemState.FIX_PLANNED);
            assertThat(people.told(id)).last().asString().contains("needs values of the fields [lessonsFor]");
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
