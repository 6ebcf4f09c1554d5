package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.OwnIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

/** The requester's door: one's own incidents, and nothing internal. */
abstract class IncidentRequesterBehaviour extends IncidentBehaviour {
    private static final String SECRET = "zq7secret";

    @Test
    void viewsHaveOnlyThePartsThatAreForRequesters() {
        assertThat(names(OwnIncident.class))
                .containsExactlyInAnyOrder(
                        "id",
                        "number",
                        "state",
                        "version",
                        "summary",
                        "description",
                        "service",
                        "priority",
                        "waitsForMe",
                        "resolution",
                        "loggedAt",
                        "resolvedAt",
                        "closedAt");
        assertThat(names(OwnEntry.class)).containsExactlyInAnyOrder("sequence", "at", "action", "text", "mine");
    }

    private static List<String> names(Class<?> view) {
        return Arrays.stream(view.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** Everything internal is marked; whatever the door answers or throws, at every moment of the life, has no mark. */
    @Test
    void nothingThatStaffWriteDownInternallyReachesTheRequester() {
        IncidentScene scene = scene();
        Actor agent = Actor.agent(secret("agent")).inGroup(secret("group")).inGroup(secret("other"));
        Incidents door = scene.as(agent).incidents();
        TicketId parent = scene.as(Cast.NOAH)
                .ownIncidents()
                .log(LogIncident.titled(secret("parent")).build())
                .id();
        TicketId id = scene.raj()
                .log(LogIncident.titled("Checkout returns 500")
                        .description("since ten")
                        .service("webshop")
                        .requester("mia")
                        .source(secret("source"))
                        .correlationKey(secret("key"))
                        .configurationItem(secret("ci"))
                        .category(secret("category"))
                        .build())
                .id();
        List<Runnable> life = List.of(
                () -> scene.ana().assign(id, Assignment.to(secret("group"), secret("agent"))),
                () -> door.start(id),
                () -> door.note(id, Note.internal(secret("note"))),
                () -> door.refer(id, Reference.to("url", secret("reference"))),
                () -> door.watch(id, secret("watcher")),
                () -> door.relate(id, RelationType.CHILD_OF, parent),
                () -> door.relate(id, RelationType.CAUSED_BY, parent),
                () -> scene.max().reclassify(id, Reclassification.change().priority(Priority.P1, secret("override"))),
                () -> door.reassign(id, Assignment.to(secret("other"), secret("agent")), secret("reason")),
                () -> door.escalate(id, Assignment.to(secret("group"), secret("agent")), secret("escalation")),
                () -> door.proposeMajor(id, secret("proposal")),
                () -> scene.mim()
                        .acceptMajor(
                                id,
                                MajorPlan.led(secret("impact"), secret("notes"), secret("commander"))
                                        .communications(secret("comms"))
                                        .scribe(secret("scribe"))
                                        .sitrepEvery(Duration.ofHours(1))
                                        .assignedTo(Assignment.to(secret("other"), secret("agent")))),
                () -> door.sitrep(id, "we are on it"),
                () -> {
                    clock.tick(Duration.ofHours(2));
                    whatIsDueHappens(scene);
                },
                () -> scene.mim().endMajor(id, secret("end")),
                () -> door.start(id),
                () -> door.hold(
                        id,
                        Hold.because(HoldReason.CHANGE, secret("hold"))
                                .waitingFor(Reference.to("change", secret("change")))),
                () -> door.resume(id),
                () -> door.merge(id, parent),
                () -> door.unmerge(id),
                () -> door.unrelate(id, RelationType.CAUSED_BY, parent),
                () -> door.unwatch(id, secret("watcher")),
                () -> door.resolve(
                        id,
                        Resolution.workaround("Use the other till")
                                .causedBy(secret("cause"))
                                .withWorkaround(secret("workaround"))
                                .ofKnownError(Reference.to("ke", secret("error")))),
                () -> scene.mim().review(id, secret("review")),
                () -> clock.tick(Duration.ofDays(15)));
        for (int i = 0; i < life.size(); i++) {
            life.get(i).run();
            assertNoSecret(scene, id, i);
        }
        scene.mia().close(id);
        assertNoSecret(scene, id, life.size());
        assertNoSecret(scene, scene.mia().followUp(id, "it is back").id(), life.size() + 1);
        assertThat(Reach.texts(scene.ada().timeline(id, 0)))
                .as("the marks are there for staff, so the test can fail")
                .anyMatch(text -> text.contains(SECRET));
    }

    private static String secret(String part) {
        return SECRET + "-" + part;
    }

    private static void assertNoSecret(IncidentScene scene, TicketId id, int moment) {
        Doors doors = new Doors(id, new TicketNumber("INC-000001"));
        List<Object> answers = new ArrayList<>();
        answers.add(scene.mia().get(id));
        answers.add(scene.mia().list(50));
        answers.add(scene.mia().timeline(id, 0));
        answers.add(scene.mia().actions(id));
        OwnIncidents late = scene.as(Cast.MIA).expecting(999).ownIncidents();
        OwnIncidents other = scene.as(Cast.NOAH).ownIncidents();
        for (Method method : Doors.methods(OwnIncidents.class)) {
            if (method.getParameterCount() > 0 && method.getParameterTypes()[0] == TicketId.class) {
                answers.add(Doors.call(other, method, doors.arguments(method)));
                answers.add(Doors.call(late, method, doors.arguments(method)));
            }
        }
        Doors staffs = new Doors(id, new TicketNumber("INC-000001"));
        for (Method method : Doors.methods(Incidents.class)) {
            answers.add(Doors.call(scene.as(Cast.MIA).incidents(), method, staffs.arguments(method)));
        }
        for (Object answer : answers) {
            assertThat(Reach.texts(answer))
                    .as("moment " + moment + ": " + answer)
                    .noneMatch(text -> text.contains(SECRET));
        }
    }

    @Test
    void theNewsThatSomebodyElseWasFasterComesWithoutTheTicket() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        assertThatThrownBy(() -> scene.as(Cast.MIA).expecting(7).ownIncidents().comment(id, "?"))
                .isInstanceOfSatisfying(ConcurrentChangeException.class, news -> {
                    assertThat(news.fresh()).isEmpty();
                    assertThat(news.expected()).isEqualTo(7);
                    assertThat(news.ticket().id()).isEqualTo(id);
                });
    }

    @Test
    void seesItsOwnLifeButNotWhatIsInternal() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        scene.ana().assign(id, IncidentScene.TO_RAJ);
        scene.raj().note(id, Note.internal("she again"));
        scene.raj().note(id, Note.toRequester("We are looking at it"));
        scene.mia().comment(id, "Thank you");
        scene.raj().resolve(id, Resolution.fixed("Rolled back"));
        Page<OwnEntry, Long> page = scene.mia().timeline(id, 0);
        assertThat(page.items()).extracting(OwnEntry::action).containsExactly("log", "note", "note", "resolve");
        assertThat(page.items())
                .extracting(OwnEntry::text)
                .contains("We are looking at it", "Thank you", "Rolled back");
        assertThat(page.items()).extracting(OwnEntry::mine).containsExactly(true, false, true, false);
        assertThat(page.items()).extracting(OwnEntry::sequence).containsExactly(1L, 4L, 5L, 6L);
        assertThat(scene.mia().timeline(id, 4).items()).hasSize(2);
        assertThat(scene.mia().get(id).resolution()).contains("Rolled back");
    }

