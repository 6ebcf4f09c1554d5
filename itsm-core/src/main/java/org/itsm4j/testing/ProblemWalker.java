package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.itsm4j.Desk;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.problem.HeldProblem;
import org.itsm4j.problem.KnownError;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Note;

/** Walks problems, with changes beside that others raise and end. */
final class ProblemWalker extends StaffWalker<WalkedProblem> {
    private static final int ALIVE = 15;
    private static final int CHANGES = 6;

    /** Owners, managers of problems with and without a group, and those who have no say. */
    private static final List<Actor> PEOPLE = List.of(
            Actor.requester("mia"),
            Actor.agent("lee").inGroup("network"),
            Actor.agent("ola").inGroup("platform"),
            Actor.agent("kim").inGroup("platform").with(Role.REQUESTER),
            Actor.problemManager("pat"),
            Actor.problemManager("pia").with(Role.AGENT).inGroup("platform"),
            Actor.manager("max"),
            Actor.dispatcher("ana"),
            Actor.changeManager("cho"),
            Actor.system("monitoring"),
            Cast.ADA.actor());

    private final List<Fixing> changes = new ArrayList<>();
    private final QuickChanges quick = new QuickChanges(this);

    ProblemWalker(Walk.Ground ground) {
        super(ground, ALIVE);
    }

    @Override
    List<Actor> people() {
        return PEOPLE;
    }

    @Override
    Set<String> onward(WalkedProblem model) {
        return Set.of("assess", "investigate", "declareKnownError", "requestChange", "resolve", "close", "acceptRisk");
    }

    @Override
    Duration aWhile() {
        return one(List.of(
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofHours(20),
                Duration.ofDays(2),
                Duration.ofDays(5),
                Duration.ofDays(11)));
    }

    List<Fixing> changes() {
        return changes;
    }

    @Override
    void begin() {
        Actor actor = one(PEOPLE);
        doing(actor + " logs a problem");
        Problem problem = as(actor)
                .problems()
                .log(LogProblem.titled("Walk, step " + steps(), one(List.of(ProblemSource.values())))
                        .build());
        Optional<String> reporter = actor.has(Role.SYSTEM) ? Optional.empty() : Optional.of(actor.person());
        WalkedProblem model = new WalkedProblem(problem.id(), problem.number(), reporter, crossing);
        models().add(model);
        crossing.problems().add(model);
        check(model);
        isDone("- log LOGGED");
    }

    @Override
    void beside() {
        WalkedProblem problem = one(models());
        switch (below(4)) {
            case 0 -> crossing.comesOf(problem);
            case 1 -> {
                if (!changes.isEmpty() && heads()) {
                    Fixing change = one(changes);
                    crossing.waits(change, change.ref(), change.number.value());
                } else {
                    crossing.waits(problem, problem.ref(), problem.number.value());
                }
            }
            case 2 -> {
                if (open().size() < CHANGES) {
                    doing("a change is raised");
                    changes.add(quick.raised());
                }
            }
            default -> Crossing.pick(this, open()).ifPresent(this::ends);
        }
        changes.removeIf(change -> change.over && chance(10)); // the problems they fix keep them
        checkTouched();
    }

    /** Those that are not over; of those that fix something, if there are some. */
    private List<Fixing> open() {
        List<Fixing> open = changes.stream().filter(change -> !change.over).toList();
        List<Fixing> fixing = open.stream()
                .filter(change -> models().stream().anyMatch(it -> it.fixes.contains(change)))
                .toList();
        return fixing.isEmpty() ? open : fixing;
    }

    private void ends(Fixing change) {
        doing("a change ends that fixes "
                + models().stream().filter(it -> it.fixes.contains(change)).toList());
        quick.end(change);
        crossing.ended(change);
    }

    @Override
    StaffMove move(WalkedProblem model, Actor actor, String label) {
        return new ProblemMoves(this, model).make(label);
    }

    @Override
    List<? extends Available<?, ?>> actions(Actor actor, WalkedProblem model) {
        return as(actor).problems().actions(model.id);
    }

    /** A risk is reviewed again some day, and what is closed is reopened when changes that fix it end. */
    @Override
    boolean isOver(WalkedProblem model) {
        boolean over = model.isCancelled()
                || model.state == ProblemState.CLOSED
                        && model.riskReviewAt.isEmpty()
                        && model.fixes.stream().allMatch(change -> change.over);
        if (over && !crossing.isAwaited(model)) {
            crossing.problems().remove(model);
            return true;
        }
        return false;
    }

    @Override
    void timePasses() {
        models().forEach(model -> model.timePasses(now()));
    }

    @Override
    void checkBeside(StaffMove move) {
        checkTouched();
    }

    @Override
    void sayOtherwise(Desk desk, WalkedProblem model) {
        desk.problems().note(model.id, Note.internal("other content, " + UUID.randomUUID()));
    }

    @Override
    ChainReport verified(WalkedProblem model) {
        return as(Cast.ADA.actor()).problems().verify(model.id);
    }

    @Override
    void check(WalkedProblem model) {
        check(as(Cast.ADA.actor()).problems().get(model.id), model);
    }

    /** Also of problems that are beside the changes of another walk. */
    static void check(Problem problem, WalkedProblem model) {
        assertThat(problem.state()).as(model::toString).isEqualTo(model.state);
        assertThat(problem.version()).as(model::toString).isEqualTo(model.version);
        assertThat(problem.owner()).as(model::toString).isEqualTo(model.assignment);
        assertThat(problem.held().map(HeldProblem::before))
                .as(model::toString)
                .isEqualTo(model.state == ProblemState.ON_HOLD ? Optional.of(model.heldFrom) : Optional.empty());
        assertThat(problem.held().map(HeldProblem::hold).flatMap(Hold::followUpAt))
                .as(model::toString)
                .isEqualTo(model.followUpAt);
        assertThat(problem.knownError().map(KnownError::status))
                .as(model::toString)
                .isEqualTo(model.knownError);
        assertThat(problem.knownError().flatMap(KnownError::workaround).isPresent())
                .as(model::toString)
                .isEqualTo(model.workaround);
        assertThat(problem.risk().map(risk -> risk.reviewAt()))
                .as(model::toString)
                .isEqualTo(model.riskReviewAt);
        assertThat(problem.milestones().resolvedAt()).as(model::toString).isEqualTo(model.resolvedAt);
        model.isCompared();
        assertThat(problem.milestones().reopenCount()).as(model::toString).isEqualTo(model.reopened);
        if (model.isCancelled()) {
            assertThat(problem.wakeAt()).as(model::toString).isEmpty();
        }
    }
}
