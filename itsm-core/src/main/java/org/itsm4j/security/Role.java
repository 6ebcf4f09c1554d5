package org.itsm4j.security;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The parts people play, as the contracts name them. An actor is given the absolute ones; {@link #ASSIGNEE} and
 * {@link #STAFF} follow from actor and ticket. How far each reaches is said by {@link #reach}.
 */
public enum Role {
    /** Reports tickets and follows their own ones. Relative: only on tickets reported for this person. */
    REQUESTER("on tickets reported for them"),
    /** Works on tickets of the groups they are in, and on tickets that no group has yet. */
    AGENT("on tickets of own groups, or that no group has"),
    /** Sends tickets to groups and people. */
    DISPATCHER(""),
    /** Answers for the practice: reassigns, escalates, reclassifies and cancels any ticket of the tenant. */
    MANAGER(""),
    /** Decides what is a major incident and leads its handling. */
    MAJOR_INCIDENT_MANAGER(""),
    /** Answers for problems: assesses and cancels them, accepts risks. */
    PROBLEM_MANAGER(""),
    /** Runs the installation: may do all that the contract allows to anybody, in the tenant. */
    ADMINISTRATOR(""),
    /** May write histories at their own time ({@code desk.at(instant)}). Gives no other right. */
    IMPORTER(""),
    /** Not a person: timers, cascades, monitoring. Shown as such on the timeline. */
    SYSTEM(""),
    /**
     * Relative: the agent a ticket is assigned to; if only a group has it, each agent of that group; if nobody has it yet,
     * every agent.
     */
    ASSIGNEE("the agent who has it; any agent of its group if only a group has it; any agent if nobody has it"),
    /** Relative: whoever is more than a requester in this tenant. */
    STAFF("whoever is more than a requester"),
    /** Answers for changes: accepts, rejects and returns them, waives collisions, lets emergencies be implemented first. */
    CHANGE_MANAGER("");

    private final String reach;

    Role(String reach) {
        this.reach = reach;
    }

    /** @return on which tickets, or for whom, it counts, in words; empty if on every ticket of the tenant */
    public Optional<String> reach() {
        return reach.isEmpty() ? Optional.empty() : Optional.of(reach);
    }

    /**
     * @param roles some roles
     * @return them in their order, each with its reach: {@code [AGENT (on tickets of own groups, or that no group has),
     *     MANAGER]}
     */
    public static String list(Collection<Role> roles) {
        return new TreeSet<>(roles)
                .stream()
                        .map(role -> role
                                + role.reach().map(words -> " (" + words + ")").orElse(""))
                        .collect(Collectors.joining(", ", "[", "]"));
    }
}
