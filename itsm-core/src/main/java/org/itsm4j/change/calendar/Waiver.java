package org.itsm4j.change.calendar;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * Somebody has allowed a change in spite of a collision. It is for that collision and that time only: if the change or the
 * other one moves so that they overlap elsewhere, or touches more, it does not count.
 *
 * @param kind the kind of the collision
 * @param with with what, as {@link Collision#with()}
 * @param item through what of the change, as {@link Collision#item()}
 * @param through through what of the other change, as {@link Collision#through()}
 * @param overlap which part of the change's slot it is for
 * @param approver who has allowed it; up to 200 characters
 * @param reason why; up to 2,000 characters
 * @param at when it was allowed; it counts from then on
 * @param until when it no longer counts, exclusive; after {@code at}
 */
public record Waiver(
        CollisionKind kind,
        String with,
        String item,
        String through,
        Slot overlap,
        String approver,
        String reason,
        Instant at,
        Instant until) {
    /**
     * Refuses absent parts.
     *
     * @throws InvalidInputException if a text is blank or too long, or it ends before it begins
     */
    public Waiver {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(with, "with");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(through, "through");
        Objects.requireNonNull(overlap, "overlap");
        Text.Rule.require("Waiver", "approver", Objects.requireNonNull(approver, "approver"), Limits.NAME);
        Text.Rule.require("Waiver", "reason", Objects.requireNonNull(reason, "reason"), Limits.REASON);
        Limits.requireCounted("Waiver", "at", Objects.requireNonNull(at, "at"));
        Limits.requireCounted("Waiver", "until", Objects.requireNonNull(until, "until"));
        if (!until.isAfter(at)) {
            throw new InvalidInputException("Waiver", "until", "after at, " + at + Given.got(until));
        }
    }

    /**
     * @param collision what is waived
     * @param approver who has allowed it
     * @param reason why
     * @param at when it was allowed
     * @param until when it no longer counts
     * @return the waiver
     * @throws InvalidInputException as of the constructor
     */
    public static Waiver of(Collision collision, String approver, String reason, Instant at, Instant until) {
        Objects.requireNonNull(collision, "collision");
        return new Waiver(
                collision.kind(),
                collision.with(),
                collision.item(),
                collision.through(),
                collision.overlap(),
                approver,
                reason,
                at,
                until);
    }

    /**
     * @param collision a collision
     * @param now the moment
     * @return whether it counts now and is for that collision, all of its overlap
     */
    public boolean covers(Collision collision, Instant now) {
        Objects.requireNonNull(collision, "collision");
        Objects.requireNonNull(now, "now");
        return !now.isBefore(at)
                && now.isBefore(until)
                && kind == collision.kind()
                && with.equals(collision.with())
                && item.equals(collision.item())
                && through.equals(collision.through())
                && overlap.contains(collision.overlap());
    }

    /**
     * What bars a change: hard collisions that no waiver covers.
     *
     * @param collisions the collisions
     * @param waivers the waivers of the change
     * @param now the moment
     * @return those that bar it, in the order given
     */
    public static List<Collision> unresolved(
            Collection<Collision> collisions, Collection<Waiver> waivers, Instant now) {
        Objects.requireNonNull(waivers, "waivers");
        Objects.requireNonNull(now, "now");
        return Objects.requireNonNull(collisions, "collisions").stream()
                .filter(Collision::isHard)
                .filter(collision -> waivers.stream().noneMatch(waiver -> waiver.covers(collision, now)))
                .toList();
    }

    /** Kind, time and term; no names and no reason: waivers end up in logs. */
    @Override
    public String toString() {
        return "waiver of " + kind + " " + overlap + " until " + until;
    }
}
