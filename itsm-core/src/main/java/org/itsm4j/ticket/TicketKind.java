package org.itsm4j.ticket;

import java.util.Arrays;

/** The practices that have tickets, with the prefix of their numbers. */
public enum TicketKind {
    /** An unplanned interruption or loss of quality of a service. */
    INCIDENT("INC"),
    /** A cause, or a possible cause, of one or more incidents. */
    PROBLEM("PRB"),
    /** Something added, changed or taken away that could have an effect on services. */
    CHANGE("CHG");

    private final String prefix;

    TicketKind(String prefix) {
        this.prefix = prefix;
    }

    /**
     * @param label what {@link #label()} has said
     * @return that kind
     * @throws IllegalArgumentException if no kind is called so
     */
    public static TicketKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No kind of ticket is called " + label));
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
