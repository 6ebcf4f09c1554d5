package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemAction;
import org.itsm4j.problem.ProblemContract;
import org.itsm4j.problem.ProblemSettings;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.Problems;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.testing.ProblemScene.Part;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** The contract is walked, row by row, and nothing beside it is possible. */
abstract class ProblemLifecycleBehaviour extends ProblemBehaviour {
    private final Contract<ProblemState, ProblemAction> contract = ProblemContract.get();

    @Test
    void walksEveryRowOfTheContract() {
        ProblemScene scene = scene();
        Set<Transition<ProblemState, ProblemAction>> missed = new LinkedHashSet<>(contract.transitions());
        missed.removeIf(row -> ProblemScene.NOT_PLAIN.contains(row.action()));
        Map<ProblemState, TicketId> stayed = new EnumMap<>(ProblemState.class);
        for (Transition<ProblemState, ProblemAction> row : List.copyOf(missed)) {
            missed.remove(walked(scene, row, stayed));
        }
        assertThat(missed).as("rows that no command has taken").isEmpty();
    }

    /** Does what the row says, as the first of those who may; answers the row that was taken in fact. */
    private Transition<ProblemState, ProblemAction> walked(
            ProblemScene scene, Transition<ProblemState, ProblemAction> row, Map<ProblemState, TicketId> stayed) {
        if (row.from().isEmpty()) {
            return taken(row, scene.ola().get(scene.aProblem()).state());
        }
        TicketId id = ready(scene, row, stayed);
        long version = scene.ola().get(id).version();
        Part who = List.of(Part.values()).stream()
                .filter(one -> one.roles().stream().anyMatch(row.who()::contains))
                .findFirst()
                .orElseThrow();
        Problem after = scene.act(scene.as(who), row.action(), id);
        TimelineEntry last = scene.ola().timeline(id, version).items().get(0);
        assertThat(last.action()).isEqualTo(Labels.of(row.action()));
        assertThat(scene.ola().verify(id).intact()).isTrue();
        return taken(row, after.state());
    }

    /** A problem for which the row is there; for what changes neither state nor owner, the same once more. */
    private TicketId ready(
            ProblemScene scene, Transition<ProblemState, ProblemAction> row, Map<ProblemState, TicketId> stayed) {
        ProblemState from = row.from().orElseThrow();
        if (row.action() == ProblemAction.RESUME) {
            return scene.heldFrom(row.to());
        }
        if (!row.moves() && row.action() != ProblemAction.REASSIGN) {
            return stayed.computeIfAbsent(from, scene::in);
        }
        TicketId id = scene.in(from);
        if (row.action() == ProblemAction.CLOSE) {
            clock.tick(ProblemSettings.standard().observationWindow());
        }
        return id;
    }

    private static Transition<ProblemState, ProblemAction> taken(
            Transition<ProblemState, ProblemAction> row, ProblemState to) {
        assertThat(to).as("%s", row).isEqualTo(row.to());
        return row;
    }

    @Test
    void allowsNothingElse() {
        ProblemScene scene = scene();
        Problems ada = scene.ada();
        for (ProblemState state : ProblemState.values()) {
            TicketId id = scene.in(state);
            Set<ProblemAction> others = EnumSet.complementOf(EnumSet.of(
                    ProblemAction.LOG, ProblemAction.STEP, ProblemAction.MIGRATE, ProblemAction.TARGET_REACHED));
            others.removeAll(contract.allowed(state));
            for (ProblemAction action : others) {
                assertThatThrownBy(() -> scene.act(ada, action, id))
                        .as("%s from %s", action, state)
                        .isInstanceOf(IllegalTransitionException.class);
            }
        }
    }

