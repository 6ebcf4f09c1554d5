package org.itsm4j.change;

import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.approval.Choice;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What somebody votes on a change.
 *
 * @param choice what it says
 * @param onBehalfOf the person whose vote it is, if it is not the actor's own: who has let them vote
 * @param role the one role it is given as; all roles of the principal unless told
 * @param round which round it is on, as {@link Authorisation#round()} was when it was looked at: then it is refused if the change was
 *     edited since; the present one unless told
 * @param comment why; up to {@link Limits#REASON} characters, may be empty
 */
public record CastVote(
        @NotNull Choice choice,
        Optional<@Text(max = Limits.NAME) String> onBehalfOf,
        Optional<@Text(max = Limits.NAME) String> role,
        Optional<Integer> round,
        @NotNull @Text(max = Limits.REASON, blank = true) String comment) {
    /** Refuses null where nothing is said by empty. */
    public CastVote {
        Objects.requireNonNull(onBehalfOf, "onBehalfOf");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(round, "round");
    }

    /** @return yes */
    public static CastVote approve() {
        return of(Choice.APPROVE);
    }

    /** @return no */
    public static CastVote reject() {
        return of(Choice.REJECT);
    }

    /**
     * @param choice what it says
     * @return a vote of one's own, as all roles, without a comment
     */
    public static CastVote of(Choice choice) {
        return new CastVote(choice, Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    /**
     * @param person whose vote it is
     * @return this vote, given for them
     */
    public CastVote onBehalfOf(String person) {
        return new CastVote(choice, Optional.of(Objects.requireNonNull(person, "person")), role, round, comment);
    }

    /**
     * @param name a role of the principal
     * @return this vote, as that role only
     */
    public CastVote as(String name) {
        return new CastVote(choice, onBehalfOf, Optional.of(Objects.requireNonNull(name, "name")), round, comment);
    }

    /**
     * @param number the round that was looked at, {@link Authorisation#round()}
     * @return this vote, on that only
     */
    public CastVote onRound(int number) {
        return new CastVote(choice, onBehalfOf, role, Optional.of(number), comment);
    }

    /**
     * @param text why
     * @return this vote, with it
     */
    public CastVote comment(String text) {
        return new CastVote(choice, onBehalfOf, role, round, text);
    }

    /** The choice, no names and no comment. */
    @Override
    public String toString() {
        return "CastVote[" + choice + round.map(it -> " on round " + it).orElse("") + "]";
    }
}
