package org.itsm4j.testing;

import org.itsm4j.security.Actor;

/** A ticket whose walk has a table of its own. */
interface Lawful {
    WalkTable table();

    /** Whether the table has it where the ticket is. */
    boolean can(String action);

    /** Whether what the table asks for besides the state is true: what {@code actions(id)} promises to look at. */
    boolean isInOrder(Actor actor, String action);
}
