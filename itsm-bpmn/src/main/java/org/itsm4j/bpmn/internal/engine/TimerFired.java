package org.itsm4j.bpmn.internal.engine;

/** Called inside the transaction of a timer's job. */
@FunctionalInterface
interface TimerFired {
    /**
     * @return whether the ticket was there and did what was asked; what it throws rolls everything back
     */
    boolean fired(BusinessKey ticket, Ring ring);
}
