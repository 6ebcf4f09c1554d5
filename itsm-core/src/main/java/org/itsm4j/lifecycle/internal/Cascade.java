package org.itsm4j.lifecycle.internal;

import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;

/**
 * How many tickets of other practices may still follow from one command, in its transaction: {@link Limits#CASCADE} altogether,
 * however many tickets they follow by. Not thread-safe: it lives as long as the command.
 */
public final class Cascade {
    private final Ticket<?> top;
    private int left = Limits.CASCADE;

    /** @param top the ticket whose command the others follow */
    public Cascade(Ticket<?> top) {
        this.top = top;
    }

    /** @return how many more may follow; 0 or more */
    public int left() {
        return left;
    }

    /**
     * Lets tickets follow.
     *
     * @param tickets how many; 0 or more
     * @param rule the rule that is broken if they are too many
     * @param which what they are, for the error
     * @throws RuleViolationException if they are more than are left; then nothing of the command happens
     */
    public void follow(int tickets, String rule, String which) {
        if (tickets > left) {
            throw new RuleViolationException(
                    top.label(),
                    rule,
                    "more than " + Limits.CASCADE + " tickets would follow in one cascade, with " + which
                            + "; allowed: resume or unrelate some of them first, in bulk");
        }
        left -= tickets;
    }
}
