package org.itsm4j.security;

import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.error.ItsmException;

/** The access policy said no. Nothing has happened. */
public final class AccessDeniedException extends ItsmException {
    private static final long serialVersionUID = 1L;
    private final String actor;
    private final String action;
    private final String subject;
    private final transient Set<Role> allowed;

    /**
     * @param actor who asked
     * @param permission what for
     * @param subject on what
     */
    public AccessDeniedException(Actor actor, Permission permission, Subject subject) {
        super(actor.id() + " with " + new TreeSet<>(actor.roles()) + " may not " + permission.action() + " "
                + subject.label() + "; allowed to: " + Role.list(permission.who()));
        this.actor = actor.id();
        this.action = permission.action();
        this.subject = subject.label();
        this.allowed = permission.who();
    }

    /** @return the account that asked */
    public String actor() {
        return actor;
    }

    /** @return what it asked to do */
    public String action() {
        return action;
    }

    /** @return on what, as people call it */
    public String subject() {
        return subject;
    }

    /** @return the roles to which the contract gives the action */
    public Set<Role> allowed() {
        return allowed;
    }
}
