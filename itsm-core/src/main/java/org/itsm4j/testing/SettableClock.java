package org.itsm4j.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until it is moved: weeks of a lifecycle pass in a test of milliseconds. Thread-safe. */
public final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * @param start where it stands, such as {@code 2026-03-02T09:00:00Z}
     * @return a clock that stands there
     */
    public static SettableClock at(String start) {
        return new SettableClock(new AtomicReference<>(Instant.parse(start)), ZoneOffset.UTC);
    }

    /**
     * @param duration by how much to move it; may be negative
     * @return the new moment
     */
    public Instant tick(Duration duration) {
        return now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(this.zone) ? this : new SettableClock(now, zone);
    }
}
