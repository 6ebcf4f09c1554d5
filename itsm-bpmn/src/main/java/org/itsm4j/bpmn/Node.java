package org.itsm4j.bpmn;

import java.util.Optional;

/** A point of a diagram that flows connect. */
sealed interface Node {
    String id();

    String name();

    int line();

    /** Where a ticket can stand: a stage that waits, or an end. */
    sealed interface Stand extends Node {
        /** The state of the contract it means, by name. */
        Optional<String> state();
    }

    /** Where a ticket comes in. */
    record Start(String id, String name, int line) implements Node {}

    /** Where a ticket waits for its next action; drawn as a user task. */
    record Stage(String id, String name, Optional<String> state, int line) implements Stand {}

    /** Where a ticket is done. */
    record End(String id, String name, Optional<String> state, int line) implements Stand {}

    /** Takes the first way whose condition holds, else the default one. */
    record Gateway(String id, String name, Optional<String> defaultFlow, int line) implements Node {}

    /** Rings when a ticket has been at a stage for a while; drawn as a boundary event. */
    record Timer(String id, String name, String stage, String action, Delay delay, int line) implements Node {}
}
