package org.itsm4j.change;

import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Sequel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Ticket;

/** Lets the host mark what a change has touched that was backed out. */
final class ChangeMarks implements Sequel {
    private final ChangeDesk desk;

    ChangeMarks(ChangeDesk desk) {
        this.desk = desk;
    }

    @Override
    public void moved(Session session, Ticket<?> before, Ticket<?> after, Cascade cascade) {
        if (before.state() == ChangeState.IMPLEMENTING && after instanceof Change change && isBackedOut(change)) {
            desk.settings(change).backOutMarks().mark(change);
        }
    }

    private static boolean isBackedOut(Change change) {
        return !change.scope().configurationItems().isEmpty()
                && change.implementation()
                        .filter(how -> how.outcome() == Outcome.BACKED_OUT)
                        .isPresent();
    }
}
