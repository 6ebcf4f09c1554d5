package org.itsm4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.problem.KnownErrorStatus;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/** What a problem must be like, by the rules of ITSM.md and what the interface promises in words. Not by its code. */
final class WalkedProblem extends Walked implements Lawful {
    static final Duration OBSERVED_AFTER = Duration.ofDays(30);

    static final WalkTable TABLE = WalkTable.of("""
            LOGGED | assess | PROBLEM_MANAGER
            ASSESSED | investigate | ASSIGNEE
            INVESTIGATING KNOWN_ERROR FIX_PLANNED | analyse | PROBLEM_MANAGER ASSIGNEE
            INVESTIGATING | declareKnownError | ASSIGNEE
            KNOWN_ERROR FIX_PLANNED | reviseWorkaround | PROBLEM_MANAGER ASSIGNEE
            KNOWN_ERROR | requestChange | ASSIGNEE
            INVESTIGATING KNOWN_ERROR FIX_PLANNED | acceptRisk | PROBLEM_MANAGER
            FIX_PLANNED | resolve | ASSIGNEE SYSTEM
            RESOLVED | close | PROBLEM_MANAGER ASSIGNEE SYSTEM
            RESOLVED CLOSED | reopen | PROBLEM_MANAGER ASSIGNEE SYSTEM
            LOGGED ASSESSED INVESTIGATING | cancel | PROBLEM_MANAGER
            LOGGED ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED | hold | PROBLEM_MANAGER ASSIGNEE
            ON_HOLD | resume | PROBLEM_MANAGER ASSIGNEE SYSTEM
            ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED ON_HOLD | reassign | PROBLEM_MANAGER ASSIGNEE SYSTEM
            LOGGED ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED ON_HOLD | reclassify | PROBLEM_MANAGER ASSIGNEE SYSTEM
            LOGGED ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED ON_HOLD RESOLVED CLOSED | note | STAFF SYSTEM
            LOGGED ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED ON_HOLD RESOLVED CLOSED | refer | STAFF SYSTEM
            LOGGED ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED ON_HOLD RESOLVED CLOSED | watch | STAFF SYSTEM
            LOGGED ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED ON_HOLD RESOLVED CLOSED | unwatch | STAFF
            LOGGED ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED ON_HOLD RESOLVED CLOSED | relate | STAFF SYSTEM
            LOGGED ASSESSED INVESTIGATING KNOWN_ERROR FIX_PLANNED ON_HOLD RESOLVED CLOSED | unrelate | STAFF SYSTEM
            """);

    final TicketNumber number;
    final Set<Fixing> fixes = new LinkedHashSet<>();
    final Set<TicketId> ties = new HashSet<>();
    final List<WaitingIncident> caused = new ArrayList<>();
    private final Optional<String> reporter;
    private final Crossing crossing;
    ProblemState state = ProblemState.LOGGED;
    ProblemState heldFrom = ProblemState.LOGGED;
    Optional<Instant> followUpAt = Optional.empty();
    Optional<Fixing> waitsFor = Optional.empty();
    Optional<Boolean> conclusive = Optional.empty();
    Optional<KnownErrorStatus> knownError = Optional.empty();
    boolean workaround;
    boolean fixedElsewhere;
    Optional<Instant> riskReviewAt = Optional.empty();
    Optional<Instant> resolvedAt = Optional.empty();
    Optional<Instant> reopenedAt = Optional.empty();
    int reopened;

    WalkedProblem(TicketId id, TicketNumber number, Optional<String> reporter, Crossing crossing) {
        super(id);
        this.number = number;
        this.reporter = reporter;
        this.crossing = crossing;
    }

    TicketRef ref() {
        return new TicketRef(TicketKind.PROBLEM, id);
    }

    Reference pointer(boolean byNumber) {
        return Reference.to("problem", byNumber ? number.value() : id.toString());
    }

    @Override
    Optional<String> wanted() {
        return reporter;
    }

    @Override
    String stateName() {
        return state.name();
    }

    @Override
    public WalkTable table() {
        return TABLE;
    }

    @Override
    public boolean can(String action) {
        return TABLE.has(stateName(), action);
    }

    @Override
    public boolean isInOrder(Actor actor, String action) {
        return !action.equals("close") || isObserved(crossing.now()) && !hasRecurred();
    }

    private boolean isObserved(Instant now) {
        return resolvedAt.filter(at -> !now.isBefore(at.plus(OBSERVED_AFTER))).isPresent();
    }

    private boolean hasRecurred() {
        return caused.stream()
                .anyMatch(incident -> !incident.cancelled
                        && resolvedAt
                                .filter(at -> !incident.loggedAt.isBefore(at))
                                .isPresent());
    }

    boolean isCancelled() {
        return state == ProblemState.CANCELLED;
    }

    /** It is written on, as something that is tied to it says. */
    void told() {
        version += isCancelled() ? 0 : 1;
    }

    void becomes(ProblemState next) {
        state = next;
        version++;
    }

    void resumed() {
        becomes(heldFrom);
        followUpAt = Optional.empty();
        waitsFor = Optional.empty();
    }

    /** Whoever goes on with it, it may have been fixed meanwhile. */
    void resumedAndLookedAt() {
        resumed();
        if (isFixed()) {
            resolved();
        }
    }

    void resolved() {
        becomes(ProblemState.RESOLVED);
        resolvedAt = Optional.of(crossing.now());
        knownError = Optional.of(KnownErrorStatus.RESOLVED);
        crossing.goOn(this);
    }

    void reopened() {
        becomes(ProblemState.INVESTIGATING);
        reopened++;
        reopenedAt = Optional.of(crossing.now());
        resolvedAt = Optional.empty();
        riskReviewAt = Optional.empty();
        knownError = knownError.map(known -> KnownErrorStatus.OPEN);
    }

    void closed() {
        becomes(ProblemState.CLOSED);
    }

    /** All linked changes are over, none has failed, one was successful, since it was last reopened. */
    boolean isFixed() {
        return state == ProblemState.FIX_PLANNED
                && !fixedElsewhere
                && fixes.stream().allMatch(change -> change.over && !change.failed)
                && fixes.stream()
                        .flatMap(change -> change.succeededAt.stream())
                        .anyMatch(at ->
                                reopenedAt.filter(again -> !at.isAfter(again)).isEmpty());
    }

    /** A change that fixes it is over. */
    void ended(Fixing change) {
        if (state == ProblemState.ON_HOLD && waitsFor.filter(change::equals).isPresent()) {
            resumed();
        }
        if (isFixed()) {
            resolved();
        } else {
            told();
        }
    }

    void timePasses(Instant now) {
        if (state == ProblemState.ON_HOLD
                && followUpAt.filter(at -> !at.isAfter(now)).isPresent()) {
            resumedAndLookedAt();
        } else if (state == ProblemState.CLOSED
                && riskReviewAt.filter(at -> !at.isAfter(now)).isPresent()) {
            reopened();
        } else if (state == ProblemState.RESOLVED && isObserved(now) && !hasRecurred()) {
            closed();
        }
    }

    @Override
    public String toString() {
        return number + " " + state + " v" + version + " " + assignment.orElse(null)
                + (state == ProblemState.ON_HOLD ? " from " + heldFrom : "") + " fixed by " + fixes + ", " + past;
    }
}
