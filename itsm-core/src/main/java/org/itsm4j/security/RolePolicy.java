package org.itsm4j.security;

import java.util.Set;

/**
 * The built-in policy: an actor may do what the contract gives to one of their roles, on the tickets that role reaches.
 * Whatever is not given is refused. Staff see all tickets of their tenant; requesters only their own, by the
 * requester's door. Thread-safe.
 */
public final class RolePolicy implements AccessPolicy {
    @Override
    public boolean permits(Actor actor, Permission permission, Subject subject) {
        return actor.has(Role.ADMINISTRATOR) && !permission.action().equals("import")
                || permission.who().stream().anyMatch(role -> plays(actor, role, subject));
    }

    @Override
    public Scope scope(Actor actor) {
        return actor.isStaff() ? new Scope.Everything() : new Scope.Nothing();
    }

    private static boolean plays(Actor actor, Role role, Subject subject) {
        return switch (role) {
            case REQUESTER ->
                subject instanceof Unborn
                        ? actor.has(Role.REQUESTER)
                        : subject.requester().filter(actor.person()::equals).isPresent();
            case AGENT -> isAgentOf(actor, subject);
            case ASSIGNEE ->
                subject.agent()
                        .map(agent -> actor.has(Role.AGENT) && agent.equals(actor.person()))
                        .orElseGet(() -> isAgentOf(actor, subject));
            case STAFF -> actor.isStaff();
            case DISPATCHER,
                    MANAGER,
                    MAJOR_INCIDENT_MANAGER,
                    PROBLEM_MANAGER,
                    CHANGE_MANAGER,
                    ADMINISTRATOR,
                    IMPORTER,
                    SYSTEM -> actor.has(role);
        };
    }

    private static boolean isAgentOf(Actor actor, Subject subject) {
        Set<String> groups = actor.groups();
        return actor.has(Role.AGENT) && subject.group().map(groups::contains).orElse(true);
    }
}
