package org.itsm4j.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.Choice;

/** One round of the vote of a {@link ChangeWalk}: two of three agree, in four days, and who is in conflict never approves. */
final class WalkedVote {
    static final List<String> BOARD = List.of("ann", "bob", "cy");
    private static final int NEEDED = 2;
    private static final int MOST = 20;

    private record Cast(String person, Choice choice) {}

    private final List<Cast> casts = new ArrayList<>();
    private final Instant until;

    WalkedVote(Instant openedAt) {
        this.until = openedAt.plus(ChangeWalk.VOTE);
    }

    private WalkedVote(WalkedVote other) {
        casts.addAll(other.casts);
        until = other.until;
    }

    /** What would be if that were voted, too. */
    WalkedVote with(String person, Choice choice) {
        WalkedVote more = new WalkedVote(this);
        more.casts.add(new Cast(person, choice));
        return more;
    }

    /** Whether so few are in conflict that it can be had. */
    static boolean canBeHad(Set<String> conflicted) {
        return BOARD.stream().filter(person -> !conflicted.contains(person)).count() >= NEEDED;
    }

    ApprovalOutcome outcome(Set<String> conflicted, Instant now) {
        ApprovalOutcome counted = counted(conflicted, new HashMap<>());
        return counted == ApprovalOutcome.PENDING && isOver(now) ? ApprovalOutcome.REJECTED : counted;
    }

    private boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /** Vote after vote, and none after it is decided; the last vote of a person counts. */
    private ApprovalOutcome counted(Set<String> conflicted, Map<String, Choice> standing) {
        ApprovalOutcome outcome = decided(conflicted, standing);
        for (Cast cast : casts) {
            if (outcome == ApprovalOutcome.PENDING && !isInConflict(cast, conflicted)) {
                standing.put(cast.person, cast.choice);
                outcome = decided(conflicted, standing);
            }
        }
        return outcome;
    }

    private static boolean isInConflict(Cast cast, Set<String> conflicted) {
        return cast.choice == Choice.APPROVE && conflicted.contains(cast.person);
    }

    private static ApprovalOutcome decided(Set<String> conflicted, Map<String, Choice> standing) {
        List<Choice> choices = BOARD.stream()
                .filter(person -> !conflicted.contains(person))
                .map(person -> Optional.ofNullable(standing.get(person)).orElse(null))
                .toList();
        long agreed = choices.stream().filter(Choice.APPROVE::equals).count();
        long hopeful = choices.stream()
                .filter(choice -> choice == null || choice == Choice.APPROVE)
                .count();
        return agreed >= NEEDED
                ? ApprovalOutcome.APPROVED
                : hopeful < NEEDED ? ApprovalOutcome.REJECTED : ApprovalOutcome.PENDING;
    }

    /** How a vote must be refused; empty if it counts. */
    Optional<Refused> refusal(String person, Choice choice, Set<String> conflicted, Instant now) {
        Map<String, Choice> standing = new HashMap<>();
        if (casts.stream().filter(cast -> cast.person.equals(person)).count() >= MOST) {
            return Optional.of(Refused.rule("votesOfOne"));
        }
        if (counted(conflicted, standing) != ApprovalOutcome.PENDING) {
            return Optional.of(Refused.rule("decided"));
        }
        if (isOver(now)) {
            return Optional.of(Refused.rule("timedOut"));
        }
        if (!BOARD.contains(person)) {
            return Optional.of(Refused.rule("notAVoter"));
        }
        if (isInConflict(new Cast(person, choice), conflicted)) {
            return Optional.of(Refused.rule("conflictedActor"));
        }
        return Refused.when(standing.get(person) == choice, Refused.rule("sameVote"));
    }

    @Override
    public String toString() {
        return casts + " until " + until;
    }
}
