package org.itsm4j.security;

/**
 * Decides who may do what. It is asked for every object a command touches, references included, at the moment of use. (What
 * is one's own may be read by the requester's door without asking.)
 * {@link RolePolicy} is the built-in one; a host plugs in its own with {@code Itsm.builder().accessPolicy(...)}.
 *
 * <p>Implementations must be thread-safe and must not call back into itsm4j. What concerns a ticket that is there
 * is mostly asked inside the command's transaction; the right to log, the scope of a list and what {@code actions(id)}
 * wants to know are asked outside of one. An exception they throw refuses the command. The pipeline has already made sure that the tenant of the
 * subject is the actor's; no policy can let tenants see each other.
 */
public interface AccessPolicy {
    /**
     * @param actor who asks
     * @param permission what for, with the roles the contract names
     * @param subject on what
     * @return whether it is allowed
     */
    boolean permits(Actor actor, Permission permission, Subject subject);

    /**
     * What this actor may see in lists and counts. Asked once per query and made part of it.
     *
     * @param actor who asks
     * @return the part of the tenant's tickets that is theirs to see
     */
    Scope scope(Actor actor);
}
