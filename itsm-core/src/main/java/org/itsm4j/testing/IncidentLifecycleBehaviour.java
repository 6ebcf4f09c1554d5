package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.Test;

/** The contract is walked, row by row, and nothing beside it is possible. */
abstract class IncidentLifecycleBehaviour extends IncidentBehaviour {
    private final Contract<IncidentState, IncidentAction> contract = IncidentContract.get();

    @Test
    void walksEveryRowOfTheContract() {
        IncidentScene scene = scene();
        Set<Transition<IncidentState, IncidentAction>> missed = new LinkedHashSet<>(contract.transitions());
        missed.removeIf(row -> IncidentScene.NOT_PLAIN.contains(row.action()));
        for (Transition<IncidentState, IncidentAction> row : List.copyOf(missed)) {
            missed.remove(walked(scene, row));
        }
        assertThat(missed).as("rows that no command has taken").isEmpty();
    }

    /** Does what the row says, as the least of those who may; answers the row that was taken in fact. */
    private Transition<IncidentState, IncidentAction> walked(
            IncidentScene scene, Transition<IncidentState, IncidentAction> row) {
        if (row.from().isEmpty()) {
            IncidentState born = scene.bot()
                    .log(LogIncident.titled("Disk full").source("disks").build())
                    .state();
            return taken(row, born);
        }
        IncidentState from = row.from().get();
        TicketId id = row.action() == IncidentAction.UNMERGE
                ? scene.anIncidentMergedOutOf(row.to())
                : scene.readyFor(from, row.action());
        Incident before = scene.ada().get(id);
        if (row.action() == IncidentAction.FOLLOW_UP) {
            assertThat(scene.mia().followUp(id, "it is back").id()).isNotEqualTo(id);
            assertThat(scene.ada().get(id).head())
                    .as("a closed one is not touched")
                    .isEqualTo(before.head());
            return taken(row, scene.ada().get(id).state());
        }
        if (row.who().equals(Set.of(Role.REQUESTER))) {
            scene.act(scene.mia(), row.action(), id);
            return taken(row, scene.ada().get(id).state());
        }
        Role role = row.who().stream()
                .filter(one -> one != Role.REQUESTER)
                .sorted()
                .findFirst()
                .orElseThrow();
        Cast who = from == IncidentState.NEW && role == Role.ASSIGNEE ? Cast.KIM : Cast.in(role);
        Incident after = scene.act(scene.as(who).incidents(), row.action(), id);
        assertThat(after.id()).isEqualTo(id);
        assertThat(after.version()).as(row + " takes a step").isEqualTo(before.version() + 1);
        assertThat(scene.last(id).action()).isEqualTo(Labels.of(row.action()));
        assertThat(scene.last(id).actor()).isEqualTo(who.actor().id());
        assertThat(scene.ada().verify(id).intact()).isTrue();
        return taken(row, after.state());
    }

    private static Transition<IncidentState, IncidentAction> taken(
            Transition<IncidentState, IncidentAction> row, IncidentState to) {
        assertThat(to).as(row.toString()).isEqualTo(row.to());
        return row;
    }

    @Test
    void refusesEveryStepThatIsNotInTheContractAndSaysWhatIsAllowed() {
        IncidentScene scene = scene();
        for (IncidentState state : IncidentState.values()) {
            TicketId id = scene.anIncidentIn(state);
            Incident before = scene.ada().get(id);
            List<TimelineEntry> timeline = scene.timeline(id);
            Set<IncidentAction> allowed = IncidentScene.allowed(state);
            Set<IncidentAction> illegal = EnumSet.complementOf(EnumSet.copyOf(withLog(allowed)));
            illegal.removeAll(IncidentScene.BY_ITSELF);
            illegal.removeAll(IncidentScene.NOT_PLAIN.stream()
                    .filter(action -> !contract.rows(state, action).isEmpty())
                    .toList()); // refused for another reason
            for (IncidentAction action : illegal) {
                IllegalTransitionException refusal = catchThrowableOfType(
                        IllegalTransitionException.class, () -> scene.act(scene.ada(), action, id));
                assertThat(refusal).as(action + " in " + state).isNotNull();
                assertThat(refusal.state()).isEqualTo(state.name());
                assertThat(refusal.action()).isEqualTo(Labels.of(action));
                assertThat(refusal.number()).isEqualTo(before.number().value());
                assertThat(refusal.allowed())
                        .containsExactlyElementsOf(scene.ada().actions(id).stream()
                                .filter(Available::possible)
                                .map(one -> Labels.of(one.action()))
                                .toList());
            }
            assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
            assertThat(scene.timeline(id)).isEqualTo(timeline);
        }
    }

    private static Set<IncidentAction> withLog(Set<IncidentAction> allowed) {
        Set<IncidentAction> more = EnumSet.of(IncidentAction.LOG);
        more.addAll(allowed);
        return more;
    }

