package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.Resolution;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketEvent;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** The timeline: audit, worklog and events in one; and what the host is told. */
abstract class IncidentTimelineBehaviour extends IncidentBehaviour {
    @Test
    void comesInOrderPageByPage() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        for (int i = 2; i <= 120; i++) {
            scene.raj().note(id, i % 3 == 0 ? Note.toRequester("note " + i) : Note.internal("note " + i));
        }
        List<TimelineEntry> read = new ArrayList<>();
        Optional<Long> next = Optional.of(0L);
        List<Integer> sizes = new ArrayList<>();
        while (next.isPresent()) {
            Page<TimelineEntry, Long> page = scene.raj().timeline(id, next.get());
            sizes.add(page.items().size());
            read.addAll(page.items());
            next = page.next();
        }
        assertThat(sizes).containsExactly(50, 50, 20);
        assertThat(read)
                .extracting(TimelineEntry::sequence)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(120);
        assertThat(read.get(99).text()).isEqualTo("note 100");
        assertThat(scene.ada().verify(id)).isEqualTo(new ChainReport(120, 0, ""));
        assertThat(scene.raj().timeline(id, 120).items()).isEmpty();
        assertThatThrownBy(() -> scene.raj().timeline(id, -5)).isInstanceOf(InvalidInputException.class);
        assertThat(scene.mia().timeline(id, 0).items())
                .as("log and every third")
                .hasSize(41)
                .extracting(OwnEntry::sequence)
                .allMatch(sequence -> sequence == 1 || sequence % 3 == 0);
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        for (int i = 2; i <= Limits.PAGE_DEFAULT; i++) {
            scene.raj().note(id, Note.internal("note"));
        }
        assertThat(scene.raj().timeline(id, 0).next()).isEmpty();
        scene.raj().note(id, Note.internal("one more"));
        assertThat(scene.raj().timeline(id, 0).next()).contains((long) Limits.PAGE_DEFAULT);
    }

    @Test
    void internalIsTheDefault() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        assertThat(scene.last(id).visibility()).as("log").isEqualTo(Visibility.PUBLIC);
        scene.raj().note(id, Note.internal("x"));
        assertThat(scene.last(id).visibility()).isEqualTo(Visibility.INTERNAL);
        scene.raj().note(id, Note.toRequester("x"));
        assertThat(scene.last(id).visibility()).isEqualTo(Visibility.PUBLIC);
        scene.mia().comment(id, "x");
        assertThat(scene.last(id).visibility()).isEqualTo(Visibility.PUBLIC);
        scene.ana().assign(id, IncidentScene.TO_RAJ);
        assertThat(scene.last(id).visibility()).isEqualTo(Visibility.INTERNAL);
    }

    @Test
    void writesDownAlsoWhatCannotBeSearchedForAndOfLongTextsTheDigest() {
        IncidentScene scene = scene();
        String story = "It all began ".repeat(100);
        TicketId id = scene.mia()
                .log(LogIncident.titled("Checkout returns 500")
                        .description(story)
                        .build())
                .id();
        assertThat(scene.last(id).changes())
                .contains(
                        new FieldChange("summary", "", "Checkout returns 500"),
                        new FieldChange(
                                "description",
                                "",
                                "1300 characters, sha-256 " + Chain.sha256(story.getBytes(StandardCharsets.UTF_8))));
        scene.max().proposeMajor(id, "x");
        scene.mim()
                .acceptMajor(
                        id,
                        MajorPlan.led("no sales", "all shops", "mim")
                                .communications("cai")
                                .scribe("sid")
                                .sitrepEvery(Duration.ofMinutes(30)));
        assertThat(scene.last(id).changes())
                .contains(
                        new FieldChange("commander", "", "mim"),
                        new FieldChange("communications", "", "cai"),
                        new FieldChange("scribe", "", "sid"),
                        new FieldChange("sitrepEvery", "", "PT30M"));
        Instant until = clock.instant().plusSeconds(60);
        scene.ada()
                .hold(
                        id,
                        Hold.because(HoldReason.CHANGE, "x")
                                .waitingFor(Reference.to("change", "CHG-7"))
                                .until(until));
        assertThat(scene.last(id).changes())
                .contains(
                        new FieldChange("waitsFor", "", "change:CHG-7"),
                        new FieldChange("followUpAt", "", until.toString()));
        scene.ada()
                .resolve(
                        id,
                        Resolution.fixed("x")
                                .causedBy("till-7")
                                .withWorkaround("the other till")
                                .ofKnownError(Reference.to("problem", "PRB-1")));
        assertThat(scene.last(id).changes())
                .contains(
                        new FieldChange("waitsFor", "change:CHG-7", ""),
                        new FieldChange("cause", "", "till-7"),
                        new FieldChange("workaround", "", "the other till"),
                        new FieldChange("knownError", "", "problem:PRB-1"));
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }

    @Test
    void eachEntryIsChainedToTheOneBeforeAndTheLastToTheTicket() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncidentIn(IncidentState.CLOSED);
        Incident incident = scene.ada().get(id);
        String before = "";
        for (TimelineEntry entry : scene.timeline(id)) {
            assertThat(entry.hash()).matches("[0-9a-f]{64}");
            assertThat(entry.hash()).isEqualTo(Chain.hash(tenant, incident.ref(), before, entry));
            before = entry.hash();
        }
        assertThat(incident.head().hash()).isEqualTo(before);
        assertThat(incident.head().sequence()).isEqualTo(incident.version());
    }

    @Test
    void theHostIsToldOfEachEntryInsideTheTransactionAndAfterIt() {
        List<TicketEvent> inside = new ArrayList<>();
        List<TicketEvent> after = new ArrayList<>();
        IncidentScene scene = scene(builder -> builder.eventSink(inside::add).afterCommit(event -> {
            after.add(event);
            throw new IllegalStateException("the mail server is down");
        }));
        TicketId id = scene.anIncidentIn(IncidentState.CLOSED);
        List<TimelineEntry> timeline = scene.timeline(id);
        assertThat(inside).extracting(TicketEvent::entry).containsExactlyElementsOf(timeline);
        assertThat(after).isEqualTo(inside);
        assertThat(inside)
                .extracting(TicketEvent::state)
                .containsExactly("NEW", "ASSIGNED", "IN_PROGRESS", "RESOLVED", "CLOSED");
        assertThat(inside).allSatisfy(event -> {
            assertThat(event.tenant()).isEqualTo(tenant);
            assertThat(event.ticket().id()).isEqualTo(id);
            assertThat(event.number()).isEqualTo(scene.ada().get(id).number());
        });
    }

    @Test
    void aSinkThatRefusesUndoesTheCommandAndNoListenerHearsOfIt() {
        List<TicketEvent> after = new ArrayList<>();
        boolean[] full = new boolean[1];
        IncidentScene scene = scene(builder -> builder.eventSink(event -> {
                    if (full[0]) {
                        throw new IllegalStateException("the host's outbox is full");
                    }
                })
                .afterCommit(after::add));
        TicketId id = scene.anIncidentIn(IncidentState.ASSIGNED);
        after.clear();
        Incident before = scene.ada().get(id);
        full[0] = true;
        for (Runnable command : List.<Runnable>of(
                () -> scene.raj().start(id),
                scene::anIncident,
                () -> scene.raj().watch(id, "zoe"))) {
            assertThatThrownBy(command::run).hasMessage("the host's outbox is full");
        }
        assertThat(scene.ada().get(id).head()).isEqualTo(before.head());
        assertThat(scene.ada().get(id).state()).isEqualTo(IncidentState.ASSIGNED);
        assertThat(scene.ada().watchers(id)).isEmpty();
        assertThat(scene.mia().list(10).items()).hasSize(1);
        assertThat(after).isEmpty();
        full[0] = false;
        assertThat(scene.raj().start(id).version()).isEqualTo(before.version() + 1);
        assertThat(after).hasSize(1);
    }

    @Test
    void dueWorkThatIsRefusedForOneDoesNotStopTheOthers() {
        List<TicketId> poisoned = new ArrayList<>();
        IncidentScene scene = scene(builder -> builder.eventSink(event -> {
            if (poisoned.contains(event.ticket().id())) {
                throw new IllegalStateException("the host's outbox is full");
            }
        }));
        List<TicketId> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(scene.anIncidentIn(IncidentState.RESOLVED));
        }
        poisoned.add(ids.get(0));
        clock.tick(java.time.Duration.ofDays(6));
        whatIsDueHappens(scene);
        assertThat(ids)
                .extracting(id -> scene.ada().get(id).state())
                .containsExactly(IncidentState.RESOLVED, IncidentState.CLOSED, IncidentState.CLOSED);
    }
}
