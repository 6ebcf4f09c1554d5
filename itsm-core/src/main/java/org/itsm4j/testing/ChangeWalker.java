package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.Desk;
import org.itsm4j.approval.Decision;
import org.itsm4j.change.Authorisation;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeAction;
import org.itsm4j.change.ChangeSchedule;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Changes;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Timing;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Note;

/** Walks changes, with problems beside that they fix. */
final class ChangeWalker extends StaffWalker<WalkedChange> {
    private static final Set<String> FURTHER = Stream.of(
                    ChangeAction.SUBMIT,
                    ChangeAction.BEGIN,
                    ChangeAction.VOTE,
                    ChangeAction.ASSESSED,
                    ChangeAction.WAIVE,
                    ChangeAction.IMPLEMENT_FIRST,
                    ChangeAction.REVISE,
                    ChangeAction.RETURN_TO_DRAFT,
                    ChangeAction.COMPLETE,
                    ChangeAction.REVIEW)
            .map(Labels::of)
            .collect(Collectors.toUnmodifiableSet());
    private static final int ALIVE = 8;
    private static final int PROBLEMS = 6;
    private static final List<String> ITEMS = List.of("db-1", "db-2", "db-3", "lb-1");

    /** Who wants, does, manages and decides; two of them by a second account; and those who have no say. */
    private static final List<Actor> PEOPLE = List.of(
            Actor.requester("zoe"),
            Actor.agent("mia").inGroup("office"),
            Actor.agent("lee").inGroup("network"),
            Actor.agent("ivo").inGroup("ops"),
            Actor.agent("ivo").inGroup("ops"),
            Actor.agent("ann").inGroup("office"),
            Actor.agent("ann-phone").as("ann").inGroup("office"),
            Actor.agent("bob").inGroup("office").inGroup("ops"),
            Actor.agent("cy").inGroup("office"),
            Actor.changeManager("cho"),
            Actor.changeManager("cho"),
            Actor.changeManager(ChangeWalk.TEMPLATE_BY).with(Role.AGENT).inGroup("ops"),
            Actor.changeManager("bob-manages").as("bob"),
            Actor.dispatcher("dee"),
            Actor.manager("max"),
            Actor.system("discovery"),
            Cast.ADA.actor());

    private static final Set<String> ONWARD = Set.of(
            "submit",
            "accept",
            "assessed",
            "vote",
            "implementFirst",
            "begin",
            "complete",
            "backOut",
            "review",
            "close");

    private static final List<Duration> WHILES = List.of(
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(5),
            Duration.ofHours(20),
            Duration.ofDays(3));

    private final WalkedSlots slots = new WalkedSlots();
    private final FixedProblems fixed = new FixedProblems(this);
    private int templateUsed;
    private int templateUsedWell;

    ChangeWalker(Walk.Ground ground) {
        super(ground, ALIVE);
    }

    @Override
    List<Actor> people() {
        return PEOPLE;
    }

    WalkedSlots slots() {
        return slots;
    }

    void templateUsed(boolean well) {
        templateUsed++;
        templateUsedWell += well ? 1 : 0;
    }

    /** It is, until too few of its changes go well, and those are enough to tell. */
    boolean isTemplateLive() {
        return templateUsed < ChangeWalk.TEMPLATE_SAMPLE
                || templateUsedWell * 100 >= ChangeWalk.TEMPLATE_PERCENT * templateUsed;
    }