    @Test
    void tellsWhatAnActorCanDoNowWhatItNeedsAndWhyNot() {
        IncidentScene scene = scene();
        for (IncidentState state : IncidentState.values()) {
            TicketId id = scene.anIncidentIn(state);
            List<Available<IncidentState, IncidentAction>> actions = scene.raj().actions(id);
            Set<IncidentAction> onTheDoor = EnumSet.complementOf(EnumSet.of(IncidentAction.LOG));
            onTheDoor.removeAll(IncidentScene.BY_ITSELF);
            assertThat(actions).extracting(Available::action).containsExactlyElementsOf(onTheDoor);
            for (Available<IncidentState, IncidentAction> one : actions) {
                List<Transition<IncidentState, IncidentAction>> rows = contract.rows(state, one.action());
                Set<Role> plays = state == IncidentState.NEW ? Cast.RAJ.onNobodys() : Cast.RAJ.onRajs();
                boolean inOrder = IncidentScene.neededBy(one.action()) == MajorStatus.NONE;
                assertThat(one.possible())
                        .as(one.action() + " in " + state)
                        .isEqualTo(inOrder
                                && !IncidentScene.NOT_PLAIN.contains(one.action())
                                && rows.stream()
                                        .anyMatch(row -> row.who().stream().anyMatch(plays::contains)));
                assertThat(one.barred().isPresent()).isEqualTo(!one.possible());
                Set<IncidentState> to = rows.stream().map(Transition::to).collect(Collectors.toSet());
                assertThat(one.leadsTo())
                        .isEqualTo(
                                one.action() == IncidentAction.UNMERGE && one.possible()
                                        ? Set.of(IncidentState.ASSIGNED)
                                        : to);
                rows.forEach(row -> assertThat(one.requires()).containsAll(row.requires()));
            }
        }
    }

    @Test
    void whoGoesOnWithWhatNobodyHasTakesIt() {
        IncidentScene scene = scene();
        TicketId held = scene.anIncident();
        scene.ana().hold(held, Hold.because(HoldReason.OTHER, "x"));
        clock.tick(Duration.ofMinutes(5));
        Incident resumed = scene.as(Cast.KIM).incidents().resume(held);
        assertThat(resumed.handling().assignment()).contains(Assignment.to(IncidentScene.PAYMENTS, "kim"));
        assertThat(resumed.milestones().firstResponseAt()).contains(clock.instant());

        TicketId resolved = scene.anIncident();
        scene.bot().resolve(resolved, Resolution.fixed("OK again"));
        assertThat(scene.mia().reopen(resolved, "not at all").state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(scene.ada().get(resolved).handling().assignment())
                .as("not its requester")
                .isEmpty();
        scene.bot().resolve(resolved, Resolution.fixed("OK again"));
        Incident reopened = scene.raj().reopen(resolved, "not at all");
        assertThat(reopened.handling().assignment()).contains(IncidentScene.TO_RAJ);
        assertThat(reopened.milestones().resolvedAt()).isEmpty();

        TicketId waits = scene.anIncident();
        scene.ana().hold(waits, Hold.because(HoldReason.OTHER, "x"));
        assertThat(scene.bot().resume(waits).handling().assignment())
                .as("not the system")
                .isEmpty();
        scene.ana().hold(waits, Hold.because(HoldReason.OTHER, "x"));
        Actor both = Actor.agent("bo").inGroup(IncidentScene.PAYMENTS).inGroup(IncidentScene.NETWORK);
        assertThat(scene.as(both).incidents().resume(waits).handling().assignment())
                .as("nobody knows for which group")
                .isEmpty();
    }

    @Test
    void keepsWhenWhatHappened() {
        IncidentScene scene = scene();
        Instant logged = clock.instant();
        TicketId id = scene.anIncident();
        Instant assigned = clock.tick(Duration.ofMinutes(3));
        scene.ana().assign(id, Assignment.to(IncidentScene.PAYMENTS));
        Instant started = clock.tick(Duration.ofMinutes(5));
        scene.raj().start(id);
        clock.tick(Duration.ofHours(1));
        scene.raj().resolve(id, Resolution.fixed("once"));
        clock.tick(Duration.ofHours(1));
        Incident reopened = scene.raj().reopen(id, "not yet");
        assertThat(reopened.milestones().resolvedAt()).isEmpty();
        assertThat(reopened.milestones().reopenCount()).isEqualTo(1);
        assertThat(reopened.resolution()).as("the first cycle is kept").isPresent();
        Instant resolved = clock.tick(Duration.ofHours(1));
        scene.raj().resolve(id, Resolution.fixed("twice"));
        Instant closed = clock.tick(Duration.ofHours(1));
        scene.mia().close(id);

        Incident incident = scene.ada().get(id);
        assertThat(incident.milestones().loggedAt()).isEqualTo(logged);
        assertThat(incident.milestones().assignedAt()).contains(assigned);
        assertThat(incident.milestones().firstResponseAt()).contains(started);
        assertThat(incident.milestones().resolvedAt()).contains(resolved);
        assertThat(incident.milestones().closedAt()).contains(closed);
        assertThat(incident.resolution().orElseThrow().text()).isEqualTo("twice");
        assertThat(incident.head().at()).isEqualTo(closed);
    }

    @Test
    void theFirstResponseIsCountedOnceHoweverOftenWorkBegins() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        Instant first = clock.instant();
        clock.tick(Duration.ofHours(1));
        scene.raj().reassign(id, Assignment.to(IncidentScene.NETWORK), "not ours");
        Incident again = scene.as(Cast.LEE).incidents().start(id);
        assertThat(again.milestones().firstResponseAt()).contains(first);
        assertThat(again.agent()).contains("lee");
    }

