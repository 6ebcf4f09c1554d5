package org.itsm4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;

/** What an incident must be like, by the contract and by what the interface promises in words. Not by its code. */
final class IncidentModel extends Walked {
    static final Duration REOPEN_WINDOW = Duration.ofDays(14);
    static final Duration CLOSES_AFTER = Duration.ofDays(5);
    final String requester;
    final Set<String> ties = new HashSet<>();
    IncidentState state = IncidentState.NEW;
    Optional<String> key = Optional.empty();
    boolean waitsForCaller;
    Optional<Instant> followUpAt = Optional.empty();
    Optional<Instant> resolvedAt = Optional.empty();
    Optional<IncidentModel> mergedInto = Optional.empty();
    IncidentState beforeMerge = IncidentState.NEW;
    Optional<IncidentModel> parent = Optional.empty();
    final List<IncidentModel> children = new ArrayList<>();
    MajorStatus major = MajorStatus.NONE;
    boolean wasMajor;
    boolean started;
    boolean reviewDue;
    Optional<Duration> cadence = Optional.empty();
    Optional<Instant> nextSitrep = Optional.empty();

    IncidentModel(TicketId id, String requester) {
        super(id);
        this.requester = requester;
    }

    List<Transition<IncidentState, IncidentAction>> rows(IncidentAction action) {
        return IncidentContract.get().rows(state, action);
    }

    /** Whether the contract gives it to this actor: where there are no rows, to whom it gives the action at all. */
    boolean permits(Actor actor, IncidentAction action) {
        List<Transition<IncidentState, IncidentAction>> rows = rows(action);
        Set<Role> who = new HashSet<>();
        rows.forEach(row -> who.addAll(row.who()));
        return (rows.isEmpty() ? IncidentContract.get().who(action) : who)
                .stream().anyMatch(role -> plays(actor, role));
    }

    /** Whether all that must be true besides the state is. */
    boolean isInOrder(Actor actor, IncidentAction action, Instant now) {
        return switch (action) {
            case START -> assignment.isPresent() || actor.groups().size() == 1;
            case PROPOSE_MAJOR -> major != MajorStatus.PROPOSED && major != MajorStatus.ACCEPTED;
            case ACCEPT_MAJOR, REJECT_MAJOR -> major == MajorStatus.PROPOSED;
            case END_MAJOR, SITREP -> major == MajorStatus.ACCEPTED;
            case REVIEW -> major == MajorStatus.ACCEPTED || major == MajorStatus.ENDED;
            case CLOSE -> !reviewDue;
            case UNMERGE -> mergedInto.filter(into -> into.state.isOpen()).isPresent();
            case CANCEL -> !started || plays(actor, Role.MANAGER);
            case REOPEN -> plays(actor, Role.AGENT) || !isPastReopening(now);
            default -> true;
        };
    }

    /** Whether this actor may make it part of another, or take it out: with that one it is resolved. */
    boolean isChildFor(Actor actor) {
        return plays(actor, Role.ASSIGNEE)
                || plays(actor, Role.DISPATCHER)
                || plays(actor, Role.MANAGER)
                || plays(actor, Role.SYSTEM);
    }

    boolean isPastReopening(Instant now) {
        return resolvedAt.filter(at -> now.isAfter(at.plus(REOPEN_WINDOW))).isPresent();
    }

    @Override
    Optional<String> wanted() {
        return Optional.of(requester);
    }

    @Override
    String stateName() {
        return state.name();
    }

    boolean has(RelationType type, IncidentModel other) {
        return ties.contains(type + " " + other.id);
    }

    boolean isBelow(IncidentModel other) {
        IncidentModel above = this;
        while (above.parent.isPresent()) {
            above = above.parent.get();
            if (above == other) {
                return true;
            }
        }
        return false;
    }

    void resolved(Instant now) {
        state = IncidentState.RESOLVED;
        key = Optional.empty();
        resolvedAt = Optional.of(now);
        started = true;
        waitsForCaller = false;
        followUpAt = Optional.empty();
        version++;
        children.stream().filter(child -> child.state.isOpen()).toList().forEach(child -> child.resolved(now));
    }

    void resumed() {
        state = IncidentState.IN_PROGRESS;
        waitsForCaller = false;
        followUpAt = Optional.empty();
        version++;
    }

    /** Whoever goes on with it has begun to work on it, and takes what nobody has. */
    void takenBy(Actor actor) {
        boolean works = (actor.has(Role.AGENT) || actor.has(Role.ADMINISTRATOR))
                && !actor.person().equals(requester);
        started |= works;
        if (assignment.isEmpty() && works && actor.groups().size() == 1) {
            assignment = Optional.of(Assignment.to(actor.groups().iterator().next(), actor.person()));
        }
    }

    void finished(IncidentState end) {
        state = end;
        key = Optional.empty();
        waitsForCaller = false;
        followUpAt = Optional.empty();
        version++;
    }

    boolean closes(Instant now) {
        return state == IncidentState.RESOLVED
                && !reviewDue
                && !resolvedAt.orElseThrow().plus(CLOSES_AFTER).isAfter(now);
    }

    boolean isReportDue(Instant now) {
        return !rows(IncidentAction.SITREP).isEmpty()
                && nextSitrep.filter(at -> !at.isAfter(now)).isPresent();
    }

    /** What is done by itself at this moment; answers whether a last report may or may not have come before closing. */
    boolean timePassed(Instant now) {
        if (state == IncidentState.ON_HOLD
                && followUpAt.filter(at -> !at.isAfter(now)).isPresent()) {
            resumed();
        }
        boolean either = isReportDue(now) && closes(now);
        if (isReportDue(now)) {
            nextSitrep = cadence.map(now::plus);
            version++;
        }
        if (closes(now)) {
            finished(IncidentState.CLOSED);
        }
        return either;
    }

    @Override
    public String toString() {
        return id + " " + state + " v" + version + " " + assignment + " major " + major + ", " + past;
    }
}
