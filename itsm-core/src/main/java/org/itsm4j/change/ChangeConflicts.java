package org.itsm4j.change;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.approval.Refusal;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps that somebody in conflict of interest has tried to decide on a change: on its timeline, in a transaction after the one that
 * was refused; in a transaction of the host, which goes with the refusal, in the log only.
 */
final class ChangeConflicts {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeConflicts.class);

    static final String RULE = "conflictOfInterest";

    private static final Set<String> RULES = Stream.concat(
                    Stream.of(RULE),
                    Stream.of(Refusal.CONFLICTED_ACTOR, Refusal.CONFLICTED_PRINCIPAL, Refusal.DELEGATION_BY_CONFLICTED)
                            .map(Refusal::rule))
            .collect(Collectors.toUnmodifiableSet());

    private final ChangeDesk desk;

    ChangeConflicts(ChangeDesk desk) {
        this.desk = desk;
    }

    void note(Session session, TicketId id, ChangeAction action, RuleViolationException refused) {
        if (!RULES.contains(refused.rule()) || action == ChangeAction.ASSIGN) { // who assigns it is in no conflict
            return;
        }
        String words = Labels.of(action) + " by " + session.actor().person() + ", account "
                + session.actor().id() + ": " + refused.rule();
        LOG.warn("Refused {} on change {}: {}", Labels.of(action), id, refused.rule());
        if (desk.kernel().store().unitOfWork().isActive()) {
            return;
        }
        try {
            desk.act(session.asSystem(RULE), id, ChangeAction.NOTE_CONFLICT, Said.NOTHING, (change, step) -> {
                step.say(words);
                return change;
            });
        } catch (RuntimeException failed) { // the refusal is what the caller has to know
            refused.addSuppressed(failed);
        }
    }
}
