package org.itsm4j.bpmn;

/** A timer rang and its ticket did not move: the job's transaction is rolled back, and the timer asks again later. */
final class TimerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimerRefused(BusinessKey ticket, String timer, String action) {
        super("the timer " + timer + " of " + ticket + " was refused its action " + action, null, false, false);
    }
}
