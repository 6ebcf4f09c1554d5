package org.itsm4j.sla;

import java.util.Objects;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.internal.Names;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Priority;

/**
 * What is done when a threshold is reached. Each is a command of the system, in the transaction that marks the threshold;
 * if the ticket refuses one, the timeline says so and the threshold is marked all the same: a step before it in the list runs
 * once more then, with the same {@link org.itsm4j.lifecycle.StepContext#key()}. If a step or a notifier of the host fails,
 * nothing of that threshold is done or marked, the ticket's other thresholds go on, and it is tried again the next time.
 *
 * <p>A command that ends the clock's cycle, or gives it another target, before the sweep came by does all this first. There
 * is no next time then: what fails is said on the timeline, as what is refused. In a transaction of the host's own nothing
 * can be tried and taken back: there steps are not run, which the timeline says, and what is refused or fails is thrown.
 */
public sealed interface Escalation {
    /**
     * Tells somebody, by {@link org.itsm4j.spi.Notifier}.
     *
     * @param whom a person, a group, a channel: what the host's notifier understands
     */
    record Notify(String whom) implements Escalation {
        /** Refuses what is no name. */
        public Notify {
            requireName("Notify", "whom", whom);
        }
    }

    /**
     * Gives the ticket to another group or person.
     *
     * @param to to whom
     */
    record Reassign(Assignment to) implements Escalation {
        /** Refuses what no ticket could be assigned to. */
        public Reassign {
            requireAssignment("Reassign", to);
        }
    }

    /**
     * Raises its priority; does nothing if it is as high already.
     *
     * @param to how far
     */
    record RaisePriority(Priority to) implements Escalation {
        /** Refuses null. */
        public RaisePriority {
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * Lets a person follow it.
     *
     * @param person who
     */
    record AddWatcher(String person) implements Escalation {
        /** Refuses what is no name. */
        public AddWatcher {
            requireName("AddWatcher", "person", person);
        }
    }

    /**
     * Runs a step that was registered with {@code Itsm.Builder.step}.
     *
     * @param handler its name
     */
    record RunStep(String handler) implements Escalation {
        /** Refuses what is no name. */
        public RunStep {
            requireName("RunStep", "handler", handler);
        }
    }

    /**
     * Gives it to those who know more: the contract's {@code escalate}.
     *
     * @param to to whom
     */
    record Functional(Assignment to) implements Escalation {
        /** Refuses what no ticket could be assigned to. */
        public Functional {
            requireAssignment("Functional", to);
        }
    }

    /**
     * Takes it up the line of management: the person is told and follows the ticket from now on.
     *
     * @param manager who
     */
    record Hierarchical(String manager) implements Escalation {
        /** Refuses what is no name. */
        public Hierarchical {
            requireName("Hierarchical", "manager", manager);
        }
    }

    private static void requireName(String what, String parameter, String name) {
        if (Names.require(what, parameter, name).chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(what + " names somebody without control characters");
        }
    }

    private static void requireAssignment(String what, Assignment to) {
        Names.require(what, "group", Objects.requireNonNull(to, "to").group());
        to.agent().ifPresent(agent -> Names.require(what, "agent", agent));
    }
}
