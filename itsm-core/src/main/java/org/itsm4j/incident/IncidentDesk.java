package org.itsm4j.incident;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.internal.Cascade;
import org.itsm4j.lifecycle.internal.CustomFields;
import org.itsm4j.lifecycle.internal.Decision;
import org.itsm4j.lifecycle.internal.Holds;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Laws;
import org.itsm4j.lifecycle.internal.Pipeline;
import org.itsm4j.lifecycle.internal.Practice;
import org.itsm4j.lifecycle.internal.Queries;
import org.itsm4j.lifecycle.internal.Said;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.SharedActions;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.lifecycle.internal.TaskDesk;
import org.itsm4j.lifecycle.internal.TicketDesk;
import org.itsm4j.lifecycle.internal.TicketRelations;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Link;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RequestMark;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.Visibility;

/** The commands on incidents, whichever door they come by. */
final class IncidentDesk {
    private final IncidentChildren children = new IncidentChildren(this);
    private final Kernel kernel;
    private final Function<Tenant, IncidentSettings> settings;
    private final TicketDesk<Incident, IncidentState, IncidentAction, IncidentField> tickets;

    IncidentDesk(Kernel kernel, Function<Tenant, IncidentSettings> settings, List<CustomField<?>> fields) {
        this.kernel = kernel;
        this.settings = settings;
        Practice<Incident, IncidentState, IncidentAction, IncidentField> practice = new Practice<>(
                TicketKind.INCIDENT,
                IncidentContract.get(),
                Laws.one(IncidentContract.get()),
                Incident.class,
                IncidentField.class,
                IncidentField.GROUP,
                this::fact,
                this::possible,
                SharedActions.of(IncidentAction.class),
                new CustomFields(IncidentContract.get(), IncidentField.class, fields),
                targets()::circumstances,
                targets()::escalate,
                IncidentDetails::of);
        this.tickets = new TicketDesk<>(kernel, practice);
        kernel.practices().addRule(children);
    }

    /** A command that continues a closed ticket. */
    record FollowUp(
            TicketId closed,
            @NotNull @Text(max = Limits.TEXT) String text) {}

