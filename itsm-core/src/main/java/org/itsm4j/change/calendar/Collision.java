package org.itsm4j.change.calendar;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that speaks against doing a change when it is planned.
 *
 * @param kind why
 * @param severity how much it weighs
 * @param with with what: the id of the other ticket; the name of the freeze; outside of windows the configuration item or
 *     the service whose windows count, empty if those for everything do; empty for the past
 * @param item through which configuration item or person of the change; outside of windows the configuration item whose own
 *     windows count; else empty
 * @param through which configuration item of the other change, the same for the same one; else empty
 * @param overlap which part of the change's slot
 */
public record Collision(CollisionKind kind, Severity severity, String with, String item, String through, Slot overlap) {
    /** By time, then by kind and names. */
    static final Comparator<Collision> ORDER = Comparator.comparing(
                    (Collision each) -> each.overlap().from())
            .thenComparing(Collision::kind)
            .thenComparing(Collision::with)
            .thenComparing(Collision::item)
            .thenComparing(Collision::through)
            .thenComparing(each -> each.overlap().to());

    /** Refuses absent parts. */
    public Collision {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(with, "with");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(through, "through");
        Objects.requireNonNull(overlap, "overlap");
    }

    /** @return the reason in words, such as {@code touches the same configuration item} */
    public String reason() {
        return kind.words();
    }

    /** @return whether it is with another change, whose id is {@link #with()} */
    public boolean isWithChange() {
        return kind.forTheOther().isPresent();
    }

    /** @return whether it bars the change */
    public boolean isHard() {
        return severity == Severity.HARD;
    }

    /**
     * @param change the id of the change that has this collision
     * @return the same as the change it collides with sees it; empty if it is with no change
     */
    public Optional<Collision> asTheOtherSeesIt(String change) {
        Objects.requireNonNull(change, "change");
        boolean person = kind == CollisionKind.ASSIGNEE;
        return kind.forTheOther()
                .map(other ->
                        new Collision(other, severity, change, person ? item : through, person ? "" : item, overlap));
    }

    /** Kind and time, and no names: collisions end up in logs. */
    @Override
    public String toString() {
        return severity + " " + kind + " " + overlap;
    }
}
