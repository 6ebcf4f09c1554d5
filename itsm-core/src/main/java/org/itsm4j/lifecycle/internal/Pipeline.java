package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.Precondition;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.internal.Reaction;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.spi.TimelineStore.Marked;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.RequestConflictException;
import org.itsm4j.ticket.RequestMark;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketEvent;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;

/**
 * The one way every change of a practice's tickets takes, whoever causes it: validate, then in one transaction replay
 * check, load, authorise, contract, decision, workflow, timeline, store, event, followers; listeners after the commit.
 * Thread-safe.
 *
 * @param <T> the ticket
 * @param <S> its states
 * @param <A> its actions
 * @param <F> its fields
 */
public final class Pipeline<T extends Ticket<T>, S extends Enum<S>, A extends Enum<A>, F extends Enum<F> & Field<T>> {
    private static final int ATTEMPTS = 3;
    private static final int STORM = 100;
    private static final int INSTANTS = 100;
    private static final String WAY = "way";
    private static final String APPROVAL = "approval.";
    /** Where a ticket stands before the workflow has placed it. */
    public static final Place NOWHERE = new Place(new Stage("", ""), Optional.empty(), "");

    private final Kernel kernel;
    private final Practice<T, S, A, F> practice;
    private final TaskWork<T, S, A, F> tasks;
    private final Guard<T, S, A, F> guard;
    private final TicketClocks<T, S, A, F> clocks;

    /**
     * @param kernel what all practices work with
     * @param practice the practice
     */
    public Pipeline(Kernel kernel, Practice<T, S, A, F> practice) {
        this.kernel = kernel;
        this.practice = practice;
        this.tasks = new TaskWork<>(kernel, practice);
        this.guard = new Guard<>(kernel, practice);
        this.clocks = new TicketClocks<>(kernel, practice);
    }

    /**
     * Creates a ticket.
     *
     * @param session who, and how
     * @param command what was asked
     * @param existing looks for a ticket that makes a new one needless; the command then ends with that
     * @param birth makes the ticket from its number and the step
     * @return the ticket
     */
    public T create(
            Session session,
            Object command,
            Function<Optional<RequestMark>, Optional<T>> existing,
            BiFunction<TicketNumber, Step, T> birth) {
        return create(session, practice.contract().creation(), command, existing, birth);
    }

    /**
     * As the other, by one of several actions that create a ticket.
     *
     * @param session who, and how
     * @param row the row of the contract that creates it
     * @param command what was asked
     * @param existing looks for a ticket that makes a new one needless; the command then ends with that
     * @param birth makes the ticket from its number and the step
     * @return the ticket
     */
    public T create(
            Session session,
            Transition<S, A> row,
            Object command,
            Function<Optional<RequestMark>, Optional<T>> existing,
            BiFunction<TicketNumber, Step, T> birth) {
        check(session, row.action(), command);
        Tenant tenant = session.actor().tenant();
        Optional<RequestMark> mark = mark(session, row.action(), "", command);
        Subject unborn = unborn(tenant);
        authorise(session, practice.permission(row.action(), List.of(row)), unborn);
        kernel.store().unitOfWork().settleHost();
        if (session.expected().isPresent()) {
            throw new InvalidInputException(
                    Labels.of(row.action()), "expecting", "a ticket that is not there yet has no version");
        }
        kernel.numbers().prepare(tenant, practice.kind());
        return persist(session, () -> {
            Optional<T> done = replayed(session, mark).or(() -> existing.apply(mark));
            if (done.isPresent()) {
                return done.get();
            }
            Step step = new Step(moment(session, Head.START, unborn.label()));
            T born = birth.apply(number(tenant), step);
            requireFields(born, row.action());
            requireBorn(born, row, step.now());
            Arrival arrival = arrived(kernel.workflow().start(move(session, born, born, row.action(), step)), born);
            T standing = customised(born.standingAt(arrival.place(), arrival.wakeAt()), step);
            tasks.entered(standing, step);
            T placed = clocks.created(session, standing, row.action(), step);
            TimelineEntry entry = entry(session, Optional.empty(), placed, row.action(), step, mark);
            T ticket = placed.recorded(entry.head());
            tickets().add(ticket);
            kernel.numbers().given(tenant, practice.kind(), ticket.id());
            return finish(ticket, entry, step);
        });
    }