    /** What there is at the staff's door for an incident; not what creates one, nor what the system does of itself. */
    static final Set<IncidentAction> STAFF = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(
            IncidentAction.LOG, IncidentAction.STEP, IncidentAction.MIGRATE, IncidentAction.TARGET_REACHED)));

    /** What there is at the requester's door. */
    static final Set<IncidentAction> OWNER = Collections.unmodifiableSet(EnumSet.of(
            IncidentAction.NOTE,
            IncidentAction.REOPEN,
            IncidentAction.CLOSE,
            IncidentAction.CANCEL,
            IncidentAction.FOLLOW_UP));

    TicketDesk<Incident, IncidentState, IncidentAction, IncidentField> tickets() {
        return tickets;
    }

    Kernel kernel() {
        return kernel;
    }

    Pipeline<Incident, IncidentState, IncidentAction, IncidentField> pipeline() {
        return tickets.pipeline();
    }

    Queries<Incident, IncidentState, IncidentAction, IncidentField> queries() {
        return tickets.queries();
    }

    Practice<Incident, IncidentState, IncidentAction, IncidentField> practice() {
        return tickets.practice();
    }

    TaskDesk<Incident, IncidentState, IncidentAction, IncidentField> tasks() {
        return tickets.tasks();
    }

    IncidentTargets targets() {
        return new IncidentTargets(this);
    }

    IncidentMajors majors() {
        return new IncidentMajors(this);
    }

    Incident log(Session session, LogIncident command) {
        IncidentSettings rules = settings.apply(session.actor().tenant());
        command.category().ifPresent(rules.categories()::require);
        if (command.requester().isEmpty() && command.source().isEmpty()) {
            throw new InvalidInputException("log", "requester", "a requester or a source is required");
        }
        if (!session.actor().isStaff()
                && !command.requester().equals(Optional.of(session.actor().person()))) {
            throw new InvalidInputException("log", "requester", "a requester reports for themselves only");
        }
        tickets.practice().custom().require(Labels.of(IncidentAction.LOG), command.custom());
        Classification classification = classified(command, rules);
        return tickets.pipeline()
                .create(session, command, mark -> correlated(session, command, mark), (number, step) -> {
                    command.requester()
                            .ifPresent(
                                    person -> tickets.requirePerson(session, IncidentAction.LOG, "requester", person));
                    step.visible(Visibility.PUBLIC);
                    return born(session, number, step, command, classification);
                });
    }

    private static Classification classified(LogIncident command, IncidentSettings rules) {
        var impact = command.impact().orElse(rules.defaultImpact());
        var urgency = command.urgency().orElse(rules.defaultUrgency());
        return new Classification(
                command.service(),
                command.configurationItem(),
                command.category(),
                impact,
                urgency,
                rules.matrix().priority(impact, urgency),
                rules.matrix().version(),
                Optional.empty());
    }

    private Incident born(
            Session session, TicketNumber number, Step step, LogIncident command, Classification classification) {
        return Incident.builder()
                .id(TicketId.next(kernel.clock()))
                .number(number)
                .tenant(session.actor().tenant())
                .place(Pipeline.NOWHERE)
                .summary(command.summary())
                .description(command.description())
                .origin(new Origin(command.requester(), command.source(), command.correlationKey()))
                .classification(classification)
                .milestones(Milestones.logged(
                        moment("occurredAt", command.occurredAt(), step),
                        moment("detectedAt", command.detectedAt(), step),
                        step.now()))
                .custom(CustomValues.none().changedBy(command.custom()))
                .build();
    }

    private static Optional<Instant> moment(String path, Optional<Instant> given, Step step) {
        return given.map(at -> {
            Limits.requireCounted("log", path, at);
            if (at.isAfter(step.now())) {
                throw new InvalidInputException("log", path, "not after " + step.now() + Given.got(at));
            }
            return at.truncatedTo(ChronoUnit.MICROS);
        });
    }

    /** The same fault again, while the first report is not finished: that one is told, no new one is made. */
    private Optional<Incident> correlated(Session session, LogIncident command, Optional<RequestMark> mark) {
        return command.correlationKey()
                .flatMap(key -> tickets
                        .pipeline()
                        .tickets()
                        .search(
                                session.actor().tenant(),
                                Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING)
                                        .where(IncidentField.CORRELATION_KEY, Operator.EQUALS, key)
                                        .limit(1))
                        .items()
                        .stream()
                        .findFirst()
                        .map(known -> {
                            if (tickets.practice()
                                    .rows(known, IncidentAction.NOTE)
                                    .isEmpty()) {
                                kernel.permit(session, tickets.practice().read(), known);
                                return known;
                            }
                            return tickets.pipeline()
                                    .act(session.within(), known.id(), IncidentAction.NOTE, mark, (again, step) -> {
                                        step.say("Reported again: " + command.summary());
                                        return again;
                                    });
                        }));
    }

    Incident assign(Session session, TicketId id, Assignment to) {
        return act(session, id, IncidentAction.ASSIGN, to, (incident, step) -> {
            tickets.requireKnown(session, IncidentAction.ASSIGN, to);
            return incident.assigned(to, step.now());
        });
    }

    Incident start(Session session, TicketId id) {
        return act(session, id, IncidentAction.START, Said.NOTHING, (incident, step) -> {
            String group = incident.group().orElseGet(() -> {
                noGroup(session, incident).ifPresent(why -> {
                    throw incident.rule("group", why);
                });
                return session.actor().groups().iterator().next();
            });
            String agent = incident.agent().orElse(session.actor().person());
            return incident.started(Assignment.to(group, agent), step.now());
        });
    }

    /** Why a start does not say whose it is then; empty if it does. */
    private static Optional<String> noGroup(Session session, Incident incident) {
        int groups = session.actor().groups().size();
        return incident.group().isPresent() || groups == 1
                ? Optional.empty()
                : Optional.of("no group has it, and its starter is in " + groups + " groups; allowed: assign first");
    }

    /** What the contract says, and what the command itself needs: a start a group, a follow-up the right to log. */
    Available<IncidentState, IncidentAction> available(Session session, Incident incident, IncidentAction action) {
        Available<IncidentState, IncidentAction> can = tickets.queries().available(session, incident, action);
        Optional<String> barred = switch (action) {
            case START -> noGroup(session, incident);
            case FOLLOW_UP -> tickets.pipeline().noCreation(session);
            default -> Optional.empty();
        };
        return can.possible() && barred.isPresent()
                ? new Available<>(action, false, can.requires(), can.missing(), can.leadsTo(), barred)
                : can;
    }

    /** What who came by this door can do with an incident now: all that is told to those who are refused something else. */
    Set<IncidentAction> possible(Session session, Incident incident) {
        Set<IncidentAction> possible = EnumSet.noneOf(IncidentAction.class);
        (session.owner() ? OWNER : STAFF)
                .stream()
                        .filter(action -> available(session, incident, action).possible())
                        .forEach(possible::add);
        return possible;
    }

    Incident reassign(Session session, TicketId id, IncidentAction action, Assignment to, String reason) {
        return act(session, id, action, new Said.Transfer(to, reason), (incident, step) -> {
            tickets.requireKnown(session, action, to);
            Incident moved = incident.reassigned(to, step.now());
            boolean pingPong =
                    moved.handling().isPingPong() && !incident.handling().isPingPong();
            step.say(pingPong ? reason + "\n[ping-pong: back with a group that had it before, twice]" : reason);
            return moved;
        });
    }

    Incident hold(Session session, TicketId id, Hold hold) {
        return act(session, id, IncidentAction.HOLD, hold, (incident, step) -> {
            Set<HoldReason> known = settings.apply(session.actor().tenant()).holdReasons();
            Optional<String> words =
                    hold.waitsFor().flatMap(reference -> kernel.practices().awaited(incident, reference));
            step.say(hold.note() + words.map(more -> "\n" + more).orElse(""));
            return incident.held(Holds.checked(incident, IncidentAction.HOLD, hold, known, step.now()));
        });
    }

    Incident resume(Session session, TicketId id) {
        return act(session, id, IncidentAction.RESUME, Said.NOTHING, (incident, step) -> {
            step.visible(Visibility.PUBLIC);
            return taken(session, incident.resumed(), step.now());
        });
    }

    /**
     * Whoever goes on with an incident has begun to work on it, and takes what nobody has, as by {@link #start}. Not the
     * system, nor its requester. It stays with nobody where the group of who goes on is not clear, rather than being
     * refused to those who can.
     */
    private static Incident taken(Session session, Incident incident, Instant now) {
        Actor actor = session.actor();
        boolean works = actor.has(Role.AGENT) || actor.has(Role.ADMINISTRATOR);
        boolean own = incident.requester().equals(Optional.of(actor.person()));
        if (!works || own) {
            return incident;
        }
        if (incident.group().isPresent() || actor.groups().size() != 1) {
            return incident.responded(now);
        }
        return incident.started(Assignment.to(actor.groups().iterator().next(), actor.person()), now);
    }

    Incident resolve(Session session, TicketId id, Resolution how) {
        return act(session, id, IncidentAction.RESOLVE, how, (incident, step) -> {
            step.say(how.text()).visible(Visibility.PUBLIC);
            Incident resolved = incident.resolved(how, step.now());
            step.then(() -> new Cascade(kernel).let(session, children, resolved));
            return resolved;
        });
    }

    Incident reopen(Session session, TicketId id, String reason) {
        return act(session, id, IncidentAction.REOPEN, new Said.Words(reason), (incident, step) -> {
            step.say(reason).visible(Visibility.PUBLIC);
            return taken(session, incident.reopened(), step.now());
        });
    }

    Incident close(Session session, TicketId id) {
        return act(session, id, IncidentAction.CLOSE, Said.NOTHING, (incident, step) -> {
            step.visible(Visibility.PUBLIC);
            return incident.closed(step.now());
        });
    }

    Incident followUp(Session session, TicketId id, String text) {
        Objects.requireNonNull(id, "id");
        FollowUp command = new FollowUp(id, text);
        kernel.validation().check(Labels.of(IncidentAction.FOLLOW_UP), command);
        Incident closed = kernel.store().unitOfWork().required(() -> {
            Incident incident = tickets.pipeline().find(session.actor().tenant(), id);
            tickets.pipeline().require(session, incident, IncidentAction.FOLLOW_UP);
            return incident;
        });
        Classification before = closed.classification();
        return tickets.pipeline()
                .create(session.expectingNothing(), command, mark -> Optional.empty(), (number, step) -> {
                    Incident next = born(session, number, step, again(closed, text), before)
                            .customised(tickets.practice().custom().stillTaken(closed.custom()));
                    step.about(closed.ref()).visible(Visibility.PUBLIC);
                    step.then(() -> kernel.store()
                            .links()
                            .add(
                                    next.tenant(),
                                    TicketRelations.link(next.ref(), RelationType.FOLLOW_UP_OF, closed.ref())));
                    return next;
                });
    }

    private static LogIncident again(Incident closed, String text) {
        LogIncident.Builder command = LogIncident.titled(closed.summary()).description(text);
        closed.requester().ifPresent(command::requester);
        closed.origin().source().ifPresent(command::source);
        return command.build();
    }

    Incident cancel(Session session, TicketId id, CancelReason reason) {
        Objects.requireNonNull(reason, "reason");
        return act(session, id, IncidentAction.CANCEL, reason, (incident, step) -> {
            step.say(reason.name()).visible(Visibility.PUBLIC);
            return incident.cancelled(reason);
        });
    }

    Incident merge(Session session, TicketId id, TicketId into) {
        return act(session, id, IncidentAction.MERGE, into, (incident, step) -> {
            Incident target = tickets.get(session, into);
            if (id.equals(into) || !target.state().isOpen()) {
                throw incident.rule(
                        "mergeTarget",
                        "can be merged into another open incident only; "
                                + (id.equals(into) ? "this is the same" : target.number() + " is " + target.state()));
            }
            step.about(target.ref()).visible(Visibility.PUBLIC);
            step.then(() -> {
                kernel.store()
                        .links()
                        .add(
                                incident.tenant(),
                                TicketRelations.link(incident.ref(), RelationType.MERGED_INTO, target.ref()));
                tickets.watchers(incident)
                        .forEach(person -> kernel.store()
                                .links()
                                .add(incident.tenant(), new Link(target.ref(), Link.WATCHED_BY, person)));
                tickets.relations()
                        .told(
                                session,
                                target.id(),
                                "mergedFrom " + incident.number(),
                                incident.ref(),
                                ticket -> ticket.inheriting(incident.origin().correlationKey()));
            });
            return incident.merged(into);
        });
    }

    Incident unmerge(Session session, TicketId id) {
        return act(session, id, IncidentAction.UNMERGE, Said.NOTHING, (incident, step) -> {
            Incident target =
                    tickets.get(session, incident.merge().orElseThrow().into());
            step.about(target.ref()).visible(Visibility.PUBLIC);
            step.then(() -> {
                kernel.store()
                        .links()
                        .remove(
                                incident.tenant(),
                                TicketRelations.link(incident.ref(), RelationType.MERGED_INTO, target.ref()));
                tickets.relations()
                        .told(session, target.id(), "no longer mergedFrom " + incident.number(), incident.ref());
            });
            return incident.unmerged();
        });
    }

    Incident reclassify(Session session, TicketId id, Reclassification change) {
        if (Reclassification.change().equals(change)) {
            throw new InvalidInputException("reclassify", "change", "must change something");
        }
        return act(session, id, IncidentAction.RECLASSIFY, change, (incident, step) -> {
            IncidentSettings rules = settings.apply(incident.tenant());
            change.category().ifPresent(rules.categories()::require);
            change.override().ifPresent(override -> step.say(override.reason()));
            return incident.classified(reclassified(incident.classification(), change, rules));
        });
    }

    private static Classification reclassified(Classification now, Reclassification change, IncidentSettings rules) {
        var impact = change.impact().orElse(now.impact());
        var urgency = change.urgency().orElse(now.urgency());
        Optional<String> reason = change.override()
                .map(Reclassification.Override::reason)
                .or(() -> change.fromMatrix() ? Optional.empty() : now.overrideReason());
        // a level that the matrix has no longer must not be in the way of another change
        boolean again = change.fromMatrix() || impact != now.impact() || urgency != now.urgency();
        var matrix = again ? rules.matrix().priority(impact, urgency) : now.priority();
        var priority = change.override()
                .map(Reclassification.Override::priority)
                .orElse(reason.isPresent() ? now.priority() : matrix);
        return new Classification(
                change.service().or(now::service),
                change.configurationItem().or(now::configurationItem),
                change.category().or(now::category),
                impact,
                urgency,
                priority,
                again ? rules.matrix().version() : now.matrixVersion(),
                reason);
    }

    Incident act(Session session, TicketId id, IncidentAction action, Object command, Decision<Incident> decision) {
        return tickets.pipeline().act(session, id, action, command, decision);
    }

    private Optional<?> fact(Incident incident, String name, Instant at) {
        return switch (name) {
            case "priority" -> Optional.of(incident.classification().priority());
            case "impact" -> Optional.of(incident.classification().impact());
            case "urgency" -> Optional.of(incident.classification().urgency());
            case "service" -> incident.classification().service();
            case "category" -> IncidentField.CATEGORY.of(incident);
            case "group" -> incident.group();
            case "holdReason" -> IncidentField.HOLD_REASON.of(incident);
            case "major" -> Optional.of(incident.major().status() == MajorStatus.ACCEPTED);
            case "majorStatus" -> Optional.of(incident.major().status());
            case "reviewDue" -> Optional.of(incident.major().needsReview());
            case "reopenWindow" -> Optional.of(isReopenable(incident, at));
            case "started" ->
                Optional.of(incident.milestones().firstResponseAt().isPresent());
            case "reopened" -> Optional.of(incident.milestones().reopenCount() > 0);
            case "mergedFrom" -> incident.merge().map(Merge::before);
            case "mergeTargetOpen" -> incident.merge().map(merge -> isOpen(incident.tenant(), merge.into()));
            case "targets" -> Optional.of(tickets.pipeline().clocks().hasOpen(incident));
            case "targetsOutdated" -> Optional.of(tickets.pipeline().clocks().isOutdated(incident));
            case "autoCloseAfter" ->
                Optional.of(settings.apply(incident.tenant()).autoCloseAfter());
            default -> tickets.practice().custom().fact(name, incident.custom());
        };
    }

    private boolean isReopenable(Incident incident, Instant at) {
        Duration window = settings.apply(incident.tenant()).reopenWindow();
        return incident.milestones()
                .resolvedAt()
                .filter(resolved -> !at.isAfter(resolved.plus(window)))
                .isPresent();
    }

    private boolean isOpen(Tenant tenant, TicketId id) {
        return kernel.store()
                .unitOfWork()
                .required(() -> tickets.pipeline().tickets().find(tenant, id))
                .filter(incident -> incident.state().isOpen())
                .isPresent();
    }
}
