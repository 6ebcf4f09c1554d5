package org.itsm4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.itsm4j.Desk;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Urgency;

/**
 * One random command: the call, why it must be refused although the contract has it (if so), and what it must do to the
 * model.
 *
 * @param action what
 * @param call gives the command
 * @param refusal what it must be refused with
 * @param effect changes the model as the incident must change
 * @param other another incident that is touched
 */
record IncidentMove(
        IncidentAction action,
        boolean isOwn,
        Consumer<Desk> call,
        Optional<Class<? extends ItsmException>> refusal,
        Runnable effect,
        Optional<IncidentModel> other)
        implements WalkMove {
    private static final List<IncidentAction> ACTIONS = List.copyOf(IncidentScene.everyAction());
    private static final List<Assignment> PLACES = List.of(
            Assignment.to(IncidentScene.PAYMENTS),
            IncidentScene.TO_RAJ,
            Assignment.to(IncidentScene.PAYMENTS, "kim"),
            Assignment.to(IncidentScene.NETWORK),
            Assignment.to(IncidentScene.NETWORK, "lee"),
            Assignment.to("specialists", "eve"));

    @Override
    public boolean isRepeatable() {
        return action != IncidentAction.FOLLOW_UP;
    }

    @Override
    public String label() {
        return Labels.of(action);
    }

    @Override
    public String toString() {
        return action + (isOwn ? " (own door)" : "");
    }

    static IncidentMove random(IncidentWalker walker, IncidentModel model, Actor actor) {
        List<IncidentAction> allowed = List.copyOf(IncidentScene.allowed(model.state));
        // every second time something that the state allows, or most would be refused
        IncidentAction action = allowed.isEmpty() || walker.heads()
                ? walker.one(ACTIONS.subList(1, ACTIONS.size()))
                : walker.one(allowed);
        boolean own = !actor.isStaff() && IncidentScene.OWN.contains(action) && action != IncidentAction.RESUME;
        return own ? own(walker, model, action) : new Maker(walker, model, actor).make(action);
    }

    private static IncidentMove own(IncidentWalker walker, IncidentModel model, IncidentAction action) {
        TicketId id = model.id;
        Maker maker = new Maker(walker, model, Actor.requester(model.requester));
        return switch (action) {
            case NOTE ->
                maker.owns(action, desk -> desk.ownIncidents().comment(id, "Firefox"), Optional.empty(), () -> {
                    model.version++;
                    if (model.waitsForCaller && model.state == IncidentState.ON_HOLD) {
                        model.resumed();
                    }
                });
            case REOPEN ->
                maker.owns(
                        action,
                        desk -> desk.ownIncidents().reopen(id, "still broken"),
                        maker.rule(model.isPastReopening(walker.now())),
                        maker::reopened);
            case CLOSE ->
                maker.owns(
                        action,
                        desk -> desk.ownIncidents().close(id),
                        maker.rule(model.reviewDue),
                        () -> model.finished(IncidentState.CLOSED));
            case CANCEL ->
                maker.owns(
                        action,
                        desk -> desk.ownIncidents().withdraw(id),
                        maker.rule(model.started),
                        () -> model.finished(IncidentState.CANCELLED));
            default -> maker.ownFollowUp();
        };
    }

    /** Makes the moves of the staff's door. */
    private record Maker(IncidentWalker walker, IncidentModel model, Actor actor) {
        IncidentMove make(IncidentAction action) {
            TicketId id = model.id;
            return switch (action) {
                case ASSIGN -> {
                    Assignment to = walker.one(PLACES);
                    yield staff(action, desk -> desk.incidents().assign(id, to), Optional.empty(), () -> at(to));
                }
                case START -> start();
                case REASSIGN, ESCALATE -> reassign(action);
                case HOLD -> hold();
                case RESUME ->
                    staff(action, desk -> desk.incidents().resume(id), Optional.empty(), () -> {
                        model.resumed();
                        model.takenBy(actor);
                    });
                case RESOLVE ->
                    staff(
                            action,
                            desk -> desk.incidents().resolve(id, Resolution.fixed("walked")),
                            Optional.empty(),
                            () -> model.resolved(walker.now()));
                case REOPEN ->
                    staff(
                            action,
                            desk -> desk.incidents().reopen(id, "still broken"),
                            Optional.empty(),
                            this::reopened);
                case CLOSE ->
                    staff(
                            action,
                            desk -> desk.incidents().close(id),
                            rule(model.reviewDue),
                            () -> model.finished(IncidentState.CLOSED));
                case FOLLOW_UP ->
                    staff(
                            action,
                            desk -> walker.isNew(new IncidentModel(
                                    desk.incidents().followUp(id, "back").id(), model.requester)),
                            Optional.empty(),
                            () -> {});
                case CANCEL ->
                    staff(
                            action,
                            desk -> desk.incidents().cancel(id, CancelReason.NOT_AN_INCIDENT),
                            rule(!model.isInOrder(actor, action, walker.now())),
                            () -> model.finished(IncidentState.CANCELLED));
                case MERGE -> merge();
                case UNMERGE -> unmerge();
                case RECLASSIFY -> reclassify();
                case NOTE -> stays(action, desk -> desk.incidents().note(id, Note.internal("walked by")));
                case REFER -> {
                    Reference reference = Reference.to("url", "x" + walker.below(3));
                    yield stays(action, desk -> desk.incidents().refer(id, reference));
                }
                case WATCH -> stays(action, desk -> desk.incidents().watch(id, "zoe"));
                case UNWATCH -> stays(action, desk -> desk.incidents().unwatch(id, "zoe"));
                case SET -> {
                    CustomValues far = CustomValues.of(IncidentWalk.FIELD, walker.below(9) + " miles");
                    CustomValues change = walker.heads() ? far : far.without(IncidentWalk.FIELD);
                    yield stays(action, desk -> desk.incidents().set(id, change));
                }
                case RELATE -> relate();
                case UNRELATE -> unrelate();
                default -> major(action);
            };
        }

        Optional<Class<? extends ItsmException>> rule(boolean broken) {
            return broken ? Optional.of(RuleViolationException.class) : Optional.empty();
        }

        IncidentMove owns(
                IncidentAction action,
                Consumer<Desk> call,
                Optional<Class<? extends ItsmException>> refusal,
                Runnable effect) {
            return new IncidentMove(action, true, call, refusal, effect, Optional.empty());
        }

        IncidentMove ownFollowUp() {
            return owns(
                    IncidentAction.FOLLOW_UP,
                    desk -> walker.isNew(new IncidentModel(
                            desk.ownIncidents().followUp(model.id, "back").id(), model.requester)),
                    Optional.empty(),
                    () -> {});
        }

        private IncidentMove staff(
                IncidentAction action,
                Consumer<Desk> call,
                Optional<Class<? extends ItsmException>> refusal,
                Runnable effect) {
            return new IncidentMove(action, false, call, refusal, effect, Optional.empty());
        }

        private IncidentMove stays(IncidentAction action, Consumer<Desk> call) {
            return staff(action, call, Optional.empty(), () -> model.version++);
        }

        private void at(Assignment to) {
            model.assignment = Optional.of(to);
            model.state = IncidentState.ASSIGNED;
            model.version++;
        }

        void reopened() {
            model.state = IncidentState.IN_PROGRESS;
            model.resolvedAt = Optional.empty();
            model.version++;
            model.takenBy(actor);
        }

        private IncidentMove start() {
            boolean unclear = !model.isInOrder(actor, IncidentAction.START, walker.now());
            return staff(IncidentAction.START, desk -> desk.incidents().start(model.id), rule(unclear), () -> {
                String group = model.assignment
                        .map(Assignment::group)
                        .orElseGet(() -> actor.groups().iterator().next());
                String agent = model.assignment.flatMap(Assignment::agent).orElse(actor.person());
                at(Assignment.to(group, agent));
                model.state = IncidentState.IN_PROGRESS;
                model.started = true;
            });
        }

        private IncidentMove reassign(IncidentAction action) {
            Assignment to = walker.one(PLACES);
            Consumer<Desk> call = action == IncidentAction.REASSIGN
                    ? desk -> desk.incidents().reassign(model.id, to, "not ours")
                    : desk -> desk.incidents().escalate(model.id, to, "beyond us");
            return staff(action, call, rule(model.assignment.equals(Optional.of(to))), () -> at(to));
        }

        private IncidentMove hold() {
            HoldReason reason = walker.one(List.of(HoldReason.CALLER, HoldReason.VENDOR, HoldReason.CHANGE));
            Optional<Instant> until = walker.heads() ? Optional.of(walker.soon()) : Optional.empty();
            boolean names = walker.heads();
            Hold plain = Hold.because(reason, "walks");
            Hold named = names ? plain.waitingFor(Reference.to("change", "CHG-1")) : plain;
            Hold hold = until.map(named::until).orElse(named);
            return staff(
                    IncidentAction.HOLD,
                    desk -> desk.incidents().hold(model.id, hold),
                    reason.needsReference() && !names ? Optional.of(InvalidInputException.class) : Optional.empty(),
                    () -> {
                        model.state = IncidentState.ON_HOLD;
                        model.waitsForCaller = reason.equals(HoldReason.CALLER);
                        model.followUpAt = until;
                        model.version++;
                    });
        }

        private IncidentMove merge() {
            IncidentModel into = walker.one(walker.models());
            return new IncidentMove(
                    IncidentAction.MERGE,
                    false,
                    desk -> desk.incidents().merge(model.id, into.id),
                    rule(into == model || !into.state.isOpen()),
                    () -> {
                        model.beforeMerge = model.state;
                        model.state = IncidentState.MERGED;
                        model.mergedInto = Optional.of(into);
                        into.key = into.key.or(() -> model.key);
                        model.key = Optional.empty();
                        model.version++;
                        into.version++;
                    },
                    Optional.of(into));
        }

        private IncidentMove unmerge() {
            Optional<IncidentModel> into = model.mergedInto;
            return new IncidentMove(
                    IncidentAction.UNMERGE,
                    false,
                    desk -> desk.incidents().unmerge(model.id),
                    rule(into.filter(target -> target.state.isOpen()).isEmpty()),
                    () -> {
                        model.state = model.beforeMerge;
                        model.mergedInto = Optional.empty();
                        model.version++;
                        into.orElseThrow().version++;
                    },
                    into);
        }

        private IncidentMove reclassify() {
            Reclassification change = walker.one(List.of(
                    Reclassification.to(Impact.HIGH, Urgency.LOW),
                    Reclassification.change().priority(Priority.P1, "the boss"),
                    Reclassification.change().priorityFromMatrix().service("webshop")));
            return stays(IncidentAction.RECLASSIFY, desk -> desk.incidents().reclassify(model.id, change));
        }

        private IncidentMove relate() {
            IncidentModel other = walker.one(walker.models());
            RelationType type = type();
            boolean child = type == RelationType.CHILD_OF;
            boolean broken = other == model
                    || child && model.parent.filter(known -> known != other).isPresent()
                    || child && other.isBelow(model);
            return tie(
                    IncidentAction.RELATE,
                    other,
                    desk -> desk.incidents().relate(model.id, type, other.id),
                    child && !model.isChildFor(actor) ? Optional.of(AccessDeniedException.class) : rule(broken),
                    () -> {
                        model.version++;
                        if (model.ties.add(type + " " + other.id)) {
                            if (child) {
                                model.parent = Optional.of(other);
                                other.children.add(model);
                            }
                            told(other);
                        }
                    });
        }

        private IncidentMove unrelate() {
            RelationType type = type();
            IncidentModel other = model.parent
                    .filter(known -> walker.models().contains(known))
                    .orElseGet(() -> walker.one(walker.models()));
            return tie(
                    IncidentAction.UNRELATE,
                    other,
                    desk -> desk.incidents().unrelate(model.id, type, other.id),
                    type == RelationType.CHILD_OF && !model.isChildFor(actor)
                            ? Optional.of(AccessDeniedException.class)
                            : Optional.empty(),
                    () -> {
                        model.version++;
                        if (model.ties.remove(type + " " + other.id)) {
                            if (type == RelationType.CHILD_OF) {
                                model.parent = Optional.empty();
                                other.children.remove(model);
                            }
                            told(other);
                        }
                    });
        }

        private RelationType type() {
            return walker.one(List.of(
                    RelationType.CHILD_OF, RelationType.CHILD_OF, RelationType.RELATED_TO, RelationType.CAUSED_BY));
        }

        private static void told(IncidentModel other) {
            other.version += other.rows(IncidentAction.RELATE).isEmpty() ? 0 : 1;
        }

        private static IncidentMove tie(
                IncidentAction action,
                IncidentModel other,
                Consumer<Desk> call,
                Optional<Class<? extends ItsmException>> refusal,
                Runnable effect) {
            return new IncidentMove(action, false, call, refusal, effect, Optional.of(other));
        }

        private IncidentMove major(IncidentAction action) {
            TicketId id = model.id;
            return switch (action) {
                case PROPOSE_MAJOR ->
                    becomes(
                            action,
                            desk -> desk.incidents().proposeMajor(id, "everybody calls"),
                            List.of(MajorStatus.NONE, MajorStatus.REJECTED, MajorStatus.ENDED),
                            () -> model.major = MajorStatus.PROPOSED);
                case ACCEPT_MAJOR -> accept();
                case REJECT_MAJOR ->
                    becomes(
                            action,
                            desk -> desk.incidents().rejectMajor(id, "one shop"),
                            List.of(MajorStatus.PROPOSED),
                            () -> model.major = model.wasMajor ? MajorStatus.ENDED : MajorStatus.REJECTED);
                case END_MAJOR ->
                    becomes(
                            action,
                            desk -> desk.incidents().endMajor(id, "over"),
                            List.of(MajorStatus.ACCEPTED),
                            () -> {
                                model.major = MajorStatus.ENDED;
                                model.nextSitrep = Optional.empty();
                            });
                case SITREP ->
                    becomes(
                            action,
                            desk -> desk.incidents().sitrep(id, "on it"),
                            List.of(MajorStatus.ACCEPTED),
                            () -> model.nextSitrep = model.cadence.map(walker.now()::plus));
                default ->
                    becomes(
                            action,
                            desk -> desk.incidents().review(id, "alarms were off"),
                            List.of(MajorStatus.ACCEPTED, MajorStatus.ENDED),
                            () -> model.reviewDue = false);
            };
        }

        private IncidentMove becomes(
                IncidentAction action, Consumer<Desk> call, List<MajorStatus> from, Runnable effect) {
            return staff(action, call, rule(!from.contains(model.major)), () -> {
                effect.run();
                model.version++;
            });
        }

        private IncidentMove accept() {
            Optional<Duration> cadence =
                    walker.heads() ? Optional.of(Duration.ofHours(1L + walker.below(30))) : Optional.empty();
            Optional<Assignment> to = walker.heads() ? Optional.of(walker.one(PLACES)) : Optional.empty();
            MajorPlan led = MajorPlan.led("no sales", "all shops", "mim");
            MajorPlan timed = cadence.map(led::sitrepEvery).orElse(led);
            MajorPlan plan = to.map(timed::assignedTo).orElse(timed);
            Optional<Assignment> moves = to.filter(one -> !model.assignment.equals(Optional.of(one)));
            Optional<Class<? extends ItsmException>> refusal = rule(model.major != MajorStatus.PROPOSED);
            if (refusal.isEmpty() && moves.isPresent() && model.state == IncidentState.ON_HOLD) {
                refusal = Optional.of(IllegalTransitionException.class);
            }
            return staff(
                    IncidentAction.ACCEPT_MAJOR, desk -> desk.incidents().acceptMajor(model.id, plan), refusal, () -> {
                        model.major = MajorStatus.ACCEPTED;
                        model.wasMajor = true;
                        model.reviewDue = true;
                        model.cadence = cadence;
                        model.nextSitrep = cadence.map(walker.now()::plus);
                        model.version++;
                        moves.ifPresent(this::at);
                    });
        }
    }
}