    /** What a row asks of a ticket that it creates is asked of the ticket as it is born. */
    private void requireBorn(T born, Transition<S, A> row, Instant now) {
        if (born.state() != row.to() || !guard.isMet(born, row, now)) {
            throw new RuleViolationException(
                    born.label(), "creation", "cannot be created by '" + row + "'; needed: " + row.onlyIf());
        }
    }

    private Subject unborn(Tenant tenant) {
        return Subject.unborn(tenant, "a new " + practice.kind().label());
    }

    /**
     * @param session who
     * @return why they have no right to create a ticket; empty if they have
     */
    public Optional<String> noCreation(Session session) {
        Transition<S, A> row = practice.contract().creation();
        Permission permission = practice.permission(row.action(), List.of(row));
        return kernel.permits(session, permission, unborn(session.actor().tenant()))
                ? Optional.empty()
                : Optional.of(Labels.of(row.action()) + " is allowed to " + Role.list(permission.who()));
    }

    private TicketNumber number(Tenant tenant) {
        return kernel.numbers()
                .next(tenant, practice.kind(), id -> tickets().find(tenant, id).isPresent());
    }

    /**
     * Does something to a ticket.
     *
     * @param session who, and how
     * @param id which ticket
     * @param action what
     * @param command what was said with it
     * @param decision what it makes of the ticket
     * @return the ticket as it is then
     */
    public T act(Session session, TicketId id, A action, Object command, Decision<T> decision) {
        Objects.requireNonNull(id, "id");
        check(session, action, command);
        return act(session, id, action, mark(session, action, id.toString(), command), decision);
    }

    /**
     * As the other, for a command that is already validated and marked: one that another command turned into.
     *
     * @param session who, and how
     * @param id which ticket
     * @param action what
     * @param mark the request it belongs to
     * @param decision what it makes of the ticket
     * @return the ticket as it is then
     */
    public T act(Session session, TicketId id, A action, Optional<RequestMark> mark, Decision<T> decision) {
        boolean joined = kernel.store().unitOfWork().isActive();
        kernel.store().unitOfWork().settleHost();
        Setbacks setbacks = Setbacks.ofCommand(joined);
        while (true) {
            try {
                return acted(session, id, action, mark, decision, setbacks);
            } catch (EscalationRefused e) {
                if (session.isPunctual()) {
                    throw e; // whoever notes the threshold knows what to do
                }
                if (joined) {
                    throw e.refusal();
                }
                setbacks.refused(e);
            }
        }
    }

    private T acted(
            Session session,
            TicketId id,
            A action,
            Optional<RequestMark> mark,
            Decision<T> decision,
            Setbacks setbacks) {
        Tenant tenant = session.actor().tenant();
        AtomicLong seen = new AtomicLong();
        return race(session, id, seen, mark, () -> {
            Optional<T> replayed = replayed(session, mark);
            if (replayed.isPresent()) {
                return replayed.get();
            }
            T found = find(tenant, id);
            seen.set(found.version());
            authorise(session, practice.permission(action, practice.rows(found, action)), found);
            requireExpected(session, found);
            Draft<T> draft = draft(session, found, action, decision, setbacks);
            T before = draft.before();
            Step step = draft.step();
            T placed = customised(
                    draft.moves() ? moved(session, before, draft.decided(), action, step) : draft.decided(), step);
            clocks.take(draft.reaction(), step);
            TimelineEntry entry = entry(session, Optional.of(before), placed, action, step, mark);
            Head end = action == practice.shared().targetReached()
                    ? entry.head().unchangedSince(before.head())
                    : entry.head();
            T after = placed.recorded(end);
            tickets().replace(before, after);
            T done = finish(after, entry, step);
            kernel.practices().moved(session, before, after, new Cascade(kernel));
            return done;
        });
    }

    /** A command that is decided on, and not yet written. */
    private record Draft<T>(T before, T decided, boolean moves, Step step, Reaction reaction) {}

    /**
     * What would be lost with the end of a cycle or with another target is noted first, as a sweep in time would have. Who
     * may give the command is not asked again: what follows from a threshold takes no right away that somebody had.
     */
    private Draft<T> draft(Session session, T found, A action, Decision<T> decision, Setbacks setbacks) {
        Draft<T> draft = draft(session, found, action, decision);
        if (!draft.reaction().overdue() || session.isPunctual() || session.at().isPresent()) {
            return draft;
        }
        Instant now = draft.step().now();
        int instants = 0;
        while (instants < INSTANTS && noted(found.tenant(), found.id(), now, setbacks)) {
            instants++;
        }
        return instants == 0 ? draft : draft(session, find(found.tenant(), found.id()), action, decision);
    }

