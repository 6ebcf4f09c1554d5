package org.itsm4j.testing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.Revision;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;

/** Changes that everybody agrees to, raised and ended by themselves, for problems to be fixed by. */
final class QuickChanges {
    private static final Actor MIA = Actor.agent("mia").inGroup("office");
    private static final Actor CHO = Actor.changeManager("cho");
    private static final Actor IVO = Actor.agent("ivo").inGroup("ops");
    private static final Duration LENGTH = Duration.ofHours(1);
    private final Walker<?, ?> walker;

    QuickChanges(Walker<?, ?> walker) {
        this.walker = walker;
    }

    private Changes by(Actor actor) {
        return walker.as(actor).changes();
    }

    Fixing raised() {
        Change change = by(MIA).raise(RaiseChange.normal("Free the lock", "It is never freed")
                .touching("item-" + walker.steps())
                .answers(ChangeScene.ANSWERS)
                .criticality(Criticality.LOW)
                .assignedTo(Assignment.to("ops", "ivo"))
                .build());
        return new Fixing(change.id(), change.number());
    }

    /** Somehow; at once. */
    void end(Fixing change) {
        change.over = true;
        Optional<Outcome> outcome = walker.one(List.of(
                Optional.of(Outcome.SUCCESSFUL),
                Optional.of(Outcome.SUCCESSFUL),
                Optional.of(Outcome.SUCCESSFUL_WITH_ISSUES),
                Optional.of(Outcome.BACKED_OUT),
                Optional.of(Outcome.FAILED),
                Optional.empty()));
        if (outcome.isEmpty() || isFrozen()) {
            by(CHO).cancel(change.id, "not now");
            return;
        }
        done(change, outcome.get());
        change.failed = !outcome.get().isSuccess();
        change.succeededAt = change.failed ? Optional.empty() : Optional.of(walker.now());
    }

    private boolean isFrozen() {
        return Stream.of(Duration.ZERO, LENGTH)
                .map(later -> walker.now().plus(later).atZone(ZoneOffset.UTC).getDayOfWeek())
                .anyMatch(DayOfWeek.SUNDAY::equals);
    }

    private void done(Fixing change, Outcome outcome) {
        Instant now = walker.now();
        by(MIA).revise(change.id, Revision.nothing().plan(ChangeScene.plan(Slot.of(now, LENGTH))));
        by(MIA).submit(change.id);
        by(CHO).accept(change.id);
        by(CHO).assessed(change.id, Assessment.of(Criticality.LOW, "cheap"));
        for (String voter : List.of("ann", "bob")) {
            by(Actor.agent(voter).inGroup("office")).vote(change.id, CastVote.approve());
        }
        by(IVO).begin(change.id);
        Implementation how = new Implementation(now, now, outcome, List.of(TaskResult.done("unplug")), "as planned");
        if (outcome == Outcome.BACKED_OUT) {
            by(IVO).backOut(change.id, how);
        } else {
            by(IVO).complete(change.id, how);
        }
        by(CHO).review(change.id, Review.of(outcome.isSuccess(), "seen"));
    }
}
