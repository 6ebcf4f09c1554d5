package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.Itsm;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/**
 * What is said to be possible is possible, and nothing else: every action, for everybody, in every state and at every
 * stage of a major incident. Each attempt is rolled back, so that the next one finds the same.
 */
class ActionsTest {
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final InMemoryStore store = new InMemoryStore();
    private final IncidentScene scene = new IncidentScene(
            Itsm.builder()
                    .store(store)
                    .clock(clock)
                    .field(TicketKind.INCIDENT, IncidentWalk.FIELD)
                    .build(),
            new Tenant("acme"));
    private final List<String> lies = new ArrayList<>();

    @Test
    void whatIsSaidToBePossibleIsAndNothingElse() {
        for (IncidentState state : IncidentState.values()) {
            for (MajorStatus major : MajorStatus.values()) {
                isTrue(scene.anIncidentIn(state, major));
            }
        }
        assertThat(lies).isEmpty();
    }

    @Test
    void alsoAfterTheReopenWindow() {
        TicketId resolved = scene.anIncidentIn(IncidentState.RESOLVED);
        clock.tick(Duration.ofDays(14));
        isTrue(resolved);
        assertThat(scene.mia().actions(resolved)).contains(IncidentAction.REOPEN);
        clock.tick(Duration.ofSeconds(1));
        isTrue(resolved);
        assertThat(lies).isEmpty();
        assertThat(scene.mia().actions(resolved)).doesNotContain(IncidentAction.REOPEN);
        assertThat(barred(scene.raj(), resolved, IncidentAction.REOPEN)).isEmpty();
    }

    @Test
    void alsoOfTheRequesterBeforeTheReview() {
        TicketId resolved = scene.anIncidentIn(IncidentState.RESOLVED, MajorStatus.ENDED);
        assertThat(scene.mia().actions(resolved)).doesNotContain(IncidentAction.CLOSE);
        scene.mim().review(resolved, "alarms were off");
        assertThat(scene.mia().actions(resolved)).contains(IncidentAction.CLOSE);
    }

    @Test
    void alsoOfWhatWasMergedIntoAnIncidentThatIsFinished() {
        for (IncidentState before : EnumSet.of(
                IncidentState.NEW, IncidentState.ASSIGNED, IncidentState.IN_PROGRESS, IncidentState.ON_HOLD)) {
            TicketId id = scene.anIncidentMergedOutOf(before);
            isTrue(id);
            Available<IncidentState, IncidentAction> unmerge = unmerge(id);
            assertThat(unmerge.leadsTo()).containsExactly(before);
            TicketId into = scene.ada().get(id).merge().orElseThrow().into();
            scene.ada().start(into);
            scene.ada().resolve(into, Resolution.fixed("x"));
            isTrue(id);
            assertThat(unmerge(id).barred()).contains("mergeTargetOpen is false; needed: true");
        }
        assertThat(lies).isEmpty();
    }

    @Test
    void alsoOfWhoHasNoGroupToStartInAndOfWhoMayNotLogAgain() {
        List<Actor> people = List.of(
                Actor.agent("kim"),
                Actor.agent("kim").inGroup("payments"),
                Actor.agent("kim").inGroup("payments").inGroup("network"),
                Actor.manager("mia"),
                Actor.manager("mia").with(Role.REQUESTER));
        for (IncidentState state : EnumSet.of(IncidentState.NEW, IncidentState.CLOSED)) {
            TicketId id = scene.anIncidentIn(state);
            people.forEach(who -> isTrue(who, id, scene.ada().get(id)));
        }
        assertThat(lies).isEmpty();
        TicketId nobodys = scene.anIncidentIn(IncidentState.NEW);
        assertThat(barred(scene.as(people.get(2)).incidents(), nobodys, IncidentAction.START))
                .contains("no group has it, and its starter is in 2 groups; allowed: assign first");
        TicketId closed = scene.anIncidentIn(IncidentState.CLOSED);
        assertThat(barred(scene.as(people.get(3)).incidents(), closed, IncidentAction.FOLLOW_UP))
                .contains("log is allowed to " + Role.list(EnumSet.of(Role.REQUESTER, Role.AGENT, Role.SYSTEM)));
        assertThat(barred(scene.as(people.get(4)).incidents(), closed, IncidentAction.FOLLOW_UP))
                .isEmpty();
    }

    private Available<IncidentState, IncidentAction> unmerge(TicketId id) {
        return scene.raj().actions(id).stream()
                .filter(one -> one.action() == IncidentAction.UNMERGE)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> barred(Incidents door, TicketId id, IncidentAction action) {
        return door.actions(id).stream()
                .filter(one -> one.action() == action)
                .findFirst()
                .flatMap(Available::barred);
    }

    private void isTrue(TicketId id) {
        Incident before = scene.ada().get(id);
        for (Cast who : Cast.values()) {
            if (who.isStaff()) {
                isTrue(who.actor(), id, before);
            }
        }
        OwnIncidents own = scene.mia();
        Set<IncidentAction> possible = own.actions(id);
        for (IncidentAction action : IncidentScene.OWN) {
            if (action != IncidentAction.LOG && action != IncidentAction.RESUME) {
                compare(Cast.MIA.actor(), before, action, possible.contains(action), () -> scene.act(own, action, id));
            }
        }
        assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
    }

    private void isTrue(Actor who, TicketId id, Incident before) {
        Incidents door = scene.as(who).incidents();
        for (Available<IncidentState, IncidentAction> one : door.actions(id)) {
            compare(who, before, one.action(), one.possible(), () -> scene.act(door, one.action(), id));
        }
    }

    private void compare(Actor who, Incident before, IncidentAction action, boolean possible, Runnable command) {
        Optional<ItsmException> refusal = refusal(command);
        boolean refused = refusal.filter(e -> e instanceof AccessDeniedException
                        || e instanceof IllegalTransitionException
                        || e instanceof RuleViolationException)
                .isPresent();
        if (possible ? refusal.isPresent() : !refused) {
            lies.add(who + " " + action + " of " + before + " " + before.major().status()
                    + (possible ? " is said to be possible: " : " is said to be barred: ") + refusal);
        }
    }

    private Optional<ItsmException> refusal(Runnable command) {
        try {
            store.unitOfWork().required(() -> {
                command.run();
                throw new Undone();
            });
        } catch (ItsmException e) {
            return Optional.of(e);
        } catch (Undone e) {
            return Optional.empty();
        }
        throw new AssertionError("rolled back without a word");
    }
}
