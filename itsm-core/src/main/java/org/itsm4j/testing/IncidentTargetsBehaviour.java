package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.itsm4j.Desk;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaClock.MilestoneStatus;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.RequestConflictException;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** Service levels: the commands on clocks, and what is done when these reach something. */
abstract class IncidentTargetsBehaviour extends IncidentBehaviour {
    /** What is walked here. */
    static final Set<IncidentAction> ACTIONS = Set.of(
            IncidentAction.TARGET_REACHED,
            IncidentAction.RESET_TARGET,
            IncidentAction.AGREE_TARGET,
            IncidentAction.RENEW_TARGETS);

    private static final String RESOLUTION = "resolution";
    private static final WorkCalendar ALWAYS = WorkCalendar.named("always")
            .zone("Europe/Madrid")
            .hours("Mon-Sun 00:00-24:00")
            .build();

    private final AtomicReference<Optional<SlaPolicies>> policies = new AtomicReference<>(Optional.empty());
    private final Queue<SlaNotice> notices = new ConcurrentLinkedQueue<>();
    private int latest;

    /** So many hours for each incident, one for P1; something to do after half of that. */
    private static SlaPolicies version(int version, int hours, Escalation... escalations) {
        return SlaPolicies.version(version)
                .calendar(ALWAYS)
                .policy(SlaPolicy.named("standard")
                        .calendar("always")
                        .pauseOn(HoldReason.CALLER)
                        .target(SlaTarget.resolution()
                                .within(Priority.P1, Duration.ofHours(1))
                                .within(Duration.ofHours(hours))
                                .threshold(Threshold.at(50, escalations))))
                .build();
    }

    private IncidentScene promising(int hours, Escalation... escalations) {
        policies.set(Optional.of(version(++latest, hours, escalations)));
        return scene(builder -> builder.serviceLevelPolicies(
                        whose -> whose.equals(tenant) ? policies.get() : Optional.empty())
                .notifier(notice -> {
                    if (notice.tenant().equals(tenant)) {
                        notices.add(notice);
                    }
                }));
    }

    private static SlaClock clock(IncidentScene scene, TicketId id) {
        return scene.as(Cast.ADA)
                .serviceLevels()
                .clock(scene.ada().get(id).ref(), RESOLUTION)
                .orElseThrow();
    }