    private Draft<T> draft(Session session, T before, A action, Decision<T> decision) {
        List<Transition<S, A>> rows = practice.rows(before, action);
        requireOffered(session, before, action, rows);
        Step step = new Step(moment(session, before.head(), before.label()));
        List<Transition<S, A>> open = requireOpen(session, before, action, rows, step.now());
        T decided = decision.decide(before, step);
        Transition<S, A> row = open.stream()
                .filter(each -> each.to() == decided.state())
                .findFirst()
                .orElseThrow(() -> new IllegalTransitionException(before, action, allowed(session, before)));
        requireFields(decided, action);
        return new Draft<>(before, decided, row.moves(), step, clocks.reaction(session, before, decided, action, step));
    }

    /**
     * Lets a ticket go on with another version of its diagram, in the same state.
     *
     * @param session who
     * @param id which ticket
     * @param action what the contract calls it
     * @param words what to write on the timeline
     * @param change puts the ticket's token into the other version
     * @return the ticket as it is then
     */
    public T migrate(Session session, TicketId id, A action, String words, Function<Move, Arrival> change) {
        return act(session, id, action, Optional.empty(), (ticket, step) -> {
            step.say(words);
            Arrival arrival = arrived(change.apply(move(session, ticket, ticket, action, step)), ticket);
            return ticket.standingAt(arrival.place(), arrival.wakeAt());
        });
    }

    /**
     * Whether an action that another ticket is made by may be done on this one: as {@link #act} asks, without changing it.
     *
     * @param session who
     * @param ticket the ticket as it is
     * @param action what
     * @throws org.itsm4j.security.AccessDeniedException if the actor has no right to it
     * @throws ConcurrentChangeException if the ticket is not at the version the session expects
     * @throws IllegalTransitionException if the contract has no such step from there
     * @throws RuleViolationException if a precondition does not hold
     */
    public void require(Session session, T ticket, A action) {
        List<Transition<S, A>> rows = practice.rows(ticket, action);
        authorise(session, practice.permission(action, rows), ticket);
        requireExpected(session, ticket);
        requireOffered(session, ticket, action, rows);
        requireOpen(session, ticket, action, rows, moment(session, Head.START, ticket.label()));
    }

    private void requireExpected(Session session, T ticket) {
        session.expected().filter(version -> version != ticket.version()).ifPresent(version -> {
            throw new ConcurrentChangeException(ticket.ref(), version, Optional.of(ticket));
        });
    }

    /** A timer of the diagram is itself the offer. */
    private void requireOffered(Session session, T ticket, A action, List<Transition<S, A>> rows) {
        if (rows.isEmpty() || session.timer().isEmpty() && !isOffered(ticket, rows)) {
            throw new IllegalTransitionException(ticket, action, allowed(session, ticket));
        }
    }

    /** Those of the rows whose preconditions hold. */
    private List<Transition<S, A>> requireOpen(
            Session session, T ticket, A action, List<Transition<S, A>> rows, Instant at) {
        List<Transition<S, A>> open = guard.open(session, ticket, rows, at);
        if (open.isEmpty()) {
            Guard.Unmet unmet = guard.reason(ticket, rows, at);
            throw new RuleViolationException(
                    ticket.label(),
                    unmet.precondition().fact(),
                    "cannot go from " + ticket.state() + " by " + Labels.of(action) + ", as " + unmet.message()
                            + meaning(unmet.precondition()));
        }
        return open;
    }

    private String meaning(Precondition precondition) {
        return practice.contract().facts().stream()
                .filter(fact -> fact.name().equals(precondition.fact()))
                .findFirst()
                .map(fact -> " (" + fact.name() + ": " + fact.meaning() + ")")
                .orElse("");
    }

    /**
     * @param ticket a ticket
     * @param action an action
     * @param at the moment
     * @return whether its state and all else the contract asks for, but for the actor's rights, allow it
     */
    public boolean isOpen(T ticket, A action, Instant at) {
        return practice.rows(ticket, action).stream().anyMatch(row -> guard.isMet(ticket, row, at));
    }

    Guard<T, S, A, F> guard() {
        return guard;
    }

