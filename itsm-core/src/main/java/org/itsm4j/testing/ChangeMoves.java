package org.itsm4j.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.itsm4j.Desk;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeScope;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Revision;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.CollisionKind;
import org.itsm4j.change.calendar.Severity;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;

/** Makes random commands on a change, each with what must come of it. */
record ChangeMoves(ChangeWalker walker, WalkedChange model, Actor actor) {
    StaffMove make(String label) {
        TicketId id = model.id;
        return switch (label) {
            case "submit" -> submit();
            case "accept" ->
                StaffMove.of(label, by(door -> door.accept(id)), () -> model.becomes(ChangeState.ASSESSING));
            case "reject" ->
                StaffMove.of(label, by(door -> door.reject(id, "no")), () -> model.becomes(ChangeState.REJECTED));
            case "cancel" ->
                StaffMove.of(label, by(door -> door.cancel(id, "no")), () -> model.becomes(ChangeState.CANCELLED));
            case "revise" -> revise();
            case "waive" -> waive();
            case "lockDown" -> lockDown();
            case "release" -> stays(label, by(door -> door.release(id)), () -> model.locked = false);
            case "note" -> stays(label, by(door -> door.note(id, Note.internal("seen"))));
            case "refer" -> {
                Reference reference = Reference.to("url", "x" + walker.below(3));
                yield stays(label, by(door -> door.refer(id, reference)));
            }
            case "watch" -> stays(label, by(door -> door.watch(id, "zoe")));
            case "unwatch" -> stays(label, by(door -> door.unwatch(id, "zoe")));
            case "begin", "complete", "backOut", "review", "close", "assign" ->
                new ChangeWorkMoves(walker, model, actor).make(label);
            default -> new ChangeVoteMoves(walker, model, actor).make(label);
        };
    }

    static Consumer<Desk> by(Function<Changes, ?> command) {
        return desk -> command.apply(desk.changes());
    }

    private StaffMove stays(String label, Consumer<Desk> call) {
        return stays(label, call, () -> {});
    }

    private StaffMove stays(String label, Consumer<Desk> call, Runnable effect) {
        return StaffMove.of(label, call, () -> {
            model.version++;
            effect.run();
        });
    }

    private StaffMove submit() {
        return StaffMove.of("submit", by(door -> door.submit(model.id)), () -> {
                    model.becomes(ChangeState.SUBMITTED);
                    goesOn();
                })
                .unless(model.unfit(model.form));
    }

    /** What follows by itself from being handed in. */
    private void goesOn() {
        model.preauthorised = model.isPreauthorisable();
        if (model.model == ChangeModel.EMERGENCY) {
            model.becomes(ChangeState.ASSESSING);
        } else if (model.preauthorised) {
            model.becomes(ChangeState.SCHEDULED);
        }
    }

    private StaffMove revise() {
        Form before = model.form;
        Revision none = Revision.nothing();
        if (model.state == ChangeState.DRAFT && walker.chance(70)) {
            return mended();
        }
        switch (walker.below(7)) {
            case 0 -> {
                Set<String> items = walker.items();
                ChangeScope scope = ChangeScope.touching(items);
                return revise(before.touching(items), none.scope(scope));
            }
            case 1 -> {
                Form form = before.risky(walker.heads());
                return revise(form, none.answers(form.answers()));
            }
            case 2 -> {
                return revise(before, none).isNone(true);
            }
            case 3 -> {
                return planned(
                        before.at(before.window().orElse(walker.window())).tested(walker.chance(80)));
            }
            case 4 -> {
                return planned(
                        before.at(before.window().orElse(walker.window())).asTemplate(walker.chance(80)));
            }
            default -> {
                return planned(before.at(walker.window()));
            }
        }
    }

    /** As it can be handed in, if its window is not taken. */
    private StaffMove mended() {
        Set<String> items = model.form.items().isEmpty() ? Set.of("db-1") : model.form.items();
        boolean standard = model.model == ChangeModel.STANDARD;
        Form form = model.form
                .at(walker.window())
                .tested(true)
                .asTemplate(true)
                .risky(!standard && walker.chance(25))
                .touching(items);
        Revision revision = Revision.nothing()
                .plan(form.plan().orElseThrow())
                .scope(ChangeScope.touching(items))
                .answers(form.answers());
        return revise(form, revision);
    }

    private StaffMove planned(Form form) {
        ChangePlan plan = form.plan().orElseThrow();
        return revise(form, Revision.nothing().plan(plan));
    }

    private StaffMove revise(Form form, Revision revision) {
        boolean draft = model.state == ChangeState.DRAFT;
        boolean voted = !model.preauthorised
                && (model.state == ChangeState.AUTHORIZING || model.state == ChangeState.SCHEDULED);
        return StaffMove.of("revise", by(door -> door.revise(model.id, revision)), () -> {
                    model.form = form;
                    if (draft || model.state == ChangeState.ASSESSING) {
                        model.version++;
                    } else if (voted) {
                        model.becomes(ChangeState.AUTHORIZING);
                        model.withdrawn();
                        model.opened();
                    } else {
                        model.becomes(ChangeState.SUBMITTED);
                        goesOn();
                    }
                })
                .unless(form.equals(model.form), Refused.asInvalid())
                .unless(voted && model.isRejectedByTime(), Refused.rule("decided"))
                .unless(draft ? Optional.empty() : model.unfit(form))
                .unless(voted && !model.form.isSafe() && form.isSafe(), Refused.rule("risk"))
                .unless(voted && !WalkedVote.canBeHad(model.conflicted()), Refused.asInvalid());
    }

    private StaffMove waive() {
        List<Collision> known = walker.collisionsOf(model);
        Instant now = walker.now();
        Slot anytime = Slot.of(now, Duration.ofHours(1));
        Collision none = new Collision(CollisionKind.SAME_ITEM, Severity.HARD, "nobody", "db-9", "db-9", anytime);
        Collision collision = known.isEmpty() || walker.chance(10) ? none : walker.one(known);
        boolean mine = model.conflicted().contains(actor.person());
        return stays("waive", by(door -> door.waive(model.id, collision, "the disk is full")), () -> {
                    Instant end = collision.overlap().to();
                    model.allowed.add(new WalkedSlots.Allowed(
                            WalkedSlots.Bar.of(collision),
                            actor.person(),
                            walker.now(),
                            end.isAfter(walker.now()) ? end : walker.now().plusSeconds(1)));
                })
                .unless(mine, Refused.rule("conflictOfInterest"))
                .unless(!known.contains(collision), Refused.rule("waive"));
    }

    private StaffMove lockDown() {
        boolean asFreezes = walker.chance(10);
        String reason = asFreezes ? "freeze: quarter end" : "quarter end";
        return stays("lockDown", by(door -> door.lockDown(model.id, reason)), () -> model.locked = true)
                .isNone(asFreezes);
    }
}
