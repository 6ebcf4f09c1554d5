package org.itsm4j.testing;

import static org.itsm4j.testing.ChangeMoves.by;

import java.util.Optional;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.Choice;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Criticality;
import org.itsm4j.security.Actor;

/** Makes random commands by which a change comes to be authorised. */
record ChangeVoteMoves(ChangeWalker walker, WalkedChange model, Actor actor) {
    StaffMove make(String label) {
        return switch (label) {
            case "assessed" -> assessed();
            case "vote" -> vote();
            case "returnToDraft" ->
                StaffMove.of(label, by(door -> door.returnToDraft(model.id, "which disk?")), () -> {
                            model.becomes(ChangeState.DRAFT);
                            model.withdrawn();
                            model.locked = false;
                        })
                        .unless(model.isRejectedByTime(), Refused.rule("decided"));
            case "implementFirst" -> implementFirst();
            case "putToVote" -> putToVote();
            default -> throw new AssertionError("how to " + label + "?");
        };
    }

    private StaffMove assessed() {
        boolean silent = walker.chance(15);
        Assessment assessment = Assessment.of(Criticality.LOW, silent ? "" : "cheap");
        return StaffMove.of("assessed", by(door -> door.assessed(model.id, assessment)), () -> {
                    model.becomes(ChangeState.AUTHORIZING);
                    model.withdrawn();
                    model.opened();
                })
                .unless(silent && model.model != ChangeModel.EMERGENCY, Refused.asInvalid())
                .unless(
                        model.model != ChangeModel.EMERGENCY
                                && model.conflicted().contains(actor.person()),
                        Refused.rule("conflictOfInterest"))
                .unless(!WalkedVote.canBeHad(model.conflicted()), Refused.asInvalid());
    }

    private StaffMove vote() {
        Choice choice = walker.chance(60) ? Choice.APPROVE : walker.one(java.util.List.of(Choice.values()));
        boolean old = model.round > 0 && walker.chance(8);
        CastVote plain = CastVote.of(choice);
        CastVote cast = old ? plain.onRound(model.round - 1) : walker.heads() ? plain.onRound(model.round) : plain;
        return StaffMove.of("vote", by(door -> door.vote(model.id, cast)), () -> {
                    model.vote = model.vote.map(it -> it.with(actor.person(), choice));
                    model.version++;
                    model.settled();
                })
                .unless(refusal(choice, old));
    }

    private Optional<Refused> refusal(Choice choice, boolean old) {
        if (model.vote.isEmpty()) {
            return Optional.empty(); // the state forbids it
        }
        WalkedVote round = model.vote.get();
        return Refused.when(model.isLate(walker.now()), Refused.rule("timedOut"))
                .or(() -> Refused.when(old, Refused.rule("staleContent")))
                .or(() -> round.refusal(actor.person(), choice, model.conflicted(), walker.now()))
                .or(() -> isDecided(round.with(actor.person(), choice)) ? unschedulable() : Optional.empty());
    }

    private boolean isDecided(WalkedVote round) {
        return model.state == ChangeState.AUTHORIZING
                && round.outcome(model.conflicted(), walker.now()) == ApprovalOutcome.APPROVED;
    }

    /** Why it cannot take its slot. */
    Optional<Refused> unschedulable() {
        return Refused.when(!model.slot().to().isAfter(walker.now()), Refused.rule("window"))
                .or(() -> Refused.when(model.isBarred(model.form, model.conflicted()), Refused.rule("collision")));
    }

    private StaffMove implementFirst() {
        boolean mine = model.conflicted().contains(actor.person());
        return StaffMove.of("implementFirst", by(door -> door.implementFirst(model.id, "every minute counts")), () -> {
                    model.becomes(ChangeState.SCHEDULED);
                    model.goesFirst();
                })
                .unless(mine, Refused.rule("conflictOfInterest"))
                .unless(model.state == ChangeState.AUTHORIZING ? unschedulable() : Optional.empty());
    }

    private StaffMove putToVote() {
        return StaffMove.of("putToVote", by(door -> door.putToVote(model.id, "they were on leave")), () -> {
                    model.version++;
                    model.opened();
                    model.goesFirst();
                })
                .unless(!WalkedVote.canBeHad(model.conflicted()), Refused.asInvalid());
    }
}