    /**
     * @param tenant whose
     * @param id which
     * @return the ticket, without asking whether anybody may see it
     * @throws TicketNotFoundException if there is none in that tenant
     */
    public T find(Tenant tenant, TicketId id) {
        return tickets().find(tenant, id).orElseThrow(() -> new TicketNotFoundException(practice.kind(), id));
    }

    /** @return the tasks of its tickets */
    public TaskWork<T, S, A, F> tasks() {
        return tasks;
    }

    /**
     * Notes what the clocks of a ticket have reached, and does what follows from it: instant by instant, each in a
     * transaction of its own and as if the sweep had come by in time, since what follows from one may move the next. A
     * threshold that fails is left for the next sweep, and the others go on.
     *
     * @param due a ticket with something due
     * @return what came of it
     */
    Noted reached(ClockStore.Due due) {
        Instant now = kernel.now();
        Setbacks setbacks = Setbacks.ofSweep();
        int instants = 0;
        try {
            while (instants < INSTANTS && reachedNext(due, now, setbacks)) {
                instants++; // what there is beyond the limit is due again with the next sweep
            }
            return new Noted(instants, setbacks.failures());
        } catch (RuntimeException | Error e) {
            List<Throwable> failures = new ArrayList<>(setbacks.failures());
            failures.add(e);
            return new Noted(instants, failures);
        }
    }

    /**
     * What came of noting what a ticket has reached.
     *
     * @param instants how many instants were noted
     * @param failures why others were not, to be told by whoever asked
     */
    record Noted(int instants, List<Throwable> failures) {}

    private boolean reachedNext(ClockStore.Due due, Instant now, Setbacks setbacks) {
        while (true) {
            try {
                return kernel.store()
                        .unitOfWork()
                        .required(() -> noted(due.tenant(), due.ticket().id(), now, setbacks));
            } catch (EscalationRefused e) {
                setbacks.refused(e);
            } catch (ThresholdFailed e) {
                setbacks.failed(e);
            }
        }
    }

    /** Notes the first instant that was reached, and does what follows, in the transaction that is active. */
    private boolean noted(Tenant tenant, TicketId id, Instant now, Setbacks setbacks) {
        T ticket = find(tenant, id);
        Optional<Instant> next = clocks.nextReached(ticket, now, setbacks);
        if (next.isEmpty() || !takesAlarm(ticket.state().name())) {
            return false;
        }
        Session session = Session.of(Actor.system(TicketClocks.SLA).of(tenant)).due(next.get());
        act(session, id, practice.shared().targetReached(), Optional.empty(), (again, step) -> {
            clocks.note(session.within(), again, now, step, setbacks, this::escalate);
            return again;
        });
        return true;
    }

    private void escalate(Session system, TicketId id, Escalation escalation, String why, String place) {
        if (escalation instanceof Escalation.RunStep one) {
            act(system, id, practice.shared().step(), Said.NOTHING, (ticket, step) -> {
                HandlerRun run = handlers(system, ticket, facts(ticket, ticket, step), step);
                run.causedBy(place).run(one.handler(), why);
                step.say(why + ": " + one.handler());
                return ticket;
            });
        } else {
            practice.escalator().escalate(system, id, escalation, why);
        }
    }

    /** Whether what a clock has reached can be noted in a state, by its name. */
    boolean takesAlarm(String state) {
        return !practice.contract()
                .rows(
                        Enum.valueOf(practice.contract().stateClass(), state),
                        practice.shared().targetReached())
                .isEmpty();
    }

    String alarm() {
        return Labels.of(practice.shared().targetReached());
    }

    /** @return the clocks of its tickets */
    public TicketClocks<T, S, A, F> clocks() {
        return clocks;
    }

    /** @return where its tickets are kept */
    public TicketStore<T, F> tickets() {
        return kernel.store().tickets(practice.tickets(), practice.fields());
    }

    /**
     * @param ticket a ticket
     * @param rows rows of one action; at least one
     * @return whether the diagram the ticket follows has that action where it stands
     */
    boolean isOffered(T ticket, List<Transition<S, A>> rows) {
        Transition<S, A> row = rows.get(0);
        if (practice.shared().onTasks().contains(row.action())) {
            return tasks.hasTasks(ticket.place());
        }
        return !row.moves()
                || kernel.workflow()
                        .offers(practice.law(ticket), ticket.place())
                        .contains(Labels.of(row.action()));
    }

    private Set<A> allowed(Session session, T ticket) {
        return practice.possible().apply(session, ticket);
    }

