package org.itsm4j.sla;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How far a service was there in a period.
 *
 * @param service the service
 * @param promised in percent
 * @param agreed the working time of the period, up to now if it is not over
 * @param down how much of it the service was not there: the time of all its tickets together, each moment once
 * @param tickets how many clocks were looked at
 */
public record Availability(String service, BigDecimal promised, Duration agreed, Duration down, int tickets) {
    /** @return the share of the agreed time that it was there, in percent; 100 if no time was agreed */
    public double percent() {
        return agreed.isZero() ? 100 : 100.0 - 100.0 * down.toMillis() / agreed.toMillis();
    }

    /** @return whether that is what was promised, exactly */
    public boolean met() {
        BigDecimal lost = BigDecimal.valueOf(down.toNanos() / 1_000).multiply(BigDecimal.valueOf(100));
        BigDecimal allowed =
                BigDecimal.valueOf(100).subtract(promised).multiply(BigDecimal.valueOf(agreed.toNanos() / 1_000));
        return lost.compareTo(allowed) <= 0;
    }
}
