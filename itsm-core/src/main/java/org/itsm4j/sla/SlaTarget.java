package org.itsm4j.sla;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.ticket.Priority;

/**
 * One thing that a policy promises: what starts and stops its clock, and how much time there is, by priority. Immutable;
 * the methods return a new one.
 */
public final class SlaTarget {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9-]{0,39}");
    private static final int THRESHOLDS = 20;

    private final String metric;
    private final SlaEvent start;
    private final SlaEvent stop;
    private final Since since;
    private final Set<SlaEvent> cancels;
    private final Set<SlaEvent> resets;
    private final Map<Priority, Promise> byPriority;
    private final Optional<Promise> otherwise;
    private final List<Threshold> thresholds;

    private SlaTarget(
            String metric,
            SlaEvent start,
            SlaEvent stop,
            Since since,
            Set<SlaEvent> cancels,
            Set<SlaEvent> resets,
            Map<Priority, Promise> byPriority,
            Optional<Promise> otherwise,
            List<Threshold> thresholds) {
        this.metric = metric;
        this.start = start;
        this.stop = stop;
        this.since = since;
        this.cancels = Collections.unmodifiableSet(new LinkedHashSet<>(cancels));
        this.resets = Collections.unmodifiableSet(new LinkedHashSet<>(resets));
        Map<Priority, Promise> promises = new EnumMap<>(Priority.class);
        promises.putAll(byPriority);
        this.byPriority = Collections.unmodifiableMap(promises);
        this.otherwise = otherwise;
        this.thresholds = List.copyOf(thresholds);
    }

    /** @return how soon work begins: from {@link SlaEvent#CREATED} to {@link SlaEvent#RESPONDED} */
    public static SlaTarget response() {
        return custom("response", SlaEvent.CREATED, SlaEvent.RESPONDED);
    }

    /** @return how soon service is restored: from {@link SlaEvent#CREATED} to {@link SlaEvent#RESOLVED} */
    public static SlaTarget resolution() {
        return custom("resolution", SlaEvent.CREATED, SlaEvent.RESOLVED);
    }

    /** @return how soon a request is fulfilled: from {@link SlaEvent#CREATED} to {@link SlaEvent#FULFILLED} */
    public static SlaTarget fulfilment() {
        return custom("fulfilment", SlaEvent.CREATED, SlaEvent.FULFILLED);
    }

    /**
     * @param metric what it is called: a lower-case letter, then up to 39 letters, digits and hyphens
     * @param start what starts its clock
     * @param stop what stops it
     * @return a target that promises nothing yet
     * @throws ConfigurationException if the name has other characters, or start and stop are the same
     */
    public static SlaTarget custom(String metric, SlaEvent start, SlaEvent stop) {
        if (!NAME.matcher(Objects.requireNonNull(metric, "metric")).matches()) {
            throw new ConfigurationException(
                    "A target is called by a lower-case letter, then up to 39 letters, digits and hyphens"
                            + Given.got(metric));
        }
        if (Objects.requireNonNull(start, "start").equals(Objects.requireNonNull(stop, "stop"))) {
            throw new ConfigurationException("The target " + metric + " starts and stops with " + start);
        }
        return new SlaTarget(
                metric, start, stop, Since.EVENT, Set.of(), Set.of(), Map.of(), Optional.empty(), List.of());
    }

    /**
     * @param from from when it counts
     * @return this target, counting from then
     */
    public SlaTarget since(Since from) {
        return new SlaTarget(
                metric,
                start,
                stop,
                Objects.requireNonNull(from, "from"),
                cancels,
                resets,
                byPriority,
                otherwise,
                thresholds);
    }

    /**
     * @param event what makes its clock count no more, in no report; a ticket that is cancelled does so anyway
     * @return this target, with it
     */
    public SlaTarget cancelledBy(SlaEvent event) {
        return new SlaTarget(
                metric, start, stop, since, with(cancels, event), resets, byPriority, otherwise, thresholds);
    }

    /**
     * @param event what ends the running cycle as cancelled and begins another
     * @return this target, with it
     */
    public SlaTarget resetBy(SlaEvent event) {
        return new SlaTarget(
                metric, start, stop, since, cancels, with(resets, event), byPriority, otherwise, thresholds);
    }

    private static Set<SlaEvent> with(Set<SlaEvent> events, SlaEvent event) {
        Set<SlaEvent> more = new LinkedHashSet<>(events);
        more.add(Objects.requireNonNull(event, "event"));
        return more;
    }

    /**
     * @param priority a priority
     * @param promise what is promised for it
     * @return this target, promising that
     */
    public SlaTarget promise(Priority priority, Promise promise) {
        Map<Priority, Promise> more = new EnumMap<>(Priority.class);
        more.putAll(byPriority);
        more.put(Objects.requireNonNull(priority, "priority"), Objects.requireNonNull(promise, "promise"));
        return new SlaTarget(metric, start, stop, since, cancels, resets, more, otherwise, thresholds);
    }

    /**
     * @param priority a priority
     * @param working how much working time
     * @return this target, promising that
     * @throws ConfigurationException if the time is negative or longer than 10 years
     */
    public SlaTarget within(Priority priority, Duration working) {
        return promise(priority, Promise.within(working));
    }

    /**
     * @param promise what is promised for all other priorities
     * @return this target, promising that
     */
    public SlaTarget promise(Promise promise) {
        return new SlaTarget(
                metric,
                start,
                stop,
                since,
                cancels,
                resets,
                byPriority,
                Optional.of(Objects.requireNonNull(promise, "promise")),
                thresholds);
    }

    /**
     * @param working how much working time there is for all other priorities
     * @return this target, promising that
     * @throws ConfigurationException if the time is negative or longer than 10 years
     */
    public SlaTarget within(Duration working) {
        return promise(Promise.within(working));
    }

    /**
     * @param threshold a point on the way
     * @return this target, with it
     * @throws ConfigurationException if it has that already, or more than 20
     */
    public SlaTarget threshold(Threshold threshold) {
        Objects.requireNonNull(threshold, "threshold");
        List<Threshold> more = new ArrayList<>(thresholds);
        more.add(threshold);
        if (thresholds.stream().anyMatch(one -> one.label().equals(threshold.label())) || more.size() > THRESHOLDS) {
            throw new ConfigurationException("The target " + metric + " has a threshold once, and at most " + THRESHOLDS
                    + Given.got(threshold.label()));
        }
        return new SlaTarget(metric, start, stop, since, cancels, resets, byPriority, otherwise, more);
    }

    /** @return what it is called, such as {@code resolution} */
    public String metric() {
        return metric;
    }

    /** @return what starts its clock */
    public SlaEvent start() {
        return start;
    }

    /** @return what stops its clock */
    public SlaEvent stop() {
        return stop;
    }

    /** @return from when it counts */
    public Since since() {
        return since;
    }

    /** @return what cancels its clock */
    public Set<SlaEvent> cancelledBy() {
        return cancels;
    }

    /** @return what begins its cycle anew */
    public Set<SlaEvent> resetBy() {
        return resets;
    }

    /** @return what is promised for some priorities */
    public Map<Priority, Promise> byPriority() {
        return byPriority;
    }

    /** @return what is promised for all others */
    public Optional<Promise> otherwise() {
        return otherwise;
    }

    /** @return the points on the way, as they were given; the due instant is one in any case */
    public List<Threshold> thresholds() {
        return thresholds;
    }

    /**
     * @param priority a priority
     * @return what is promised for it, if anything is
     */
    public Optional<Promise> promiseFor(Priority priority) {
        return Optional.ofNullable(byPriority.get(priority)).or(() -> otherwise);
    }
}
