package org.itsm4j.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
