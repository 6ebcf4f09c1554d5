package org.itsm4j.change;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.TicketId;

/** A change from its beginning to its end: done or undone, reviewed, closed. */
final class ChangeWork {
    private final ChangeDesk desk;
    private final IncidentCount incidents;

    ChangeWork(ChangeDesk desk, IncidentCount incidents) {
        this.desk = desk;
        this.incidents = incidents;
    }

    Change begin(Session session, TicketId id) {
        return desk.act(session, id, ChangeAction.BEGIN, Said.NOTHING, (change, step) -> {
            String person = session.actor().person();
            desk.votes().requireUnconflicted(change, person, step.now());
            Change begun = change.toBuilder()
                    .state(ChangeState.IMPLEMENTING)
                    .assignment(Optional.of(taken(session, change)))
                    .times(change.times().begun(step.now()))
                    .build();
            desk.votes().begun(session, begun, step);
            return begun;
        });
    }

    private static Assignment taken(Session session, Change change) {
        String group = change.group().orElseGet(() -> {
            if (session.actor().groups().size() != 1) {
                throw change.rule("group", "no group has it; allowed: assign first");
            }
            return session.actor().groups().iterator().next();
        });
        return Assignment.to(group, session.actor().person());
    }

    Change complete(Session session, TicketId id, Implementation how) {
        if (how.outcome() == Outcome.BACKED_OUT) {
            throw new InvalidInputException("complete", "outcome", "not BACKED_OUT; allowed: backOut");
        }
        return done(session, id, ChangeAction.COMPLETE, how);
    }

    Change backOut(Session session, TicketId id, Implementation how) {
        if (how.outcome() != Outcome.BACKED_OUT) {
            throw new InvalidInputException("backOut", "outcome", "BACKED_OUT, got " + how.outcome());
        }
        return done(session, id, ChangeAction.BACK_OUT, how);
    }

    /** Whoever does a task of a change that is under way does it. */
    Change claim(Session session, TicketId id, String task) {
        return desk.noting(
                session,
                id,
                ChangeAction.CLAIM,
                () -> desk.tickets()
                        .tasks()
                        .claim(session, id, task, (change, step) -> requireNotAlone(session, change, step)));
    }

    Change completeTask(Session session, TicketId id, String task, Optional<Note> note) {
        return desk.noting(
                session,
                id,
                ChangeAction.COMPLETE_TASK,
                () -> desk.tickets()
                        .tasks()
                        .complete(session, id, task, note, (change, step) -> requireNotAlone(session, change, step)));
    }

    private void requireNotAlone(Session session, Change change, Step step) {
        if (change.state() == ChangeState.IMPLEMENTING) {
            desk.votes().requireNotAlone(change, session.actor().person(), step.now());
        }
    }

    private Change done(Session session, TicketId id, ChangeAction action, Implementation how) {
        return desk.act(session, id, action, how, (change, step) -> {
            if (action == ChangeAction.COMPLETE) { // whoever undoes it, should
                requireNotAlone(session, change, step);
            }
            Instant begun = change.times().begunAt().orElse(step.now());
            if (how.from().isBefore(begun) || how.to().isAfter(step.now())) {
                throw change.rule(
                        "actualTimes",
                        "must have been done between " + begun + " and " + step.now() + ", got " + how.from() + " to "
                                + how.to());
            }
            return change.toBuilder()
                    .state(ChangeState.REVIEWING)
                    .implementation(Optional.of(how))
                    .times(change.times().done(step.now()))
                    .build();
        });
    }

    Change review(Session session, TicketId id, Review review) {
        return desk.act(session, id, ChangeAction.REVIEW, review, (change, step) -> {
            requireNoReview(change);
            review.followUps().stream()
                    .flatMap(followUp -> followUp.owner().stream())
                    .forEach(person ->
                            desk.tickets().requirePerson(session, ChangeAction.REVIEW, "followUps.owner", person));
            Instant from = change.implementation()
                    .map(Implementation::from)
                    .orElse(change.times().raisedAt());
            Instant to = change.implementation()
                    .map(Implementation::to)
                    .orElse(change.times().raisedAt())
                    .plus(desk.settings(change).incidentsWithin());
            int counted = change.scope().configurationItems().isEmpty()
                    ? 0
                    : incidents.on(change.tenant(), change.scope().configurationItems(), from, to);
            Change reviewed = change.toBuilder()
                    .review(Optional.of(review.counting(counted)))
                    .build();
            return change.authorisation().isDue() ? reviewed : closed(reviewed, step.now());
        });
    }

    /** The follow-ups of the one it has may be problems by now. */
    static void requireNoReview(Change change) {
        if (change.review().isPresent()) {
            throw change.rule("review", "it is reviewed already; allowed: close, once it is approved in retrospect");
        }
    }

    Change close(Session session, TicketId id) {
        return desk.act(session, id, ChangeAction.CLOSE, Said.NOTHING, (change, step) -> closed(change, step.now()));
    }

    private static Change closed(Change change, Instant now) {
        return change.toBuilder()
                .state(ChangeState.CLOSED)
                .decideAt(Optional.empty())
                .times(change.times().closed(now))
                .build();
    }
}