    @Test
    void whoGoesOnAfterAHoldOrResolvesHasBegunToWork() {
        IncidentScene scene = scene();
        TicketId held = scene.anIncident();
        scene.ana().assign(held, IncidentScene.TO_RAJ);
        scene.raj().hold(held, Hold.because(HoldReason.OTHER, "x"));
        clock.tick(Duration.ofMinutes(5));
        Incident resumed = scene.raj().resume(held);
        assertThat(resumed.milestones().firstResponseAt()).contains(clock.instant());
        scene.raj().reassign(held, Assignment.to(IncidentScene.NETWORK), "not ours");
        assertThatThrownBy(() -> scene.mia().withdraw(held))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo("started"));

        TicketId waits = scene.anIncident();
        scene.ana().hold(waits, Hold.because(HoldReason.CALLER, "x"));
        assertThat(scene.bot().resume(waits).milestones().firstResponseAt())
                .as("not the system")
                .isEmpty();

        TicketId known = scene.anIncident();
        clock.tick(Duration.ofMinutes(5));
        scene.raj().resolve(known, Resolution.fixed("known"));
        assertThat(scene.ada().get(known).milestones().firstResponseAt()).contains(clock.instant());
    }

    @Test
    void whoStartsAnIncidentThatNobodyHasTakesItIntoTheirOnlyGroup() {
        IncidentScene scene = scene();
        Incident started = scene.as(Cast.KIM).incidents().start(scene.anIncident());
        assertThat(started.handling().assignment()).contains(Assignment.to(IncidentScene.PAYMENTS, "kim"));
        assertThat(started.milestones().assignedAt())
                .isEqualTo(started.milestones().firstResponseAt());

        for (Actor unclear :
                List.of(Actor.agent("zoe"), Actor.agent("zoe").inGroup("one").inGroup("two"))) {
            TicketId id = scene.anIncident();
            assertThatThrownBy(() -> scene.as(unclear).incidents().start(id))
                    .isInstanceOfSatisfying(RuleViolationException.class, refusal -> {
                        assertThat(refusal.rule()).isEqualTo("group");
                        assertThat(refusal.subject())
                                .isEqualTo(scene.ada().get(id).number().value());
                    });
            assertThat(scene.ada().get(id).version()).isEqualTo(1);
        }
    }

    @Test
    void countsHopsAndNoticesPingPong() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        assertThatThrownBy(() -> scene.raj().reassign(id, IncidentScene.TO_RAJ, "again"))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo("sameAssignment"));
        scene.max().reassign(id, Assignment.to(IncidentScene.PAYMENTS, "kim"), "raj is ill");
        scene.max().reassign(id, Assignment.to(IncidentScene.NETWORK), "looks like a cable");
        Incident back = scene.max().reassign(id, Assignment.to(IncidentScene.PAYMENTS), "no cable");
        assertThat(back.handling().hops()).isEqualTo(3);
        assertThat(back.handling().bounces()).isEqualTo(1);
        assertThat(back.handling().isPingPong()).isFalse();
        Incident again = scene.max().escalate(id, Assignment.to(IncidentScene.NETWORK), "a cable after all");
        assertThat(again.handling().isPingPong()).isTrue();
        assertThat(again.handling().previousGroup()).contains(IncidentScene.PAYMENTS);
        assertThat(scene.last(id).text()).startsWith("a cable after all").contains("[ping-pong");
        scene.max().reassign(id, Assignment.to("third"), "try them");
        assertThat(scene.last(id).text()).as("said once").isEqualTo("try them");
    }

    @Test
    void waitsUntilItIsTimeToFollowUp() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        Instant now = clock.instant();
        for (Instant past : List.of(now, now.minusSeconds(1))) {
            assertThatThrownBy(() -> scene.raj()
                            .hold(id, Hold.because(HoldReason.OTHER, "lunch").until(past)))
                    .isInstanceOfSatisfying(
                            RuleViolationException.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo("followUpAt"));
        }
        scene.raj().hold(id, Hold.because(HoldReason.OTHER, "lunch").until(now.plus(Duration.ofHours(1))));
        clock.tick(Duration.ofMinutes(59));
        whatIsDueHappens(scene);
        assertThat(scene.raj().get(id).state()).isEqualTo(IncidentState.ON_HOLD);
        clock.tick(Duration.ofMinutes(1));
        whatIsDueHappens(scene);
        Incident resumed = scene.raj().get(id);
        assertThat(resumed.state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(resumed.hold()).isEmpty();
        assertThat(scene.last(id).actor()).isEqualTo("timer");
        assertThat(scene.last(id).system()).isTrue();
        whatIsDueHappens(scene);
        assertThat(scene.raj().get(id).version()).as("once").isEqualTo(resumed.version());
    }

    @Test
    void whatIsNoLongerOpenWaitsForNothing() {
        IncidentScene scene = scene();
        for (IncidentAction ends : List.of(IncidentAction.MERGE, IncidentAction.CANCEL, IncidentAction.RESOLVE)) {
            TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
            scene.raj()
                    .hold(
                            id,
                            Hold.because(HoldReason.OTHER, "lunch")
                                    .until(clock.instant().plusSeconds(60)));
            Incident ended = scene.act(scene.ada(), ends, id);
            clock.tick(Duration.ofMinutes(5));
            whatIsDueHappens(scene);
            assertThat(scene.ada().get(id).head()).as("after " + ends).isEqualTo(ended.head());
            assertThat(scene.ada().get(id).wakeAt().filter(at -> !at.isAfter(clock.instant())))
                    .as("nothing is due on it after " + ends)
                    .isEmpty();
        }
    }

    @Test
    void aMergedIncidentThatWaitedGoesOnWaitingWhenItIsTakenOut() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        scene.raj()
                .hold(
                        id,
                        Hold.because(HoldReason.OTHER, "lunch")
                                .until(clock.instant().plusSeconds(60)));
        scene.raj().merge(id, scene.anIncident());
        clock.tick(Duration.ofMinutes(5));
        whatIsDueHappens(scene);
        Incident out = scene.raj().unmerge(id);
        assertThat(out.state()).isEqualTo(IncidentState.ON_HOLD);
        whatIsDueHappens(scene);
        assertThat(scene.raj().get(id).state()).isEqualTo(IncidentState.IN_PROGRESS);
    }

    @Test
    void closesByItselfAfterTheTimeTheTenantHasSet() {
        IncidentScene scene = scene(
                builder -> builder.incidents(tenant, IncidentSettings.standard().autoCloseAfter(Duration.ofHours(2))));
        TicketId id = scene.anIncidentIn(IncidentState.RESOLVED);
        TicketId reopened = scene.anIncidentIn(IncidentState.RESOLVED);
        clock.tick(Duration.ofHours(2).minusSeconds(1));
        scene.raj().reopen(reopened, "still broken");
        whatIsDueHappens(scene);
        assertThat(scene.raj().get(id).state()).isEqualTo(IncidentState.RESOLVED);
        clock.tick(Duration.ofSeconds(1));
        whatIsDueHappens(scene);
        assertThat(scene.raj().get(id).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(scene.last(id).system()).isTrue();
        assertThat(scene.raj().get(reopened).state()).isEqualTo(IncidentState.IN_PROGRESS);
    }

    @Test
    void countsTheTimeToCloseFromTheLastResolution() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.RESOLVED);
        clock.tick(Duration.ofDays(4));
        scene.raj().reopen(id, "still broken");
        scene.raj().resolve(id, Resolution.fixed("now really"));
        clock.tick(Duration.ofDays(4));
        whatIsDueHappens(scene);
        assertThat(scene.raj().get(id).state()).isEqualTo(IncidentState.RESOLVED);
        clock.tick(Duration.ofDays(1));
        whatIsDueHappens(scene);
        assertThat(scene.raj().get(id).state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void writesDownWhichFieldsChanged() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.ASSIGNED);
        List<FieldChange> changes = scene.last(id).changes();
        assertThat(changes)
                .contains(
                        new FieldChange("state", "NEW", "ASSIGNED"),
                        new FieldChange("group", "", IncidentScene.PAYMENTS),
                        new FieldChange("agent", "", "raj"))
                .extracting(FieldChange::field)
                .containsOnly("state", "stage", "group", "agent");
        scene.max().cancel(id, CancelReason.WITHDRAWN);
        assertThat(scene.last(id).text()).isEqualTo("WITHDRAWN");
        assertThat(scene.ada().get(id).cancelReason()).contains(CancelReason.WITHDRAWN);
    }
}
