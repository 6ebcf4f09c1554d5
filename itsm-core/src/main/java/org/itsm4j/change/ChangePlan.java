package org.itsm4j.change;

import java.util.Objects;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What is to be done, how it is undone and checked, and when.
 *
 * @param description what is changed, 1 to {@link Limits#TEXT} characters
 * @param implementation the steps, 1 to {@link Limits#TEXT} characters
 * @param backOut how it is undone
 * @param testPlan how one sees that it works, 1 to {@link Limits#TEXT} characters
 * @param window when it is to be done
 */
public record ChangePlan(String description, String implementation, BackOut backOut, String testPlan, Slot window) {
    private static final String SUBJECT = "ChangePlan";

    /**
     * @throws org.itsm4j.error.InvalidInputException if a text is blank or too long
     */
    public ChangePlan {
        Text.Rule.require(SUBJECT, "description", Objects.requireNonNull(description, "description"), Limits.TEXT);
        Text.Rule.require(
                SUBJECT, "implementation", Objects.requireNonNull(implementation, "implementation"), Limits.TEXT);
        Objects.requireNonNull(backOut, "backOut");
        Text.Rule.require(SUBJECT, "testPlan", Objects.requireNonNull(testPlan, "testPlan"), Limits.TEXT);
        Objects.requireNonNull(window, "window");
    }

    /**
     * @param other another time
     * @return this plan, then
     */
    public ChangePlan at(Slot other) {
        return new ChangePlan(description, implementation, backOut, testPlan, Objects.requireNonNull(other, "other"));
    }

    /** The window, not the texts. */
    @Override
    public String toString() {
        return "ChangePlan[" + window + ", " + backOut + "]";
    }
}
