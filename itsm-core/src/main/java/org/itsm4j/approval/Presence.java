package org.itsm4j.approval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.itsm4j.ticket.RuleViolationException;

/**
 * Who stands in for whom, and who is away. Immutable.
 *
 * @param delegations whose vote may be given by others
 * @param absences who is away
 */
public record Presence(List<Delegation> delegations, List<Absence> absences) {
    /** Everybody is there. */
    public static final Presence EVERYBODY = new Presence(List.of(), List.of());

    /** Copies the lists. */
    public Presence {
        delegations = List.copyOf(Objects.requireNonNull(delegations, "delegations"));
        absences = List.copyOf(Objects.requireNonNull(absences, "absences"));
    }

    /**
     * @param delegation one more
     * @return this, with it. A loop in it harms nothing, as no way from a voter to a delegate passes anybody twice; use {@link
     *     #requireNoLoop} where people write delegations
     */
    public Presence with(Delegation delegation) {
        List<Delegation> more = new ArrayList<>(delegations);
        more.add(Objects.requireNonNull(delegation, "delegation"));
        return new Presence(more, absences);
    }

    /**
     * @param absence one more
     * @return this, with it
     */
    public Presence with(Absence absence) {
        List<Absence> more = new ArrayList<>(absences);
        more.add(Objects.requireNonNull(absence, "absence"));
        return new Presence(delegations, more);
    }

    /**
     * @param other what somebody else knows
     * @return both together
     */
    public Presence and(Presence other) {
        List<Delegation> all = new ArrayList<>(delegations);
        all.addAll(Objects.requireNonNull(other, "other").delegations);
        List<Absence> away = new ArrayList<>(absences);
        away.addAll(other.absences);
        return new Presence(all, away);
    }

    /**
     * @param added a delegation that somebody wants to give
     * @throws RuleViolationException {@code delegationLoop}, if at some instant it would lead, over others, back to who gives it
     */
    public void requireNoLoop(Delegation added) {
        Presence all = with(Objects.requireNonNull(added, "added"));
        Delegates delegates = new Delegates(all, person -> false, Integer.MAX_VALUE);
        // what is valid changes when one of them starts: a loop that is ever there is there at one of these instants
        boolean loop = Stream.concat(Stream.of(added), delegations.stream())
                .map(Delegation::startsAt)
                .filter(added::isValidAt)
                .anyMatch(instant -> delegates.leads(added.to(), added.from(), instant));
        if (loop) {
            throw new RuleViolationException(
                    "Delegation",
                    Refusal.DELEGATION_LOOP.rule(),
                    "it would lead back to who gives it; allowed: to somebody whose own delegations do not, or for another time");
        }
    }

    /**
     * Votes that were given stay as they were given: a delegate has voted, even if the delegation ended since, at the same moment by
     * another clock, or is no longer told of. Not so if all there is of it leads over somebody who has come into conflict.
     *
     * @param given votes that were not refused when they were given
     * @param conflicted who is in conflict now
     * @return this, by which these count
     */
    public Presence keeping(List<Vote> given, Set<String> conflicted) {
        Delegates known =
                new Delegates(this, Objects.requireNonNull(conflicted, "conflicted")::contains, Integer.MAX_VALUE);
        List<Delegation> all = new ArrayList<>(delegations);
        for (Vote vote : Objects.requireNonNull(given, "given")) {
            String principal = vote.principal().person();
            String actor = vote.actor().person();
            if (vote.isByDelegate() && !known.leadsOverConflictedOnly(principal, actor)) {
                all.add(new Delegation(principal, actor, vote.at(), vote.at().plus(1, ChronoUnit.MICROS)));
            }
        }
        return new Presence(all, absences);
    }

    /**
     * @param ballot what is voted on
     * @param vote a vote that is given now
     * @throws RuleViolationException if it is given for somebody else whose delegations do not lead to the actor; its rule is {@link
     *     Refusal#rule}
     */
    public void requireDelegate(Ballot ballot, Vote vote) {
        Objects.requireNonNull(ballot, "ballot");
        if (Objects.requireNonNull(vote, "vote").isByDelegate()) {
            new Delegates(this, ballot.conflicted()::contains, ballot.policy().delegationDepth())
                    .refusal(vote.principal().person(), vote.actor().person(), vote.at())
                    .ifPresent(refusal -> {
                        throw ballot.refused(refusal);
                    });
        }
    }

    /** Without what somebody in conflict says of others. */
    Presence without(Predicate<String> conflicted) {
        return new Presence(
                delegations.stream()
                        .filter(each -> !each.isImposedBy(conflicted))
                        .toList(),
                absences.stream().filter(each -> !each.isImposedBy(conflicted)).toList());
    }

    boolean isAway(String person, Instant instant) {
        return absences.stream().anyMatch(absence -> absence.person().equals(person) && absence.isValidAt(instant));
    }

    boolean hasDelegate(String person, Instant instant) {
        return delegations.stream()
                .anyMatch(delegation -> delegation.from().equals(person) && delegation.isValidAt(instant));
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "Presence[" + delegations.size() + " delegations, " + absences.size() + " absences]";
    }
}
