package org.itsm4j.examples.quickstart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The one clock of the tour: it stands still and is moved for the story, then it runs. Thread-safe. */
final class MovableClock extends Clock {
    private final AtomicReference<Clock> current = new AtomicReference<>(Clock.systemUTC());

    void stopAt(Instant instant) {
        current.set(Clock.fixed(instant, ZoneOffset.UTC));
    }

    void tick(Duration duration) {
        current.updateAndGet(clock -> Clock.fixed(clock.instant().plus(duration), ZoneOffset.UTC));
    }

    void run() {
        current.set(Clock.systemUTC());
    }

    @Override
    public Instant instant() {
        return current.get().instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return current.get().withZone(zone);
    }
}