    private T moved(Session session, T before, T decided, A action, Step step) {
        Move move = move(session, before, decided, action, step);
        Arrival arrival;
        try {
            arrival = arrived(kernel.workflow().move(before.place(), move), decided);
        } catch (RuleViolationException e) {
            throw named(before, e);
        }
        T placed = decided.standingAt(arrival.place(), arrival.wakeAt());
        tasks.left(before, step);
        tasks.entered(placed, step);
        return placed;
    }

    /** A workflow knows a ticket by its id; people call it otherwise. */
    private RuleViolationException named(T ticket, RuleViolationException refusal) {
        if (refusal.subject().equals(ticket.label())) {
            return refusal;
        }
        String message = refusal.getMessage().substring(refusal.subject().length() + 2);
        RuleViolationException named = new RuleViolationException(ticket.label(), refusal.rule(), message);
        named.initCause(refusal);
        return named;
    }

    private T finish(T ticket, TimelineEntry entry, Step step) {
        step.write();
        kernel.store().timelines().append(ticket.tenant(), ticket.ref(), entry);
        kernel.events()
                .happened(new TicketEvent(
                        ticket.tenant(),
                        ticket.ref(),
                        ticket.number(),
                        ticket.state().name(),
                        entry));
        // what followed, or a sink, may have changed this very ticket
        return step.follow() || kernel.events().hasSinks() ? find(ticket.tenant(), ticket.id()) : ticket;
    }

