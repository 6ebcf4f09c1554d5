package org.itsm4j.change;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.Duties;
import org.itsm4j.lifecycle.internal.Session;

/** What changes do of themselves: votes whose time is over, and the commands that a timer can give. */
final class ChangeDuties implements Duties<Change, ChangeAction> {
    private final ChangeDesk desk;

    ChangeDuties(ChangeDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean wake(Session system, Change change, Instant now) {
        if (Automation.isDue(change.decideAt(), now)) {
            desk.votes().settle(system, change.id());
            return true;
        }
        return false;
    }

    @Override
    public void give(Session system, Change change, ChangeAction action, Map<String, String> data) {
        switch (action) {
            case ACCEPT -> desk.accept(system, change.id());
            case CLOSE -> desk.work().close(system, change.id());
            case ADVANCE -> desk.tickets().tasks().advance(system, change.id(), Optional.ofNullable(data.get("way")));
            case AUTHORISE, DECLINE -> desk.votes().settle(system, change.id());
            default -> throw Automation.notForTimers(action);
        }
    }
}
