package org.itsm4j.sla.internal;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.sla.Agreement;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.Selection;
import org.itsm4j.sla.SlaEvent;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;

/**
 * A command on a ticket as service levels see it: how the ticket was, how it is, and what has happened between.
 *
 * @param policies what the ticket is under
 * @param before how it was; empty if it is new
 * @param after how it is
 * @param deed the command
 * @param events what has happened
 */
record Occasion(
        SlaPolicies policies, Optional<Circumstances> before, Circumstances after, Deed deed, Set<SlaEvent> events) {
    /** What a clock of one's own group or supplier waits for while somebody else has the ticket. */
    static final String ELSEWHERE = "ELSEWHERE";

    /** What happens at the latest when a ticket is resolved. */
    private static final Set<SlaEvent> ENDS = Set.of(SlaEvent.RESOLVED, SlaEvent.FULFILLED, SlaEvent.RESPONDED);

    static Occasion of(SlaPolicies policies, Optional<Circumstances> before, Circumstances after, Deed deed) {
        return new Occasion(policies, before, after, deed, happened(before, after, deed));
    }

    private static Set<SlaEvent> happened(Optional<Circumstances> before, Circumstances after, Deed deed) {
        Set<SlaEvent> events = new HashSet<>();
        events.add(SlaEvent.action(deed.action()));
        if (before.isEmpty()) {
            events.add(SlaEvent.CREATED);
        }
        if (after.group().isPresent() && before.flatMap(Circumstances::group).isEmpty()) {
            events.add(SlaEvent.ASSIGNED);
        }
        if (after.respondedAt().isPresent()
                && before.flatMap(Circumstances::respondedAt).isEmpty()) {
            events.add(SlaEvent.RESPONDED);
        }
        if (after.done() && !before.map(Circumstances::done).orElse(false)) {
            events.add(SlaEvent.RESOLVED);
            events.add(SlaEvent.FULFILLED);
        }
        switch (deed.speech()) {
            case REQUESTER -> events.add(SlaEvent.FIRST_PUBLIC_REPLY_NEEDED);
            case STAFF -> events.add(SlaEvent.REPLIED);
            case NONE -> {}
        }
        return events;
    }

    Instant now() {
        return deed.at();
    }

    boolean isNew() {
        return before.isEmpty();
    }

    boolean hasReopened() {
        return before.map(Circumstances::done).orElse(false) && !after.done() && !after.ended();
    }

    boolean hasReturned() {
        return before.map(Circumstances::ended).orElse(false) && !after.ended();
    }

    boolean hasOtherAttributes() {
        return before.map(Circumstances::attributes)
                .filter(was -> !was.equals(after.attributes()))
                .isPresent();
    }

    /** Whether any clock can care. A command that no clock cares about costs no statement. */
    boolean matters() {
        Circumstances was = before.orElse(after);
        boolean moved = !was.situation().equals(after.situation())
                && (policies.pausing().contains(was.situation())
                        || policies.pausing().contains(after.situation()));
        boolean passedOn = !was.group().equals(after.group()) && isWithGroups();
        boolean ended = !was.ended() && after.ended() && (!after.done() || outlive());
        return moved
                || passedOn
                || ended
                || hasReopened()
                || hasReturned()
                || hasOtherAttributes()
                || policies.events().stream().anyMatch(events::contains);
    }

    private boolean isWithGroups() {
        return policies.policies().stream().anyMatch(policy -> policy.agreement() == Agreement.OLA);
    }

    /** Whether there are targets that can still run when a ticket is resolved. */
    private boolean outlive() {
        return policies.policies().stream()
                .flatMap(policy -> policy.targets().stream())
                .anyMatch(target -> !ENDS.contains(target.stop()));
    }

    Map<String, Selection> selected() {
        return policies.select(after.attributes());
    }

    /** What a clock waits for as things are; empty if it runs. */
    Optional<String> waitsFor(SlaPolicy policy, Promise promise) {
        if (promise instanceof Promise.At) {
            return Optional.empty();
        }
        boolean named = policy.pauses().contains(after.situation());
        return switch (policy.agreement()) {
            case SLA -> named ? Optional.of(after.situation()) : Optional.empty();
            case OLA ->
                !hasHands(policy) ? Optional.of(ELSEWHERE) : named ? Optional.of(after.situation()) : Optional.empty();
            case UNDERPINNING_CONTRACT -> named ? Optional.empty() : Optional.of(ELSEWHERE);
        };
    }

    /** Whether the ticket is with whom a policy is agreed. */
    private boolean hasHands(SlaPolicy policy) {
        return switch (policy.agreement()) {
            case SLA -> true;
            case OLA -> after.group().equals(Optional.of(policy.owner()));
            case UNDERPINNING_CONTRACT -> policy.pauses().contains(after.situation());
        };
    }

    /** Whether this sets a clock going that was not there; one that stops at once, too. */
    boolean starts(Selection selection) {
        SlaEvent stop = selection.target().stop();
        return !after.ended()
                && (!isOver(stop) || events.contains(stop))
                && hasHands(selection.policy())
                && (isHandedOver(selection)
                        || events.contains(selection.target().start()));
    }

    /** Whether what stops a clock has happened, and cannot happen again as things are. */
    private boolean isOver(SlaEvent stop) {
        return stop.equals(SlaEvent.RESPONDED) ? after.respondedAt().isPresent() : ENDS.contains(stop) && after.done();
    }

    /** Whether a clock begins when whom it is agreed with gets the ticket. */
    private static boolean isHandedOver(Selection selection) {
        SlaEvent start = selection.target().start();
        return selection.policy().agreement() != Agreement.SLA
                && (start.equals(SlaEvent.CREATED) || start.equals(SlaEvent.ASSIGNED));
    }

    /** When what would have set a clock going happened, before there was a promise for the ticket; empty if it did not. */
    Optional<Instant> startedEarlier(Selection selection) {
        boolean late =
                after.done() || after.ended() || isOver(selection.target().stop());
        if (late || !hasHands(selection.policy())) {
            return Optional.empty();
        }
        if (isHandedOver(selection)) {
            return Optional.of(now()); // since when they have had it nobody knows
        }
        SlaEvent start = selection.target().start();
        if (start.equals(SlaEvent.CREATED)) {
            return Optional.of(after.openedAt());
        }
        if (start.equals(SlaEvent.ASSIGNED)) {
            return after.assignedAt();
        }
        return start.equals(SlaEvent.RESPONDED) ? after.respondedAt() : Optional.empty();
    }

    ClockEvent.Attached attached(Selection selection, Instant start) {
        return new ClockEvent.Attached(
                now(), start, policies.version(), selection.policy().name(), selection.promise());
    }

    /** From when a clock counts that an event sets going. */
    Instant since(Selection selection, Instant event) {
        Optional<Instant> since = switch (selection.target().since()) {
            case EVENT -> Optional.empty();
            case OPENED -> Optional.of(after.openedAt());
            case OCCURRED -> after.occurredAt();
            case DETECTED -> after.detectedAt();
        };
        return since.filter(at -> at.isBefore(event)).orElse(event);
    }
}
