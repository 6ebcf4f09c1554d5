package org.itsm4j.testing;

import static org.itsm4j.testing.ChangeMoves.by;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.Review;
import org.itsm4j.change.TaskResult;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;

/** Makes random commands of those who do a change, and of those who look at what came of it. */
record ChangeWorkMoves(ChangeWalker walker, WalkedChange model, Actor actor) {
    private static final List<Assignment> PLACES = List.of(
            Assignment.to("ops"),
            Assignment.to("ops", "ivo"),
            Assignment.to("ops", "ivo"),
            Assignment.to("ops", "bob"),
            Assignment.to("ops", ChangeWalk.TEMPLATE_BY),
            Assignment.to("office", "ann"));

    StaffMove make(String label) {
        return switch (label) {
            case "assign" -> assign();
            case "begin" -> begin();
            case "complete" -> done(false);
            case "backOut" -> done(true);
            case "review" -> review();
            case "close" ->
                StaffMove.of(label, by(door -> door.close(model.id)), () -> model.becomes(ChangeState.CLOSED));
            default -> throw new AssertionError("how to " + label + "?");
        };
    }

    private StaffMove assign() {
        boolean toSomebody =
                model.state == ChangeState.IMPLEMENTING && walker.chance(70); // nothing else is allowed then
        Assignment to = walker.one(PLACES.stream()
                .filter(place -> !toSomebody || place.agent().isPresent())
                .toList());
        Set<String> conflicted = model.conflicted(to.agent());
        ApprovalOutcome before = model.decision(model.conflicted());
        ApprovalOutcome after = model.decision(conflicted);
        boolean loses = model.isAuthorised(model.conflicted()) && !model.isAuthorised(conflicted);
        boolean wins = before != after
                && after == ApprovalOutcome.APPROVED
                && (model.state == ChangeState.AUTHORIZING || model.isDue() && !model.declined);
        boolean otherPerson = !model.agent().equals(to.agent());
        boolean looks =
                otherPerson && model.state == ChangeState.SCHEDULED || wins && model.state == ChangeState.AUTHORIZING;
        return StaffMove.of("assign", by(door -> door.assign(model.id, to)), () -> {
                    model.assignment = Optional.of(to);
                    model.version++;
                    if (wins) {
                        model.settled();
                    }
                })
                .unless(model.state == ChangeState.IMPLEMENTING && to.agent().isEmpty(), Refused.rule("implementer"))
                .unless(loses || before != after && !wins, Refused.rule("conflictOfInterest"))
                .unless(looks ? unschedulable(conflicted, model.state == ChangeState.AUTHORIZING) : Optional.empty());
    }

    private Optional<Refused> unschedulable(Set<String> conflicted, boolean fresh) {
        return Refused.when(fresh && !model.slot().to().isAfter(walker.now()), Refused.rule("window"))
                .or(() -> Refused.when(model.isBarred(model.form, conflicted), Refused.rule("collision")));
    }

    private StaffMove begin() {
        Set<String> together = model.conflicted();
        Set<String> conflicted = model.conflicted(Optional.of(actor.person()));
        together = union(together, conflicted);
        boolean conflict = !model.isAuthorised(together);
        boolean homeless = model.assignment.isEmpty() && actor.groups().size() != 1;
        String group = model.assignment
                .map(Assignment::group)
                .orElseGet(() -> actor.groups().stream().findFirst().orElse(""));
        return StaffMove.of("begin", by(door -> door.begin(model.id)), () -> {
                    model.assignment = Optional.of(Assignment.to(group, actor.person()));
                    model.becomes(ChangeState.IMPLEMENTING);
                    model.begunAt = Optional.of(walker.now());
                    if (model.isDue()) { // who did it before is in conflict no more
                        model.settled();
                    }
                })
                .unless(conflict, Refused.rule("conflictOfInterest"))
                .unless(homeless, Refused.rule("group"))
                .unless(
                        model.state == ChangeState.SCHEDULED && model.isBarred(model.form, conflicted),
                        Refused.rule("collision"));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new java.util.TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private StaffMove done(boolean undone) {
        Outcome outcome = walker.chance(5)
                ? (undone ? Outcome.SUCCESSFUL : Outcome.BACKED_OUT)
                : undone
                        ? Outcome.BACKED_OUT
                        : walker.one(List.of(
                                Outcome.SUCCESSFUL,
                                Outcome.SUCCESSFUL,
                                Outcome.SUCCESSFUL_WITH_ISSUES,
                                Outcome.FAILED));
        boolean early = walker.chance(8);
        Instant now = walker.now();
        Instant begun = model.begunAt.orElse(now);
        Instant from = early ? begun.minus(Duration.ofMinutes(1)) : begun;
        List<TaskResult> results = outcome == Outcome.SUCCESSFUL
                ? List.of(TaskResult.done("plug"))
                : List.of(TaskResult.failed("plug", "bent"));
        Implementation how = new Implementation(from, now, outcome, results, "as planned");
        return StaffMove.of(
                        undone ? "backOut" : "complete",
                        by(door -> undone ? door.backOut(model.id, how) : door.complete(model.id, how)),
                        () -> {
                            model.said = Optional.of(outcome);
                            model.becomes(ChangeState.REVIEWING);
                        })
                .isNone(undone != (outcome == Outcome.BACKED_OUT))
                .unless(!undone && isAlone(), Refused.rule("conflictOfInterest"))
                .unless(early, Refused.rule("actualTimes"));
    }

    /** Whether it would live by nothing but their approval if they did it. */
    private boolean isAlone() {
        Set<String> conflicted = union(model.conflicted(), Set.of(actor.person()));
        return model.isAuthorised(model.conflicted()) && !model.isAuthorised(conflicted);
    }

    private StaffMove review() {
        return StaffMove.of("review", by(door -> door.review(model.id, Review.of(true, "it runs"))), () -> {
                    model.reviewed = true;
                    if (model.isDue()) {
                        model.version++; // it stays until it is approved
                    } else {
                        model.becomes(ChangeState.CLOSED);
                    }
                })
                .unless(model.reviewed, Refused.rule("review"));
    }
}