    private static MilestoneStatus half(IncidentScene scene, TicketId id) {
        return clock(scene, id).milestones().stream()
                .filter(one -> one.threshold().label().equals("50%"))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private static long reached(IncidentScene scene, TicketId id) {
        return scene.history(id).stream().filter("targetReached"::equals).count();
    }

    @Test
    void withTheOtherPartsNoActionIsMissed() {
        Set<IncidentAction> walked = IncidentScene.everyAction();
        walked.addAll(ACTIONS);
        walked.addAll(StagesBehaviour.NEW_ACTIONS);
        walked.add(IncidentAction.MIGRATE); // where diagrams have versions
        assertThat(walked).isEqualTo(EnumSet.allOf(IncidentAction.class));
        Set<IncidentAction> notPlain = EnumSet.copyOf(ACTIONS);
        notPlain.addAll(StagesBehaviour.NEW_ACTIONS);
        notPlain.add(IncidentAction.MIGRATE);
        assertThat(IncidentScene.NOT_PLAIN).isEqualTo(notPlain);
    }

    @Test
    void walksEveryRowOfServiceLevels() {
        IncidentScene scene = promising(8);
        Set<Transition<IncidentState, IncidentAction>> missed =
                new LinkedHashSet<>(IncidentContract.get().transitions());
        missed.removeIf(row -> !ACTIONS.contains(row.action()));
        Map<IncidentState, TicketId> ids = new EnumMap<>(IncidentState.class);
        Instant logged = clock.instant();
        for (IncidentState state : IncidentState.values()) {
            ids.put(state, scene.anIncident());
        }
        clock.tick(Duration.ofHours(5)); // half of it was over an hour ago, and nobody has looked
        ids.forEach((state, id) -> scene.become(id, state));
        whatIsDueHappens(scene);
        ids.forEach((state, id) -> {
            if (missed.removeIf(row -> is(row, state, IncidentAction.TARGET_REACHED))) {
                TimelineEntry last = scene.last(id);
                assertThat(last.action()).as("in " + state).isEqualTo("targetReached");
                assertThat(last.actor()).isEqualTo("sla");
                assertThat(last.system()).isTrue();
                assertThat(last.changes())
                        .extracting(FieldChange::after)
                        .containsExactly("standard 50% at " + logged.plus(Duration.ofHours(4)));
            } else {
                boolean first = state == IncidentState.CANCELLED || state == IncidentState.MERGED;
                assertThat(reached(scene, id))
                        .as("in " + state + ", noticed by what ends its cycle")
                        .isEqualTo(first ? 1 : 0);
            }
            assertThat(scene.ada().get(id).state()).isEqualTo(state);
        });
        for (IncidentAction action :
                List.of(IncidentAction.RESET_TARGET, IncidentAction.AGREE_TARGET, IncidentAction.RENEW_TARGETS)) {
            if (action == IncidentAction.RENEW_TARGETS) {
                policies.set(Optional.of(version(2, 6)));
            }
            ids.forEach((state, id) -> {
                if (missed.removeIf(row -> is(row, state, action))) {
                    walked(scene, id, action);
                } else {
                    assertThatThrownBy(() -> scene.act(scene.max(), action, id))
                            .as(action + " in " + state)
                            .isInstanceOf(IllegalTransitionException.class);
                }
            });
        }
        assertThat(missed).as("rows that no command has taken").isEmpty();
        ids.values().forEach(id -> assertThat(scene.ada().verify(id).intact()).isTrue());
    }

    private static boolean is(
            Transition<IncidentState, IncidentAction> row, IncidentState state, IncidentAction action) {
        return row.action() == action && row.from().equals(Optional.of(state)) && row.to() == state;
    }

    /** A manager may, others may not. */
    private static void walked(IncidentScene scene, TicketId id, IncidentAction action) {
        for (Incidents others : List.of(scene.raj(), scene.ana(), scene.bot())) {
            assertThatThrownBy(() -> scene.act(others, action, id)).isInstanceOf(AccessDeniedException.class);
        }
        Incident before = scene.ada().get(id);
        Incident after = scene.act(scene.max(), action, id);
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.version()).isEqualTo(before.version() + 1);
        SlaClock clock = clock(scene, id);
        switch (action) {
            case RESET_TARGET -> {
                assertThat(clock.cycle()).isEqualTo(2);
                assertThat(clock.elapsed()).isZero();
                assertThat(scene.as(Cast.ADA).serviceLevels().history(after.ref()))
                        .extracting(SlaClock::status)
                        .startsWith(ClockStatus.CANCELLED);
            }
            case AGREE_TARGET -> assertThat(clock.due()).contains(Instant.parse("2026-04-01T10:00:00Z"));
            default -> {
                assertThat(after.serviceLevels()).isEqualTo(2);
                assertThat(clock.due()).as("what was agreed stays").contains(Instant.parse("2026-04-01T10:00:00Z"));
            }
        }
    }

