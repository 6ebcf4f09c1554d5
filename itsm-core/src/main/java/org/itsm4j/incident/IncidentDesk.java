package org.itsm4j.incident;

import jakarta.validation.Valid;
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
import org.itsm4j.lifecycle.internal.CustomFields;
import org.itsm4j.lifecycle.internal.Decision;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Pipeline;
import org.itsm4j.lifecycle.internal.Practice;
import org.itsm4j.lifecycle.internal.Queries;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.Step;
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
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Reference;
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
    private final Kernel kernel;
    private final Function<Tenant, IncidentSettings> settings;
    private final Practice<Incident, IncidentState, IncidentAction, IncidentField> practice;
    private final Pipeline<Incident, IncidentState, IncidentAction, IncidentField> pipeline;
    private final Queries<Incident, IncidentState, IncidentAction, IncidentField> queries;

    IncidentDesk(Kernel kernel, Function<Tenant, IncidentSettings> settings, List<CustomField<?>> fields) {
        this.kernel = kernel;
        this.settings = settings;
        this.practice = new Practice<>(
                TicketKind.INCIDENT,
                IncidentContract.get(),
                Incident.class,
                IncidentField.class,
                IncidentField.GROUP,
                this::fact,
                this::possible,
                IncidentAction.NOTE,
                Set.of(IncidentAction.CLAIM, IncidentAction.COMPLETE),
                new CustomFields(IncidentContract.get(), IncidentField.class, fields),
                targets()::circumstances,
                IncidentAction.TARGET_REACHED,
                targets()::escalate,
                IncidentDetails::of);
        this.pipeline = new Pipeline<>(kernel, practice);
        this.queries = new Queries<>(kernel, practice, pipeline);
    }

    /** A command that is only words. */
    record Words(@NotNull @Text(max = Limits.REASON) String reason) {}

    /** A command that is only words, at length. */
    record LongWords(@NotNull @Text(max = Limits.TEXT) String text) {}

    /** A command that names a person. */
    record Person(@NotNull @Text(max = Limits.NAME) String person) {}

    /** A command that gives a ticket away. */
    record Transfer(
            @NotNull @Valid Assignment to,
            @NotNull @Text(max = Limits.REASON) String reason) {}

    /** A command that continues a closed ticket. */
    record FollowUp(
            TicketId closed,
            @NotNull @Text(max = Limits.TEXT) String text) {}

    /** A command that changes values of custom fields, all of them as one text. */
    record Values(String text) {}

    /** A command that needs no words. */
    record Bare() {}

    static final Bare BARE = new Bare();

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

    Kernel kernel() {
        return kernel;
    }

    Pipeline<Incident, IncidentState, IncidentAction, IncidentField> pipeline() {
        return pipeline;
    }

    Queries<Incident, IncidentState, IncidentAction, IncidentField> queries() {
        return queries;
    }

    Practice<Incident, IncidentState, IncidentAction, IncidentField> practice() {
        return practice;
    }

    IncidentRelations relations() {
        return new IncidentRelations(this);
    }

    IncidentTasks tasks() {
        return new IncidentTasks(this);
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
        practice.custom().require(Labels.of(IncidentAction.LOG), command.custom());
        Classification classification = classified(command, rules);
        return pipeline.create(session, command, mark -> correlated(session, command, mark), (number, step) -> {
            command.requester().ifPresent(person -> requirePerson(session, IncidentAction.LOG, "requester", person));
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
                .flatMap(key -> pipeline
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
                            if (practice.rows(known, IncidentAction.NOTE).isEmpty()) {
                                kernel.permit(session, practice.read(), known);
                                return known;
                            }
                            return pipeline.act(
                                    session.within(), known.id(), IncidentAction.NOTE, mark, (again, step) -> {
                                        step.say("Reported again: " + command.summary());
                                        return again;
                                    });
                        }));
    }

    Incident assign(Session session, TicketId id, Assignment to) {
        return act(session, id, IncidentAction.ASSIGN, to, (incident, step) -> {
            requireKnown(session, IncidentAction.ASSIGN, to);
            return incident.assigned(to, step.now());
        });
    }

    Incident start(Session session, TicketId id) {
        return act(session, id, IncidentAction.START, BARE, (incident, step) -> {
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
        Available<IncidentState, IncidentAction> can = queries.available(session, incident, action);
        Optional<String> barred = switch (action) {
            case START -> noGroup(session, incident);
            case FOLLOW_UP -> pipeline.noCreation(session);
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
        return act(session, id, action, new Transfer(to, reason), (incident, step) -> {
            requireKnown(session, action, to);
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
            if (!known.contains(hold.reason())) {
                throw new InvalidInputException(
                        Labels.of(IncidentAction.HOLD),
                        "reason",
                        "one of "
                                + Labels.list(
                                        known.stream().map(HoldReason::name).toList())
                                + Given.got(hold.reason()));
            }
            if (hold.reason().needsReference() && hold.waitsFor().isEmpty()) {
                throw new InvalidInputException(
                        Labels.of(IncidentAction.HOLD), "waitsFor", "is required for " + hold.reason());
            }
            step.say(hold.note());
            Hold kept = hold.followUpAt()
                    .map(at -> hold.until(at.truncatedTo(ChronoUnit.MICROS)))
                    .orElse(hold);
            return incident.held(kept, step.now());
        });
    }

    Incident resume(Session session, TicketId id) {
        return act(session, id, IncidentAction.RESUME, BARE, (incident, step) -> {
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
            step.then(() -> relations().resolveChildren(session, incident, how));
            return incident.resolved(how, step.now());
        });
    }

    Incident reopen(Session session, TicketId id, String reason) {
        return act(session, id, IncidentAction.REOPEN, new Words(reason), (incident, step) -> {
            step.say(reason).visible(Visibility.PUBLIC);
            return taken(session, incident.reopened(), step.now());
        });
    }

    Incident close(Session session, TicketId id) {
        return act(session, id, IncidentAction.CLOSE, BARE, (incident, step) -> {
            step.visible(Visibility.PUBLIC);
            return incident.closed(step.now());
        });
    }

    Incident set(Session session, TicketId id, CustomValues changes) {
        Objects.requireNonNull(changes, "changes");
        if (changes.isEmpty()) {
            throw new InvalidInputException(Labels.of(IncidentAction.SET), "changes", "must change something");
        }
        practice.custom().require(Labels.of(IncidentAction.SET), changes);
        return act(session, id, IncidentAction.SET, new Values(changes.text()), (incident, step) -> {
            Incident after = incident.customised(incident.custom().changedBy(changes));
            if (!canClose(incident) && canClose(after)) {
                // closing by itself may have been due before, and only have waited for this
                step.then(() -> kernel.workflow().askAgain(incident.ref(), incident.place()));
            }
            return after;
        });
    }

    /** Whether it has the values that closing needs. */
    boolean canClose(Incident incident) {
        return practice.custom()
                .missing(IncidentAction.CLOSE, incident.custom())
                .isEmpty();
    }

    Incident followUp(Session session, TicketId id, String text) {
        Objects.requireNonNull(id, "id");
        FollowUp command = new FollowUp(id, text);
        kernel.validation().check(Labels.of(IncidentAction.FOLLOW_UP), command);
        Incident closed = kernel.store().unitOfWork().required(() -> {
            Incident incident = pipeline.find(session.actor().tenant(), id);
            pipeline.require(session, incident, IncidentAction.FOLLOW_UP);
            return incident;
        });
        Classification before = closed.classification();
        return pipeline.create(session.expectingNothing(), command, mark -> Optional.empty(), (number, step) -> {
            Incident next = born(session, number, step, again(closed, text), before)
                    .customised(practice.custom().stillTaken(closed.custom()));
            step.about(closed.ref()).visible(Visibility.PUBLIC);
            step.then(() -> kernel.store()
                    .links()
                    .add(next.tenant(), IncidentRelations.link(next.ref(), RelationType.FOLLOW_UP_OF, closed.ref())));
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
            Incident target = staffFind(session, into);
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
                                IncidentRelations.link(incident.ref(), RelationType.MERGED_INTO, target.ref()));
                watchers(incident)
                        .forEach(person -> kernel.store()
                                .links()
                                .add(incident.tenant(), new Link(target.ref(), Link.WATCHED_BY, person)));
                relations()
                        .told(
                                session,
                                target,
                                "mergedFrom " + incident.number(),
                                incident.ref(),
                                ticket -> ticket.inheriting(incident.origin().correlationKey()));
            });
            return incident.merged(into);
        });
    }

    Incident unmerge(Session session, TicketId id) {
        return act(session, id, IncidentAction.UNMERGE, BARE, (incident, step) -> {
            Incident target = staffFind(session, incident.merge().orElseThrow().into());
            step.about(target.ref()).visible(Visibility.PUBLIC);
            step.then(() -> {
                kernel.store()
                        .links()
                        .remove(
                                incident.tenant(),
                                IncidentRelations.link(incident.ref(), RelationType.MERGED_INTO, target.ref()));
                relations().told(session, target, "no longer mergedFrom " + incident.number(), incident.ref());
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

    Incident note(Session session, TicketId id, Note note) {
        return act(session, id, IncidentAction.NOTE, note, (incident, step) -> {
            step.say(note.text()).visible(note.visibility());
            return incident;
        });
    }

    Incident refer(Session session, TicketId id, Reference reference) {
        return act(session, id, IncidentAction.REFER, reference, (incident, step) -> {
            requireRoom(incident, Link.REFERS_TO);
            kernel.store()
                    .links()
                    .add(incident.tenant(), new Link(incident.ref(), Link.REFERS_TO, reference.toString()));
            step.say(reference.toString());
            return incident;
        });
    }

    Incident watch(Session session, TicketId id, String person) {
        return act(session, id, IncidentAction.WATCH, new Person(person), (incident, step) -> {
            requirePerson(session, IncidentAction.WATCH, "person", person);
            requireRoom(incident, Link.WATCHED_BY);
            kernel.store().links().add(incident.tenant(), new Link(incident.ref(), Link.WATCHED_BY, person));
            step.say(person);
            return incident;
        });
    }

    Incident unwatch(Session session, TicketId id, String person) {
        return act(session, id, IncidentAction.UNWATCH, new Person(person), (incident, step) -> {
            kernel.store().links().remove(incident.tenant(), new Link(incident.ref(), Link.WATCHED_BY, person));
            step.say(person);
            return incident;
        });
    }

    List<String> watchers(Incident incident) {
        return linked(incident, Link.WATCHED_BY);
    }

    List<Reference> references(Incident incident) {
        return linked(incident, Link.REFERS_TO).stream()
                .map(text -> Reference.to(text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1)))
                .toList();
    }

    Incident act(Session session, TicketId id, IncidentAction action, Object command, Decision<Incident> decision) {
        return pipeline.act(session, id, action, command, decision);
    }

    /** References are checked like the ticket itself: same tenant, and staff may read it. */
    Incident staffFind(Session session, TicketId id) {
        return queries.get(session, id);
    }

    private List<String> linked(Incident incident, String type) {
        return kernel
                .store()
                .unitOfWork()
                .required(() -> kernel.store().links().from(incident.tenant(), incident.ref(), type, Limits.LINKS))
                .stream()
                .map(Link::target)
                .toList();
    }

    void requireRoom(Incident incident, String type) {
        if (linked(incident, type).size() >= Limits.LINKS) {
            throw incident.rule("links", "has " + Limits.LINKS + " links of that kind, which is the limit");
        }
    }

    void requireKnown(Session session, IncidentAction action, Assignment to) {
        if (!kernel.directory().hasGroup(session.actor().tenant(), to.group())) {
            throw new InvalidInputException(Labels.of(action), "group", "is not in the directory");
        }
        to.agent().ifPresent(agent -> requirePerson(session, action, "agent", agent));
    }

    void requirePerson(Session session, IncidentAction action, String path, String person) {
        if (!kernel.directory().hasPerson(session.actor().tenant(), person)) {
            throw new InvalidInputException(Labels.of(action), path, "is not in the directory");
        }
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
            case "targets" -> Optional.of(pipeline.clocks().hasOpen(incident));
            case "targetsOutdated" -> Optional.of(pipeline.clocks().isOutdated(incident));
            case "autoCloseAfter" ->
                Optional.of(settings.apply(incident.tenant()).autoCloseAfter());
            default -> practice.custom().fact(name, incident.custom());
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
                .required(() -> pipeline.tickets().find(tenant, id))
                .filter(incident -> incident.state().isOpen())
                .isPresent();
    }
}
