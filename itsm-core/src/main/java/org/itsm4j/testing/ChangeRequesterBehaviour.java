package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeAction;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.OwnChange;
import org.itsm4j.change.OwnChanges;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.Revision;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RequestConflictException;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.Test;

/** The requester's door: one's own changes, and what may be said there. */
abstract class ChangeRequesterBehaviour extends ChangeLoopBehaviour {
    private static final Actor NOAH = Actor.requester("noah");

    private OwnChanges mia() {
        return loop.ownChanges();
    }

    private OwnChange submitted() {
        return mia().submit(mia().raise(loop.wanted().build()).id());
    }

    @Test
    void aChangeIsWantedAndFollowedToItsEnd() {
        OwnChange draft = mia().raise(RaiseChange.normal("New disk in db-1", "It is full in a week")
                .requester("noah")
                .touching("db-1")
                .build());
        assertThat(draft.state()).isEqualTo(ChangeState.DRAFT);
        assertThat(draft.model()).isEqualTo(ChangeModel.NORMAL);
        assertThat(draft.window()).isEmpty();
        TicketId id = draft.id();
        assertThat(scene.cho().get(id).requester()).as("whatever it says").contains("mia");
        assertThatThrownBy(() -> mia().submit(id)).isInstanceOf(InvalidInputException.class);
        mia().revise(
                        id,
                        Revision.nothing()
                                .plan(ChangeScene.plan(scene.tonight()))
                                .answers(ChangeScene.ANSWERS));
        OwnChange submitted = mia().submit(id);
        assertThat(submitted.submittedAt()).contains(scene.now());
        assertThat(submitted.window()).contains(scene.tonight());
        mia().comment(id, "Please before Friday");
        scene.cho().note(id, Note.internal("she again"));
        scene.cho().note(id, Note.toRequester("Tonight"));
        scene.voting(id);
        scene.cho().returnToDraft(id, "Which disk?");
        mia().submit(id);
        scene.cho().assign(id, Assignment.to("ops", "ivo"));
        scene.voting(id);
        scene.as("ann").vote(id, CastVote.approve());
        scene.as("bob").vote(id, CastVote.approve());
        scene.untilTonight();
        scene.ivo().begin(id);
        scene.clock.tick(Duration.ofHours(1));
        scene.ivo().backOut(id, scene.done(Outcome.BACKED_OUT));
        assertThat(mia().get(id).outcome()).contains(Outcome.BACKED_OUT);
        scene.cho().review(id, Review.of(false, "wrong disk"));
        assertThat(mia().get(id).closedAt()).contains(scene.now());

        Page<OwnEntry, Long> page = mia().timeline(id, 0);
        assertThat(page.items())
                .extracting(OwnEntry::action)
                .containsExactly(
                        "raise",
                        "revise",
                        "submit",
                        "note",
                        "note",
                        "accept",
                        "returnToDraft",
                        "submit",
                        "accept",
                        "authorise",
                        "begin",
                        "backOut",
                        "review");
        assertThat(page.items())
                .extracting(OwnEntry::text)
                .filteredOn(text -> !text.isEmpty())
                .containsExactly("Please before Friday", "Tonight", "Which disk?");
        assertThat(page.items()).extracting(OwnEntry::mine).startsWith(true, true, true, true, false);
    }

    @Test
    void whatStaffSayIsKeptForThemAllTheSame() {
        TicketId id = scene.reviewing(Outcome.SUCCESSFUL);
        scene.cho().review(id, Review.of(true, "df is green"));
        assertThat(scene.cho().timeline(id, 0).items())
                .flatExtracting(entry -> entry.changes())
                .extracting(change -> change.field() + ": " + change.after())
                .contains("collisions: no collisions", "note: as planned", "reviewText: df is green");
        assertThat(scene.cho().verify(id).intact()).isTrue();
    }

    @Test
    void aRejectionIsReadWithItsReasonAndOneByVoteWithout() {
        TicketId turned = submitted().id();
        scene.cho().reject(turned, "Not this year");
        assertThat(last(mia(), turned).text()).isEqualTo("Not this year");
        TicketId down = scene.voting(submitted().id());
        scene.as("ann").vote(down, CastVote.reject().comment("too risky"));
        scene.as("bob").vote(down, CastVote.reject());
        assertThat(mia().get(down).state()).isEqualTo(ChangeState.REJECTED);
        assertThat(last(mia(), down).action()).isEqualTo("decline");
        assertThat(last(mia(), down).text()).isEmpty();
    }

