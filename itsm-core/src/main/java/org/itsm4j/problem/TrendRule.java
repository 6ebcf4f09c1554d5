package org.itsm4j.problem;

import java.time.Duration;
import java.util.Objects;
import org.itsm4j.error.ConfigurationException;

/**
 * When like incidents suggest a problem: at least so many, logged within the window up to now, about the same
 * configuration item, service or category.
 *
 * @param count how many, 2 to 10,000
 * @param window how far back, 1 minute to 10 years
 */
public record TrendRule(int count, Duration window) {
    /**
     * Checks the ranges.
     *
     * @throws ConfigurationException if one is out of range
     */
    public TrendRule {
        Objects.requireNonNull(window, "window");
        if (count < 2 || count > 10_000) {
            throw new ConfigurationException("The count of a trend is 2 to 10000, got " + count);
        }
        if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofDays(3_650)) > 0) {
            throw new ConfigurationException("The window of a trend is 1 minute to 3650 days, got " + window);
        }
    }
}
