package org.itsm4j.problem;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.internal.Holds;
import org.itsm4j.ticket.CategoryTree;
import org.itsm4j.ticket.HoldReason;

/**
 * How a tenant handles problems. Immutable; the methods return a new one. {@link #standard()}: any category, the five
 * built-in hold reasons, an observation window of 30 days, and a trend from 5 like incidents within 7 days.
 */
public final class ProblemSettings {
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final ProblemSettings STANDARD = new ProblemSettings(
            CategoryTree.open(), Holds.builtIn(), Duration.ofDays(30), new TrendRule(5, Duration.ofDays(7)));

    private final CategoryTree categories;
    private final Set<HoldReason> holdReasons;
    private final Duration observationWindow;
    private final TrendRule trend;

    private ProblemSettings(
            CategoryTree categories, Set<HoldReason> holdReasons, Duration observationWindow, TrendRule trend) {
        this.categories = categories;
        this.holdReasons = holdReasons;
        this.observationWindow = observationWindow;
        this.trend = trend;
    }

    /** @return the settings of a tenant that says nothing */
    public static ProblemSettings standard() {
        return STANDARD;
    }

    /**
     * @param tree the categories there are
     * @return these settings with it
     */
    public ProblemSettings categories(CategoryTree tree) {
        return new ProblemSettings(Objects.requireNonNull(tree, "tree"), holdReasons, observationWindow, trend);
    }

    /**
     * @param name a further reason to put a problem on hold: up to 40 upper-case letters, digits and underscores
     * @return these settings with it
     * @throws ConfigurationException if the name has other characters
     */
    public ProblemSettings holdReason(String name) {
        return new ProblemSettings(categories, Holds.with(holdReasons, name), observationWindow, trend);
    }

    /**
     * @param window how long a resolved problem is watched before it closes by itself; 1 second to 10 years, elapsed time
     * @return these settings with it
     * @throws ConfigurationException if it is out of range
     */
    public ProblemSettings observationWindow(Duration window) {
        Objects.requireNonNull(window, "window");
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(
                    "observationWindow is " + Duration.ofSeconds(1) + " to " + LONGEST + ", got " + window);
        }
        return new ProblemSettings(categories, holdReasons, window, trend);
    }

    /**
     * @param rule when like incidents suggest a problem
     * @return these settings with it
     */
    public ProblemSettings trend(TrendRule rule) {
        return new ProblemSettings(categories, holdReasons, observationWindow, Objects.requireNonNull(rule, "rule"));
    }

    /** @return the categories there are */
    public CategoryTree categories() {
        return categories;
    }

    /** @return the reasons to put a problem on hold */
    public Set<HoldReason> holdReasons() {
        return holdReasons;
    }

    /** @return how long a resolved problem is watched before it closes by itself */
    public Duration observationWindow() {
        return observationWindow;
    }

    /** @return when like incidents suggest a problem */
    public TrendRule trend() {
        return trend;
    }
}
