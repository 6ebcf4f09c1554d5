package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.itsm4j.Itsm;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Revision;
import org.itsm4j.error.ItsmException;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** What becomes of changes when several people are at them at once. */
public abstract class ChangeRaces {
    private static final int ROUNDS = 5;
    private static final int EACH = 15;

    /** For test suites. */
    protected ChangeRaces() {}

    /** @return a builder with the store and the workflow to be tested; other parts are set by the suite */
    protected abstract Itsm.Builder itsm();

    @Test
    void ofTwoThatTakeOneSlotAtTheSameMomentOneIsRefused() throws Exception {
        try (ChangeScene scene = new ChangeScene(itsm(), UnaryOperator.identity())) {
            for (int round = 0; round < ROUNDS; round++) {
                TicketId first = scene.voting();
                TicketId second = scene.voting();
                for (TicketId id : List.of(first, second)) {
                    scene.as("ann").vote(id, CastVote.approve());
                }
                List<Optional<ItsmException>> refused = atOnce(List.of(
                        () -> scene.as("bob").vote(first, CastVote.approve()),
                        () -> scene.as("bob").vote(second, CastVote.approve())));
                assertThat(refused).as("round %d", round).containsOnlyOnce(Optional.empty());
                assertThat(refused.stream().flatMap(Optional::stream))
                        .singleElement()
                        .isInstanceOfSatisfying(
                                RuleViolationException.class,
                                e -> assertThat(e.rule()).isEqualTo("collision"));
                scene.cho().cancel(first, "next round");
                scene.cho().cancel(second, "next round");
            }
        }
    }

    @Test
    void whatIsVotedAndEditedByEightIsNeverApprovedAsNobodySawIt() throws Exception {
        try (ChangeScene scene = new ChangeScene(itsm(), UnaryOperator.identity())) {
            TicketId id = scene.voting();
            List<Callable<Object>> people = new ArrayList<>();
            for (String voter : List.of("ann", "bob", "cy", "ann", "bob")) {
                people.add(() -> often(() -> scene.as(voter).vote(id, CastVote.approve())));
            }
            for (int editor = 0; editor < 3; editor++) {
                Random random = new Random(editor);
                people.add(() -> often(() -> {
                    Thread.sleep(random.nextInt(30)); // time for two to vote
                    return scene.mia().revise(id, Revision.nothing().plan(edited(scene, random)));
                }));
            }
            assertThat(atOnce(people)).containsOnly(Optional.empty());
            for (String voter : List.of("ann", "bob", "cy")) { // what came of it is put to an end by those who are left
                if (scene.cho().get(id).state() == ChangeState.AUTHORIZING && !hasVoted(scene, id, voter)) {
                    scene.as(voter).vote(id, CastVote.approve());
                }
            }
            assertThat(scene.cho().get(id).state()).isEqualTo(ChangeState.SCHEDULED);
            assertThat(scene.cho().verify(id).intact()).isTrue();
            assertThat(authorisations(timeline(scene, id))).isPositive();
            assertThat(scene.desk(ChangeScene.manager()).changeSchedule().planned(scene.tonight(), 10))
                    .hasSize(1);
        }
    }

    private static boolean hasVoted(ChangeScene scene, TicketId id, String voter) {
        return scene.cho().decision(id).orElseThrow().votes().stream()
                .anyMatch(judged -> judged.vote().actor().person().equals(voter));
    }

    private static ChangePlan edited(ChangeScene scene, Random random) {
        ChangePlan plan = ChangeScene.plan(scene.tonight());
        return new ChangePlan(
                plan.description() + " " + random.nextInt(),
                plan.implementation(),
                plan.backOut(),
                plan.testPlan(),
                plan.window());
    }

    /** Each time with two votes of different people since it was edited last. */
    private static int authorisations(List<TimelineEntry> entries) {
        int authorisations = 0;
        Set<String> votes = new HashSet<>();
        for (TimelineEntry entry : entries) {
            switch (entry.action()) {
                case "revise" -> votes.clear();
                case "vote" -> votes.add(entry.actor());
                case "authorise" -> {
                    authorisations++;
                    assertThat(votes).as("entry %d", entry.sequence()).hasSizeGreaterThanOrEqualTo(2);
                }
                default -> {
                    // neither what it is nor who agrees
                }
            }
        }
        return authorisations;
    }

    private static List<TimelineEntry> timeline(ChangeScene scene, TicketId id) {
        List<TimelineEntry> entries = new ArrayList<>();
        Optional<Long> after = Optional.of(0L);
        while (after.isPresent()) {
            Page<TimelineEntry, Long> page = scene.cho().timeline(id, after.get());
            entries.addAll(page.items());
            after = page.next();
        }
        return entries;
    }

    private static Object often(Callable<?> command) throws Exception {
        for (int i = 0; i < EACH; i++) {
            try {
                command.call();
            } catch (RuleViolationException | IllegalTransitionException | ConcurrentChangeException e) {
                assertThat(e.getMessage()).isNotBlank(); // refused, and nothing has happened
            }
        }
        return EACH;
    }

    /** All of them; of each what it was refused with. */
    private static List<Optional<ItsmException>> atOnce(List<Callable<Object>> commands) throws Exception {
        CyclicBarrier all = new CyclicBarrier(commands.size());
        ExecutorService threads = Executors.newFixedThreadPool(commands.size());
        try {
            List<Future<Object>> done = new ArrayList<>();
            for (Callable<Object> command : commands) {
                done.add(threads.submit(() -> {
                    all.await();
                    return command.call();
                }));
            }
            List<Optional<ItsmException>> refused = new ArrayList<>();
            for (Future<Object> each : done) {
                refused.add(refusal(each));
            }
            return refused;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<ItsmException> refusal(Future<Object> done) throws Exception {
        try {
            done.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ItsmException refused) {
                return Optional.of(refused);
            }
            throw e;
        }
    }
}
