package org.itsm4j.sla.internal;

import java.util.List;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.ticket.FieldChange;

/**
 * What clocks make of a command.
 *
 * @param serviceLevels the version of the policies that the ticket is under
 * @param changes what the timeline is to say of them
 * @param write writes them, once the ticket is written
 * @param notices whom to tell, in the same transaction
 * @param overdue whether the command ends a cycle, or changes a target, of which something was reached that nobody has noted
 */
public record Reaction(
        int serviceLevels, List<FieldChange> changes, Runnable write, List<SlaNotice> notices, boolean overdue) {
    /** Copies the lists. */
    public Reaction {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
    }

    /**
     * @param serviceLevels the version of the policies that the ticket is under
     * @return nothing
     */
    public static Reaction none(int serviceLevels) {
        return new Reaction(serviceLevels, List.of(), () -> {}, List.of(), false);
    }
}
