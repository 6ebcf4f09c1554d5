package org.itsm4j.ticket;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.itsm4j.error.InvalidInputException;

/**
 * Where a page ended: the sort value and id of its last ticket. The next page starts behind it, whatever was added or
 * changed meanwhile (keyset paging). {@link #toString()} and {@link #of} carry it through a web page.
 *
 * @param sortValue the last ticket's value of the field sorted by
 * @param id the last ticket
 */
public record Cursor(Object sortValue, TicketId id) {
    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if it is a text or instant that no store could compare with
     */
    public Cursor {
        Objects.requireNonNull(sortValue, "sortValue");
        Objects.requireNonNull(id, "id");
        if (sortValue instanceof String text) {
            Text.Rule.require("Search", "after", text, Limits.NAME);
        } else if (sortValue instanceof Instant moment) {
            Limits.require("Search", "after", moment);
        }
    }

    /**
     * @param text what {@link #toString()} gave
     * @param field the field the search sorts by
     * @return the cursor
     * @throws InvalidInputException if it is not a cursor of a search sorted by that field
     */
    public static Cursor of(String text, Field<?> field) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(field, "field");
        try {
            if (text.length() <= Limits.TOKEN) {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                int end = plain.indexOf('|');
                TicketId id = TicketId.of(plain.substring(0, Math.max(0, end)));
                return new Cursor(parse(plain.substring(end + 1), field.type()), id);
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new InvalidInputException("Search", "after", "a cursor of a search sorted by " + field.name());
        }
        throw new InvalidInputException("Search", "after", "at most " + Limits.TOKEN + " characters");
    }

    private static Object parse(String value, Class<?> type) {
        if (type == Instant.class) {
            return Instant.parse(value);
        }
        if (type == Integer.class) {
            return Integer.valueOf(value);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such constant"));
        }
        return value;
    }

    @Override
    public String toString() {
        String value = sortValue instanceof Enum<?> constant ? constant.name() : sortValue.toString();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((id + "|" + value).getBytes(StandardCharsets.UTF_8));
    }
}
