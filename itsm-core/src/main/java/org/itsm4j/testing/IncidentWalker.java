package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.itsm4j.Desk;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;

/** One thread of an {@link IncidentWalk}, in a tenant of its own. */
final class IncidentWalker extends Walker<IncidentModel, IncidentMove> {
    private static final int ALIVE = 40;
    private static final List<Actor> PEOPLE = people();
    private final IncidentScene scene;
    private final List<IncidentModel> models = new ArrayList<>();
    private final List<IncidentModel> retired = new ArrayList<>();

    IncidentWalker(IncidentScene scene, SettableClock clock, long seed, String name) {
        super(clock, seed, name);
        this.scene = scene;
    }

    private static List<Actor> people() {
        List<Actor> people = new ArrayList<>();
        for (Cast one : Cast.values()) {
            people.add(one.actor());
        }
        people.add(Actor.agent("eve").inGroup("specialists").with(Role.REQUESTER));
        people.add(Actor.agent("pat").inGroup(IncidentScene.PAYMENTS).inGroup(IncidentScene.NETWORK));
        return List.copyOf(people);
    }

    @Override
    Desk as(Actor actor) {
        return scene.as(actor);
    }

    @Override
    void go() {
        if (models.size() < 3 || models.size() < ALIVE && chance(4)) {
            log();
        } else {
            command();
        }
        if (chance(5)) {
            look();
        }
        if (models.size() >= ALIVE) {
            retire();
        }
    }

    private void log() {
        String requester = one(List.of("mia", "noah", "mia", "raj", "eve"));
        Optional<String> key = chance(30) ? Optional.of("disk" + below(4)) : Optional.empty();
        LogIncident.Builder report = LogIncident.titled("Walk, step " + steps()).requester(requester);
        key.ifPresent(report::correlationKey);
        doing("log " + key);
        Optional<IncidentModel> known = Stream.concat(models.stream(), retired.stream())
                .filter(model -> key.isPresent() && model.key.equals(key))
                .findFirst();
        String request = UUID.randomUUID().toString();
        Incident logged = scene.as(Cast.BOT).request(request).incidents().log(report.build());
        if (known.isPresent()) {
            IncidentModel model = known.get();
            assertThat(logged.id()).isEqualTo(model.id);
            model.version += model.rows(IncidentAction.NOTE).isEmpty() ? 0 : 1;
            same(logged, model);
        } else {
            IncidentModel model = new IncidentModel(logged.id(), requester);
            model.key = key;
            models.add(model);
            same(logged, model);
            assertThat(scene.as(Cast.BOT)
                            .request(request)
                            .incidents()
                            .log(report.build())
                            .id())
                    .isEqualTo(logged.id());
        }
        isDone("- log NEW");
    }

    private void command() {
        IncidentModel model = one(models);
        Actor actor = chance(35) ? Cast.ADA.actor() : one(PEOPLE);
        IncidentMove move = IncidentMove.random(this, model, actor);
        give(actor, move, model);
    }

    @Override
    void checkBeside(IncidentMove move) {
        move.other().ifPresent(this::check);
    }

    @Override
    void sayOtherwise(Desk desk, IncidentModel model) {
        desk.incidents().note(model.id, Note.internal("other content, " + UUID.randomUUID()));
    }

    @Override
    Optional<Refused> refusal(IncidentMove move, IncidentModel model, Actor actor, boolean stale) {
        return refused(move, model, actor, stale).map(Refused::by);
    }

    private Optional<Class<? extends ItsmException>> refused(
            IncidentMove move, IncidentModel model, Actor actor, boolean stale) {
        boolean own = move.isOwn();
        if (!own && !actor.isStaff()) {
            return Optional.of(AccessDeniedException.class);
        }
        if (own && !model.requester.equals(actor.person())) {
            return Optional.of(TicketNotFoundException.class);
        }
        if (!model.permits(actor, move.action())) {
            return Optional.of(AccessDeniedException.class);
        }
        if (stale) {
            return Optional.of(ConcurrentChangeException.class);
        }
        return model.rows(move.action()).isEmpty() ? Optional.of(IllegalTransitionException.class) : move.refusal();
    }

