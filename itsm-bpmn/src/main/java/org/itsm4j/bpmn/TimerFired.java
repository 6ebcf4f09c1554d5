package org.itsm4j.bpmn;

/** Called inside the transaction of a timer's job. */
@FunctionalInterface
interface TimerFired {
    /**
     * @return whether the ticket has moved; what it throws rolls everything back
     */
    boolean fired(BusinessKey ticket, String action, String timer);
}
