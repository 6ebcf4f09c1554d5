package org.itsm4j.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.spi.WorkingTime;
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
     * @param move the transition that creates the ticket
     * @return where it starts
     */
    Arrival start(Move move);

    /**
     * @param from where the ticket stands
     * @param move the transition
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
     * @param contract the law
     * @param place where a ticket stands
     * @param done the tasks, by their elements, that are done since the ticket came to this stage
     * @return the tasks that are to be open now; none if there is nothing, or nothing more, to do. None unless overridden
     */
    default List<TaskPlan> tasks(Contract<?, ?> contract, Place place, Set<String> done) {
        return List.of();
    }

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

        /** @return what the diagrams of each lifecycle may speak of */
        List<Terms> terms();

        /** @return counts working time for timers that name a calendar */
        WorkingTime workingTime();

        /**
         * A timer of a diagram has fired: gives the command it stands for, as the system, in the active transaction or
         * one of its own. A ticket that has moved on meanwhile is left alone.
         *
         * @param tenant whose ticket
         * @param ticket which ticket
         * @param action the label of the action
         * @param timer the timer, handed back in {@link Move#timer()}
         * @param data what the timer says with the action, by the names of the contract's {@link Transition#data()}
         * @return whether the command took place
         * @throws org.itsm4j.ticket.RuleViolationException if the action lacks a datum, or has a wrong one
         * @throws IllegalArgumentException if it is no action that a timer can give
         */
        boolean timerFired(
                Tenant tenant, TicketRef ticket, String action, Optional<String> timer, Map<String, String> data);

        /**
         * A timer that leaves the ticket where it is has fired: runs handlers as one command of the system, in the active
         * transaction or one of its own. A ticket that has moved on meanwhile is left alone.
         *
         * @param tenant whose ticket
         * @param ticket which ticket
         * @param stageId the stage the timer is on
         * @param timer the timer; the {@link StepContext#element()} of the handlers
         * @param handlers the names of the handlers, in order
         * @return whether they ran; not if the ticket stands elsewhere, or is finished
         * @throws StepFailedException if one fails; nothing has happened then
         * @throws org.itsm4j.error.ConfigurationException if there is no handler of a name
         */
        boolean stepsDue(Tenant tenant, TicketRef ticket, String stageId, String timer, List<String> handlers);

        /**
         * A ticket is to go on with another version of its diagram: writes that down as a command of the system, in the
         * active transaction or one of its own. A ticket that has moved on meanwhile is left alone.
         *
         * @param tenant whose ticket
         * @param ticket which ticket
         * @param from where it must stand
         * @param words what to write on the timeline
         * @param change puts its token into the other version, in the transaction of the command
         * @return whether it was done; not if the ticket stands elsewhere
         */
        boolean migrate(Tenant tenant, TicketRef ticket, Place from, String words, Function<Move, Arrival> change);

        /**
         * Does what has become due: follow-ups, timers of the built-in workflow.
         *
         * @return how many tickets were acted on
         */
        int runDueWork();
    }
}
