package org.itsm4j.problem;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;

/** The fields of a problem that can be searched, sorted by, or are audited. */
public enum ProblemField implements Field<Problem> {
    /** What people call it. Sorted as text, so from the millionth on {@link #LOGGED_AT} sorts better. */
    NUMBER(String.class, problem -> Optional.of(problem.number().value()), true, false),
    /** Its state. */
    STATE(ProblemState.class, problem -> Optional.of(problem.state()), false, true),
    /** Whether there is still work to do: its state is none of RESOLVED, CLOSED and CANCELLED. */
    OPEN(Boolean.class, problem -> Optional.of(problem.state().isOpen()), false, false),
    /** The stage of its diagram, by id. */
    STAGE(String.class, problem -> Optional.of(problem.place().stage().id()), false, true),
    /** Its priority, once it is assessed. */
    PRIORITY(Priority.class, problem -> problem.topic().priority(), false, true),
    /** What made somebody suspect it. */
    SOURCE(ProblemSource.class, problem -> Optional.of(problem.source()), false, true),
    /** The group of its owner. */
    GROUP(String.class, Problem::group, false, true),
    /** Its owner. */
    AGENT(String.class, Problem::agent, false, true),
    /** The person who logged it. */
    REPORTER(String.class, Problem::reporter, false, true),
    /** The service hit. */
    SERVICE(String.class, problem -> problem.topic().service(), false, true),
    /** The configuration item suspected, or at fault. */
    CONFIGURATION_ITEM(String.class, problem -> problem.topic().configurationItem(), false, true),
    /** The path of its category. */
    CATEGORY(String.class, problem -> problem.topic().category().map(Category::path), false, true),
    /** What is wrong, in a line. */
    SUMMARY(String.class, problem -> Optional.of(problem.summary()), false, false),
    /** How its cause is looked for. */
    TECHNIQUE(RcaTechnique.class, Problem::technique, false, true),
    /** How its known error stands; absent until one is declared. */
    KNOWN_ERROR(KnownErrorStatus.class, problem -> problem.knownError().map(KnownError::status), false, true),
    /** What it waits for, by the name of the reason. */
    HOLD_REASON(
            String.class,
            problem -> problem.held().map(held -> held.hold().reason().name()),
            false,
            true),
    /** Why it was cancelled, in one word. */
    CANCEL_REASON(
            ProblemCancelReason.class, problem -> problem.cancellation().map(ProblemCancellation::reason), false, true),
    /** The problem it is a duplicate of. */
    DUPLICATE_OF(
            TicketId.class, problem -> problem.cancellation().flatMap(ProblemCancellation::duplicateOf), false, true),
    /** How often it was reopened. */
    REOPEN_COUNT(Integer.class, problem -> Optional.of(problem.milestones().reopenCount()), false, false),
    /** When it was logged. */
    LOGGED_AT(Instant.class, problem -> Optional.of(problem.milestones().loggedAt()), true, false),
    /** When it last changed. */
    UPDATED_AT(Instant.class, problem -> Optional.of(problem.head().changedAt()), true, false),
    /** When it was resolved. */
    RESOLVED_AT(Instant.class, problem -> problem.milestones().resolvedAt(), false, false),
    /** When it was closed. */
    CLOSED_AT(Instant.class, problem -> problem.milestones().closedAt(), false, false);

    private final Class<?> type;
    private final Function<Problem, Optional<?>> value;
    private final boolean sortable;
    private final boolean audited;

    ProblemField(Class<?> type, Function<Problem, Optional<?>> value, boolean sortable, boolean audited) {
        this.type = type;
        this.value = value;
        this.sortable = sortable;
        this.audited = audited;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public Optional<?> of(Problem problem) {
        return value.apply(problem);
    }

    @Override
    public boolean isSortable() {
        return sortable;
    }

    @Override
    public boolean isAudited() {
        return audited;
    }
}
