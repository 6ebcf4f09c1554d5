package org.itsm4j.lifecycle.internal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketRef;

/** The small commands of several practices: what is said with an action, as it is validated and compared. */
public final class Said {
    /** Nothing. */
    public static final Bare NOTHING = new Bare();

    private Said() {}

    /**
     * A few words.
     *
     * @param reason up to {@link Limits#REASON} characters
     */
    public record Words(@NotNull @Text(max = Limits.REASON) String reason) {}

    /**
     * Words, at length.
     *
     * @param text up to {@link Limits#TEXT} characters
     */
    public record LongWords(
            @NotNull @Text(max = Limits.TEXT) String text) {}

    /**
     * The name of a person.
     *
     * @param person up to {@link Limits#NAME} characters
     */
    public record Person(@NotNull @Text(max = Limits.NAME) String person) {}

    /**
     * To whom a ticket is given away.
     *
     * @param to who gets it
     * @param reason why
     */
    public record Transfer(
            @NotNull @Valid Assignment to,
            @NotNull @Text(max = Limits.REASON) String reason) {}

    /**
     * Which way to go.
     *
     * @param way the fact {@code way}, for the diagram to read
     */
    public record Way(Optional<@Text(max = Limits.NAME) String> way) {}

    /** Nothing at all. */
    public record Bare() {}

    /** Values of custom fields, all of them as one text. */
    record Values(String text) {}

    /** Which task. */
    record OnTask(@NotNull @Text(max = Limits.ELEMENT) String task, Optional<@Valid Note> note) {}

    /** How one ticket stands to another. */
    record Tie(RelationType type, TicketRef other) {}
}
