package org.itsm4j.sla;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketId;

/**
 * Where a page of clocks ended. The next page starts behind it. {@link #toString()} and {@link #of} carry it through a web
 * page.
 *
 * @param at the due instant of the last clock; of due work, the alarm of the last ticket
 * @param ticket its ticket
 * @param slot its slot
 * @param cycle its cycle
 */
public record ClockCursor(Instant at, TicketId ticket, String slot, int cycle) {
    private static final int LONGEST = 700;

    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if it is a text or instant that no store could compare with
     */
    public ClockCursor {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(slot, "slot");
        Limits.require("ClockSearch", "after", at);
        Text.Rule.require("ClockSearch", "after", slot, Limits.SLOT);
    }

    /**
     * @param text what {@link #toString()} gave
     * @return the cursor
     * @throws InvalidInputException if it is none
     */
    public static ClockCursor of(String text) {
        Objects.requireNonNull(text, "text");
        try {
            if (text.length() <= LONGEST) {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 4);
                if (parts.length == 4) {
                    return new ClockCursor(
                            Instant.parse(parts[0]), TicketId.of(parts[1]), parts[3], Integer.parseInt(parts[2]));
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidInputException("ClockSearch", "after", "a cursor of a list of clocks");
        }
        throw new InvalidInputException("ClockSearch", "after", "a cursor of a list of clocks");
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + "|" + ticket + "|" + cycle + "|" + slot).getBytes(StandardCharsets.UTF_8));
    }
}
