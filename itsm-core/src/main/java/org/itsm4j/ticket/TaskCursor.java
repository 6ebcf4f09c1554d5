package org.itsm4j.ticket;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;

/**
 * Where a page of open tasks ended. The next page starts behind it, whatever was opened or done meanwhile (keyset paging).
 * {@link #toString()} and {@link #of} carry it through a web page.
 *
 * @param openedAt when the last task was opened
 * @param ticket its ticket
 * @param task its element
 */
public record TaskCursor(Instant openedAt, TicketId ticket, String task) {
    private static final int LONGEST = 600;

    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if it is a text or instant that no store could compare with
     */
    public TaskCursor {
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(task, "task");
        Limits.require("Tasks", "after", openedAt);
        Text.Rule.require("Tasks", "after", task, Limits.ELEMENT);
    }

    /**
     * @param text what {@link #toString()} gave
     * @return the cursor
     * @throws InvalidInputException if it is none
     */
    public static TaskCursor of(String text) {
        Objects.requireNonNull(text, "text");
        try {
            if (text.length() <= LONGEST) {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 3);
                if (parts.length == 3) {
                    return new TaskCursor(Instant.parse(parts[0]), TicketId.of(parts[1]), parts[2]);
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidInputException("Tasks", "after", "a cursor of a list of tasks");
        }
        throw new InvalidInputException("Tasks", "after", "a cursor of a list of tasks");
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((openedAt + "|" + ticket + "|" + task).getBytes(StandardCharsets.UTF_8));
    }
}
