package org.itsm4j.testing;

import java.util.EnumSet;
import java.util.Set;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;

/**
 * The people of a scene, with the roles they must be found to play: a table of its own, against which the access policy
 * is held. Incidents are mia's; the group {@code payments} has them, and in it raj.
 */
enum Cast {
    /** Whose incidents they are. */
    MIA(Actor.requester("mia"), roles(Role.REQUESTER), roles(Role.REQUESTER), roles(Role.REQUESTER)),
    /** A requester of other incidents. */
    NOAH(Actor.requester("noah"), roles(), roles(), roles()),
    /** May import, and nothing else. */
    IVY(Actor.requester("ivy").with(Role.IMPORTER), roles(), roles(), roles()),
    /** The agent who has them. */
    RAJ(
            Actor.agent("raj").inGroup(IncidentScene.PAYMENTS),
            roles(Role.AGENT, Role.ASSIGNEE, Role.STAFF),
            roles(Role.AGENT, Role.ASSIGNEE, Role.STAFF),
            roles(Role.AGENT, Role.ASSIGNEE, Role.STAFF)),
    /** Another agent of the same group. */
    KIM(
            Actor.agent("kim").inGroup(IncidentScene.PAYMENTS),
            roles(Role.AGENT, Role.STAFF),
            roles(Role.AGENT, Role.ASSIGNEE, Role.STAFF),
            roles(Role.AGENT, Role.ASSIGNEE, Role.STAFF)),
    /** An agent of another group. */
    LEE(
            Actor.agent("lee").inGroup(IncidentScene.NETWORK),
            roles(Role.STAFF),
            roles(Role.STAFF),
            roles(Role.AGENT, Role.ASSIGNEE, Role.STAFF)),
    /** Dispatches. */
    ANA(Actor.dispatcher("ana"), Role.DISPATCHER),
    /** Answers for the practice. */
    MAX(Actor.manager("max"), Role.MANAGER),
    /** Decides on major incidents. */
    MIM(Actor.majorIncidentManager("mim"), Role.MAJOR_INCIDENT_MANAGER),
    /** Answers for problems. */
    PAT(Actor.problemManager("pat"), Role.PROBLEM_MANAGER),
    /** Runs the installation, and works in the group. */
    ADA(
            Actor.administrator("ada").inGroup(IncidentScene.PAYMENTS),
            EnumSet.allOf(Role.class),
            EnumSet.allOf(Role.class),
            EnumSet.allOf(Role.class)),
    /** A machine. */
    BOT(Actor.system("monitoring"), Role.SYSTEM);

    private final Actor actor;
    private final Set<Role> onRajs;
    private final Set<Role> onTheGroups;
    private final Set<Role> onNobodys;

    Cast(Actor actor, Set<Role> onRajs, Set<Role> onTheGroups, Set<Role> onNobodys) {
        this.actor = actor;
        this.onRajs = onRajs;
        this.onTheGroups = onTheGroups;
        this.onNobodys = onNobodys;
    }

    Cast(Actor actor, Role role) {
        this(actor, roles(role, Role.STAFF), roles(role, Role.STAFF), roles(role, Role.STAFF));
    }

    private static Set<Role> roles(Role... roles) {
        return Set.of(roles);
    }

    Actor actor() {
        return actor;
    }

    /** What they play on an incident that raj has. */
    Set<Role> onRajs() {
        return onRajs;
    }

    /** What they play on an incident that the group has, and nobody in it yet. */
    Set<Role> onTheGroups() {
        return onTheGroups;
    }

    /** What they play on an incident that nobody has. */
    Set<Role> onNobodys() {
        return onNobodys;
    }

    boolean isStaff() {
        return this != MIA && this != NOAH && this != IVY;
    }

    /** One who plays the role on an incident that raj has, and is no administrator. */
    static Cast in(Role role) {
        return EnumSet.complementOf(EnumSet.of(ADA)).stream()
                .filter(one -> one.onRajs.contains(role))
                .findFirst()
                .orElse(ADA);
    }
}
