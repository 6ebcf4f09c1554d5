package org.itsm4j.problem;

import jakarta.validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.change.Change;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.CustomFields;
import org.itsm4j.lifecycle.internal.Decision;
import org.itsm4j.lifecycle.internal.Holds;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Laws;
import org.itsm4j.lifecycle.internal.Pipeline;
import org.itsm4j.lifecycle.internal.Practice;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.SharedActions;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.lifecycle.internal.TicketDesk;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaAttributes;
import org.itsm4j.sla.internal.Circumstances;
import org.itsm4j.spi.Link;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/** The commands on problems. */
final class ProblemDesk {
    /** What there is at the door for a problem; not what creates one, nor what the system does of itself. */
    static final Set<ProblemAction> STAFF = Collections.unmodifiableSet(EnumSet.complementOf(
            EnumSet.of(ProblemAction.LOG, ProblemAction.STEP, ProblemAction.MIGRATE, ProblemAction.TARGET_REACHED)));

    private final Kernel kernel;
    private final Function<Tenant, ProblemSettings> settings;
    private final TicketDesk<Problem, ProblemState, ProblemAction, ProblemField> tickets;
    private final ProblemIncidents incidents;
    private final ProblemFixes fixes = new ProblemFixes(this);

    ProblemDesk(
            Kernel kernel,
            IncidentDoors incidents,
            Function<Tenant, ProblemSettings> settings,
            List<CustomField<?>> fields) {
        this.kernel = kernel;
        this.settings = settings;
        this.tickets = new TicketDesk<>(
                kernel,
                new Practice<>(
                        TicketKind.PROBLEM,
                        ProblemContract.get(),
                        Laws.one(ProblemContract.get()),
                        Problem.class,
                        ProblemField.class,
                        ProblemField.GROUP,
                        this::fact,
                        this::possible,
                        SharedActions.of(ProblemAction.class),
                        new CustomFields(ProblemContract.get(), ProblemField.class, fields),
                        this::circumstances,
                        this::escalate,
                        ProblemDetails::of));
        this.incidents = new ProblemIncidents(kernel, incidents, this::tickets);
        kernel.practices().add(fixes);
        kernel.practices().addRule(fixes);
    }

    Kernel kernel() {
        return kernel;
    }

    TicketDesk<Problem, ProblemState, ProblemAction, ProblemField> tickets() {
        return tickets;
    }

    ProblemIncidents incidents() {
        return incidents;
    }

    ProblemSettings settings(Session session) {
        return settings.apply(session.actor().tenant());
    }

    /** A problem with the incidents it is raised from. */
    record Raise(@Valid LogProblem problem, List<TicketId> from) {}

    /** A technique. */
    record Technique(RcaTechnique technique) {}

    /** Words that may say that there is nothing. */
    record Workaround(Optional<@Text(max = Limits.TEXT) String> text) {}

    Problem log(Session session, LogProblem command) {
        requireParts(session, command);
        return tickets.pipeline()
                .create(
                        session,
                        command,
                        mark -> Optional.empty(),
                        (number, step) -> born(session, number, step, command, topic(command, List.of())));
    }

    Problem raise(Session session, Collection<TicketId> ids, LogProblem command) {
        List<TicketId> from = List.copyOf(new LinkedHashSet<>(ids));
        String subject = Labels.of(ProblemAction.LOG);
        if (from.isEmpty()) {
            throw new InvalidInputException(subject, "incidents", "at least one");
        }
        Limits.require(subject, "incidents", from.size(), Limits.CASCADE);
        requireParts(session, command);
        return tickets.pipeline()
                .create(session, new Raise(command, from), mark -> Optional.empty(), (number, step) -> {
                    List<Incident> found = incidents.get(session, from);
                    Problem problem = born(session, number, step, command, topic(command, found));
                    step.say("Raised from " + found.size() + (found.size() == 1 ? " incident" : " incidents"));
                    step.then(() -> incidents.caused(session, problem, found));
                    incidents
                            .items(found)
                            .forEach(item -> tickets.referred(problem, step, Reference.to("configuration-item", item)));
                    return problem;
                });
    }

    private void requireParts(Session session, LogProblem command) {
        command.category().ifPresent(settings(session).categories()::require);
        tickets.practice().custom().require(Labels.of(ProblemAction.LOG), command.custom());
    }

