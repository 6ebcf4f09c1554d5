package org.itsm4j.change;

import java.util.Objects;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What became of one step of the implementation.
 *
 * @param task the step, in a line of up to {@link Limits#LINE} characters
 * @param status whether it was done
 * @param note what there is to say; up to {@link Limits#REASON} characters, may be empty
 */
public record TaskResult(String task, Status status, String note) {
    /** Whether a step was done. */
    public enum Status {
        /** It was. */
        DONE,
        /** It was tried, and failed. */
        FAILED,
        /** It was not tried. */
        SKIPPED
    }

    /**
     * @throws org.itsm4j.error.InvalidInputException if a text is too long, or the step is blank
     */
    public TaskResult {
        Text.Rule.require("TaskResult", "task", Objects.requireNonNull(task, "task"), Limits.LINE);
        Objects.requireNonNull(status, "status");
        if (!Objects.requireNonNull(note, "note").isEmpty()) {
            Text.Rule.require("TaskResult", "note", note, Limits.REASON);
        }
    }

    /**
     * @param task the step
     * @return that it was done
     * @throws org.itsm4j.error.InvalidInputException as of the constructor
     */
    public static TaskResult done(String task) {
        return new TaskResult(task, Status.DONE, "");
    }

    /**
     * @param task the step
     * @param note why
     * @return that it failed
     * @throws org.itsm4j.error.InvalidInputException as of the constructor
     */
    public static TaskResult failed(String task, String note) {
        return new TaskResult(task, Status.FAILED, note);
    }

    /** Its status, not its texts. */
    @Override
    public String toString() {
        return "TaskResult[" + status + "]";
    }
}
