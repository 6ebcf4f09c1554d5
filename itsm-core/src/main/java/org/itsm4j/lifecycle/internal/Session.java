package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;

/**
 * Who commands, and under which conditions. Immutable.
 *
 * @param actor who
 * @param request the request id, if the command may be sent twice
 * @param expected the version the command is meant for, if it is for one only
 * @param at the moment it happened, if it is imported history
 * @param due the moment it would have happened if everybody were punctual, if it was due by itself: it counts as done
 *     then, or as soon after it as the ticket was last written on
 * @param timer the timer that gave the command, if one did
 * @param owner whether it comes by the requester's door
 */
public record Session(
        Actor actor,
        Optional<String> request,
        Optional<Long> expected,
        Optional<Instant> at,
        Optional<Instant> due,
        Optional<String> timer,
        boolean owner) {

    /** Refuses absent parts. */
    public Session {
        Objects.requireNonNull(actor, "actor");
    }

    /**
     * @param actor who
     * @return a plain session of that actor
     */
    public static Session of(Actor actor) {
        return new Session(
                actor, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * @param id a request id
     * @return this session with it
     */
    public Session requesting(String id) {
        return new Session(actor, Optional.of(id), expected, at, due, timer, owner);
    }

    /**
     * @param version a version
     * @return this session, for that version only
     */
    public Session expecting(long version) {
        return new Session(actor, request, Optional.of(version), at, due, timer, owner);
    }

    /** @return this session, for whatever version: of a new ticket, once that of the one it comes from was compared */
    public Session expectingNothing() {
        return new Session(actor, request, Optional.empty(), at, due, timer, owner);
    }

    /**
     * @param instant a moment
     * @return this session, as if then
     */
    public Session at(Instant instant) {
        return new Session(actor, request, expected, Optional.of(instant), due, timer, owner);
    }

    /**
     * @param instant a moment that is not in the future
     * @return this session, for what was due then
     */
    public Session due(Instant instant) {
        return new Session(actor, request, expected, at, Optional.of(instant), timer, owner);
    }

    /** Whether it is what the system does as of when it was due. */
    boolean isPunctual() {
        return due.isPresent();
    }

    /**
     * @param id what fired
     * @return this session, caused by that
     */
    public Session byTimer(Optional<String> id) {
        return new Session(actor, request, expected, at, due, id, owner);
    }

    /**
     * @param cause what makes the system act, such as {@code cascade}
     * @return a session of the system in the same tenant and at the same moment, for what follows from a command
     */
    public Session asSystem(String cause) {
        Actor system = Actor.system(cause).of(actor.tenant());
        return new Session(
                at.isPresent() ? system.with(Role.IMPORTER) : system,
                Optional.empty(),
                Optional.empty(),
                at,
                due,
                Optional.empty(),
                false);
    }

    /** @return this session, by the requester's door */
    public Session asOwner() {
        return new Session(actor, request, expected, at, due, timer, true);
    }

    /** @return a session of the same actor at the same moment, for what follows from a command in its transaction */
    public Session within() {
        return new Session(actor, Optional.empty(), Optional.empty(), at, due, Optional.empty(), owner);
    }
}