    @Override
    void check(IncidentModel model) {
        same(scene.ada().get(model.id), model);
    }

    private static void same(Incident incident, IncidentModel model) {
        assertThat(incident.state()).as(model::toString).isEqualTo(model.state);
        assertThat(incident.version()).as(model::toString).isEqualTo(model.version);
        assertThat(incident.handling().assignment()).as(model::toString).isEqualTo(model.assignment);
        assertThat(incident.major().status()).as(model::toString).isEqualTo(model.major);
        assertThat(incident.major().needsReview()).as(model::toString).isEqualTo(model.reviewDue);
        assertThat(incident.requester()).contains(model.requester);
        assertThat(incident.merge().map(merge -> merge.into())).isEqualTo(model.mergedInto.map(into -> into.id));
        assertThat(incident.origin().correlationKey()).isEqualTo(model.key);
        if (model.state == IncidentState.CLOSED || model.state == IncidentState.CANCELLED) {
            assertThat(incident.wakeAt()).as(model::toString).isEmpty();
        }
    }

    /** Asks what somebody can do with something; and sometimes for something that is not there. */
    private void look() {
        IncidentModel model = one(models);
        Actor actor = one(PEOPLE);
        doing(actor + " looks at " + model);
        if (actor.isStaff()) {
            List<Available<IncidentState, IncidentAction>> actions =
                    scene.as(actor).incidents().actions(model.id);
            for (Available<IncidentState, IncidentAction> each : actions) {
                if (IncidentScene.NOT_PLAIN.contains(each.action())) {
                    continue;
                }
                assertThat(each.possible())
                        .as(each.action() + " on " + model)
                        .isEqualTo(!model.rows(each.action()).isEmpty()
                                && model.permits(actor, each.action())
                                && model.isInOrder(actor, each.action(), now()));
            }
        }
        TicketId nobodys = TicketId.next(clock());
        assertThat(attempt(() -> scene.as(actor).ownIncidents().get(nobodys)))
                .get()
                .isInstanceOf(TicketNotFoundException.class);
    }

    /** Takes leave of an incident that others do not depend on, and looks at it for the last time. */
    private void retire() {
        models.stream()
                .filter(model -> model.past.size() > 25
                        || chance(50)
                                && (model.state == IncidentState.CLOSED || model.state == IncidentState.CANCELLED))
                .findFirst()
                .or(() -> Optional.of(one(models)))
                .ifPresent(model -> {
                    last(model);
                    models.remove(model);
                    retired.add(model);
                });
    }

    void checkAll() {
        models.forEach(this::last);
    }

    @Override
    ChainReport verified(IncidentModel model) {
        return scene.ada().verify(model.id);
    }

    void timePassed() {
        Instant now = now();
        retired.removeIf(model -> !stillMatters(model));
        for (List<IncidentModel> some : List.of(models, retired)) {
            for (IncidentModel model : some) {
                if (model.timePassed(now)) {
                    long version = scene.ada().get(model.id).version();
                    assertThat(version).isBetween(model.version - 1, model.version);
                    model.version = version;
                }
            }
        }
        models.forEach(this::check);
    }

    /** A retired one goes on to matter by its key, or as parent, child or target of one that is still walked. */
    private boolean stillMatters(IncidentModel model) {
        return model.key.isPresent()
                || models.stream()
                        .anyMatch(one -> one.parent.filter(model::equals).isPresent()
                                || one.mergedInto.filter(model::equals).isPresent()
                                || one.children.contains(model)
                                || one.isBelow(model));
    }

    List<IncidentModel> models() {
        return models;
    }

    void isNew(IncidentModel model) {
        models.add(model);
    }
}
