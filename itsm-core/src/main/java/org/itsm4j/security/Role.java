package org.itsm4j.security;

/**
 * The parts people play, as the contracts name them. An actor is given the absolute ones; {@link #ASSIGNEE} and
 * {@link #STAFF} follow from actor and ticket.
 */
public enum Role {
    /** Reports tickets and follows their own ones. Relative: only on tickets reported for this person. */
    REQUESTER,
    /** Works on tickets of the groups they are in, and on tickets that no group has yet. */
    AGENT,
    /** Sends tickets to groups and people. */
    DISPATCHER,
    /** Answers for the practice: reassigns, escalates, reclassifies and cancels any ticket of the tenant. */
    MANAGER,
    /** Decides what is a major incident and leads its handling. */
    MAJOR_INCIDENT_MANAGER,
    /** Runs the installation: may do all that the contract allows to anybody, in the tenant. */
    ADMINISTRATOR,
    /** May write histories at their own time ({@code desk.at(instant)}). Gives no other right. */
    IMPORTER,
    /** Not a person: timers, cascades, monitoring. Shown as such on the timeline. */
    SYSTEM,
    /**
     * Relative: the agent a ticket is assigned to; if only a group has it, each agent of that group; if nobody has it yet,
     * every agent.
     */
    ASSIGNEE,
    /** Relative: whoever is more than a requester in this tenant. */
    STAFF
}