    @Test
    void tellsWhetherThereIsAClockToChange() {
        IncidentScene scene = promising(8);
        TicketId without = plain(scene);
        policies.set(Optional.of(version(1, 8)));
        TicketId with = scene.anIncident();
        assertThat(possible(scene, without)).containsExactly(IncidentAction.RENEW_TARGETS);
        assertThat(possible(scene, with))
                .containsExactlyInAnyOrder(IncidentAction.RESET_TARGET, IncidentAction.AGREE_TARGET);
        for (IncidentAction action : List.of(IncidentAction.RESET_TARGET, IncidentAction.AGREE_TARGET)) {
            assertThatThrownBy(() -> scene.act(scene.max(), action, without))
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo("targets"));
        }
        assertThatThrownBy(() -> scene.max().renewTargets(with, "x"))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo("targetsOutdated"));
        assertThatThrownBy(() -> scene.max().resetTarget(with, "response", "x"))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining("[resolution]");
        policies.set(Optional.of(version(2, 8)));
        assertThat(possible(scene, with)).hasSize(3);
        assertThat(barred(scene.raj(), with)).as("an agent").hasSize(3);
        scene.become(with, IncidentState.RESOLVED);
        assertThat(possible(scene, with)).isEmpty();
    }

    private TicketId plain(IncidentScene scene) {
        policies.set(Optional.empty());
        return scene.anIncident();
    }

    private static Set<IncidentAction> possible(IncidentScene scene, TicketId id) {
        Set<IncidentAction> possible = EnumSet.copyOf(ACTIONS);
        possible.remove(IncidentAction.TARGET_REACHED);
        possible.removeAll(barred(scene.max(), id));
        return possible;
    }

    private static Set<IncidentAction> barred(Incidents door, TicketId id) {
        Set<IncidentAction> barred = EnumSet.noneOf(IncidentAction.class);
        for (Available<IncidentState, IncidentAction> one : door.actions(id)) {
            assertThat(one.action()).isNotEqualTo(IncidentAction.TARGET_REACHED);
            assertThat(one.barred().isPresent()).isEqualTo(!one.possible());
            if (ACTIONS.contains(one.action()) && !one.possible()) {
                barred.add(one.action());
            }
        }
        return barred;
    }

    @Test
    void whatIsReachedIsNotedOnceHoweverOftenAndByHowManyItIsLookedFor() throws Exception {
        for (Escalation escalation : List.of(new Escalation.Notify("lead"), new Escalation.AddWatcher("zoe"))) {
            IncidentScene scene = promising(8, escalation);
            List<TicketId> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(scene.anIncident());
            }
            clock.tick(Duration.ofHours(4));
            IncidentRequestBehaviour.together(2, () -> scene.itsm().runDueWork());
            whatIsDueHappens(scene);
            whatIsDueHappens(scene);
            for (TicketId id : ids) {
                assertThat(reached(scene, id)).isEqualTo(1);
                assertThat(half(scene, id)).isEqualTo(MilestoneStatus.REACHED);
                assertThat(scene.ada().verify(id).intact()).isTrue();
                boolean watched = escalation instanceof Escalation.AddWatcher;
                assertThat(scene.ada().watchers(id)).hasSize(watched ? 1 : 0);
                assertThat(notices.stream()
                                .anyMatch(notice -> notice.ticket().id().equals(id)))
                        .isEqualTo(!watched);
            }
        }
    }

    @Test
    void whatFollowsAreCommandsOfTheSystemInTheSameTransaction() {
        IncidentScene scene = promising(
                8,
                new Escalation.Reassign(Assignment.to(IncidentScene.NETWORK)),
                new Escalation.AddWatcher("zoe"),
                new Escalation.RaisePriority(Priority.P1),
                new Escalation.Functional(Assignment.to("specialists")),
                new Escalation.Hierarchical("boss"),
                new Escalation.Functional(Assignment.to("specialists"))); // who have it by then
        TicketId fresh = scene.anIncident();
        TicketId begun = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        TicketId resolved = scene.anIncident();
        clock.tick(Duration.ofHours(4));
        scene.become(resolved, IncidentState.RESOLVED);
        whatIsDueHappens(scene);
        assertThat(scene.history(fresh))
                .containsExactly("log", "targetReached", "assign", "watch", "reclassify", "escalate", "watch");
        assertThat(scene.history(begun))
                .endsWith("targetReached", "reassign", "watch", "reclassify", "escalate", "watch");
        assertThat(scene.history(resolved)).endsWith("resolve", "targetReached", "watch", "watch");
        for (TicketId id : List.of(fresh, begun)) {
            Incident incident = scene.ada().get(id);
            assertThat(incident.state()).isEqualTo(IncidentState.ASSIGNED);
            assertThat(incident.group()).contains("specialists");
            assertThat(incident.classification().priority()).isEqualTo(Priority.P1);
            assertThat(clock(scene, id).breached()).as("an hour for P1").isTrue();
        }
        for (TicketId id : List.of(fresh, begun, resolved)) {
            assertThat(scene.ada().watchers(id)).containsExactlyInAnyOrder("zoe", "boss");
            assertThat(entry(scene, id, "targetReached").text()).contains("Functional: ");
            assertThat(entry(scene, id, "watch").actor()).isEqualTo("sla");
            assertThat(scene.ada().verify(id).intact()).isTrue();
        }
        assertThat(entry(scene, resolved, "targetReached").text().lines())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("Reassign", "RaisePriority", "Functional", "Functional");
        assertThat(notices)
                .extracting(SlaNotice::kind, SlaNotice::whom)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(SlaNotice.Kind.HIERARCHICAL, "boss"));
    }

    private static TimelineEntry entry(IncidentScene scene, TicketId id, String action) {
        return scene.timeline(id).stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCommandAndALookAtTheClocksDoNotHarmEachOther() throws Exception {
        for (Escalation escalation : List.of(new Escalation.Notify("lead"), new Escalation.AddWatcher("zoe"))) {
            IncidentScene scene = promising(8, escalation);
            List<TicketId> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(scene.anIncident());
            }
            clock.tick(Duration.ofHours(4));
            AtomicInteger turn = new AtomicInteger();
            AtomicInteger done = new AtomicInteger();
            IncidentRequestBehaviour.together(2, () -> {
                if (turn.getAndIncrement() % 2 == 0) {
                    return scene.itsm().runDueWork();
                }
                for (TicketId id : ids) {
                    try {
                        scene.ana().hold(id, Hold.because(HoldReason.CALLER, "Which browser?"));
                        done.incrementAndGet();
                    } catch (ConcurrentChangeException e) {
                        assertThat(e.ticket().id()).isEqualTo(id);
                    }
                }
                return 0;
            });
            whatIsDueHappens(scene);
            int held = 0;
            for (TicketId id : ids) {
                List<String> history = scene.history(id);
                held += history.contains("hold") ? 1 : 0;
                assertThat(reached(scene, id))
                        .as("noted once, and not lost: " + history)
                        .isEqualTo(1);
                SlaClock clock = clock(scene, id);
                assertThat(half(scene, id)).isEqualTo(MilestoneStatus.REACHED);
                assertThat(clock.status())
                        .isEqualTo(history.contains("hold") ? ClockStatus.PAUSED : ClockStatus.RUNNING);
                assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(4));
                assertThat(scene.ada().verify(id).intact()).isTrue();
            }
            assertThat(held).isEqualTo(done.get());
        }
    }

    @Test
    void theSameRequestHasOneEffect() {
        IncidentScene scene = promising(8);
        TicketId id = scene.anIncident();
        clock.tick(Duration.ofHours(1));
        Desk desk = scene.as(Cast.MAX).request("r1");
        Incident first = desk.incidents().resetTarget(id, RESOLUTION, "x");
        clock.tick(Duration.ofHours(1));
        assertThat(desk.incidents().resetTarget(id, RESOLUTION, "x").head()).isEqualTo(first.head());
        assertThat(clock(scene, id).cycle()).isEqualTo(2);
        assertThatThrownBy(() -> desk.incidents().resetTarget(id, RESOLUTION, "y"))
                .isInstanceOf(RequestConflictException.class);
        Desk agreeing = scene.as(Cast.MAX).request("r2");
        Instant due = clock.instant().plus(Duration.ofDays(3));
        agreeing.incidents().agreeTarget(id, RESOLUTION, due, "x");
        clock.tick(Duration.ofDays(4));
        agreeing.incidents().agreeTarget(id, RESOLUTION, due, "x"); // the instant is past by now
        assertThatThrownBy(() -> agreeing.incidents().agreeTarget(id, RESOLUTION, due.plusNanos(1_000), "x"))
                .isInstanceOf(RequestConflictException.class);
        assertThat(scene.history(id)).containsExactly("log", "resetTarget", "agreeTarget");
        assertThatThrownBy(() -> scene.as(Cast.MAX).expecting(1).incidents().resetTarget(id, RESOLUTION, "x"))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void anotherTenantFindsNoneOfIt() {
        IncidentScene scene = promising(8);
        Incident incident = scene.ada().get(scene.anIncident());
        Desk eve = scene.itsm().as(Actor.administrator("eve").of(aTenant()));
        for (IncidentAction action : ACTIONS) {
            if (action != IncidentAction.TARGET_REACHED) {
                assertThatThrownBy(() -> scene.act(eve.incidents(), action, incident.id()))
                        .isInstanceOf(TicketNotFoundException.class);
            }
        }
        assertThatThrownBy(() -> eve.serviceLevels().clocks(incident.ref()))
                .isInstanceOf(TicketNotFoundException.class);
        assertThat(eve.serviceLevels().policies()).isEmpty();
        assertThat(scene.ada().get(incident.id()).version()).isEqualTo(1);
    }

    @Test
    void putsManyUnderThePoliciesOfTodayAndSaysWhatChanged() {
        IncidentScene scene = promising(8);
        List<TicketId> ids = new ArrayList<>(
                List.of(scene.anIncident(), scene.anIncidentIn(IncidentState.ON_HOLD), scene.anIncident()));
        TicketId resolved = scene.anIncidentIn(IncidentState.RESOLVED);
        ids.add(resolved);
        Instant logged = clock.instant();
        clock.tick(Duration.ofHours(1));
        policies.set(Optional.of(version(2, 6)));
        BulkResult<Incident> result = scene.max().bulk(ids, (door, id) -> door.renewTargets(id, "six hours"));
        assertThat(result.done()).isEqualTo(3);
        assertThat(result.refused()).extracting(BulkResult.Item::id).containsExactly(resolved);
        assertThat(clock(scene, ids.get(0)).due()).contains(logged.plus(Duration.ofHours(6)));
        assertThat(clock(scene, ids.get(1)).remaining()).contains(Duration.ofHours(6));
        assertThat(clock(scene, resolved).version()).isEqualTo(1);
        assertThat(scene.last(ids.get(0)).changes())
                .contains(new FieldChange(
                        "sla.resolution",
                        "standard running, due " + logged.plus(Duration.ofHours(8)),
                        "standard running, due " + logged.plus(Duration.ofHours(6))));
        assertThat(scene.last(ids.get(1)).changes())
                .contains(new FieldChange(
                        "sla.resolution",
                        "standard paused for CALLER, PT8H left",
                        "standard paused for CALLER, PT6H left"));
        policies.set(Optional.of(version(2, 7)));
        assertThatThrownBy(scene::anIncident)
                .as("other policies under the same version")
                .isInstanceOf(ConfigurationException.class);
        ids.forEach(id -> assertThat(scene.ada().verify(id).intact()).isTrue());
    }

    @Test
    void aClockIsKeptToTheMicrosecondWithAllThatHappenedToIt() {
        IncidentScene scene = promising(8);
        Instant logged = clock.tick(Duration.ofNanos(123_456_000));
        TicketId id = scene.mia().log(LogIncident.titled("Slow").build()).id();
        Instant held = clock.tick(Duration.ofHours(1).plusNanos(1_000));
        scene.ana().hold(id, Hold.because(HoldReason.CALLER, "Which browser?"));
        assertThat(clock(scene, id).due()).isEmpty();
        Instant resumed = clock.tick(Duration.ofDays(1).plusNanos(7_000));
        scene.mia().comment(id, "Firefox");
        Instant due = logged.plus(Duration.ofHours(8)).plus(Duration.between(held, resumed));
        assertThat(clock(scene, id).due()).contains(due);
        scene.raj().note(id, Note.internal("x"));
        clock.tick(Duration.between(clock.instant(), due));
        scene.ada().resolve(id, Resolution.fixed("in the last microsecond"));
        SlaClock met = clock(scene, id);
        assertThat(met.met()).isTrue();
        assertThat(met.elapsed()).isEqualTo(Duration.ofHours(8));
        Instant reopened = clock.tick(Duration.ofHours(1));
        scene.mia().reopen(id, "no");
        clock.tick(Duration.ofNanos(1_000));
        SlaClock clock = clock(scene, id);
        assertThat(clock.breachedAt()).contains(due);
        assertThat(clock.explain().counted()).isEqualTo(clock.elapsed());
        assertThat(clock.asOf(reopened.minusNanos(1_000)).met()).isTrue();
        assertThat(clock.asOf(held).pausedFor()).contains("CALLER");
        assertThat(clock.asOf(held.minusNanos(1_000)).due()).contains(logged.plus(Duration.ofHours(8)));
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }
}
