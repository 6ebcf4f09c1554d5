package org.itsm4j.sla.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.Selection;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.UnreachableTargetException;
import org.itsm4j.sla.WorkCalendar;

/**
 * What a clock follows.
 *
 * @param version of the policies
 * @param policy the policy
 * @param target the target
 * @param promise what is promised
 * @param calendar the calendar it counts by
 */
record Terms(int version, SlaPolicy policy, SlaTarget target, Promise promise, WorkCalendar calendar) {

    static Terms of(SlaPolicies policies, Selection selection) {
        return new Terms(
                policies.version(),
                selection.policy(),
                selection.target(),
                selection.promise(),
                policies.calendar(selection.policy()));
    }

    String slot() {
        return policy.slot(target.metric());
    }

    /** An agreed instant comes when it comes. */
    boolean isFixed() {
        return promise instanceof Promise.At;
    }

    /** The working time promised to a clock that counts from there; none for what comes when it comes. */
    Optional<Duration> promised(Instant start) {
        try {
            if (promise instanceof Promise.Within within) {
                return Optional.of(within.working());
            }
            if (promise instanceof Promise.WorkingDays days) {
                return Optional.of(calendar.elapsed(start, calendar.endOfWorkingDay(start, days.days())));
            }
            return Optional.empty();
        } catch (UnreachableTargetException e) {
            return Optional.empty(); // the calendar's own days have run out: there is no due instant to tell
        }
    }
}