    @Test
    void anAnswerOfTheCallerEndsTheWaitingForThemInOneTransaction() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.ON_HOLD);
        assertThat(scene.mia().get(id).waitsForMe()).isTrue();
        OwnIncident answered = scene.mia().comment(id, "Firefox");
        assertThat(answered.state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(answered.waitsForMe()).isFalse();
        assertThat(scene.history(id)).endsWith("hold", "note", "resume");

        scene.raj().hold(id, Hold.because(HoldReason.VENDOR, "case 4711"));
        assertThat(scene.mia().get(id).waitsForMe()).isFalse();
        assertThat(scene.mia().comment(id, "and?").state()).isEqualTo(IncidentState.ON_HOLD);
        scene.raj().note(id, Note.internal("still waiting"));
        assertThat(scene.raj().get(id).state()).isEqualTo(IncidentState.ON_HOLD);
    }

    @Test
    void reopensWithinTheWindowOfItsTenantOnly() {
        Duration window = Duration.ofHours(3);
        IncidentScene scene = scene(
                builder -> builder.incidents(tenant, IncidentSettings.standard().reopenWindow(window)));
        TicketId id = scene.anIncidentIn(IncidentState.RESOLVED);
        TicketId later = scene.anIncidentIn(IncidentState.RESOLVED);
        clock.tick(window);
        assertThat(scene.mia().reopen(id, "still broken").state()).isEqualTo(IncidentState.IN_PROGRESS);
        clock.tick(Duration.ofSeconds(1));
        assertThatThrownBy(() -> scene.mia().reopen(later, "still broken"))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo("reopenWindow"));
        assertThat(scene.raj().reopen(later, "she called").state()).isEqualTo(IncidentState.IN_PROGRESS);
    }

    @Test
    void withdrawsOnlyWhatNobodyWorksOnYet() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        assertThat(scene.mia().withdraw(id).state()).isEqualTo(IncidentState.CANCELLED);
        assertThat(scene.ada().get(id).cancelReason()).contains(CancelReason.WITHDRAWN);
        assertThat(scene.mia().actions(scene.anIncidentIn(IncidentState.IN_PROGRESS)))
                .containsExactly(IncidentAction.NOTE);
        assertThat(scene.mia().actions(scene.anIncidentIn(IncidentState.RESOLVED)))
                .containsExactlyInAnyOrder(IncidentAction.NOTE, IncidentAction.REOPEN, IncidentAction.CLOSE);
        assertThat(scene.mia().actions(scene.anIncidentIn(IncidentState.CLOSED)))
                .containsExactly(IncidentAction.FOLLOW_UP);
    }

    @Test
    void listsItsOwnLastLoggedFirstPageByPage() {
        IncidentScene scene = scene();
        List<TicketId> own = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            own.add(0, scene.anIncident());
            scene.as(Cast.NOAH).ownIncidents().log(LogIncident.titled("Noah's").build());
            clock.tick(Duration.ofMinutes(1));
        }
        Page<OwnIncident, Cursor> first = scene.mia().list(2);
        Page<OwnIncident, Cursor> second = scene.mia().list(2, first.next().orElseThrow());
        Page<OwnIncident, Cursor> third = scene.mia().list(2, second.next().orElseThrow());
        assertThat(first.items()).extracting(OwnIncident::id).containsExactlyElementsOf(own.subList(0, 2));
        assertThat(second.items()).extracting(OwnIncident::id).containsExactlyElementsOf(own.subList(2, 4));
        assertThat(third.items()).extracting(OwnIncident::id).containsExactlyElementsOf(own.subList(4, 5));
        assertThat(third.next()).isEmpty();
        for (int limit : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() -> scene.mia().list(limit)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aMachinesNamesAreNotForRequesters() {
        IncidentScene scene = scene();
        Incident known = scene.bot()
                .log(LogIncident.titled("Disk full")
                        .source("disks")
                        .correlationKey("disk1")
                        .build());
        for (LogIncident.Builder report : List.of(
                LogIncident.titled("?").correlationKey("disk1"),
                LogIncident.titled("?").source("disks"))) {
            assertThatThrownBy(() -> scene.mia().log(report.build()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageNotContaining(known.number().value());
        }
        assertThat(scene.ada().get(known.id()).version()).isEqualTo(1);
    }
}
