package org.itsm4j.approval;

import java.util.Objects;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * An account with the person behind it. Votes are counted by persons; the account is kept for the record.
 *
 * @param account the account, 1 to 200 characters
 * @param person the person, 1 to 200 characters
 */
public record Voter(String account, String person) {
    /**
     * @throws org.itsm4j.error.InvalidInputException if one is blank, too long, or no store could keep it
     */
    public Voter {
        Text.Rule.require("Voter", "account", Objects.requireNonNull(account, "account"), Limits.NAME);
        Text.Rule.require("Voter", "person", Objects.requireNonNull(person, "person"), Limits.NAME);
    }

    /**
     * @param actor who gives a command
     * @return its account and person
     */
    public static Voter of(Actor actor) {
        Objects.requireNonNull(actor, "actor");
        return new Voter(actor.id(), actor.person());
    }

    /**
     * @param name a person whose account has the same name
     * @return them
     * @throws org.itsm4j.error.InvalidInputException if it is blank, too long, or no store could keep it
     */
    public static Voter of(String name) {
        Objects.requireNonNull(name, "name");
        return new Voter(name, name);
    }
}
