package org.itsm4j.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Says a decision in words. */
final class DecisionText {
    private final Decision decision;
    private final StringBuilder text = new StringBuilder();

    DecisionText(Decision decision) {
        this.decision = decision;
    }

    String text() {
        line(
                0,
                word(decision.outcome())
                        + decision.stage().map(stage -> " in stage " + stage).orElse("")
                        + decision.decidedAt().map(at -> " at " + at).orElse(""));
        decision.stages().forEach(this::stage);
        List<String> names = decision.stages().stream().map(StageReport::name).toList();
        decision.votes().stream()
                .filter(vote -> !names.contains(vote.vote().stage()))
                .forEach(this::vote);
        return text.toString();
    }

    private void line(int indent, String line) {
        text.append("  ".repeat(indent)).append(line).append('\n');
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void stage(StageReport stage) {
        line(
                0,
                "Stage " + stage.name() + ": " + word(stage.status())
                        + (stage.skipReason().isEmpty() ? "" : " (" + stage.skipReason() + ")")
                        + stage.cause().map(cause -> ", " + words(cause)).orElse("")
                        + (stage.escalated() ? ", escalated" : "")
                        + stage.endedAt().map(at -> ", at " + at).orElse("")
                        + (stage.endedAt().isEmpty()
                                ? stage.deadline().map(at -> ", until " + at).orElse("")
                                : ""));
        decision.votes().stream()
                .filter(vote -> vote.vote().stage().equals(stage.name()))
                .forEach(this::vote);
        stage.turnout().ifPresent(turnout -> turnout(turnout, stage.status() == StageReport.Status.OPEN));
    }

    private static String words(StageReport.Cause cause) {
        return switch (cause) {
            case MET -> "the rules are met";
            case VETO -> "by a veto";
            case UNREACHABLE -> "the rules cannot be met any more";
            case TIMEOUT -> "the time was over";
        };
    }

    private void vote(JudgedVote judged) {
        Vote vote = judged.vote();
        String who = vote.isByDelegate()
                ? vote.actor().person() + " for " + vote.principal().person()
                : vote.actor().person();
        String says = switch (judged.standing()) {
            case COUNTED -> "";
            case SUPERSEDED -> "; superseded by a later vote";
            case OVERTAKEN -> "; counted until the escalation";
            case VOID -> "; void: " + judged.refusal().map(Refusal::reason).orElse("");
        };
        line(
                1,
                vote.at() + " " + who + vote.role().map(role -> " as " + role).orElse("") + ": " + word(vote.choice())
                        + says);
    }

    private void turnout(Turnout turnout, boolean open) {
        line(1, turnout.reached() + " of " + turnout.needed() + " needed, " + turnout.voters() + " voters");
        named("Recused, being in conflict", turnout.recused());
        named("Away and excused", turnout.excused());
        named("Not voted", turnout.missing());
        if (!open) {
            return;
        }
        List<String> needs = new ArrayList<>();
        if (turnout.lacking() > 0) {
            // one who is excused and approves all the same is one voter more, so that as many are needed as before
            needs.add(turnout.lacking() + " more" + (turnout.excused().isEmpty() ? "" : " of those who are there"));
        }
        turnout.mustApprove().forEach(role -> needs.add("an approval as " + role));
        if (turnout.needsUnconflicted()) {
            needs.add("an approval of somebody who is not in conflict");
        }
        line(1, "To approve: " + String.join(", ", needs));
        named("Could reject alone", turnout.canReject());
    }

    private void named(String what, Set<String> people) {
        if (!people.isEmpty()) {
            line(1, what + ": " + people.stream().sorted().collect(Collectors.joining(", ")));
        }
    }
}