    @Test
    void refusesWhoHasNoRight() {
        ProblemScene scene = scene();
        Map<ProblemState, TicketId> untouched = new EnumMap<>(ProblemState.class);
        for (Transition<ProblemState, ProblemAction> row : contract.transitions()) {
            if (row.from().filter(from -> from != ProblemState.LOGGED).isEmpty()
                    || row.to() == ProblemState.LOGGED // what nobody owns is any agent's
                    || ProblemScene.NOT_PLAIN.contains(row.action())) {
                continue;
            }
            TicketId id = row.action() == ProblemAction.RESUME
                    ? scene.heldFrom(row.to())
                    : untouched.computeIfAbsent(row.from().orElseThrow(), scene::in);
            for (Part part : Part.values()) {
                if (part.roles().stream().noneMatch(row.who()::contains)) {
                    assertThatThrownBy(() -> scene.act(scene.as(part), row.action(), id))
                            .as("%s by %s", row, part)
                            .isInstanceOf(AccessDeniedException.class);
                }
            }
        }
    }

    @Test
    void saysWhatCanBeDoneNow() {
        ProblemScene scene = scene();
        List<Available<ProblemState, ProblemAction>> actions = scene.pat().actions(scene.aProblem());
        assertThat(actions)
                .filteredOn(Available::possible)
                .extracting(Available::action)
                .contains(ProblemAction.ASSESS, ProblemAction.CANCEL, ProblemAction.NOTE)
                .doesNotContain(ProblemAction.INVESTIGATE, ProblemAction.ADVANCE, ProblemAction.CLAIM);
    }

    @Test
    void closesByItselfAfterTheWindow() {
        ProblemScene scene =
                scene(builder -> builder.problems(ProblemSettings.standard().observationWindow(Duration.ofDays(10))));
        TicketId id = scene.in(ProblemState.RESOLVED);
        clock.tick(Duration.ofDays(10).minusSeconds(1));
        whatIsDueHappens(scene);
        assertThat(scene.ola().get(id).state()).isEqualTo(ProblemState.RESOLVED);
        clock.tick(Duration.ofSeconds(1));
        whatIsDueHappens(scene);
        Problem closed = scene.ola().get(id);
        assertThat(closed.state()).isEqualTo(ProblemState.CLOSED);
        assertThat(closed.milestones().closedAt()).isEqualTo(Optional.of(clock.instant()));
    }

    @Test
    void reopensAnAcceptedRiskAtItsReviewOnce() {
        ProblemScene scene = scene();
        TicketId id = scene.in(ProblemState.KNOWN_ERROR);
        scene.act(scene.pat(), ProblemAction.ACCEPT_RISK, id);
        clock.tick(Duration.ofDays(89));
        whatIsDueHappens(scene);
        assertThat(scene.ola().get(id).state()).isEqualTo(ProblemState.CLOSED);
        clock.tick(Duration.ofDays(2));
        whatIsDueHappens(scene);
        Problem again = scene.ola().get(id);
        assertThat(again.state()).isEqualTo(ProblemState.INVESTIGATING);
        assertThat(again.milestones().reopenCount()).isEqualTo(1);
        assertThat(again.risk()).isEmpty();
        scene.act(scene.ola(), ProblemAction.DECLARE_KNOWN_ERROR, id);
        scene.act(scene.ola(), ProblemAction.REQUEST_CHANGE, id);
        scene.act(scene.ola(), ProblemAction.RESOLVE, id);
        clock.tick(ProblemSettings.standard().observationWindow());
        whatIsDueHappens(scene);
        whatIsDueHappens(scene);
        assertThat(scene.ola().get(id).state()).isEqualTo(ProblemState.CLOSED);
    }

    @Test
    void goesOnWhereItWasAtTheFollowUp() {
        ProblemScene scene = scene();
        TicketId id = scene.in(ProblemState.KNOWN_ERROR);
        scene.ola()
                .hold(
                        id,
                        org.itsm4j.ticket.Hold.because(org.itsm4j.ticket.HoldReason.VENDOR, "patch")
                                .until(clock.instant().plus(Duration.ofDays(1))));
        clock.tick(Duration.ofDays(1));
        whatIsDueHappens(scene);
        Problem again = scene.ola().get(id);
        assertThat(again.state()).isEqualTo(ProblemState.KNOWN_ERROR);
        assertThat(again.held()).isEmpty();
    }
}