    private static OwnEntry last(OwnChanges door, TicketId id) {
        return door.timeline(id, 0).items().stream()
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void whatIsForStaffToSayIsRefused() {
        refuses("assignment", loop.wanted().assignedTo(Assignment.to("ops")).build());
        refuses("criticality", loop.wanted().criticality(Criticality.LOW).build());
        TicketRef problem = loop.ola().get(loop.logged().id()).ref();
        refuses("cause", RaiseChange.emergency("Restart", "It is down", problem).build());
        TicketId id = mia().raise(loop.wanted().build()).id();
        assertThatThrownBy(() -> mia().revise(id, Revision.nothing().criticality(Criticality.LOW)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("said by staff");
        assertThat(mia().get(id).version()).isEqualTo(1);
    }

    private void refuses(String path, RaiseChange command) {
        assertThatThrownBy(() -> mia().raise(command))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::path)
                                .containsExactly(path));
        assertThat(mia().list(10).items()).isEmpty();
    }

    @Test
    void anEmergencyIsForAnIncidentOfOnesOwn() {
        TicketRef noahs = new TicketRef(
                TicketKind.INCIDENT,
                scene.desk(NOAH)
                        .ownIncidents()
                        .log(LogIncident.titled("Down").build())
                        .id());
        TicketRef unknown = new TicketRef(TicketKind.INCIDENT, TicketId.next(scene.clock));
        for (TicketRef ref : List.of(noahs, unknown)) {
            assertThatThrownBy(() -> mia().raise(RaiseChange.emergency("Restart db-1", "The shop is down", ref)
                            .build()))
                    .isInstanceOf(TicketNotFoundException.class)
                    .hasMessage("There is no incident " + ref.id());
        }
        TicketRef own = scene.incident();
        OwnChange raised = mia().raise(RaiseChange.emergency("Restart db-1", "The shop is down", own)
                .touching("db-1")
                .plan(ChangeScene.plan(Slot.of(scene.now(), Duration.ofHours(2))))
                .answers(ChangeScene.ANSWERS)
                .build());
        assertThat(scene.cho().relations(raised.id())).singleElement().satisfies(relation -> {
            assertThat(relation.type()).isEqualTo(RelationType.CAUSED_BY);
            assertThat(relation.to()).isEqualTo(own);
        });
        assertThat(mia().submit(raised.id()).state()).as("at once").isEqualTo(ChangeState.ASSESSING);

        TicketRef over = scene.incident();
        loop.own().withdraw(over.id());
        assertThatThrownBy(() -> mia().raise(
                                RaiseChange.emergency("Restart", "Down", over).build()))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refused -> assertThat(refused.rule()).isEqualTo("cause"));
    }

    @Test
    void canDoWhatTheContractGivesToRequestersAndNothingElse() {
        TicketId id = mia().raise(loop.wanted().build()).id();
        assertThat(mia().actions(id))
                .containsExactlyInAnyOrder(
                        ChangeAction.SUBMIT, ChangeAction.REVISE, ChangeAction.CANCEL, ChangeAction.NOTE);
        mia().submit(id);
        assertThat(mia().actions(id))
                .containsExactlyInAnyOrder(ChangeAction.REVISE, ChangeAction.CANCEL, ChangeAction.NOTE);
        assertThatThrownBy(() -> mia().submit(id))
                .isInstanceOfSatisfying(
                        IllegalTransitionException.class,
                        refused -> assertThat(refused.allowed()).containsExactlyInAnyOrder("revise", "cancel", "note"));
        OwnChange cancelled = mia().cancel(id, "Bought a server");
        assertThat(cancelled.state()).isEqualTo(ChangeState.CANCELLED);
        assertThat(last(mia(), id).text()).isEqualTo("Bought a server");
        assertThat(mia().actions(id)).isEmpty();
        assertThatThrownBy(() -> mia().comment(id, "No, wait")).isInstanceOf(IllegalTransitionException.class);

        TicketId begun = scene.implementing();
        assertThat(mia().actions(begun)).containsExactly(ChangeAction.NOTE);
    }

    @Test
    void anEditVoidsTheVotesThatWereGiven() {
        TicketId id = scene.voting(submitted().id());
        scene.as("ann").vote(id, CastVote.approve());
        scene.as("bob").vote(id, CastVote.approve());
        Slot later = Slot.of(scene.tonight().from().plus(Duration.ofDays(1)), Duration.ofHours(2));
        OwnChange moved = mia().revise(id, Revision.nothing().plan(ChangeScene.plan(later)));
        assertThat(moved.state()).isEqualTo(ChangeState.AUTHORIZING);
        assertThat(moved.window()).contains(later);
    }

