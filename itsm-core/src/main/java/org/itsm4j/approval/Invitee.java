package org.itsm4j.approval;

import org.itsm4j.error.ConfigurationException;
import org.itsm4j.internal.Names;

/** Whom a policy lets vote. Who is behind a group or a role is said by the {@link Roster}, when the vote is opened. */
public sealed interface Invitee {
    /**
     * One person.
     *
     * @param name the person, as {@code Actor.person()} gives it; 1 to 200 characters
     */
    record Person(String name) implements Invitee {
        /**
         * @throws ConfigurationException if it is no such name
         */
        public Person {
            Names.require("A person", "name", name);
        }
    }

    /**
     * Everybody in a group of the host.
     *
     * @param name the group; 1 to 200 characters
     */
    record Group(String name) implements Invitee {
        /**
         * @throws ConfigurationException if it is no such name
         */
        public Group {
            Names.require("A group", "name", name);
        }
    }

    /**
     * Everybody who has a role on a board, such as security on the change advisory board.
     *
     * @param board the board; 1 to 200 characters
     * @param role the role; 1 to 200 characters. Policies and votes name it alone, whichever board it is of
     */
    record BoardRole(String board, String role) implements Invitee {
        /**
         * @throws ConfigurationException if one is no such name
         */
        public BoardRole {
            Names.require("A board", "board", board);
            Names.require("A role", "role", role);
        }
    }

    /**
     * @param name a person
     * @return it
     * @throws ConfigurationException if it is no name
     */
    static Invitee person(String name) {
        return new Person(name);
    }

    /**
     * @param name a group of the host
     * @return it
     * @throws ConfigurationException if it is no name
     */
    static Invitee group(String name) {
        return new Group(name);
    }

    /**
     * @param board a board
     * @param role a role on it
     * @return it
     * @throws ConfigurationException if one is no name
     */
    static Invitee role(String board, String role) {
        return new BoardRole(board, role);
    }
}
