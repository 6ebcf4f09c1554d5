package org.itsm4j.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.error.Violation;
import org.itsm4j.internal.JsonReader;

/** Checks, before anybody votes, that voting can come to something. */
final class BallotCheck {
    private final Ballot ballot;
    private final List<Violation> violations = new ArrayList<>();

    BallotCheck(Ballot ballot) {
        this.ballot = ballot;
    }

    List<Violation> violations() {
        Roster roster = ballot.roster();
        int length = ballot.toJson().length();
        if (length > JsonReader.LONGEST) {
            add("ballot", "at most " + JsonReader.LONGEST + " characters as a file, got " + length);
        }
        ballot.policy().toResolve().stream()
                .filter(invitee -> !roster.members().containsKey(invitee))
                .forEach(invitee ->
                        add("roster.members", ApprovalCheck.shown(invitee) + " is missing; allowed: nobody in it"));
        for (String name : roster.skipped().keySet()) {
            Optional<ApprovalStage> stage = ballot.policy().stages().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst();
            if (stage.isEmpty()) {
                add("roster.skipped", "there is no such stage; allowed: optional stages of the policy");
            } else if (!stage.get().isOptional()) {
                add("roster.skipped", "the stage " + name + " is not optional; allowed: optional stages of the policy");
            }
        }
        for (ApprovalStage stage : ballot.policy().stages()) {
            if (!roster.skipped().containsKey(stage.name())) {
                check("stages." + stage.name(), stage, false);
                stage.escalation().ifPresent(panel -> check("stages." + stage.name() + ".escalateTo", stage, true));
            }
        }
        return violations;
    }

    private void add(String path, String message) {
        violations.add(new Violation(path, message));
    }

    private void check(String path, ApprovalStage stage, boolean escalated) {
        Sitting sitting = new Sitting(ballot, stage, escalated, ballot.openedAt(), Presence.EVERYBODY);
        if (sitting.size() > ApprovalPolicy.VOTERS) {
            add(path, "at most " + ApprovalPolicy.VOTERS + " voters, got " + sitting.size());
        } else if (!sitting.canBeMet()) {
            Turnout best = sitting.best();
            add(
                    path,
                    "cannot be approved by all voters together: needs " + best.needed() + " and has " + best.reached()
                            + ", with " + best.voters() + " voters and "
                            + best.recused().size() + " recused; "
                            + best.mustApprove().size() + " roles that must approve have nobody"
                            + (best.needsUnconflicted() ? "; there is nobody who is not in conflict" : "")
                            + "; allowed: a larger panel, or somebody else in conflict, such as another assignee");
        }
    }
}
