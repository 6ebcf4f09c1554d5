package org.itsm4j.sla.internal;

import java.util.Optional;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.SlaClock.Milestone;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.ticket.Priority;

/** Clocks as they are kept. */
final class Records {
    private Records() {}

    static ClockRecord of(FoldedClock clock, Circumstances circumstances, boolean current) {
        return of(
                clock,
                current,
                circumstances.attributes().priority(),
                circumstances.attributes().service());
    }

    /** The same clock, of a ticket that has not changed. */
    static ClockRecord of(FoldedClock clock, ClockRecord before) {
        return of(clock, before.current(), before.priority(), before.service());
    }

    private static ClockRecord of(
            FoldedClock clock, boolean current, Optional<Priority> priority, Optional<String> service) {
        return new ClockRecord(
                clock.ticket(),
                clock.slot(),
                clock.cycle(),
                current,
                clock.version(),
                clock.policy().name(),
                priority,
                service,
                clock.status(),
                clock.start(),
                clock.due(),
                clock.alarms().findFirst().map(Milestone::at),
                clock.stoppedAt(),
                clock.status() == ClockStatus.STOPPED && clock.breached(),
                ClockText.write(clock.events()));
    }

    static ClockRecord past(ClockRecord record) {
        return new ClockRecord(
                record.ticket(),
                record.slot(),
                record.cycle(),
                false,
                record.version(),
                record.policy(),
                record.priority(),
                record.service(),
                record.status(),
                record.startedAt(),
                record.dueAt(),
                record.alarmAt(),
                record.stoppedAt(),
                record.breached(),
                record.history());
    }
}
