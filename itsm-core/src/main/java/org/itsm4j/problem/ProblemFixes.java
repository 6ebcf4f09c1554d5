package org.itsm4j.problem;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Outcome;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.Followers;
import org.itsm4j.lifecycle.internal.LinkPages;
import org.itsm4j.lifecycle.internal.Sequel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.TicketDesk;
import org.itsm4j.lifecycle.internal.TicketRelations;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;

/**
 * What problems have to do with the changes that fix them. A change that ends is told of on each of its problems, in its own
 * transaction. So two changes that end at once do not miss each other: each writes on the problem, and one of them is overtaken.
 */
final class ProblemFixes implements Sequel, Followers {
    private static final String CAUSE = "change";

    private final ProblemDesk desk;

    ProblemFixes(ProblemDesk desk) {
        this.desk = desk;
    }

    @Override
    public void moved(Session session, Ticket<?> before, Ticket<?> after, Cascade cascade) {
        if (follow(after)) {
            cascade.let(session, this, after);
        }
    }

    @Override
    public String rule() {
        return "change-fixes";
    }

    @Override
    public boolean follow(Ticket<?> top) {
        return top instanceof Change change && change.state().isOver();
    }

    @Override
    public TicketKind kind() {
        return TicketKind.PROBLEM;
    }

    @Override
    public int count(Ticket<?> top) {
        return fixed().count(top);
    }

    @Override
    public List<Cursor> next(Ticket<?> top, Optional<Cursor> last, int limit) {
        return fixed().next(top, last, limit);
    }

    /** Incidents may point to a change, too. */
    private LinkPages fixed() {
        return new LinkPages(links(), RelationType.FIXED_BY, ticket -> ticket.kind() == TicketKind.PROBLEM);
    }

    @Override
    public void follow(Session session, Ticket<?> top, TicketId id, Cascade cascade) {
        Change change = (Change) top;
        Problem problem = tickets().pipeline().find(change.tenant(), id);
        if (waitsFor(problem, change)) {
            // by itself it then looks whether it is fixed
            desk.resume(session.asSystem(CAUSE), problem.id(), change, cascade);
        } else {
            look(session, problem.id(), Optional.of(change), cascade);
        }
    }

    private static boolean waitsFor(Problem problem, Change change) {
        return problem.held()
                .map(HeldProblem::hold)
                .flatMap(Hold::waitsFor)
                .filter(reference -> reference.means(change))
                .isPresent();
    }

    /**
     * Resolves a problem whose changes have fixed it; says why not, if it was one of them that has just ended.
     *
     * @param session who has ended the change, or goes on with the problem
     * @param last the change that has ended; empty if it is another reason to look
     */
    void look(Session session, TicketId id, Optional<Change> last, Cascade cascade) {
        Problem problem = tickets().pipeline().find(session.actor().tenant(), id);
        List<Change> changes = changes(problem);
        Optional<String> barred = barred(session, problem, changes, last);
        if (barred.isEmpty()) {
            desk.resolve(session.asSystem(CAUSE), problem.id(), fix(problem, changes), last.map(Change::ref), cascade);
        } else {
            last.ifPresent(change -> note(session, problem, change, barred.get()));
        }
    }

    private void note(Session session, Problem problem, Change change, String barred) {
        if (tickets().practice().rows(problem, ProblemAction.NOTE).isEmpty()) {
            return; // it is cancelled, and changes no more
        }
        Note note = Note.internal(change.standing() + barred);
        tickets().act(session.asSystem(CAUSE), problem.id(), ProblemAction.NOTE, note, (again, step) -> {
            step.say(note.text()).about(change.ref());
            return again;
        });
    }

    /** Why it is not resolved by its changes, to be read after what has happened; empty if it is. */
    private Optional<String> barred(Session session, Problem problem, List<Change> changes, Optional<Change> last) {
        if (problem.state() != ProblemState.FIX_PLANNED) {
            return Optional.of("");
        }
        return unfinished(problem, changes)
                .or(() -> unproven(problem, changes))
                .or(() -> refused(session, problem))
                .map(why -> "; not resolved by it, as " + why);
    }

    private Optional<String> unfinished(Problem problem, List<Change> changes) {
        if (!links().from(problem.tenant(), problem.ref(), Link.FIXED_OUTSIDE, 1)
                .isEmpty()) {
            return Optional.of("changes that are kept elsewhere fix it, too");
        }
        Optional<String> bar = changes.stream()
                .filter(change -> !change.state().isOver() || isFailed(change))
                .findFirst()
                .map(Change::standing);
        return bar.or(() -> changes.stream().anyMatch(ProblemFixes::isSuccess)
                ? Optional.empty()
                : Optional.of("no change was successful"));
    }

    /** Those of before are no proof for a problem that has come back. */
    private static Optional<String> unproven(Problem problem, List<Change> changes) {
        Instant before = problem.milestones().reopenedAt().orElse(Instant.MIN);
        boolean proven = changes.stream()
                .filter(ProblemFixes::isSuccess)
                .map(change -> change.times().closedAt())
                .flatMap(Optional::stream)
                .anyMatch(before::isBefore);
        return proven ? Optional.empty() : Optional.of("it was reopened since a change was successful");
    }

    private Optional<String> refused(Session session, Problem problem) {
        Available<ProblemState, ProblemAction> can =
                tickets().queries().available(session.asSystem(CAUSE), problem, ProblemAction.RESOLVE);
        return can.barred().map(why -> "resolve is not possible: " + why);
    }

    private static boolean isSuccess(Change change) {
        return change.state() == ChangeState.CLOSED
                && change.outcome().filter(Outcome::isSuccess).isPresent();
    }

    /** What was rejected or cancelled has done nothing, and does not count. */
    private static boolean isFailed(Change change) {
        return change.state() == ChangeState.CLOSED && !isSuccess(change);
    }

    /** The changes that a problem is tied to, by their numbers. */
    private List<Change> changes(Problem problem) {
        return links().from(problem.tenant(), problem.ref(), RelationType.FIXED_BY.name(), Limits.LINKS).stream()
                .map(TicketRelations::target)
                .filter(target -> target.kind() == TicketKind.CHANGE)
                .map(target ->
                        desk.kernel().practices().of(target.kind()).pipeline().find(problem.tenant(), target.id()))
                .map(Change.class::cast)
                .sorted(Comparator.comparing((Change change) -> change.number().value()))
                .toList();
    }

    private Fix fix(Problem problem, List<Change> changes) {
        String which = changes.stream()
                .filter(ProblemFixes::isSuccess)
                .map(change -> change.number() + " (" + change.outcome().orElseThrow() + ")")
                .collect(Collectors.joining(", "));
        Instant until = desk.kernel().now().plus(desk.observationWindow(problem));
        return new Fix("Fixed by " + which, "No incident that it causes is logged until " + until);
    }

    private TicketDesk<Problem, ProblemState, ProblemAction, ProblemField> tickets() {
        return desk.tickets();
    }

    private LinkStore links() {
        return desk.kernel().store().links();
    }
}
