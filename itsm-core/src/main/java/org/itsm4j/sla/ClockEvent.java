package org.itsm4j.sla;

import java.time.Instant;

/** Something that happened to a clock. All a clock says follows from these, in their order. */
public sealed interface ClockEvent {
    /** @return when it took effect */
    Instant at();

    /**
     * It was set going.
     *
     * @param at when
     * @param start from when it counts; not after that
     * @param version of the policies
     * @param policy the policy's name
     * @param promise what is promised
     */
    record Attached(Instant at, Instant start, int version, String policy, Promise promise) implements ClockEvent {}

    /**
     * It began to wait, or waits for something else now.
     *
     * @param at when
     * @param reason for what: a hold reason, a state, another group
     */
    record Paused(Instant at, String reason) implements ClockEvent {}

    /**
     * It went on.
     *
     * @param at when
     */
    record Resumed(Instant at) implements ClockEvent {}

    /**
     * It has another promise or another calendar from now on.
     *
     * @param at when
     * @param version of the policies
     * @param policy the policy's name
     * @param promise what is promised
     * @param target what becomes of what it has counted
     * @param calendar how what lies before is measured
     */
    record Retargeted(
            Instant at, int version, String policy, Promise promise, TargetChange target, CalendarChange calendar)
            implements ClockEvent {}

    /**
     * What was promised has happened.
     *
     * @param at when
     */
    record Stopped(Instant at) implements ClockEvent {}

    /**
     * Its ticket was reopened, and it goes on.
     *
     * @param at when
     * @param rule how
     */
    record Reopened(Instant at, ReopenRule rule) implements ClockEvent {}

    /**
     * It does not count any more.
     *
     * @param at when
     * @param why in one word
     * @param by the account
     */
    record Cancelled(Instant at, String why, String by) implements ClockEvent {}

    /**
     * A threshold was reached.
     *
     * @param at when
     * @param threshold its label
     * @param noticed when that was noticed
     */
    record Reached(Instant at, String threshold, Instant noticed) implements ClockEvent {}

    /**
     * A threshold lay in the past already when the clock got its target.
     *
     * @param at when it would have been reached
     * @param threshold its label
     * @param noticed when that was noticed
     */
    record Skipped(Instant at, String threshold, Instant noticed) implements ClockEvent {}
}
