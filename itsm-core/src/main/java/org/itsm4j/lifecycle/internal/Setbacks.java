package org.itsm4j.lifecycle.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.sla.Escalation;

/**
 * What was in the way while the thresholds of one ticket were noted, from one try to the next: the next leaves it out.
 * Escalations that were refused are known by slot, cycle, label, how often it was reached, and index; thresholds that have
 * failed by the same without the index.
 */
final class Setbacks {
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final Map<String, ThresholdFailed> failed = new LinkedHashMap<>();
    private final boolean sweeping;
    private final boolean joined;

    private Setbacks(boolean sweeping, boolean joined) {
        this.sweeping = sweeping;
        this.joined = joined;
    }

    /** There will be another sweep: what fails is left for it. */
    static Setbacks ofSweep() {
        return new Setbacks(true, false);
    }

    /**
     * The command ends what a later sweep could note: what fails now is said on the timeline, as what is refused.
     *
     * @param joined whether the transaction is somebody else's, in which nothing can be tried and taken back
     */
    static Setbacks ofCommand(boolean joined) {
        return new Setbacks(false, joined);
    }

    void refused(EscalationRefused refusal) {
        refused.put(refusal.place(), refusal.getMessage());
    }

    void failed(ThresholdFailed failure) {
        failed.put(failure.threshold(), failure);
    }

    boolean isLeftOut(String threshold) {
        return failed.containsKey(threshold);
    }

    /** In words why an escalation is not done. */
    Optional<String> why(String place, Escalation escalation) {
        if (joined && escalation instanceof Escalation.RunStep one) {
            return Optional.of("RunStep: " + one.handler() + " was not run, as a command in a transaction of the host's"
                    + " came before the sweep");
        }
        return Optional.ofNullable(refused.get(place));
    }

    /** In words what is left for the next sweep. */
    Collection<String> left() {
        return failed.values().stream().map(Throwable::getMessage).toList();
    }

    List<Throwable> failures() {
        return List.copyOf(failed.values());
    }

    /**
     * @param threshold which has failed
     * @param words the same for people
     * @param place what of it
     * @param said what was to be done, and why it was not
     * @param cause what has failed
     * @return what to throw
     */
    RuntimeException setback(String threshold, String words, String place, String said, RuntimeException cause) {
        return sweeping
                ? new ThresholdFailed(threshold, words + " is tried again, after " + said, cause)
                : new EscalationRefused(place, said, cause);
    }
}