    /** Runs a command in its transaction; the loser of a race for a unique key looks again, unless the host owns it. */
    private T attempt(Supplier<T> work) {
        UnitOfWork unitOfWork = kernel.store().unitOfWork();
        boolean joined = unitOfWork.isActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return unitOfWork.required(work);
            } catch (DuplicateKeyException e) {
                if (joined || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** A storm of the same report: whoever loses a race for the ticket that takes them all looks again. */
    private T persist(Session session, Supplier<T> work) {
        boolean joined = kernel.store().unitOfWork().isActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work);
            } catch (StaleTicketException e) {
                if (joined || attempt == STORM) {
                    throw e;
                }
            } catch (ConcurrentChangeException e) {
                if (joined || attempt == STORM) {
                    throw joined ? e : told(session, e);
                }
            }
        }
    }

    /**
     * A request that was sent twice at once may find the ticket changed by its own repetition, between the question whether
     * it is one and the look at the ticket: whatever it is refused for then, it is answered.
     */
    private T race(Session session, TicketId id, AtomicLong seen, Optional<RequestMark> mark, Supplier<T> work) {
        boolean joined = kernel.store().unitOfWork().isActive();
        try {
            return raced(session, id, seen, mark, work);
        } catch (ItsmException e) {
            if (joined || mark.isEmpty() || e instanceof RequestConflictException) {
                throw e;
            }
            return kernel.store()
                    .unitOfWork()
                    .required(() -> replayed(session, mark))
                    .orElseThrow(() -> e);
        }
    }

    /** As {@link #attempt}; the loser of a race for a ticket is told so, with the ticket as it is now. */
    private T raced(Session session, TicketId id, AtomicLong seen, Optional<RequestMark> mark, Supplier<T> work) {
        UnitOfWork unitOfWork = kernel.store().unitOfWork();
        TicketRef ticket = new TicketRef(practice.kind(), id);
        boolean joined = unitOfWork.isActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work);
            } catch (ConcurrentChangeException e) {
                throw joined ? e : told(session, e);
            } catch (StaleTicketException e) {
                if (joined) {
                    throw lost(ticket, seen.get(), Optional.empty(), e);
                }
                // before it was read nothing was decided on it: there is nothing to tell, and no harm in trying again
                if (seen.get() != 0 || attempt == ATTEMPTS) {
                    Optional<T> same = unitOfWork.required(() -> replayed(session, mark));
                    if (same.isPresent()) {
                        return same.get(); // it has lost against its own repetition
                    }
                    throw lost(ticket, seen.get(), fresh(session, ticket), e);
                }
            }
        }
    }

    /** What followed from the command was overtaken: inside the transaction nobody could see by what. */
    private ConcurrentChangeException told(Session session, ConcurrentChangeException lost) {
        if (lost.fresh().isPresent()) {
            return lost;
        }
        return lost(
                lost.ticket(),
                lost.expected(),
                fresh(session, lost.ticket())
                        .filter(ticket -> kernel.policy().permits(session.actor(), practice.read(), ticket)),
                lost);
    }

    private Optional<T> fresh(Session session, TicketRef ticket) {
        return ticket.kind() != practice.kind()
                ? Optional.empty()
                : kernel.store()
                        .unitOfWork()
                        .required(() -> tickets().find(session.actor().tenant(), ticket.id()));
    }

    private ConcurrentChangeException lost(TicketRef ticket, long seen, Optional<T> fresh, RuntimeException cause) {
        ConcurrentChangeException lost = new ConcurrentChangeException(ticket, seen, fresh.map(now -> now));
        lost.initCause(cause);
        return lost;
    }

    private void check(Session session, A action, Object command) {
        Objects.requireNonNull(command, "command");
        session.request().ifPresent(id -> Text.Rule.require("Request", "id", id, Limits.REQUEST_ID + 37));
        kernel.validation().check(Labels.of(action), command);
    }

    private static Optional<RequestMark> mark(Session session, Enum<?> action, String ticket, Object command) {
        return session.request()
                .map(id -> new RequestMark(
                        id,
                        Fingerprint.of(action.name(), ticket, session.actor().id(), session.at(), command)));
    }

    /** What the same request has done before; whoever may no longer read the ticket is not told. */
    private Optional<T> replayed(Session session, Optional<RequestMark> mark) {
        Tenant tenant = session.actor().tenant();
        Optional<Marked> earlier =
                mark.flatMap(one -> kernel.store().timelines().findRequest(tenant, one.id()));
        return earlier.map(found -> {
            if (found.ticket().kind() != practice.kind()
                    || !found.entry().request().equals(mark)) {
                throw new RequestConflictException(mark.orElseThrow().id());
            }
            T ticket = find(tenant, found.ticket().id());
            kernel.permit(session, practice.read(), ticket);
            return ticket;
        });
    }

    private void authorise(Session session, Permission permission, Subject subject) {
        kernel.permit(session, permission, subject);
        if (session.at().isPresent()) {
            kernel.permit(session, practice.permission("import", Set.of(Role.IMPORTER)), subject);
        }
    }

    /** The moment of the command. It never lies before the ticket's last entry, whichever node's clock is behind. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant moment(Session session, Head head, String label) {
        Instant now = kernel.now();
        if (session.at().isEmpty()) {
            return later(head.at(), session.due().orElse(now));
        }
        Instant at = session.at().get().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now) || at.isBefore(head.at())) {
            throw new RuleViolationException(
                    label,
                    "importTime",
                    "cannot be changed as at " + at + "; allowed: from " + head.at() + " to " + now);
        }
        return at;
    }

    private Move move(Session session, T before, T ticket, A action, Step step) {
        Function<String, Optional<?>> facts = facts(before, ticket, step);
        return new Move(
                practice.law(ticket),
                ticket.tenant(),
                ticket.ref(),
                Labels.of(action),
                ticket.state().name(),
                facts,
                step.now(),
                session.timer(),
                handlers(session, ticket, facts, step));
    }

    /** Facts are of the ticket as the command leaves it; what the command has ended, such as a hold, as it was. */
    private Function<String, Optional<?>> facts(T before, T ticket, Step step) {
        Facts<T> facts = practice.facts();
        Map<String, Optional<?>> approvals = new HashMap<>(); // one answer for a command, however often it is read
        return fact -> {
            if (fact.equals(WAY)) {
                return step.way();
            }
            if (fact.startsWith(APPROVAL)) {
                Optional<?> known = approvals.get(fact);
                Optional<?> outcome = known == null ? approval(fact, ticket) : known;
                approvals.put(fact, outcome);
                return outcome;
            }
            Optional<?> now = facts.of(customised(ticket, step), fact, step.now());
            return now.isPresent() ? now : facts.of(before, fact, step.now());
        };
    }

    private Optional<?> approval(String fact, T ticket) {
        String name = fact.substring(APPROVAL.length());
        ApprovalOutcome outcome = kernel.handlers().approval(name).decide(ticket);
        if (outcome == null) {
            throw new ConfigurationException("The approval " + name + " has answered nothing on " + ticket.label()
                    + "; allowed: " + List.of(ApprovalOutcome.values()));
        }
        return Optional.of(outcome);
    }

    /** The ticket with what steps have set in its custom fields. */
    private T customised(T ticket, Step step) {
        return step.custom().isEmpty()
                ? ticket
                : ticket.customised(ticket.custom().changedBy(step.custom()));
    }

    /** Notes of handlers are commands of the system that follow. */
    private HandlerRun handlers(Session session, T ticket, Function<String, Optional<?>> facts, Step step) {
        HandlerRun.Effects effects = new HandlerRun.Effects() {
            @Override
            public Ticket<?> ticket() {
                return customised(ticket, step);
            }

            @Override
            public void set(CustomValues changes) {
                practice.custom().require("StepContext", changes);
                step.set(changes);
            }

            @Override
            public void note(String handler, Note note) {
                noted(session, ticket, step, handler, note);
            }
        };
        return new HandlerRun(kernel.handlers(), facts, effects);
    }

    private void noted(Session session, T ticket, Step step, String handler, Note note) {
        A action = practice.shared().note();
        kernel.validation().check(Labels.of(action), note);
        if (practice.rows(ticket, action).isEmpty()) {
            throw new IllegalTransitionException(ticket, action, allowed(session.asSystem("step:" + handler), ticket));
        }
        step.then(() -> act(session.asSystem("step:" + handler), ticket.id(), action, note, (again, entry) -> {
            entry.say(note.text()).visible(note.visibility());
            return again;
        }));
    }

    /**
     * Runs handlers that no move has asked for, on a ticket that stays where it is.
     *
     * @param session who
     * @param ticket the ticket
     * @param step the command
     * @param names the handlers, in order
     * @param element the element of the diagram that wants them
     */
    public void runHandlers(Session session, T ticket, Step step, List<String> names, String element) {
        HandlerRun run = handlers(session, ticket, facts(ticket, ticket, step), step);
        names.forEach(name -> run.run(name, element));
    }

    /** A diagram is policy within the law: a workflow that ends elsewhere than the contract says is refused. */
    private Arrival arrived(Arrival arrival, T ticket) {
        if (!arrival.state().equals(ticket.state().name())) {
            throw new RuleViolationException(
                    ticket.label(),
                    "diagram",
                    "the diagram leads to stage " + arrival.place().stage().id() + " in state " + arrival.state()
                            + ", the contract to " + ticket.state());
        }
        return arrival;
    }

    private void requireFields(T ticket, A action) {
        List<String> missing = practice.custom().missing(action, ticket.custom());
        if (!missing.isEmpty()) {
            throw new RuleViolationException(
                    ticket.label(),
                    "requiredFields",
                    Labels.of(action) + " needs values of the fields " + missing + "; allowed: set them first");
        }
    }

    private TimelineEntry entry(
            Session session, Optional<T> before, T ticket, A action, Step step, Optional<RequestMark> mark) {
        CustomValues had = before.map(Ticket::custom).orElse(CustomValues.none());
        practice.custom().guard(Labels.of(action), had, ticket.custom());
        Head head = ticket.head();
        TimelineEntry draft = new TimelineEntry(
                head.sequence() + 1,
                step.now(),
                session.actor().id(),
                session.actor().has(Role.SYSTEM),
                Labels.of(action),
                step.visibility(),
                step.text(),
                changes(before, ticket, step),
                step.about(),
                mark,
                "");
        return draft.hashed(Chain.hash(ticket.tenant(), ticket.ref(), head.hash(), draft));
    }

    private List<FieldChange> changes(Optional<T> before, T after, Step step) {
        Map<String, String> was = before.map(this::audited).orElse(Map.of());
        Map<String, String> is = audited(after);
        Set<String> labels = new LinkedHashSet<>(is.keySet());
        labels.addAll(was.keySet());
        List<FieldChange> changes = new ArrayList<>();
        labels.stream()
                .map(label -> new FieldChange(label, was.getOrDefault(label, ""), is.getOrDefault(label, "")))
                .filter(change -> !change.before().equals(change.after()))
                .forEach(changes::add);
        changes.addAll(step.changes());
        CustomValues had = before.map(Ticket::custom).orElse(CustomValues.none());
        changes.addAll(CustomFields.changes(had, after.custom()));
        return changes;
    }

    private Map<String, String> audited(T ticket) {
        Map<String, String> audited = new LinkedHashMap<>();
        for (F field : practice.fields().getEnumConstants()) {
            if (field.isAudited()) {
                field.of(ticket).ifPresent(value -> audited.put(Labels.of(field), value.toString()));
            }
        }
        audited.putAll(practice.details().apply(ticket));
        return audited;
    }
}
