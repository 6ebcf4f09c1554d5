package org.itsm4j.approval;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * A vote as it was given. It never changes: a later one of the same principal in the same stage takes its place, and both are
 * kept.
 *
 * @param stage the stage it is for, up to 100 characters
 * @param principal whose vote it is
 * @param actor who gave it; another person than the principal if it was given by a delegate
 * @param role the one role it is given as; empty for all roles that the principal has in the stage
 * @param choice what it says
 * @param content the hash of what was voted on, 64 lower-case hexadecimal digits
 * @param at when it was given
 * @param comment why, up to 2,000 characters; may be empty
 */
public record Vote(
        String stage,
        Voter principal,
        Voter actor,
        Optional<String> role,
        Choice choice,
        String content,
        Instant at,
        String comment) {
    private static final String SUBJECT = "Vote";

    /**
     * @throws org.itsm4j.error.InvalidInputException if a part breaks its limit, or the instant is out of the years 1 to 9999
     */
    public Vote {
        Text.Rule.require(SUBJECT, "stage", Objects.requireNonNull(stage, "stage"), 100);
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(role, "role").ifPresent(name -> Text.Rule.require(SUBJECT, "role", name, Limits.NAME));
        Objects.requireNonNull(choice, "choice");
        Ballot.requireHash(SUBJECT, Objects.requireNonNull(content, "content"));
        Limits.require(SUBJECT, "at", Objects.requireNonNull(at, "at"));
        if (!Objects.requireNonNull(comment, "comment").isEmpty()) {
            Text.Rule.require(SUBJECT, "comment", comment, Limits.REASON);
        }
    }

    /**
     * @param actor who gives it, for themselves
     * @param stage the stage it is for
     * @param choice what it says
     * @param content the hash of what is voted on
     * @param at when
     * @return a vote as all roles of the actor, without a comment
     * @throws org.itsm4j.error.InvalidInputException if a part breaks its limit
     */
    public static Vote by(Voter actor, String stage, Choice choice, String content, Instant at) {
        Objects.requireNonNull(actor, "actor");
        return new Vote(stage, actor, actor, Optional.empty(), choice, content, at, "");
    }

    /**
     * @param other whose vote it is, if it is not the actor's own
     * @return this vote, given for them
     */
    public Vote on(Voter other) {
        return new Vote(stage, Objects.requireNonNull(other, "other"), actor, role, choice, content, at, comment);
    }

    /**
     * @param name a role of the principal
     * @return this vote, as that role only
     * @throws org.itsm4j.error.InvalidInputException if it is blank or longer than 200 characters
     */
    public Vote as(String name) {
        return new Vote(
                stage,
                principal,
                actor,
                Optional.of(Objects.requireNonNull(name, "name")),
                choice,
                content,
                at,
                comment);
    }

    /**
     * @param text why
     * @return this vote, with it
     * @throws org.itsm4j.error.InvalidInputException if it is blank or longer than 2,000 characters
     */
    public Vote comment(String text) {
        return new Vote(stage, principal, actor, role, choice, content, at, Objects.requireNonNull(text, "text"));
    }

    /** @return whether somebody else has given it than the one whose vote it is */
    public boolean isByDelegate() {
        return !actor.person().equals(principal.person());
    }

    /** Whether it adds nothing to what stands. */
    boolean repeats(Vote other) {
        return actor.person().equals(other.actor.person())
                && role.equals(other.role)
                && choice == other.choice
                && content.equals(other.content);
    }

    /** No names and no comment: votes end up in logs. */
    @Override
    public String toString() {
        return "Vote[" + choice + " at " + at + "]";
    }
}