    @Test
    void whatFollowsNeedsNoRightOfTheRequester() {
        TicketId id = submitted().id();
        TicketId waiting = loop.waitingFor(HoldReason.CHANGE, scene.cho().get(id));
        TicketId problem = loop.fixedBy(id);
        mia().cancel(id, "No longer wanted");
        assertThat(loop.raj().get(waiting).state()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(loop.told(problem)).anyMatch(text -> text.contains("cancelled"));
    }

    @Test
    void listsItsOwnLastRaisedFirstPageByPage() {
        List<TicketId> own = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            own.add(0, mia().raise(loop.wanted().build()).id());
            scene.desk(NOAH).ownChanges().raise(loop.wanted().build());
            scene.clock.tick(Duration.ofMinutes(1));
        }
        own.add(0, scene.as("zoe").raise(loop.wanted().requester("mia").build()).id());
        Page<OwnChange, Cursor> first = mia().list(3);
        Page<OwnChange, Cursor> second = mia().list(3, first.next().orElseThrow());
        assertThat(first.items()).extracting(OwnChange::id).containsExactlyElementsOf(own.subList(0, 3));
        assertThat(second.items()).extracting(OwnChange::id).containsExactly(own.get(3));
        assertThat(second.next()).isEmpty();
        for (int limit : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() -> mia().list(limit)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void whoeverComesFindsTheirOwnOnlyAndRequestersNoOtherDoor() {
        TicketId id = mia().raise(loop.wanted().build()).id();
        Actor onThePhone = Actor.agent("mia-desk").inGroup("office").as("mia");
        assertThat(scene.desk(onThePhone).ownChanges().get(id).id()).isEqualTo(id);
        for (Actor other : List.of(NOAH, ChangeScene.manager(), Actor.administrator("ada"), Actor.system("bot"))) {
            assertThatThrownBy(() -> scene.desk(other).ownChanges().cancel(id, "mine now"))
                    .as(other.toString())
                    .isInstanceOf(TicketNotFoundException.class);
        }
        assertThatThrownBy(() -> scene.as(Actor.requester("mia")).get(id))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("a requester uses ownChanges()");
    }

    @Test
    void aRequestThatIsSentTwiceHasOneEffect() {
        OwnChanges once = loop.desk().request("r1").ownChanges();
        OwnChange raised = once.raise(loop.wanted().build());
        assertThat(once.raise(loop.wanted().build())).isEqualTo(raised);
        assertThat(mia().list(10).items()).hasSize(1);
        assertThatThrownBy(() -> once.raise(RaiseChange.normal("Other", "x").build()))
                .isInstanceOf(RequestConflictException.class);
        assertThatThrownBy(() -> scene.desk(NOAH)
                        .request("r1")
                        .ownChanges()
                        .raise(loop.wanted().build()))
                .isInstanceOf(RequestConflictException.class);
        OwnChanges again = loop.desk().request("r2").ownChanges();
        assertThat(again.comment(raised.id(), "And?")).isEqualTo(again.comment(raised.id(), "And?"));
        assertThat(mia().get(raised.id()).version()).isEqualTo(2);
    }

    @Test
    void theNewsThatSomebodyElseWasFasterComesWithoutTheTicket() {
        OwnChange seen = mia().raise(loop.wanted().build());
        mia().comment(seen.id(), "And?");
        assertThatThrownBy(
                        () -> loop.desk().expecting(seen.version()).ownChanges().submit(seen.id()))
                .isInstanceOfSatisfying(ConcurrentChangeException.class, news -> {
                    assertThat(news.fresh()).isEmpty();
                    assertThat(news.expected()).isEqualTo(1);
                    assertThat(news.ticket().id()).isEqualTo(seen.id());
                });
        assertThat(loop.desk().expecting(2).ownChanges().submit(seen.id()).state())
                .isEqualTo(ChangeState.SUBMITTED);
    }

    @Test
    void nullIsRefusedAtTheDoorByItsName() {
        Change own = scene.cho().get(mia().raise(loop.wanted().build()).id());
        Doors doors = new Doors(own.id(), own.number());
        for (Doors.Hole hole : Doors.holes(OwnChanges.class)) {
            Object refused = doors.fill(mia(), hole, null);
            if (hole.isOfACommand()) {
                assertThat(refused)
                        .as(hole.toString())
                        .isInstanceOfSatisfying(
                                InvalidInputException.class,
                                input -> assertThat(input.violations())
                                        .containsExactly(new Violation(hole.parameter(), "is required")));
            } else {
                assertThat(refused)
                        .as(hole.toString())
                        .isInstanceOfSatisfying(
                                NullPointerException.class,
                                nothing -> assertThat(nothing).hasMessage(hole.parameter()));
            }
        }
        assertThat(mia().get(own.id()).version()).isEqualTo(1);
    }
}
