package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.itsm4j.Desk;
import org.itsm4j.error.ItsmException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.RequestConflictException;

/**
 * One thread of a walk, in a tenant of its own, whatever the practice: gives commands, sometimes twice or for a version that is
 * not there, holds what happens against the model, and says where it was if that is something else.
 *
 * @param <M> the tickets that are walked
 * @param <V> the commands
 */
abstract class Walker<M extends Walked, V extends WalkMove> {
    private final SettableClock clock;
    private final Random random;
    private final String name;
    private final Set<String> walked = new TreeSet<>();
    private long step;
    private long done;
    private long refused;
    private String doing = "";

    Walker(SettableClock clock, long seed, String name) {
        this.clock = clock;
        this.random = new Random(seed);
        this.name = name;
    }

    /** What is done in one step. */
    abstract void go();

    abstract Desk as(Actor actor);

    /** How a command must be refused; empty if it must take place. */
    abstract Optional<Refused> refusal(V move, M model, Actor actor, boolean stale);

    /** Compares a ticket with its model. */
    abstract void check(M model);

    /** Compares what else a command touches. */
    abstract void checkBeside(V move);

    /** What a refusal leaves on the model. */
    void wasRefused(V move, M model, Refused how) {}

    /** Says something else under a request that was used. */
    abstract void sayOtherwise(Desk desk, M model);

    abstract ChainReport verified(M model);

    final void step() {
        step++;
        try {
            go();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "Walk with " + name + ", step " + step + " at " + clock.instant() + ": " + doing + "\n"
                            + e.getMessage(),
                    e);
        }
    }

    final void doing(String words) {
        doing = words;
    }

    /** Gives a command, and compares. */
    final void give(Actor actor, V move, M model) {
        long before = model.version;
        long other = move.isRepeatable() && chance(4) ? otherVersion(model) : model.version;
        boolean stale = other != model.version;
        Optional<Refused> refusal = refusal(move, model, actor, stale);
        Optional<String> request = chance(15) ? Optional.of(UUID.randomUUID().toString()) : Optional.empty();
        boolean bound = stale || move.isRepeatable() && chance(4);
        Desk desk = bound ? as(actor).expecting(other) : as(actor);
        Desk marked = request.map(desk::request).orElse(desk);
        doing = actor + " " + move.label() + " on " + model + (stale ? " expecting v" + other : "")
                + request.map(id -> " as a request").orElse("");
        String from = model.stateName();
        Optional<ItsmException> thrown = attempt(() -> move.call().accept(marked));
        compare(thrown, refusal);
        if (thrown.isPresent()) {
            refused++;
            refusal.ifPresent(how -> wasRefused(move, model, how));
        } else {
            tookPlace(from, move, model);
        }
        check(model);
        checkBeside(move);
        boolean overtaken = bound && refusal.isPresent() && other == before && model.version != before;
        Optional<Refused> next = overtaken ? Optional.of(Refused.by(ConcurrentChangeException.class)) : refusal;
        request.ifPresent(id -> again(move, marked, model, next, id));
    }

    private long otherVersion(M model) {
        return model.version == 1 || heads() ? model.version + 1 + below(3) : model.version - 1;
    }

    private static void compare(Optional<ItsmException> thrown, Optional<Refused> refusal) {
        assertThat(thrown.map(
                        e -> refusal.map(it -> it.of(e)).orElse(e.getClass().getSimpleName())))
                .as(() -> thrown.map(Throwable::getMessage).orElse("it took place"))
                .isEqualTo(refusal.map(Refused::toString));
    }

    private void tookPlace(String from, V move, M model) {
        done++;
        move.effect().run();
        walked.add(from + " " + move.label() + " " + model.stateName());
        model.past.add(move.label());
    }

    /** A repeated request: the same answer without another effect, also if the answer was no. */
    private void again(V move, Desk desk, M model, Optional<Refused> refusal, String request) {
        if (refusal.isPresent()) {
            compare(attempt(() -> move.call().accept(desk)), refusal);
            wasRefused(move, model, refusal.get());
        } else if (move.isRepeatable()) {
            assertThat(attempt(() -> move.call().accept(desk))).isEmpty();
            Desk other = as(Cast.ADA.actor()).request(request);
            assertThat(attempt(() -> sayOtherwise(other, model))).get().isInstanceOf(RequestConflictException.class);
        }
        check(model);
    }

    static Optional<ItsmException> attempt(Runnable command) {
        try {
            command.run();
            return Optional.empty();
        } catch (ItsmException e) {
            return Optional.of(e);
        }
    }

    /** Looks at a ticket for the last time: its timeline has an entry for each change of it, and nobody has touched one. */
    final void last(M model) {
        doing = "looks for the last time at " + model;
        check(model);
        ChainReport report = verified(model);
        assertThat(report.intact()).as(report.finding()).isTrue();
        assertThat(report.entries()).as(model::toString).isEqualTo(model.version);
    }

    final void isDone(String row) {
        walked.add(row);
        done++;
    }

    final void isRefused() {
        refused++;
    }

    final long done() {
        return done;
    }

    final long refused() {
        return refused;
    }

    final Set<String> walked() {
        return walked;
    }

    final long steps() {
        return step;
    }

    final Random random() {
        return random;
    }

    final boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    final <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    final boolean heads() {
        return random.nextBoolean();
    }

    final int below(int bound) {
        return random.nextInt(bound);
    }

    final SettableClock clock() {
        return clock;
    }

    final Instant now() {
        return clock.instant();
    }

    final Instant soon() {
        return now().plus(Duration.ofHours(1L + random.nextInt(60)));
    }
}
