package org.itsm4j.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.TicketId;

/** A ticket as a walk thinks it is: what every practice has. */
abstract class Walked {
    final TicketId id;
    final List<String> past = new ArrayList<>();
    long version = 1;
    private long compared;
    Optional<Assignment> assignment = Optional.empty();

    Walked(TicketId id) {
        this.id = id;
    }

    /** Whether anything has happened to it, as far as the walk knows, since it was last compared. */
    boolean isTouched() {
        return version != compared;
    }

    void isCompared() {
        compared = version;
    }

    /** Whom it is for. */
    abstract Optional<String> wanted();

    abstract String stateName();

    Optional<String> agent() {
        return assignment.flatMap(Assignment::agent);
    }

    boolean plays(Actor actor, Role role) {
        if (actor.has(Role.ADMINISTRATOR)) {
            return true;
        }
        boolean mine =
                assignment.isEmpty() || actor.groups().contains(assignment.get().group());
        return switch (role) {
            case REQUESTER -> wanted().equals(Optional.of(actor.person()));
            case AGENT -> actor.has(Role.AGENT) && mine;
            case ASSIGNEE ->
                actor.has(Role.AGENT) && agent().map(actor.person()::equals).orElse(mine);
            case STAFF -> actor.isStaff();
            default -> actor.has(role);
        };
    }
}