    /** Often soon, and long enough for something to happen in it. */
    Slot window() {
        long hours = one(List.of(-1, 1, 1, 2, 5, 12, 24, 48));
        return Slot.of(
                now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(hours)),
                Duration.ofHours(one(List.of(1, 6, 24, 48, 96))));
    }

    Set<String> items() {
        Set<String> items = new HashSet<>();
        for (int i = chance(4) ? 0 : 1 + below(2); i > 0; i--) {
            items.add(one(ITEMS));
        }
        return items;
    }

    @Override
    void begin() {
        new ChangeBirth(this, one(PEOPLE)).happens();
    }

    @Override
    void beside() {
        WalkedChange change = one(models());
        if (chance(20)) {
            freeze();
        } else if (heads()) {
            crossing.waits(change, change.ref(), change.number.value());
        } else if (crossing.problems().size() < PROBLEMS) {
            WalkedChange other = one(models());
            doing("a problem is fixed by " + change + " and " + other);
            fixed.by(change, other);
        }
        forgetProblems();
        checkTouched();
        fixed.check();
    }

    /** What is scheduled already stays so, and is barred when it is begun. */
    private void freeze() {
        doing("a freeze is published");
        String name = "freeze " + steps();
        Slot during = Slot.of(window().from(), Duration.ofHours(1 + below(6)));
        ChangeSchedule schedule = as(Actor.changeManager("cho")).changeSchedule();
        ChangeCalendar.Builder next =
                schedule.calendar().next().freeze(Freeze.hard(name, Timing.once(during.from(), during.to())));
        slots.freeze(name, during);
        slots.oldFreeze().ifPresent(old -> {
            next.withoutFreeze(old);
            slots.thaw(old);
        });
        schedule.publish(next.build());
    }

    private void forgetProblems() {
        crossing.problems()
                .removeIf(problem -> problem.state != ProblemState.FIX_PLANNED
                        && problem.state != ProblemState.ON_HOLD
                        && problem.fixes.stream().allMatch(change -> change.over)
                        && !crossing.isAwaited(problem));
        if (crossing.problems().size() == PROBLEMS && chance(10)) {
            fixed.over(crossing.problems().get(0));
        }
    }

    @Override
    StaffMove move(WalkedChange model, Actor actor, String label) {
        return new ChangeMoves(this, model, actor).make(label);
    }

    @Override
    Set<String> onward(WalkedChange model) {
        return model.state == ChangeState.DRAFT && model.unfit(model.form).isPresent() ? Set.of("revise") : ONWARD;
    }

    @Override
    boolean isLikely(Actor actor, WalkedChange model, String label) {
        return label.equals("vote") ? WalkedVote.BOARD.contains(actor.person()) : super.isLikely(actor, model, label);
    }

    /** Often until something can be begun. */
    @Override
    Duration aWhile() {
        List<Duration> begins = models().stream()
                .filter(model -> model.state == ChangeState.SCHEDULED)
                .map(model -> Duration.between(now(), model.slot().from()))
                .filter(left -> !left.isNegative())
                .toList();
        return begins.isEmpty() || chance(40) ? one(WHILES) : one(begins);
    }

    @Override
    List<? extends Available<?, ?>> actions(Actor actor, WalkedChange model) {
        collisions(model);
        return as(actor).changes().actions(model.id);
    }

    @Override
    boolean looksFurther(String action) {
        return FURTHER.contains(action);
    }

    private void collisions(WalkedChange model) {
        List<WalkedSlots.Bar> found = ada().collisions(model.id).stream()
                .filter(WalkedSlots.Bar::isOne)
                .map(WalkedSlots.Bar::of)
                .toList();
        assertThat(found)
                .as(model::toString)
                .containsExactlyInAnyOrderElementsOf(model.form
                        .window()
                        .map(slot -> slots.all(model, slot, model.form.items(), now()))
                        .orElse(List.of()));
    }

    List<Collision> collisionsOf(WalkedChange model) {
        return ada().collisions(model.id);
    }

    @Override
    boolean isOver(WalkedChange model) {
        return model.over;
    }

    @Override
    void timePasses() {
        crossing.problems().forEach(problem -> problem.timePasses(now()));
        models().forEach(WalkedChange::timePasses);
    }

    @Override
    void checkBeside(StaffMove move) {
        checkTouched();
        fixed.check();
    }

    /** Who is in conflict and tries all the same is written down; who gives it to somebody who is, is in none. */
    @Override
    void wasRefused(StaffMove move, WalkedChange model, Refused how) {
        boolean conflict =
                how.equals(Refused.rule("conflictOfInterest")) || how.equals(Refused.rule("conflictedActor"));
        model.version += conflict && !move.label().equals("assign") ? 1 : 0;
    }

    @Override
    void sayOtherwise(Desk desk, WalkedChange model) {
        desk.changes().note(model.id, Note.internal("other content, " + UUID.randomUUID()));
    }

    @Override
    ChainReport verified(WalkedChange model) {
        return ada().verify(model.id);
    }

    private Changes ada() {
        return as(Cast.ADA.actor()).changes();
    }

    @Override
    void check(WalkedChange model) {
        Change change = ada().get(model.id);
        assertThat(change.state()).as(model::toString).isEqualTo(model.state);
        assertThat(change.version()).as(model::toString).isEqualTo(model.version);
        assertThat(change.assignment()).as(model::toString).isEqualTo(model.assignment);
        assertThat(change.plan()).as(model::toString).isEqualTo(model.form.plan());
        assertThat(change.scope().configurationItems()).as(model::toString).isEqualTo(model.form.items());
        assertThat(change.outcome()).as(model::toString).isEqualTo(model.outcome());
        assertThat(change.lockdown().isPresent()).as(model::toString).isEqualTo(model.locked);
        assertThat(change.review().isPresent()).as(model::toString).isEqualTo(model.reviewed);
        assertThat(change.waivers()).as(model::toString).hasSameSizeAs(model.allowed);
        model.isCompared();
        Authorisation authorisation = change.authorisation();
        assertThat(authorisation.round()).as(model::toString).isEqualTo(model.round);
        assertThat(authorisation.isDue()).as(model::toString).isEqualTo(model.isDue());
        assertThat(authorisation.isDeclined()).as(model::toString).isEqualTo(model.declined);
        if (model.state != ChangeState.ASSESSING && !model.over) { // there it says what a template would have done
            assertThat(authorisation.isPreauthorised()).as(model::toString).isEqualTo(model.preauthorised);
        }
        if (model.over) {
            assertThat(change.wakeAt()).as(model::toString).isEmpty();
        } else if (model.vote.isPresent() || chance(10)) {
            assertThat(ada().decision(model.id).map(Decision::outcome))
                    .as(model::toString)
                    .isEqualTo(model.vote.map(vote -> model.decision(model.conflicted())));
        }
    }

    Optional<String> maybe(String... some) {
        return heads() ? Optional.empty() : Optional.of(one(List.of(some)));
    }
}
