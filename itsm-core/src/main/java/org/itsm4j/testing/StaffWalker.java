package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.RuleViolationException;
import org.jspecify.annotations.Nullable;

/**
 * What walks of problems and of changes share: both have the staff's door only.
 *
 * @param <M> the tickets that are walked
 */
abstract class StaffWalker<M extends Walked & Lawful> extends Walker<M, StaffMove> {
    final Itsm itsm;
    final Crossing crossing;
    private final Tenant tenant;
    private final Runnable dueTimers;
    private final int alive;
    private final List<M> models = new ArrayList<>();
    private @Nullable M current;

    StaffWalker(Walk.Ground ground, int alive) {
        super(ground.clock(), ground.seed(), "seed " + ground.seed());
        this.itsm = ground.itsm();
        this.tenant = ground.tenant();
        this.dueTimers = ground.dueTimers();
        this.alive = alive;
        this.crossing = new Crossing(this);
    }

    @Override
    Desk as(Actor actor) {
        return itsm.as(actor.of(tenant));
    }

    List<M> models() {
        return models;
    }

    abstract void begin();

    /** A step of what is beside: tickets of other practices, what ends, what waits. */
    abstract void beside();

    abstract StaffMove move(M model, Actor actor, String label);

    /** What leads on to where most has happened, and so would be met too seldom. */
    abstract Set<String> onward(M model);

    abstract Duration aWhile();

    abstract List<Actor> people();

    abstract List<? extends Available<?, ?>> actions(Actor actor, M model);

    /** Whether nothing happens to it any more, neither by itself. */
    abstract boolean isOver(M model);

    abstract void timePasses();

    @Override
    void go() {
        clock().tick(Duration.ofSeconds(1));
        if (models.size() < 3 || models.size() < alive && chance(6)) {
            begin();
        } else if (chance(10)) {
            beside();
        } else if (chance(3)) {
            pass();
        } else {
            M model = next();
            String label = label(model);
            Actor actor = actor(model, label);
            give(actor, move(model, actor, label), model);
        }
        if (chance(5)) {
            look();
        }
        if (models.size() >= alive) {
            retire();
        }
    }

    /** Often the same again, or time passes before much has happened to any. */
    private M next() {
        if (!models.contains(current) || chance(30)) {
            current = one(models);
        }
        return current;
    }

    private void pass() {
        clock().tick(aWhile());
        doing("time passes");
        for (int i = 0; i < 2; i++) { // what is due may make something else due
            dueTimers.run();
        }
        timePasses();
        models.forEach(this::check);
        crossing.checkIncidents();
    }

    @Override
    Optional<Refused> refusal(StaffMove move, M model, Actor actor, boolean stale) {
        if (!actor.isStaff()) {
            return Optional.of(Refused.by(AccessDeniedException.class));
        }
        if (move.early().isPresent()) {
            return move.early();
        }
        if (!model.table().permits(actor, move.label(), model)) {
            return Optional.of(Refused.by(AccessDeniedException.class));
        }
        if (stale) {
            return Optional.of(Refused.by(ConcurrentChangeException.class));
        }
        if (!model.can(move.label())) {
            return Optional.of(Refused.by(IllegalTransitionException.class));
        }
        return model.isInOrder(actor, move.label())
                ? move.late()
                : Optional.of(Refused.by(RuleViolationException.class));
    }

    /** Half of them allowed by the state, half of these onward. */
    private String label(M model) {
        List<String> allowed = model.table().actions(model.stateName());
        if (allowed.isEmpty() || heads()) {
            return one(model.table().actions());
        }
        List<String> on = allowed.stream().filter(onward(model)::contains).toList();
        String label = on.isEmpty() || chance(40) ? one(allowed) : one(on);
        boolean ends = label.equals("cancel") || label.equals("reject"); // most shall live longer
        return ends && chance(70) ? one(allowed) : label;
    }

    private Actor actor(M model, String label) {
        if (chance(20)) {
            return Cast.ADA.actor();
        }
        List<Actor> likely =
                people().stream().filter(actor -> isLikely(actor, model, label)).toList();
        return likely.isEmpty() || heads() ? one(people()) : one(likely);
    }

    boolean isLikely(Actor actor, M model, String label) {
        return model.table().permits(actor, label, model);
    }

    /** Looks at what something has happened to beside what the command was for. */
    final void checkTouched() {
        models.stream().filter(Walked::isTouched).forEach(this::check);
        crossing.checkTouched();
    }

    /** Asks what somebody can do. */
    private void look() {
        M model = one(models);
        Actor actor = one(people());
        doing(actor + " looks at " + model);
        if (!actor.isStaff()) {
            assertThat(attempt(() -> actions(actor, model))).get().isInstanceOf(AccessDeniedException.class);
            return;
        }
        List<String> known = model.table().actions();
        List<String> possible = actions(actor, model).stream()
                .filter(Available::possible)
                .map(each -> Labels.of(each.action()))
                .filter(known::contains)
                .sorted()
                .toList();
        List<String> expected = known.stream()
                .filter(action -> model.can(action)
                        && model.table().permits(actor, action, model)
                        && model.isInOrder(actor, action))
                .sorted()
                .toList();
        assertThat(expected).as(model::toString).containsAll(possible);
        assertThat(possible)
                .as(model::toString)
                .containsAll(expected.stream()
                        .filter(action -> !looksFurther(action))
                        .toList());
    }

    /** Whether more is looked at than the model knows without the command: then it may not be possible all the same. */
    boolean looksFurther(String action) {
        return false;
    }

    private void retire() {
        models.stream().filter(this::isOver).findFirst().ifPresent(model -> {
            last(model);
            models.remove(model);
        });
    }

    final void checkAll() {
        models.forEach(this::last);
        crossing.checkIncidents();
    }
}
