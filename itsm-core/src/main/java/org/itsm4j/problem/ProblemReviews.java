package org.itsm4j.problem;

import java.util.List;
import java.util.Optional;
import org.itsm4j.change.Change;
import org.itsm4j.change.FollowUp;
import org.itsm4j.change.Review;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.lifecycle.internal.TicketRelations;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;

/** Problems that are raised from what the review of a change has found. */
final class ProblemReviews {
    private final ProblemDesk desk;

    ProblemReviews(ProblemDesk desk) {
        this.desk = desk;
    }

    /** A command: which follow-up of which change. */
    record FromReview(TicketId change, int followUp) {}

    Problem raise(Session session, TicketId id, int which) {
        return desk.tickets()
                .pipeline()
                .create(
                        session,
                        new FromReview(id, which),
                        mark -> Optional.empty(),
                        (number, step) -> raised(session, number, step, change(session, id), which));
    }

    private Change change(Session session, TicketId id) {
        return Change.class.cast(desk.kernel().practices().of(TicketKind.CHANGE).get(session, id));
    }

    private Problem raised(Session session, TicketNumber number, Step step, Change change, int which) {
        FollowUp followUp = followUp(change, which);
        String marked = change.ref() + " " + which;
        requireNew(change, which, marked);
        String label = "Follow-up " + which + " of " + change.number();
        LogProblem command = LogProblem.titled(line(label + ": " + followUp.text()), ProblemSource.PROACTIVE)
                .description(followUp.text())
                .build();
        Problem problem = desk.born(session, number, step, command, topic(change));
        step.say(label).about(change.ref());
        step.then(() -> {
            add(problem, Link.FOLLOWS_UP, marked);
            followUp.owner().ifPresent(person -> add(problem, Link.WATCHED_BY, person));
            change.scope()
                    .configurationItems()
                    .forEach(item -> add(
                            problem,
                            Link.REFERS_TO,
                            Reference.to("configuration-item", item).toString()));
            links().add(problem.tenant(), TicketRelations.link(problem.ref(), RelationType.RELATED_TO, change.ref()));
        });
        return problem;
    }

    private static FollowUp followUp(Change change, int which) {
        List<FollowUp> followUps = change.review()
                .map(Review::followUps)
                .orElseThrow(() -> new RuleViolationException(
                        change.label(), "review", "has no review; allowed: one of a change that was reviewed"));
        if (which < 1 || which > followUps.size()) {
            throw new InvalidInputException(
                    Labels.of(ProblemAction.LOG), "followUp", "1 to " + followUps.size() + ", got " + which);
        }
        return followUps.get(which - 1);
    }

    private void requireNew(Change change, int which, String marked) {
        // Two commands could each miss what the other has raised. Reserving a number holds a row of the tenant until
        // the
        // commit, so that they come one after the other.
        desk.kernel().store().numbers().reserve(change.tenant(), TicketKind.PROBLEM, 1);
        links().to(change.tenant(), Link.FOLLOWS_UP, marked, 1).forEach(link -> {
            Problem known = desk.tickets()
                    .pipeline()
                    .find(change.tenant(), link.ticket().id());
            throw new RuleViolationException(
                    change.label(),
                    "followUp",
                    "its follow-up " + which + " is " + known.number() + " already; allowed: another one");
        });
    }

    /** What the change was about; one item is the suspect, of several none. */
    private static ProblemTopic topic(Change change) {
        Optional<String> item = Optional.of(change.scope().configurationItems())
                .filter(items -> items.size() == 1)
                .map(items -> items.first());
        return new ProblemTopic(change.scope().service(), item, Optional.empty(), Optional.empty());
    }

    /** What there is room for, without breaking a pair of characters that are one. */
    private static String line(String text) {
        String one = text.replaceAll("\\s+", " ");
        if (one.length() <= Limits.LINE) {
            return one;
        }
        int end = Character.isHighSurrogate(one.charAt(Limits.LINE - 2)) ? Limits.LINE - 2 : Limits.LINE - 1;
        return one.substring(0, end) + "…";
    }

    private void add(Problem problem, String type, String target) {
        links().add(problem.tenant(), new Link(problem.ref(), type, target));
    }

    private LinkStore links() {
        return desk.kernel().store().links();
    }
}
