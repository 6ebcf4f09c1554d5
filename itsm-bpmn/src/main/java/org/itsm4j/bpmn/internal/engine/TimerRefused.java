package org.itsm4j.bpmn.internal.engine;

/** A timer rang and its ticket did not move: the job's transaction is rolled back, and the timer asks again later. */
final class TimerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimerRefused(BusinessKey ticket, Ring ring) {
        super("the timer " + ring.timer() + " of " + ticket + " was refused what it asks for", null, false, false);
    }
}
