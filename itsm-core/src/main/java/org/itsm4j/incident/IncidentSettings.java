package org.itsm4j.incident;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Holds;
import org.itsm4j.ticket.CategoryTree;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.PriorityMatrix;
import org.itsm4j.ticket.Urgency;

/**
 * How a tenant handles incidents. Immutable; the methods return a new one. {@link #standard()}: the three-by-three
 * matrix, any category, the five built-in hold reasons, MEDIUM impact and urgency unless told, reopening by the
 * requester for 14 days, closing by itself 5 days after resolution.
 */
public final class IncidentSettings {
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final IncidentSettings STANDARD = new IncidentSettings(
            PriorityMatrix.standard(),
            CategoryTree.open(),
            Holds.builtIn(),
            Impact.MEDIUM,
            Urgency.MEDIUM,
            Duration.ofDays(14),
            Duration.ofDays(5));

    private final PriorityMatrix matrix;
    private final CategoryTree categories;
    private final Set<HoldReason> holdReasons;
    private final Impact defaultImpact;
    private final Urgency defaultUrgency;
    private final Duration reopenWindow;
    private final Duration autoCloseAfter;

    private IncidentSettings(
            PriorityMatrix matrix,
            CategoryTree categories,
            Set<HoldReason> holdReasons,
            Impact defaultImpact,
            Urgency defaultUrgency,
            Duration reopenWindow,
            Duration autoCloseAfter) {
        this.matrix = matrix;
        this.categories = categories;
        this.holdReasons = holdReasons;
        this.defaultImpact = defaultImpact;
        this.defaultUrgency = defaultUrgency;
        this.reopenWindow = reopenWindow;
        this.autoCloseAfter = autoCloseAfter;
        try {
            matrix.priority(defaultImpact, defaultUrgency);
        } catch (InvalidInputException e) {
            throw new ConfigurationException("The default impact and urgency must be in the priority matrix", e);
        }
    }

    /** @return the settings of a tenant that says nothing */
    public static IncidentSettings standard() {
        return STANDARD;
    }

    /**
     * @param priorityMatrix impact times urgency to priority
     * @param impact the impact of incidents that name none; in the matrix
     * @param urgency the urgency of incidents that name none; in the matrix
     * @return these settings with it
     * @throws ConfigurationException if the matrix lacks the defaults
     */
    public IncidentSettings priorities(PriorityMatrix priorityMatrix, Impact impact, Urgency urgency) {
        Objects.requireNonNull(priorityMatrix, "priorityMatrix");
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(urgency, "urgency");
        return new IncidentSettings(
                priorityMatrix, categories, holdReasons, impact, urgency, reopenWindow, autoCloseAfter);
    }

    /**
     * @param tree the categories there are
     * @return these settings with it
     */
    public IncidentSettings categories(CategoryTree tree) {
        return new IncidentSettings(
                matrix,
                Objects.requireNonNull(tree, "tree"),
                holdReasons,
                defaultImpact,
                defaultUrgency,
                reopenWindow,
                autoCloseAfter);
    }

    /**
     * @param name a further reason to put an incident on hold: up to 40 upper-case letters, digits and underscores
     * @return these settings with it
     * @throws ConfigurationException if the name has other characters
     */
    public IncidentSettings holdReason(String name) {
        return new IncidentSettings(
                matrix,
                categories,
                Holds.with(holdReasons, name),
                defaultImpact,
                defaultUrgency,
                reopenWindow,
                autoCloseAfter);
    }

    /**
     * @param window how long after resolution the requester may reopen; zero to 10 years
     * @return these settings with it
     * @throws ConfigurationException if it is out of range
     */
    public IncidentSettings reopenWindow(Duration window) {
        return new IncidentSettings(
                matrix,
                categories,
                holdReasons,
                defaultImpact,
                defaultUrgency,
                ranged("reopenWindow", Objects.requireNonNull(window, "window"), Duration.ZERO),
                autoCloseAfter);
    }

    /**
     * @param after how long after resolution an incident closes by itself; 1 second to 10 years, elapsed time
     * @return these settings with it
     * @throws ConfigurationException if it is out of range
     */
    public IncidentSettings autoCloseAfter(Duration after) {
        return new IncidentSettings(
                matrix,
                categories,
                holdReasons,
                defaultImpact,
                defaultUrgency,
                reopenWindow,
                ranged("autoCloseAfter", Objects.requireNonNull(after, "after"), Duration.ofSeconds(1)));
    }

    private static Duration ranged(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(name + " is " + least + " to " + LONGEST + ", got " + value);
        }
        return value;
    }

    /** @return impact times urgency to priority */
    public PriorityMatrix matrix() {
        return matrix;
    }

    /** @return the categories there are */
    public CategoryTree categories() {
        return categories;
    }

    /** @return the reasons to put an incident on hold */
    public Set<HoldReason> holdReasons() {
        return holdReasons;
    }

    /** @return the impact of incidents that name none */
    public Impact defaultImpact() {
        return defaultImpact;
    }

    /** @return the urgency of incidents that name none */
    public Urgency defaultUrgency() {
        return defaultUrgency;
    }

    /** @return how long after resolution the requester may reopen */
    public Duration reopenWindow() {
        return reopenWindow;
    }

    /** @return how long after resolution an incident closes by itself */
    public Duration autoCloseAfter() {
        return autoCloseAfter;
    }
}
