package org.itsm4j.testing;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketRef;

/** A clock to put into a store: it runs, and has neither a due instant nor an alarm, unless told. */
final class ClockDraft {
    private final TicketRef ticket;
    private String slot = "resolution";
    private int cycle = 1;
    private boolean current = true;
    private int version = 1;
    private String policy = "standard";
    private Optional<Priority> priority = Optional.empty();
    private Optional<String> service = Optional.empty();
    private ClockStatus status = ClockStatus.RUNNING;
    private Instant startedAt = StoreContractFixture.NOON;
    private Optional<Instant> dueAt = Optional.empty();
    private Optional<Instant> alarmAt = Optional.empty();
    private Optional<Instant> stoppedAt = Optional.empty();
    private boolean breached;
    private String history = "";

    private ClockDraft(TicketRef ticket) {
        this.ticket = ticket;
    }

    static ClockDraft of(long ticket) {
        return new ClockDraft(StoreContractFixture.ref(ticket));
    }

    /** What starts as that one is. */
    static ClockDraft like(ClockRecord clock) {
        ClockDraft draft = new ClockDraft(clock.ticket());
        draft.slot = clock.slot();
        draft.cycle = clock.cycle();
        draft.current = clock.current();
        draft.version = clock.version();
        draft.policy = clock.policy();
        draft.priority = clock.priority();
        draft.service = clock.service();
        draft.status = clock.status();
        draft.startedAt = clock.startedAt();
        draft.dueAt = clock.dueAt();
        draft.alarmAt = clock.alarmAt();
        draft.stoppedAt = clock.stoppedAt();
        draft.breached = clock.breached();
        draft.history = clock.history();
        return draft;
    }

    ClockDraft slot(String value) {
        slot = value;
        return this;
    }

    ClockDraft cycle(int value) {
        cycle = value;
        return this;
    }

    ClockDraft past() {
        current = false;
        return this;
    }

    ClockDraft version(int value) {
        version = value;
        return this;
    }

    ClockDraft policy(String value) {
        policy = value;
        return this;
    }

    ClockDraft priority(Priority value) {
        priority = Optional.of(value);
        return this;
    }

    ClockDraft service(String value) {
        service = Optional.of(value);
        return this;
    }

    ClockDraft status(ClockStatus value) {
        status = value;
        return this;
    }

    ClockDraft started(Instant value) {
        startedAt = value;
        return this;
    }

    ClockDraft due(Instant value) {
        dueAt = Optional.of(value);
        return this;
    }

    ClockDraft noDue() {
        dueAt = Optional.empty();
        return this;
    }

    ClockDraft alarm(Instant value) {
        alarmAt = Optional.of(value);
        return this;
    }

    ClockDraft noAlarm() {
        alarmAt = Optional.empty();
        return this;
    }

    ClockDraft stopped(Instant value) {
        status = ClockStatus.STOPPED;
        stoppedAt = Optional.of(value);
        return this;
    }

    ClockDraft breached() {
        breached = true;
        return this;
    }

    ClockDraft history(String value) {
        history = value;
        return this;
    }

    ClockRecord made() {
        return new ClockRecord(
                ticket, slot, cycle, current, version, policy, priority, service, status, startedAt, dueAt, alarmAt,
                stoppedAt, breached, history);
    }
}
