package org.itsm4j.ticket;

/** The practices that have tickets, with the prefix of their numbers. */
public enum TicketKind {
    /** An unplanned interruption or loss of quality of a service. */
    INCIDENT("INC");

    private final String prefix;

    TicketKind(String prefix) {
        this.prefix = prefix;
    }

    /** @return the start of its numbers */
    public String prefix() {
        return prefix;
    }

    /** @return how the practice is called in text and in diagrams, such as {@code incident} */
    public String label() {
        return Labels.of(this);
    }
}
