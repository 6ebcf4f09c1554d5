package org.itsm4j.incident;

import java.util.Optional;
import org.itsm4j.ticket.Assignment;

/**
 * Who has an incident, and how often that changed.
 *
 * @param assignment who has it
 * @param previousGroup the group that had it before
 * @param hops how often it went to another group or person
 * @param bounces how often it went straight back to the group it came from
 */
public record Handling(Optional<Assignment> assignment, Optional<String> previousGroup, int hops, int bounces) {
    /** Nobody has it. */
    static final Handling NOBODY = new Handling(Optional.empty(), Optional.empty(), 0, 0);

    /** @return whether it is being thrown back and forth between groups */
    public boolean isPingPong() {
        return bounces >= 2;
    }

    Handling first(Assignment to) {
        return new Handling(Optional.of(to), previousGroup, hops, bounces);
    }

    Handling next(Assignment to) {
        Optional<String> left = assignment.map(Assignment::group).filter(group -> !group.equals(to.group()));
        boolean back = left.isPresent() && previousGroup.equals(Optional.of(to.group()));
        return new Handling(
                Optional.of(to), left.isPresent() ? left : previousGroup, hops + 1, back ? bounces + 1 : bounces);
    }
}
