package org.itsm4j.change;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.lifecycle.internal.CustomFields;
import org.itsm4j.lifecycle.internal.Decision;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Laws;
import org.itsm4j.lifecycle.internal.Pipeline;
import org.itsm4j.lifecycle.internal.Practice;
import org.itsm4j.lifecycle.internal.Queries;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.SharedActions;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.lifecycle.internal.TicketDesk;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaAttributes;
import org.itsm4j.sla.internal.Circumstances;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.Visibility;

/** The commands on changes, whichever door they come by: from the first draft to what is scheduled. */
final class ChangeDesk {
    private final Kernel kernel;
    private final Function<Tenant, ChangeSettings> settings;
    private final TicketDesk<Change, ChangeState, ChangeAction, ChangeField> tickets;
    private final ChangeVotes votes = new ChangeVotes(this);
    private final ChangePolls polls = new ChangePolls(this);
    private final ChangeSlots slots = new ChangeSlots(this);
    private final ChangeHolds holds = new ChangeHolds(this);
    private final ChangeConflicts conflicts = new ChangeConflicts(this);
    private final ChangeRisk risk = new ChangeRisk(this);
    private final ChangeWork work;

    /** What there is at the staff's door for a change; not what creates one, nor what the system does of itself. */
    static final Set<ChangeAction> STAFF = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(
            ChangeAction.RAISE,
            ChangeAction.RECORD_UNAUTHORISED,
            ChangeAction.PREAUTHORISE,
            ChangeAction.AUTHORISE,
            ChangeAction.DECLINE,
            ChangeAction.RATIFY,
            ChangeAction.NOTE_CONFLICT,
            ChangeAction.STEP,
            ChangeAction.MIGRATE,
            ChangeAction.TARGET_REACHED)));

    /** What there is at the requester's door for a change. */
    static final Set<ChangeAction> OWNER = Collections.unmodifiableSet(
            EnumSet.of(ChangeAction.SUBMIT, ChangeAction.REVISE, ChangeAction.CANCEL, ChangeAction.NOTE));

    ChangeDesk(
            Kernel kernel,
            Function<Tenant, ChangeSettings> settings,
            List<CustomField<?>> fields,
            IncidentCount incidents) {
        this.kernel = kernel;
        this.settings = settings;
        this.work = new ChangeWork(this, incidents);
        Practice<Change, ChangeState, ChangeAction, ChangeField> practice = new Practice<>(
                TicketKind.CHANGE,
                ChangeContract.get(),
                laws(),
                Change.class,
                ChangeField.class,
                ChangeField.GROUP,
                this::fact,
                this::possible,
                SharedActions.of(ChangeAction.class),
                new CustomFields(ChangeContract.get(), ChangeField.class, fields),
                ChangeDesk::circumstances,
                this::escalate,
                ChangeDetails::of);
        this.tickets = new TicketDesk<>(kernel, practice);
    }

    private static Laws<Change, ChangeState, ChangeAction> laws() {
        List<Contract<ChangeState, ChangeAction>> all =
                Stream.of(ChangeModel.values()).map(ChangeContract::of).toList();
        return new Laws<>(all, change -> ChangeContract.of(change.model()));
    }

    TicketDesk<Change, ChangeState, ChangeAction, ChangeField> tickets() {
        return tickets;
    }

    Pipeline<Change, ChangeState, ChangeAction, ChangeField> pipeline() {
        return tickets.pipeline();
    }

    Kernel kernel() {
        return kernel;
    }

    Queries<Change, ChangeState, ChangeAction, ChangeField> queries() {
        return tickets.queries();
    }

    ChangeVotes votes() {
        return votes;
    }

    ChangePolls polls() {
        return polls;
    }

    ChangeSlots slots() {
        return slots;
    }

    ChangeHolds holds() {
        return holds;
    }

    ChangeRisk risk() {
        return risk;
    }

    ChangeWork work() {
        return work;
    }

    ChangeSettings settings(Tenant tenant) {
        return settings.apply(tenant);
    }

    ChangeSettings settings(Ticket<?> change) {
        return settings(change.tenant());
    }

    /** What is done to a change is done to its slot in the schedule. */
    Change act(Session session, TicketId id, ChangeAction action, Object command, Decision<Change> decision) {
        return noting(
                session,
                id,
                action,
                () -> tickets.act(
                        session,
                        id,
                        action,
                        command,
                        (change, step) -> slots.kept(
                                change, ChangeNews.told(change, decision.decide(change, step), action, step), step)));
    }

    /** Who is refused for a conflict of interest is noted. */
    Change noting(Session session, TicketId id, ChangeAction action, Supplier<Change> command) {
        try {
            return command.get();
        } catch (RuleViolationException refused) {
            conflicts.note(session, id, action, refused);
            throw refused;
        }
    }

    Change raise(Session session, RaiseChange command) {
        return raise(session, command, command.cause().map(ref -> cause(session, ref)));
    }

    /** With what it is for, if that is an emergency: whoever calls has seen to it that the actor may know of it. */
    Change raise(Session session, RaiseChange command, Optional<Ticket<?>> cause) {
        ChangeSettings rules = settings.apply(session.actor().tenant());
        Optional<ChangeTemplate> template = command.template().map(key -> template(rules, key));
        return create(session, ChangeAction.RAISE, command, (number, step) -> {
            step.visible(Visibility.PUBLIC);
            cause.ifPresent(ticket -> step.about(ChangeCause.live(kernel, ticket)));
            Change born = born(session, number, step, command, template, false).build();
            cause.ifPresent(ticket -> step.then(() -> tickets.relations()
                    .relate(session.asSystem("raise"), born.id(), RelationType.CAUSED_BY, ticket.ref())));
            return born;
        });
    }

    private Ticket<?> cause(Session session, TicketRef ref) {
        if (ref.kind() == TicketKind.CHANGE) {
            throw new InvalidInputException("raise", "cause", "an incident or a problem, got " + ref.kind());
        }
        return kernel.practices().of(ref.kind()).get(session, ref.id());
    }

    private static ChangeTemplate template(ChangeSettings rules, String key) {
        ChangeTemplate template = rules.templates().get(key);
        if (template == null || template.retired()) {
            throw new InvalidInputException(
                    "raise",
                    "template",
                    (template == null ? "is not known" : "is retired") + "; allowed: "
                            + Labels.list(rules.templates().values().stream()
                                    .filter(each -> !each.retired())
                                    .map(ChangeTemplate::key)
                                    .toList()));
        }
        return template;
    }

    Change recordUnauthorised(Session session, RaiseChange command) {
        if (command.model() != ChangeModel.NORMAL) {
            throw new InvalidInputException("recordUnauthorised", "model", "NORMAL, got " + command.model());
        }
        if (command.scope().configurationItems().isEmpty()) {
            throw new InvalidInputException("recordUnauthorised", "configurationItems", "at least one, got none");
        }
        return create(session, ChangeAction.RECORD_UNAUTHORISED, command, (number, step) -> {
            step.say(command.reason());
            Change.Builder born = born(session, number, step, command, Optional.empty(), true);
            return born.state(ChangeState.REVIEWING).build();
        });
    }

    private Change create(
            Session session, ChangeAction action, RaiseChange command, BiFunction<TicketNumber, Step, Change> birth) {
        tickets.practice().custom().require(Labels.of(action), command.custom());
        Transition<ChangeState, ChangeAction> row = ChangeContract.get().creations().stream()
                .filter(each -> each.action() == action)
                .findFirst()
                .orElseThrow();
        return pipeline().create(session, row, command, mark -> Optional.empty(), birth);
    }

    private Change.Builder born(
            Session session,
            TicketNumber number,
            Step step,
            RaiseChange command,
            Optional<ChangeTemplate> template,
            boolean unauthorised) {
        ChangeAction action = unauthorised ? ChangeAction.RECORD_UNAUTHORISED : ChangeAction.RAISE;
        String raisedBy = session.actor().person();
        Optional<String> requester = command.requester();
        requester.ifPresent(person -> tickets.requirePerson(session, action, "requester", person));
        command.assignment().ifPresent(to -> tickets.requireKnown(session, action, to));
        Optional<ChangePlan> plan = command.plan()
                .or(() -> template.flatMap(each -> command.window().map(each::plan)));
        return Change.builder()
                .id(TicketId.next(kernel.clock()))
                .number(number)
                .tenant(session.actor().tenant())
                .place(Pipeline.NOWHERE)
                .summary(command.summary())
                .origin(new ChangeOrigin(
                        requester.or(() -> unauthorised ? Optional.empty() : Optional.of(raisedBy)),
                        raisedBy,
                        command.reason(),
                        command.model(),
                        template.map(each -> new TemplateRef(each.key(), each.version())),
                        unauthorised))
                .scope(command.scope())
                .plan(plan)
                .answers(template.filter(each -> command.answers().isEmpty())
                        .map(ChangeTemplate::answers)
                        .orElse(command.answers()))
                .criticality(command.criticality())
                .assignment(command.assignment())
                .times(ChangeTimes.raised(step.now()))
                .custom(CustomValues.none().changedBy(command.custom()));
    }

    Change submit(Session session, TicketId id) {
        return act(session, id, ChangeAction.SUBMIT, Said.NOTHING, (change, step) -> {
            Change submitted = checked(change, ChangeAction.SUBMIT, step).in(ChangeState.SUBMITTED);
            Change done = submitted.toBuilder()
                    .times(submitted.times().submitted(step.now()))
                    .build();
            goesOn(session, done, step);
            return done;
        });
    }

    private Change checked(Change change, ChangeAction action, Step step) {
        Checked checked = check(change, action, step.now());
        // beside the words, which its requester reads
        step.change(new FieldChange("collisions", "", checked.collisions()));
        return checked.change();
    }

    /** A change with its risk, and whether its template is live; and what speaks against it all the same. */
    record Checked(Change change, String collisions) {}

    /** What must be there before anybody spends time on it. */
    Checked check(Change change, ChangeAction action, Instant now) {
        String what = Labels.of(action);
        ChangePlan plan = change.plan()
                .orElseThrow(() -> new InvalidInputException(what, "plan", "is required; add it with revise"));
        if (!plan.backOut().tested()) {
            throw new InvalidInputException(what, "plan.backOut", "must be tested");
        }
        if (change.scope().service().isEmpty()
                && change.scope().configurationItems().isEmpty()) {
            throw new InvalidInputException(what, "scope", "a service or a configuration item is required");
        }
        Instant earliest = change.model() == ChangeModel.EMERGENCY
                ? plan.window().to().minusNanos(1)
                : plan.window().from();
        if (earliest.isBefore(now)) {
            throw change.rule("window", "its window " + plan.window() + " is in the past; allowed: from " + now);
        }
        ChangeSettings rules = settings(change);
        SortedMap<String, String> answers = rules.risk().require(change.answers());
        Optional<ChangeTemplate> template = change.origin().template().flatMap(rules::template);
        template.ifPresent(each -> each.require(plan, answers, change.scope()));
        Change reckoned = risk.reckoned(change, change.criticality());
        Optional<String> approver = template.filter(each -> each.isLive(risk.past(change)))
                .filter(each -> reckoned.risk()
                        .filter(found -> found.tier() != RiskTier.HIGH)
                        .isPresent())
                .map(ChangeTemplate::approvedBy)
                .filter(person -> !change.conflicted().contains(person));
        Change checked = reckoned.toBuilder()
                .authorisation(change.authorisation().preauthorised(approver))
                .build();
        return new Checked(
                checked, slots.requireFree(checked, action == ChangeAction.SUBMIT ? "submitted" : "revised so", now));
    }

    /** What follows a submission by itself, in the same transaction. */
    private void goesOn(Session session, Change change, Step step) {
        if (change.model() == ChangeModel.EMERGENCY) {
            step.then(() -> accept(session.asSystem("emergency"), change.id()));
        } else if (change.authorisation().isPreauthorised()) {
            step.then(() -> act(
                    session.asSystem("template"),
                    change.id(),
                    ChangeAction.PREAUTHORISE,
                    Said.NOTHING,
                    (again, entry) -> again.in(ChangeState.SCHEDULED)));
        }
    }

    Change accept(Session session, TicketId id) {
        return act(session, id, ChangeAction.ACCEPT, Said.NOTHING, (change, step) -> change.in(ChangeState.ASSESSING));
    }

    Change reject(Session session, TicketId id, String reason) {
        return ends(session, id, ChangeAction.REJECT, reason, ChangeState.REJECTED);
    }

    Change cancel(Session session, TicketId id, String reason) {
        return ends(session, id, ChangeAction.CANCEL, reason, ChangeState.CANCELLED);
    }

    private Change ends(Session session, TicketId id, ChangeAction action, String reason, ChangeState state) {
        return act(session, id, action, new Said.Words(reason), (change, step) -> {
            step.say(reason);
            return change.toBuilder().state(state).decideAt(Optional.empty()).build();
        });
    }

    Change revise(Session session, TicketId id, Revision revision) {
        if (revision.equals(Revision.nothing())) {
            throw new InvalidInputException("revise", "revision", "must change something");
        }
        return act(session, id, ChangeAction.REVISE, revision, (change, step) -> {
            Change revised = revised(change, revision);
            requireChanged(change, revised);
            boolean preauthorised = change.authorisation().isPreauthorised();
            switch (change.state()) {
                case DRAFT -> {
                    return revised;
                }
                case ASSESSING -> {
                    return checked(revised, ChangeAction.REVISE, step);
                }
                case AUTHORIZING, SCHEDULED -> {
                    if (!preauthorised) {
                        votes.requireUndecided(change, step.now());
                        Change again = checked(revised, ChangeAction.REVISE, step);
                        requireRisk(change, again);
                        return votes.opened(again.in(ChangeState.AUTHORIZING), step);
                    }
                }
                default -> {
                    // it waits for its manager, or its template is looked at again
                }
            }
            Change again = checked(revised, ChangeAction.REVISE, step).in(ChangeState.SUBMITTED);
            goesOn(session, again, step);
            return again;
        });
    }

    /** What was assessed says who has to agree: an edit does not choose others. */
    private static void requireRisk(Change assessed, Change revised) {
        Optional<RiskTier> before = assessed.risk().map(Risk::tier);
        Optional<RiskTier> after = revised.risk().map(Risk::tier);
        boolean other = !revised.answers().equals(assessed.answers())
                || revised.criticality() != assessed.criticality()
                || !revised.scope().equals(assessed.scope());
        if (other
                && before.isPresent()
                && after.filter(tier -> tier.compareTo(before.get()) < 0).isPresent()) {
            throw assessed.rule(
                    "risk",
                    "its risk was assessed as " + before.get() + " and would be " + after.get()
                            + "; allowed: to revise it without that, or to return it to its draft, so that it is assessed again");
        }
    }

    /** A form that is saved as it was costs no vote. */
    private static void requireChanged(Change change, Change revised) {
        if (revised.plan().equals(change.plan())
                && revised.scope().equals(change.scope())
                && revised.answers().equals(change.answers())
                && revised.criticality() == change.criticality()) {
            throw new InvalidInputException("revise", "revision", "must change something; it is like that already");
        }
    }

    private static Change revised(Change change, Revision revision) {
        return change.toBuilder()
                .plan(revision.plan().or(change::plan))
                .scope(revision.scope().orElse(change.scope()))
                .answers(revision.answers().orElse(change.answers()))
                .criticality(revision.criticality().orElse(change.criticality()))
                .build();
    }

    Change assign(Session session, TicketId id, Assignment to) {
        return act(session, id, ChangeAction.ASSIGN, to, (change, step) -> {
            tickets.requireKnown(session, ChangeAction.ASSIGN, to);
            if (change.state() == ChangeState.IMPLEMENTING && to.agent().isEmpty()) {
                throw change.rule("implementer", "it is under way, and somebody does it; allowed: another person");
            }
            Change assigned = change.toBuilder().assignment(Optional.of(to)).build();
            votes.reassigned(session, change, assigned, step);
            return assigned;
        });
    }

    private Optional<?> fact(Change change, String name, Instant at) {
        return switch (name) {
            case "model" -> Optional.of(change.model());
            case "risk" -> change.risk().map(risk -> risk.tier().name());
            case "service" -> change.scope().service();
            case "group" -> change.group();
            case "template" -> change.origin().template().map(TemplateRef::key);
            case "decision" -> Optional.of(polls.outcome(change, at));
            case "voting" -> Optional.of(change.authorisation().voting());
            case "preauthorised" -> Optional.of(change.authorisation().isPreauthorised());
            case "authorised" -> Optional.of(polls.isAuthorised(change, at));
            case "approvalDue" -> Optional.of(change.authorisation().isDue());
            case "reviewDue" -> Optional.of(change.isReviewDue(settings(change).sampleEvery()));
            case "lockedDown" -> Optional.of(change.lockdown().isPresent());
            case "insideWindow" -> Optional.of(change.isInWindow(at));
            case "outcome" -> change.outcome().map(Outcome::name);
            default -> tickets.practice().custom().fact(name, change.custom());
        };
    }

    Available<ChangeState, ChangeAction> available(Session session, Change change, ChangeAction action) {
        return tickets.queries().available(session, change, action);
    }

    /** With what else the command would look at. */
    Available<ChangeState, ChangeAction> looked(Session session, Change change, ChangeAction action) {
        Available<ChangeState, ChangeAction> available = available(session, change, action);
        if (!available.possible()) {
            return available;
        }
        Optional<String> why = new ChangeBars(this).why(session, change, action);
        return new Available<>(
                action, why.isEmpty(), available.requires(), available.missing(), available.leadsTo(), why);
    }

    /** What who came by this door can do with a change now: all that is told to those who are refused something else. */
    Set<ChangeAction> possible(Session session, Change change) {
        Set<ChangeAction> possible = EnumSet.noneOf(ChangeAction.class);
        (session.owner() ? OWNER : STAFF)
                .stream()
                        .filter(action -> available(session, change, action).possible())
                        .forEach(possible::add);
        return possible;
    }

    private static Circumstances circumstances(Change change) {
        ChangeState state = change.state();
        ChangeTimes times = change.times();
        return new Circumstances(
                new SlaAttributes(
                        TicketKind.CHANGE,
                        change.scope().service(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                change.group(),
                state.name(),
                state == ChangeState.REVIEWING || state == ChangeState.CLOSED,
                state == ChangeState.CLOSED || state == ChangeState.REJECTED || state == ChangeState.CANCELLED,
                times.raisedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                times.begunAt());
    }

    /** What a change has no priority for is not done. */
    private void escalate(Session system, TicketId id, Escalation escalation, String why) {
        if (escalation instanceof Escalation.Reassign
                || escalation instanceof Escalation.Functional
                || escalation instanceof Escalation.RaisePriority) {
            Change change = pipeline().find(system.actor().tenant(), id);
            throw change.rule("escalation", "a change takes watchers and steps only");
        }
        tickets.escalate(system, id, escalation, why);
    }
}
