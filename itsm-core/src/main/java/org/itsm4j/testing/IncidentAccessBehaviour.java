package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.security.RolePolicy;
import org.itsm4j.security.Scope;
import org.itsm4j.security.Subject;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.junit.jupiter.api.Test;

/** Who may do what: straight from the contract, for everybody in the cast. */
abstract class IncidentAccessBehaviour extends IncidentBehaviour {
    private final Contract<IncidentState, IncidentAction> contract = IncidentContract.get();

    @Test
    void staffMayDoWhatTheContractGivesToOneOfTheirRolesAndNothingElse() {
        IncidentScene scene = scene();
        List<String> wrong = new ArrayList<>();
        for (IncidentState state : IncidentState.values()) {
            for (IncidentAction action : IncidentScene.allowed(state)) {
                TicketId refused = scene.readyFor(state, action);
                for (Cast who : Cast.values()) {
                    Set<Role> plays = state == IncidentState.NEW ? who.onNobodys() : who.onRajs();
                    boolean may = who.isStaff() && anyOf(who(state, action), plays);
                    TicketId id = may ? scene.readyFor(state, action) : refused;
                    Optional<ItsmException> refusal =
                            refusal(() -> scene.act(scene.as(who).incidents(), action, id));
                    note(wrong, who + " " + Labels.of(action) + " in " + state, may, refusal);
                }
                assertThat(scene.ada().get(refused).head().at()).isEqualTo(clock.instant());
                assertThat(scene.history(refused)).as("nothing has happened").doesNotContain(Labels.of(action));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Set<Role> who(IncidentState state, IncidentAction action) {
        Set<Role> who = EnumSet.noneOf(Role.class);
        contract.rows(state, action).forEach(row -> who.addAll(row.who()));
        return who;
    }

    private static boolean anyOf(Set<Role> who, Set<Role> plays) {
        return who.stream().anyMatch(plays::contains);
    }

    private static Optional<ItsmException> refusal(Runnable command) {
        try {
            command.run();
            return Optional.empty();
        } catch (ItsmException e) {
            return Optional.of(e);
        }
    }

    private static void note(List<String> wrong, String what, boolean may, Optional<ItsmException> refusal) {
        if (may && refusal.isPresent()) {
            wrong.add(what + " is refused: " + refusal.get());
        }
        if (!may && !(refusal.orElse(null) instanceof AccessDeniedException)) {
            wrong.add(what + " is allowed; " + refusal);
        }
    }

    @Test
    void eachAgentOfAGroupIsAssigneeOfWhatNobodyInItHasTaken() {
        IncidentScene scene = scene();
        List<String> wrong = new ArrayList<>();
        for (IncidentAction action : IncidentScene.allowed(IncidentState.ASSIGNED)) {
            for (Cast who : Cast.values()) {
                TicketId id = scene.anIncident();
                scene.become(id, IncidentScene.neededBy(action));
                scene.ana().assign(id, Assignment.to(IncidentScene.PAYMENTS));
                boolean may = who.isStaff() && anyOf(who(IncidentState.ASSIGNED, action), who.onTheGroups());
                Optional<ItsmException> refusal =
                        refusal(() -> scene.act(scene.as(who).incidents(), action, id));
                note(wrong, who + " " + Labels.of(action), may, refusal);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void requestersMayDoWhatTheContractGivesThemOnTheirOwnAndFindNoOthers() {
        IncidentScene scene = scene();
        List<String> wrong = new ArrayList<>();
        for (Transition<IncidentState, IncidentAction> row : contract.transitions()) {
            if (row.from().isEmpty() || !IncidentScene.OWN.contains(row.action())) {
                continue;
            }
            IncidentState state = row.from().get();
            String what = Labels.of(row.action()) + " in " + state;
            TicketId id = scene.readyFor(state, row.action());
            for (Cast other : List.of(Cast.NOAH, Cast.IVY)) {
                assertThat(refusal(() -> scene.act(scene.as(other).ownIncidents(), row.action(), id)))
                        .as(other + " " + what)
                        .get()
                        .isInstanceOf(TicketNotFoundException.class);
            }
            boolean may = who(state, row.action()).contains(Role.REQUESTER);
            note(wrong, "mia " + what, may, refusal(() -> scene.act(scene.mia(), row.action(), id)));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyWhomTheContractNamesMayLog() {
        IncidentScene scene = scene();
        for (Cast who : Cast.values()) {
            boolean may = who.isStaff() && anyOf(contract.creation().who(), who.onNobodys());
            assertThat(refusal(() -> scene.act(scene.as(who).incidents(), IncidentAction.LOG, scene.anIncident()))
                            .isEmpty())
                    .as(who + " logs by the staff's door")
                    .isEqualTo(may);
        }
        for (Cast who : List.of(Cast.MIA, Cast.NOAH, Cast.IVY)) {
            TicketId own = scene.as(who)
                    .ownIncidents()
                    .log(LogIncident.titled("Mine").requester("somebody else").build())
                    .id();
            assertThat(scene.ada().get(own).requester())
                    .as("for oneself only, whatever it says")
                    .contains(who.actor().person());
        }
    }

    @Test
    void aRefusalSaysWhoAskedForWhatAndWhoMay() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        assertThatThrownBy(() -> scene.act(scene.max(), IncidentAction.ASSIGN, id))
                .isInstanceOfSatisfying(AccessDeniedException.class, refusal -> {
                    assertThat(refusal.actor()).isEqualTo("max");
                    assertThat(refusal.action()).isEqualTo("assign");
                    assertThat(refusal.subject())
                            .isEqualTo(scene.ada().get(id).number().value());
                    assertThat(refusal.allowed()).containsExactlyInAnyOrder(Role.DISPATCHER, Role.SYSTEM);
                    assertThat(refusal)
                            .hasMessageContaining("max with [MANAGER] may not assign")
                            .hasMessageContaining("allowed to: [DISPATCHER, SYSTEM]");
                });
    }

    @Test
    void anotherAccountOfTheSamePersonIsTheSamePerson() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.ASSIGNED);
        Actor rajAtHome = Actor.agent("raj@home").as("raj");
        assertThat(scene.as(rajAtHome).incidents().start(id).agent()).contains("raj");
        assertThat(scene.last(id).actor()).isEqualTo("raj@home");
        Actor miaOnThePhone = Actor.requester("phone-7").as("mia");
        assertThat(scene.as(miaOnThePhone).ownIncidents().get(id).id()).isEqualTo(id);
    }

    @Test
    void staffAreRequestersOfWhatIsTheirsAndOfNothingElse() {
        IncidentScene scene = scene();
        Actor lee = Cast.LEE.actor().with(Role.REQUESTER);
        TicketId own = scene.as(lee)
                .ownIncidents()
                .log(LogIncident.titled("Lee's").build())
                .id();
        TicketId mias = scene.anIncident();
        for (TicketId id : List.of(own, mias)) {
            scene.ana().assign(id, IncidentScene.TO_RAJ);
            scene.raj().resolve(id, Resolution.fixed("x"));
        }
        assertThat(refusal(() -> scene.as(lee).incidents().close(mias)))
                .get()
                .isInstanceOf(AccessDeniedException.class);
        assertThat(refusal(() -> scene.as(lee).incidents().reopen(mias, "x")))
                .get()
                .isInstanceOf(AccessDeniedException.class);
        assertThat(refusal(() -> scene.as(lee).ownIncidents().close(mias)))
                .get()
                .isInstanceOf(TicketNotFoundException.class);
        assertThat(scene.as(Cast.LEE).incidents().close(own).state())
                .as("by whichever account, with whichever role: it is the person that counts")
                .isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void theHostsPolicyIsAskedForEveryTicketACommandTouches() {
        List<TicketId> secret = new ArrayList<>();
        IncidentScene open = scene();
        IncidentScene scene = scene(builder -> builder.accessPolicy(hiding(secret)));
        TicketId hidden = open.anIncident();
        TicketId id = open.anIncident();
        secret.add(hidden);
        Incident before = open.ada().get(id);
        for (Runnable command : List.<Runnable>of(
                () -> scene.ada().get(hidden),
                () -> scene.ada().timeline(hidden, 0),
                () -> scene.ada().verify(hidden),
                () -> scene.ada().note(hidden, Note.internal("?")),
                () -> scene.ada().get(open.ada().get(hidden).number()),
                () -> scene.ada().merge(id, hidden),
                () -> scene.ada().relate(id, RelationType.CHILD_OF, hidden),
                () -> scene.ada().unrelate(id, RelationType.CHILD_OF, hidden))) {
            assertThatThrownBy(command::run).isInstanceOf(AccessDeniedException.class);
        }
        assertThat(open.ada().get(id).head()).isEqualTo(before.head());
        assertThat(open.ada().get(hidden).version()).isEqualTo(1);
    }

    private static AccessPolicy hiding(List<TicketId> secret) {
        RolePolicy roles = new RolePolicy();
        return new AccessPolicy() {
            @Override
            public boolean permits(Actor actor, Permission permission, Subject subject) {
                return roles.permits(actor, permission, subject)
                        && !(subject instanceof Incident incident && secret.contains(incident.id()));
            }

            @Override
            public Scope scope(Actor actor) {
                return roles.scope(actor);
            }
        };
    }

    @Test
    void whatThePolicyThrowsRefusesTheCommand() {
        IncidentScene open = scene();
        TicketId id = open.anIncident();
        IncidentScene scene = scene(builder -> builder.accessPolicy(new AccessPolicy() {
            @Override
            public boolean permits(Actor actor, Permission permission, Subject subject) {
                throw new IllegalStateException("the directory is down");
            }

            @Override
            public Scope scope(Actor actor) {
                throw new IllegalStateException("the directory is down");
            }
        }));
        assertThatThrownBy(() -> scene.ada().note(id, Note.internal("?"))).hasMessage("the directory is down");
        assertThatThrownBy(() -> scene.ada().countByState()).hasMessage("the directory is down");
        assertThat(open.ada().get(id).version()).isEqualTo(1);
    }
}
