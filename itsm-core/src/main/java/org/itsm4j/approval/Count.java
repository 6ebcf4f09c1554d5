package org.itsm4j.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts votes in their order, panel after panel, with the deadlines between them. Serves one decision. */
final class Count {
    private final Ballot ballot;
    private final Presence presence;
    private final Delegates delegates;
    private final List<ApprovalStage> stages;
    private final List<StageReport> ended = new ArrayList<>();
    private final List<JudgedVote> votes = new ArrayList<>();
    /** Where in the list the vote of each principal is that stands. */
    private final Map<String, Integer> standing = new HashMap<>();

    private ApprovalOutcome outcome = ApprovalOutcome.PENDING;
    private Instant time;
    private Optional<Sitting> sitting = Optional.empty();

    Count(Ballot ballot, Presence presence) {
        this.ballot = ballot;
        this.presence = presence.without(ballot.conflicted()::contains); // for who is away; the delegates say why not
        delegates = new Delegates(
                presence, ballot.conflicted()::contains, ballot.policy().delegationDepth());
        stages = ballot.policy().stages();
        time = ballot.openedAt();
        ask();
    }

    /** As that one stands; what either counts from now on is its own. */
    private Count(Count other) {
        ballot = other.ballot;
        presence = other.presence;
        delegates = other.delegates;
        stages = other.stages;
        time = other.time;
        become(other);
    }

    private void become(Count other) {
        replace(ended, other.ended);
        replace(votes, other.votes);
        Map<String, Integer> indexes = Map.copyOf(other.standing);
        standing.clear();
        standing.putAll(indexes);
        outcome = other.outcome;
        time = other.time;
        sitting = other.sitting;
    }

    private static <V> void replace(List<V> list, List<V> by) {
        List<V> values = List.copyOf(by);
        list.clear();
        list.addAll(values);
    }

    /** Asks the next stage that is not skipped; if there is none, all is approved. */
    private void ask() {
        while (ended.size() < stages.size()) {
            ApprovalStage next = stages.get(ended.size());
            Optional<String> reason =
                    Optional.ofNullable(ballot.roster().skipped().get(next.name()));
            if (reason.isEmpty()) {
                sit(next, false);
                return;
            }
            ended.add(StageReport.skipped(next.name(), reason.get()));
        }
        sitting = Optional.empty();
        outcome = ApprovalOutcome.APPROVED;
    }

    private void sit(ApprovalStage stage, boolean escalated) {
        Sitting next = new Sitting(ballot, stage, escalated, time, presence);
        sitting = Optional.of(next);
        standing.clear();
        settle(next);
    }

    private void settle(Sitting now) {
        if (now.isVetoed()) {
            end(now, StageReport.Cause.VETO);
        } else if (now.isMet()) {
            end(now, StageReport.Cause.MET);
        } else if (!now.canBeMet()) {
            end(now, StageReport.Cause.UNREACHABLE);
        }
    }

    private void end(Sitting now, StageReport.Cause cause) {
        boolean met = cause == StageReport.Cause.MET;
        ended.add(StageReport.of(
                now,
                met ? StageReport.Status.APPROVED : StageReport.Status.REJECTED,
                Optional.of(cause),
                Optional.of(time)));
        if (met) {
            ask();
        } else {
            outcome = ApprovalOutcome.REJECTED;
        }
    }

    /** Lets the time pass: what was due by then happens at the instant it was due. */
    void advance(Instant to) {
        while (outcome == ApprovalOutcome.PENDING) {
            Sitting now = sitting.orElseThrow();
            Optional<Instant> over = now.deadline().filter(at -> !at.isAfter(to));
            if (over.isEmpty()) {
                break;
            }
            time = over.get();
            if (!now.isEscalated() && now.stage().escalation().isPresent()) {
                standing.values().forEach(index -> mark(index, JudgedVote.Standing.OVERTAKEN));
                sit(now.stage(), true);
            } else {
                end(now, StageReport.Cause.TIMEOUT);
            }
        }
        if (to.isAfter(time)) {
            time = to;
        }
    }

    private void mark(int index, JudgedVote.Standing how) {
        votes.set(index, new JudgedVote(votes.get(index).vote(), how, Optional.empty()));
    }

    /** Takes a vote, or finds it void; a void one changes nothing, and no time passes by it. */
    void judge(Vote vote) {
        Count then = new Count(this);
        Optional<Refusal> refusal = then.refusal(vote);
        if (refusal.isEmpty()) {
            become(then);
        } else {
            votes.add(new JudgedVote(vote, JudgedVote.Standing.VOID, refusal));
            return;
        }
        Optional.ofNullable(standing.put(vote.principal().person(), votes.size()))
                .ifPresent(index -> mark(index, JudgedVote.Standing.SUPERSEDED));
        votes.add(new JudgedVote(vote, JudgedVote.Standing.COUNTED, Optional.empty()));
        Sitting now = sitting.orElseThrow();
        now.take(vote);
        settle(now);
    }

    /** Lets the time pass until the vote, and says why it would be void then. */
    Optional<Refusal> refusal(Vote vote) {
        advance(vote.at());
        if (!vote.content().equals(ballot.content())) {
            return Optional.of(Refusal.STALE_CONTENT);
        }
        if (outcome != ApprovalOutcome.PENDING) {
            return Optional.of(isTimedOut() ? Refusal.TIMED_OUT : Refusal.DECIDED);
        }
        Sitting now = sitting.orElseThrow();
        if (!vote.stage().equals(now.stage().name())) {
            return Optional.of(elsewhere(vote.stage()));
        }
        return now.refusal(vote, time, delegates);
    }

    private boolean isTimedOut() {
        return ended.get(ended.size() - 1)
                .cause()
                .filter(cause -> cause == StageReport.Cause.TIMEOUT)
                .isPresent();
    }

    private Refusal elsewhere(String stage) {
        if (ended.stream().anyMatch(report -> report.name().equals(stage))) {
            return Refusal.STAGE_DECIDED;
        }
        boolean known = stages.stream().anyMatch(each -> each.name().equals(stage));
        return !known
                ? Refusal.UNKNOWN_STAGE
                : ballot.roster().skipped().containsKey(stage) ? Refusal.STAGE_DECIDED : Refusal.STAGE_NOT_ASKED;
    }

    Decision decision() {
        List<StageReport> reports = new ArrayList<>(ended);
        Optional<Sitting> open = sitting.filter(now -> outcome == ApprovalOutcome.PENDING);
        open.ifPresent(
                now -> reports.add(StageReport.of(now, StageReport.Status.OPEN, Optional.empty(), Optional.empty())));
        stages.subList(reports.size(), stages.size())
                .forEach(stage -> reports.add(
                        Optional.ofNullable(ballot.roster().skipped().get(stage.name()))
                                .map(reason -> StageReport.skipped(stage.name(), reason))
                                .orElseGet(() -> StageReport.waiting(stage.name()))));
        return new Decision(
                outcome,
                sitting.map(now -> now.stage().name()),
                outcome == ApprovalOutcome.PENDING ? Optional.empty() : lastEnd(),
                open.flatMap(Sitting::deadline),
                reports,
                votes);
    }

    private Optional<Instant> lastEnd() {
        return ended.stream().flatMap(report -> report.endedAt().stream()).reduce((before, after) -> after);
    }
}