    private ProblemTopic topic(LogProblem command, List<Incident> found) {
        return new ProblemTopic(
                command.service()
                        .or(() -> incidents.mostly(
                                found, incident -> incident.classification().service())),
                command.configurationItem()
                        .or(() -> incidents.mostly(
                                found, incident -> incident.classification().configurationItem())),
                command.category()
                        .or(() -> incidents
                                .mostly(
                                        found,
                                        incident -> incident.classification()
                                                .category()
                                                .map(Category::path))
                                .map(Category::of)),
                Optional.empty());
    }

    Problem born(Session session, TicketNumber number, Step step, LogProblem command, ProblemTopic topic) {
        Actor actor = session.actor();
        return Problem.builder()
                .id(TicketId.next(kernel.clock()))
                .number(number)
                .tenant(actor.tenant())
                .place(Pipeline.NOWHERE)
                .summary(command.summary())
                .description(command.description())
                .source(command.source())
                .reporter(actor.has(Role.SYSTEM) ? Optional.empty() : Optional.of(actor.person()))
                .topic(topic)
                .milestones(ProblemMilestones.logged(step.now()))
                .custom(CustomValues.none().changedBy(command.custom()))
                .build();
    }

    Problem assess(Session session, TicketId id, Assessment as) {
        return act(session, id, ProblemAction.ASSESS, as, (problem, step) -> {
            settings(session).categories().require(as.category());
            requireOwner(session, ProblemAction.ASSESS, as.owner());
            return problem.assessed(as, step.now());
        });
    }

    private void requireOwner(Session session, ProblemAction action, Assignment owner) {
        if (owner.agent().isEmpty()) {
            throw new InvalidInputException(Labels.of(action), "owner", "a group and a person of it");
        }
        tickets.requireKnown(session, action, owner);
    }

    Problem investigate(Session session, TicketId id, RcaTechnique technique) {
        Technique command = new Technique(technique);
        return act(
                session,
                id,
                ProblemAction.INVESTIGATE,
                command,
                (problem, step) -> problem.investigated(technique, step.now()));
    }

    Problem analyse(Session session, TicketId id, RootCauseAnalysis analysis) {
        return act(session, id, ProblemAction.ANALYSE, analysis, (problem, step) -> {
            Limits.require(
                    Labels.of(ProblemAction.ANALYSE),
                    "analysis",
                    analysis.toJson().length(),
                    RootCauseAnalysis.JSON);
            step.say(analysis.technique().name());
            return problem.analysed(analysis);
        });
    }

    Problem declare(Session session, TicketId id, KnownErrorDeclaration said) {
        return act(session, id, ProblemAction.DECLARE_KNOWN_ERROR, said, (problem, step) -> {
            Problem declared = problem.declared(said, step.now());
            step.say(said.rootCause());
            step.then(() -> incidents.tellWorkaround(session, declared));
            return declared;
        });
    }

    Problem revise(Session session, TicketId id, Optional<String> text) {
        return act(session, id, ProblemAction.REVISE_WORKAROUND, new Workaround(text), (problem, step) -> {
            Problem revised = problem.workaround(text);
            step.say(text.orElse("There is no workaround"));
            step.then(() -> incidents.tellWorkaround(session, revised));
            return revised;
        });
    }

    Problem requestChange(Session session, TicketId id, FixPlan plan) {
        String subject = Labels.of(ProblemAction.REQUEST_CHANGE);
        if (plan.isEmpty()) {
            throw new InvalidInputException(subject, "plan", "a change, or a decision on cost and benefit");
        }
        Limits.require(subject, "changes", plan.changes().size(), FixPlan.MOST);
        Limits.require(subject, "outside", plan.outside().size(), FixPlan.MOST);
        for (TicketRef change : plan.changes()) {
            if (change.kind() != TicketKind.CHANGE) {
                throw new InvalidInputException(subject, "changes", "changes only, got a " + change.kind());
            }
        }
        return act(session, id, ProblemAction.REQUEST_CHANGE, plan, (problem, step) -> {
            for (TicketRef change : plan.changes()) {
                Ticket<?> found = kernel.practices().of(change.kind()).get(session, change.id());
                tickets.relations().tied(session, problem, step, RelationType.FIXED_BY, found, true);
            }
            plan.outside().forEach(change -> elsewhere(problem, step, change));
            step.say(plan.decision().orElseGet(() -> words(plan)));
            if (!plan.changes().isEmpty()) { // they may have ended before
                step.then(() -> fixes.look(session, id, Optional.empty(), new Cascade(kernel)));
            }
            return problem.fixPlanned(plan, step.now());
        });
    }

