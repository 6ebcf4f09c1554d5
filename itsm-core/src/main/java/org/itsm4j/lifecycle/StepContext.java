package org.itsm4j.lifecycle;

import java.util.Optional;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Ticket;

/** What a {@link StepHandler} sees and can do. Valid during its run, on its thread; after it, nothing is taken. */
public interface StepContext {
    /**
     * @return the ticket as the command leaves it, but for its place and version, which are still those before the command
     */
    Ticket<?> ticket();

    /**
     * @param name a fact that diagrams of this lifecycle may read
     * @return its value, of the type that the fact says; empty if the ticket has none
     * @throws IllegalArgumentException if there is no such fact
     */
    Optional<?> fact(String name);

    /**
     * Writes something down: a timeline entry of its own after that of the command, by the system actor {@code step:} and
     * the handler's name, in the same transaction.
     *
     * @param note what, and who may read it
     * @throws org.itsm4j.error.InvalidInputException if its text is blank, too long, or not text a database can keep
     * @throws IllegalTransitionException if the ticket ends with this command, and so takes no note
     * @throws IllegalStateException if the run is over
     */
    void note(Note note);

    /**
     * Sets a field of the host's own on the ticket; it is part of the command, and of its timeline entry. Conditions behind
     * the step read it.
     *
     * @param field a field that was declared for the kind of ticket
     * @param value its value
     * @param <V> the type of the field
     * @throws org.itsm4j.error.InvalidInputException if the field is not declared, or does not take the value
     * @throws IllegalStateException if the run is over
     */
    <V> void set(CustomField<V> field, V value);

    /** @return the element of the diagram that runs: the step, or the timer for steps that a timer runs */
    String element();

    /**
     * A transaction that is taken back may have run steps, which run again with the next attempt. An escalation of a clock
     * keeps its key however often the ticket was written on between: it is that of the clock's slot, its cycle, the
     * threshold, how often it was reached in the cycle, and the place in its list.
     *
     * @return the same for each attempt to run this step of this command, and different for all else: for systems outside
     *     of the transaction that do the same thing once
     */
    String key();
}
