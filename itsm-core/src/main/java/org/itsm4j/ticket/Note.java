package org.itsm4j.ticket;

import jakarta.validation.constraints.NotNull;

/**
 * Something to write down on a ticket. Text, never markup.
 *
 * @param text up to {@link Limits#TEXT} characters
 * @param visibility who may read it
 */
public record Note(
        @NotNull @Text(max = Limits.TEXT) String text,
        @NotNull Visibility visibility) {
    /**
     * @param text what to write
     * @return a note for staff
     */
    public static Note internal(String text) {
        return new Note(text, Visibility.INTERNAL);
    }

    /**
     * @param text what to write
     * @return a note that the requester reads too
     */
    public static Note toRequester(String text) {
        return new Note(text, Visibility.PUBLIC);
    }
}