    private void elsewhere(Problem problem, Step step, Reference change) {
        tickets.referred(problem, step, change);
        Link link = new Link(problem.ref(), Link.FIXED_OUTSIDE, change.toString());
        step.write(() -> kernel.store().links().add(problem.tenant(), link));
    }

    private static String words(FixPlan plan) {
        return Stream.concat(plan.changes().stream(), plan.outside().stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    Problem acceptRisk(Session session, TicketId id, RiskAcceptance risk) {
        return act(session, id, ProblemAction.ACCEPT_RISK, risk, (problem, step) -> {
            tickets.requirePerson(session, ProblemAction.ACCEPT_RISK, "approver", risk.approver());
            step.say(risk.justification());
            RiskAcceptance kept = new RiskAcceptance(
                    risk.justification(), risk.reviewAt().truncatedTo(ChronoUnit.MICROS), risk.approver());
            Problem accepted = problem.riskAccepted(kept, step.now());
            step.then(() -> incidents.resumeWaiting(session, accepted, new Cascade(kernel)));
            return accepted;
        });
    }

    Problem resolve(Session session, TicketId id, Fix fix) {
        return resolve(session, id, fix, fix.text(), Optional.empty(), new Cascade(kernel));
    }

    /** By the changes that fix it, as part of what follows from the end of the last one. */
    Problem resolve(Session system, TicketId id, Fix fix, Optional<TicketRef> last, Cascade cascade) {
        return resolve(system, id, fix, fix.text() + "\n" + fix.verification(), last, cascade);
    }

    private Problem resolve(
            Session session, TicketId id, Fix fix, String words, Optional<TicketRef> about, Cascade cascade) {
        return act(session, id, ProblemAction.RESOLVE, fix, (problem, step) -> {
            Problem resolved = problem.resolved(fix, step.now());
            step.say(words);
            about.ifPresent(step::about);
            step.then(() -> incidents.resumeWaiting(session, resolved, cascade));
            return resolved;
        });
    }

    Problem close(Session session, TicketId id) {
        return act(session, id, ProblemAction.CLOSE, Said.NOTHING, (problem, step) -> problem.closed(step.now()));
    }

    Problem reopen(Session session, TicketId id, String evidence) {
        return act(session, id, ProblemAction.REOPEN, new Said.Words(evidence), (problem, step) -> {
            step.say(evidence);
            return problem.reopened(step.now());
        });
    }

    Problem cancel(Session session, TicketId id, ProblemCancellation why) {
        if (why.duplicateOf().isPresent() != (why.reason() == ProblemCancelReason.DUPLICATE)) {
            throw new InvalidInputException(
                    Labels.of(ProblemAction.CANCEL), "duplicateOf", "with the reason DUPLICATE, and only then");
        }
        return act(session, id, ProblemAction.CANCEL, why, (problem, step) -> {
            why.duplicateOf().ifPresent(other -> duplicate(session, problem, step, other));
            step.say(why.reason().name());
            Problem cancelled = problem.cancelled(why);
            step.then(() -> incidents.resumeWaiting(session, cancelled, new Cascade(kernel)));
            return cancelled;
        });
    }

    private void duplicate(Session session, Problem problem, Step step, TicketId other) {
        Problem original = tickets.get(session, other);
        if (other.equals(problem.id()) || original.state() == ProblemState.CANCELLED) {
            throw problem.rule(
                    "duplicateOf",
                    "can be a duplicate of another problem that is not cancelled; "
                            + (other.equals(problem.id())
                                    ? "this is the same"
                                    : original.number() + " is " + original.state()));
        }
        tickets.relations().tied(session, problem, step, RelationType.DUPLICATE_OF, original, true);
    }

    Problem hold(Session session, TicketId id, Hold hold) {
        return act(session, id, ProblemAction.HOLD, hold, (problem, step) -> {
            Set<HoldReason> known = settings(session).holdReasons();
            step.say(hold.note());
            return problem.held(Holds.checked(problem, ProblemAction.HOLD, hold, known, step.now()));
        });
    }

    Problem resume(Session session, TicketId id) {
        return act(session, id, ProblemAction.RESUME, Said.NOTHING, (problem, step) -> {
            Problem resumed = problem.resumed();
            if (resumed.state() == ProblemState.FIX_PLANNED) { // its changes may have ended while it was on hold
                step.then(() -> fixes.look(session, id, Optional.empty(), new Cascade(kernel)));
            }
            return resumed;
        });
    }

    /** As the change that it has waited for has ended. */
    Problem resume(Session system, TicketId id, Change ended, Cascade cascade) {
        return act(system, id, ProblemAction.RESUME, Said.NOTHING, (problem, step) -> {
            Problem resumed = problem.resumed();
            step.say(ended.standing()).about(ended.ref());
            step.then(() -> fixes.look(system, id, Optional.of(ended), cascade));
            return resumed;
        });
    }

    Problem reassign(Session session, TicketId id, Assignment to, String reason) {
        return act(session, id, ProblemAction.REASSIGN, new Said.Transfer(to, reason), (problem, step) -> {
            requireOwner(session, ProblemAction.REASSIGN, to);
            step.say(reason);
            return problem.reassigned(to);
        });
    }

    Problem reclassify(Session session, TicketId id, ProblemReclassification change) {
        if (ProblemReclassification.change().equals(change)) {
            throw new InvalidInputException(Labels.of(ProblemAction.RECLASSIFY), "change", "must change something");
        }
        return act(session, id, ProblemAction.RECLASSIFY, change, (problem, step) -> {
            change.category().ifPresent(settings(session).categories()::require);
            return problem.about(change.of(problem.topic()));
        });
    }

    private Problem act(
            Session session, TicketId id, ProblemAction action, Object command, Decision<Problem> decision) {
        return tickets.act(session, id, action, command, decision);
    }

    private Set<ProblemAction> possible(Session session, Problem problem) {
        Set<ProblemAction> possible = EnumSet.noneOf(ProblemAction.class);
        STAFF.stream()
                .filter(action ->
                        tickets.queries().available(session, problem, action).possible())
                .forEach(possible::add);
        return possible;
    }

    private Optional<?> fact(Problem problem, String name, Instant at) {
        return switch (name) {
            case "priority" -> problem.topic().priority();
            case "source" -> Optional.of(problem.source());
            case "service" -> problem.topic().service();
            case "configurationItem" -> problem.topic().configurationItem();
            case "category" -> ProblemField.CATEGORY.of(problem);
            case "group" -> problem.group();
            case "technique" -> problem.technique();
            case "holdReason" -> ProblemField.HOLD_REASON.of(problem);
            case "heldFrom" -> problem.held().map(HeldProblem::before);
            case "workaround" ->
                Optional.of(problem.knownError().flatMap(KnownError::workaround).isPresent());
            case "riskAccepted" -> Optional.of(problem.risk().isPresent());
            case "reopened" -> Optional.of(problem.milestones().reopenCount() > 0);
            case "observed" -> Optional.of(isObserved(problem, at));
            case "recurred" -> Optional.of(incidents.hasRecurred(problem));
            case "observationWindow" -> Optional.of(observationWindow(problem));
            default -> tickets.practice().custom().fact(name, problem.custom());
        };
    }

    Duration observationWindow(Problem problem) {
        return settings.apply(problem.tenant()).observationWindow();
    }

    private boolean isObserved(Problem problem, Instant at) {
        Duration window = observationWindow(problem);
        return problem.milestones()
                .resolvedAt()
                .filter(resolved -> !at.isBefore(resolved.plus(window)))
                .isPresent();
    }

    private Circumstances circumstances(Problem problem) {
        ProblemState state = problem.state();
        ProblemMilestones milestones = problem.milestones();
        return new Circumstances(
                new SlaAttributes(
                        TicketKind.PROBLEM,
                        problem.topic().service(),
                        problem.topic().priority(),
                        problem.topic().category(),
                        Optional.empty()),
                problem.group(),
                problem.held().map(held -> held.hold().reason().name()).orElse(state.name()),
                state == ProblemState.RESOLVED || state == ProblemState.CLOSED,
                state == ProblemState.CANCELLED,
                milestones.loggedAt(),
                Optional.empty(),
                Optional.empty(),
                milestones.assessedAt(),
                milestones.investigatedAt());
    }

    private void escalate(Session system, TicketId id, Escalation escalation, String why) {
        if (escalation instanceof Escalation.Reassign one) {
            reassign(system, id, one.to(), why);
        } else if (escalation instanceof Escalation.Functional one) {
            reassign(system, id, one.to(), why);
        } else if (escalation instanceof Escalation.RaisePriority one) {
            Problem problem = tickets.pipeline().find(system.actor().tenant(), id);
            if (problem.topic()
                    .priority()
                    .filter(now -> now.compareTo(one.to()) <= 0)
                    .isEmpty()) {
                reclassify(system, id, ProblemReclassification.change().priority(one.to()));
            }
        } else {
            tickets.escalate(system, id, escalation, why);
        }
    }
}
