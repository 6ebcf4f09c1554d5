package org.itsm4j.change;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.Waiver;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketId;

/** What keeps one change from being begun, and what lets it be begun all the same. */
final class ChangeHolds {
    /** What lockdowns by freezes begin with. */
    static final String BY_FREEZE = "freeze: ";

    private static final int MOST_WAIVERS = 50;

    private final ChangeDesk desk;

    ChangeHolds(ChangeDesk desk) {
        this.desk = desk;
    }

    /** A command that allows a collision. */
    record Allowance(
            @NotNull Collision collision,
            @NotNull @Text(max = Limits.REASON) String reason) {}

    /** A command that locks a change down. */
    record Lock(
            @NotNull @Text(max = Limits.REASON) String why,
            @NotNull @Text(max = Limits.REASON) String reason) {}

    Change waive(Session session, TicketId id, Collision collision, String reason) {
        Allowance command = new Allowance(collision, reason);
        return desk.act(session, id, ChangeAction.WAIVE, command, (change, step) -> {
            String person = session.actor().person();
            desk.votes().requireOther(change, person);
            if (!desk.slots().collisions(change, step.now()).contains(collision)) {
                throw change.rule("waive", "it has no such collision now; allowed: one of collisions(id)");
            }
            Limits.require("waive", "waivers", change.waivers().size() + 1, MOST_WAIVERS);
            Instant until = collision.overlap().to();
            Instant end = until.isAfter(step.now()) ? until : step.now().plusSeconds(1);
            List<Waiver> waivers = new ArrayList<>(change.waivers());
            waivers.add(Waiver.of(collision, person, reason, step.now(), end));
            step.say(collision.kind() + " " + collision.overlap() + ": " + reason);
            return change.toBuilder().waivers(waivers).build();
        });
    }

    /** @param why what it is kept by, which is what its lockdown says */
    Change lockDown(Session session, TicketId id, String why, String reason) {
        return desk.act(session, id, ChangeAction.LOCK_DOWN, new Lock(why, reason), (change, step) -> {
            step.say(reason);
            return change.toBuilder().lockdown(Optional.of(why)).build();
        });
    }

    Change lockDownByHand(Session session, TicketId id, String reason) {
        if (reason.startsWith(BY_FREEZE)) {
            throw new InvalidInputException(
                    "lockDown", "reason", "must not begin with \"" + BY_FREEZE + "\", as that of freezes does");
        }
        return lockDown(session, id, reason, reason);
    }

    /** As {@link #lockDown}; nothing happens if that holds it already. */
    Change hold(Session session, TicketId id, String why, String reason) {
        Change change = desk.queries().get(session, id);
        return change.lockdown().filter(why::equals).isPresent() ? change : lockDown(session, id, why, reason);
    }

    Change release(Session session, TicketId id) {
        return release(session, id, why -> true);
    }

    /** Only if that is what holds it; somebody may have put another lockdown on it since. */
    Change release(Session session, TicketId id, String why) {
        return release(session, id, why::equals);
    }

    private Change release(Session session, TicketId id, Predicate<String> which) {
        return desk.act(session, id, ChangeAction.RELEASE, Said.NOTHING, (change, step) -> {
            change.lockdown().filter(why -> !which.test(why)).ifPresent(why -> {
                throw change.rule("lockdown", "is held by something else by now; allowed: release(id)");
            });
            return change.toBuilder().lockdown(Optional.empty()).build();
        });
    }
}
