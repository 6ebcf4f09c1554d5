package org.itsm4j.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketRef;

/**
 * Moves tickets within the contract. {@link ContractWorkflow} runs the contract as it is; {@code FlowableWorkflow} runs
 * BPMN diagrams. Implementations are thread-safe. All moves happen inside the active {@link UnitOfWork}: what a workflow
 * writes commits or rolls back with the ticket.
 */
public interface Workflow extends AutoCloseable {
    /**
     * Called once, when the library is built.
     *
     * @param host what the workflow works for
     * @throws org.itsm4j.error.ConfigurationException if it cannot work with it
     */
    void open(Host host);

    /**
     * @param move the step that creates the ticket
     * @return where it starts
     */
    Arrival start(Move move);

    /**
     * @param from where the ticket stands
     * @param move the step
     * @return where it stands then
     * @throws org.itsm4j.spi.StaleTicketException if the token has moved meanwhile
     */
    Arrival move(Place from, Move move);

    /**
     * @param contract the law
     * @param place where a ticket stands
     * @return the labels of the moving actions that the diagram offers there
     */
    Set<String> offers(Contract<?, ?> contract, Place place);

    /**
     * Something has changed that a timer may have waited for, such as the review before closing: a timer that has rung where
     * the ticket stands, and was refused, rings again at the next occasion. Nothing by default, for workflows whose refused
     * timers stay due.
     *
     * @param ticket which ticket
     * @param place where it stands
     * @throws org.itsm4j.spi.StaleTicketException if the token has moved meanwhile
     */
    default void askAgain(TicketRef ticket, Place place) {
        // whoever overrides it has timers that wait after a refusal
    }

    /** Stops its own threads and releases what it holds; not what it was given. */
    @Override
    void close();

    /** What a workflow works for. */
    interface Host {
        /** @return the transaction that moves happen in */
        UnitOfWork unitOfWork();

        /** @return the only clock */
        Clock clock();

        /** @return the law of each lifecycle */
        List<Contract<?, ?>> contracts();

        /**
         * A timer of a diagram has fired: gives the command it stands for, as the system, in the active transaction or
         * one of its own. A ticket that has moved on meanwhile is left alone.
         *
         * @param tenant whose ticket
         * @param ticket which ticket
         * @param action the label of the action
         * @param timer the timer, handed back in {@link Move#timer()}
         * @return whether the command took place
         */
        boolean timerFired(Tenant tenant, TicketRef ticket, String action, Optional<String> timer);

        /**
         * Does what has become due: follow-ups, timers of the built-in workflow.
         *
         * @return how many tickets were acted on
         */
        int runDueWork();
    }
}
