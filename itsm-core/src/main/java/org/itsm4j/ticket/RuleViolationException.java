package org.itsm4j.ticket;

import org.itsm4j.error.ItsmException;

/** The contract has the step, but a rule of the practice forbids it as things are. Nothing has happened. */
public final class RuleViolationException extends ItsmException {
    private static final long serialVersionUID = 1L;
    private final String subject;
    private final String rule;

    /**
     * @param subject the ticket, as people call it
     * @param rule the rule's short name, such as {@code reopenWindow}; stable, for programs
     * @param message what was asked, what is true, what would be allowed
     */
    public RuleViolationException(String subject, String rule, String message) {
        super(subject + ": " + message);
        this.subject = subject;
        this.rule = rule;
    }

    /** @return the ticket, as people call it */
    public String subject() {
        return subject;
    }

    /** @return the rule's short name; stable */
    public String rule() {
        return rule;
    }
}
