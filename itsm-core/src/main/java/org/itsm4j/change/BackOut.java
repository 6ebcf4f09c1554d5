package org.itsm4j.change;

import java.util.Objects;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * How a change is undone if it goes wrong.
 *
 * @param text the steps, 1 to {@link Limits#TEXT} characters
 * @param tested whether somebody has tried them; a change cannot be submitted before
 */
public record BackOut(String text, boolean tested) {
    /**
     * @throws org.itsm4j.error.InvalidInputException if the text is blank or too long
     */
    public BackOut {
        Text.Rule.require("BackOut", "text", Objects.requireNonNull(text, "text"), Limits.TEXT);
    }

    /**
     * @param text the steps
     * @return a back-out that was tried
     * @throws org.itsm4j.error.InvalidInputException if the text is blank or too long
     */
    public static BackOut tested(String text) {
        return new BackOut(text, true);
    }

    /**
     * @param text the steps
     * @return a back-out that nobody has tried yet
     * @throws org.itsm4j.error.InvalidInputException if the text is blank or too long
     */
    public static BackOut untested(String text) {
        return new BackOut(text, false);
    }

    /** Lengths, not contents. */
    @Override
    public String toString() {
        return "BackOut[" + text.length() + " characters, " + (tested ? "tested" : "untested") + "]";
    }
}
