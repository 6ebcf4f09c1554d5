package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Relation;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** Parents and children, merging, following up, watching. */
abstract class IncidentRelationBehaviour extends IncidentBehaviour {
    @Test
    void resolvingAParentResolvesItsOpenChildrenAndTheirs() {
        IncidentScene scene = scene();
        TicketId top = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        List<TicketId> below = new ArrayList<>();
        for (IncidentState state :
                List.of(IncidentState.NEW, IncidentState.ASSIGNED, IncidentState.IN_PROGRESS, IncidentState.ON_HOLD)) {
            TicketId child = scene.anIncidentIn(state);
            TicketId grandchild = scene.anIncidentIn(state);
            scene.raj().relate(child, RelationType.CHILD_OF, top);
            scene.raj().relate(grandchild, RelationType.CHILD_OF, child);
            below.add(child);
            below.add(grandchild);
        }
        TicketId cancelled = scene.anIncident();
        scene.raj().relate(cancelled, RelationType.CHILD_OF, top);
        scene.act(scene.ada(), org.itsm4j.incident.IncidentAction.CANCEL, cancelled);

        Incident resolved = scene.raj().resolve(top, Resolution.fixed("the switch"));
        assertThat(resolved.state()).isEqualTo(IncidentState.RESOLVED);
        for (TicketId id : below) {
            Incident child = scene.ada().get(id);
            assertThat(child.state()).isEqualTo(IncidentState.RESOLVED);
            assertThat(child.resolution().orElseThrow().code()).isEqualTo(ResolutionCode.WITH_PARENT);
            assertThat(child.milestones().resolvedAt()).contains(clock.instant());
            TimelineEntry entry = scene.last(id);
            assertThat(entry.action()).isEqualTo("resolve");
            assertThat(entry.system()).isTrue();
            assertThat(entry.about()).isPresent();
            assertThat(entry.visibility()).isEqualTo(Visibility.PUBLIC);
            assertThat(scene.ada().verify(id).intact()).isTrue();
        }
        assertThat(scene.ada().get(cancelled).state()).isEqualTo(IncidentState.CANCELLED);
        assertThat(scene.last(below.get(0)).about()).contains(resolved.ref());
    }

    @Test
    void aChildThatCannotFollowLeavesAllAsItWas() {
        TicketId[] poison = new TicketId[1];
        IncidentScene scene = scene(builder -> builder.eventSink(event -> {
            if (event.ticket().id().equals(poison[0]) && event.state().equals("RESOLVED")) {
                throw new IllegalStateException("the host's outbox is full");
            }
        }));
        TicketId top = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        TicketId first = scene.anIncident();
        TicketId second = scene.anIncident();
        TicketId grandchild = scene.anIncident();
        scene.raj().relate(first, RelationType.CHILD_OF, top);
        scene.raj().relate(second, RelationType.CHILD_OF, top);
        scene.raj().relate(grandchild, RelationType.CHILD_OF, second);
        List<Incident> before = all(scene, top, first, second, grandchild);
        for (TicketId each : List.of(first, second, grandchild, top)) {
            poison[0] = each;
            assertThatThrownBy(() -> scene.raj().resolve(top, Resolution.fixed("the switch")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the host's outbox is full");
            assertThat(all(scene, top, first, second, grandchild))
                    .extracting(Incident::head)
                    .containsExactlyElementsOf(
                            before.stream().map(Incident::head).toList());
            assertThat(scene.ada().get(first).state()).isEqualTo(IncidentState.NEW);
        }
        poison[0] = null;
        scene.raj().resolve(top, Resolution.fixed("the switch"));
        assertThat(scene.ada().get(grandchild).state()).isEqualTo(IncidentState.RESOLVED);
    }

    private static List<Incident> all(IncidentScene scene, TicketId... ids) {
        List<Incident> all = new ArrayList<>();
        for (TicketId id : ids) {
            all.add(scene.ada().get(id));
        }
        return all;
    }

    @Test
    void nobodyIsTheirOwnParentByHoweverManySteps() {
        IncidentScene scene = scene();
        Incidents door = scene.raj();
        TicketId a = scene.anIncident();
        TicketId b = scene.anIncident();
        TicketId c = scene.anIncident();
        door.relate(a, RelationType.CHILD_OF, b);
        door.relate(b, RelationType.CHILD_OF, c);
        assertRule("relation", () -> door.relate(a, RelationType.CHILD_OF, a));
        assertRule("relation", () -> door.relate(a, RelationType.RELATED_TO, a));
        assertRule("parent", () -> door.relate(b, RelationType.CHILD_OF, a));
        assertRule("parent", () -> door.relate(c, RelationType.CHILD_OF, a));
        assertRule("parent", () -> door.relate(a, RelationType.CHILD_OF, c));
        assertThat(all(scene, a, b, c)).extracting(Incident::version).containsExactly(2L, 3L, 2L);
        door.relate(c, RelationType.CAUSED_BY, a);
        door.relate(a, RelationType.CHILD_OF, b);
        door.unrelate(a, RelationType.CHILD_OF, b);
        door.relate(c, RelationType.CHILD_OF, a);
        assertRule("parent", () -> door.relate(a, RelationType.CHILD_OF, b));
    }

    private static void assertRule(String rule, Runnable command) {
        assertThatThrownBy(command::run)
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo(rule));
    }

    @Test
    void moreChildrenThanOneTransactionShouldTouchFollowByAndBy() {
        assumeThat(suite().triesLimits()).as("in a longer run").isTrue();
        IncidentScene scene = scene();
        TicketId parent = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        for (int i = 0; i < Limits.CASCADE + 2; i++) {
            TicketId child = scene.bot()
                    .log(LogIncident.titled("Child").source("test").build())
                    .id();
            scene.raj().relate(child, RelationType.CHILD_OF, parent);
        }
        scene.raj().resolve(parent, Resolution.fixed("x"));
        assertThat(scene.ada().countByState().get(IncidentState.RESOLVED)).isEqualTo(Limits.CASCADE + 1);
        assertThat(scene.ada().cascades(parent)).singleElement().satisfies(progress -> {
            assertThat(progress.followed()).isEqualTo(Limits.CASCADE);
            assertThat(progress.left()).isEqualTo(2);
        });
        scene.itsm().runDueWork();
        assertThat(scene.ada().countByState().get(IncidentState.RESOLVED)).isEqualTo(Limits.CASCADE + 3);
        assertThat(scene.ada().cascades(parent)).isEmpty();
        TicketId open = scene.anIncident();
        scene.raj().relate(open, RelationType.CHILD_OF, parent);
        scene.raj().reopen(parent, "again");
        scene.raj().resolve(parent, Resolution.fixed("x"));
        assertThat(scene.ada().get(open).state())
                .as("also behind more than a page of finished ones")
                .isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void aRelationIsSeenFromBothSidesAndWrittenOnBothTimelines() {
        IncidentScene scene = scene();
        for (RelationType type : RelationType.values()) {
            if (type.isDerived()) {
                continue;
            }
            TicketId a = scene.anIncident();
            TicketId b = scene.anIncident();
            Incident first = scene.raj().relate(a, type, b);
            Incident second = scene.raj().get(b);
            Relation relation = new Relation(first.ref(), type, second.ref());
            assertThat(scene.raj().relations(a)).containsExactly(relation);
            assertThat(scene.raj().relations(b)).containsExactly(relation);
            assertThat(scene.last(a).text()).isEqualTo(type.label() + " " + second.number());
            assertThat(scene.last(a).about()).contains(second.ref());
            assertThat(scene.last(b).text()).isEqualTo(type.inverse() + " " + first.number());
            assertThat(scene.last(b).about()).contains(first.ref());
            assertThat(relation.labelFor(first.ref())).isEqualTo(type.label());
            assertThat(relation.labelFor(second.ref())).isEqualTo(type.inverse());

            scene.raj().relate(a, type, b);
            assertThat(scene.raj().get(b).version()).as("said once").isEqualTo(2);
            scene.raj().unrelate(a, type, b);
            assertThat(scene.raj().relations(a)).isEmpty();
            assertThat(scene.raj().relations(b)).isEmpty();
            assertThat(scene.last(b).text()).isEqualTo("no longer " + type.inverse() + " " + first.number());
        }
    }

    @Test
    void aFinishedIncidentCanBeRelatedToButDoesNotChange() {
        IncidentScene scene = scene();
        TicketId closed = scene.anIncidentIn(IncidentState.CLOSED);
        Incident before = scene.ada().get(closed);
        TicketId id = scene.anIncident();
        scene.raj().relate(id, RelationType.RELATED_TO, closed);
        assertThat(scene.raj().relations(closed)).hasSize(1);
        assertThat(scene.ada().get(closed).head()).isEqualTo(before.head());
    }

    @Test
    void mergingBringsTheWatchersAndLeavesTheTimeline() {
        IncidentScene scene = scene();
        TicketId into = scene.anIncident();
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        scene.raj().watch(into, "zoe");
        scene.raj().watch(id, "zoe");
        scene.raj().watch(id, "yan");
        List<TimelineEntry> timeline = scene.timeline(id);
        Incident merged = scene.raj().merge(id, into);
        assertThat(merged.merge().orElseThrow().into()).isEqualTo(into);
        assertThat(merged.merge().orElseThrow().before()).isEqualTo(IncidentState.IN_PROGRESS);
        assertThat(scene.raj().watchers(into)).containsExactly("yan", "zoe");
        assertThat(scene.timeline(id)).startsWith(timeline.toArray(TimelineEntry[]::new));
        assertThat(scene.last(into).text()).isEqualTo("mergedFrom " + merged.number());
        assertThat(scene.last(into).about()).contains(merged.ref());
        assertThat(scene.raj().relations(into))
                .containsExactly(new Relation(
                        merged.ref(),
                        RelationType.MERGED_INTO,
                        scene.raj().get(into).ref()));

        scene.raj().unmerge(id);
        assertThat(scene.raj().relations(into)).isEmpty();
        assertThat(scene.raj().relations(id)).isEmpty();
        assertThat(scene.raj().get(id).merge()).isEmpty();
        assertThat(scene.last(into).text()).isEqualTo("no longer mergedFrom " + merged.number());
    }

    @Test
    void mergesIntoAnotherOpenIncidentOnly() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        assertRule("mergeTarget", () -> scene.raj().merge(id, id));
        for (IncidentState state : IncidentState.values()) {
            if (!state.isOpen()) {
                TicketId target = scene.anIncidentIn(state);
                assertRule("mergeTarget", () -> scene.raj().merge(id, target));
            }
        }
        assertThat(scene.raj().get(id).version()).isEqualTo(1);
    }

    @Test
    void isTakenOutOnlyWhileTheOtherIsOpen() {
        IncidentScene scene = scene();
        TicketId into = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        TicketId id = scene.anIncident();
        Incident merged = scene.raj().merge(id, into);
        scene.raj().resolve(into, Resolution.fixed("x"));
        assertRule("mergeTargetOpen", () -> scene.raj().unmerge(id));
        assertThat(scene.raj().get(id).head()).isEqualTo(merged.head());
        scene.raj().reopen(into, "not yet");
        assertThat(scene.raj().unmerge(id).state()).isEqualTo(IncidentState.NEW);
    }

    @Test
    void aFollowUpContinuesAClosedIncidentAndLeavesItUntouched() {
        IncidentScene scene = scene();
        TicketId closed = scene.anIncidentIn(IncidentState.CLOSED);
        Incident before = scene.ada().get(closed);
        OwnIncident next = scene.mia().followUp(closed, "it is back");
        Incident follow = scene.ada().get(next.id());
        assertThat(follow.state()).isEqualTo(IncidentState.NEW);
        assertThat(follow.summary()).isEqualTo(before.summary());
        assertThat(follow.description()).isEqualTo("it is back");
        assertThat(follow.classification()).isEqualTo(before.classification());
        assertThat(follow.requester()).isEqualTo(before.requester());
        assertThat(scene.last(next.id()).about()).contains(before.ref());
        assertThat(scene.ada().get(closed).head()).isEqualTo(before.head());
        assertThat(scene.ada().get(closed).version()).isEqualTo(before.version());
        assertThat(scene.ada().relations(closed))
                .containsExactly(new Relation(follow.ref(), RelationType.FOLLOW_UP_OF, before.ref()));
        assertThat(scene.ada().relations(next.id())).hasSize(1);
    }

    @Test
    void watchersAndReferencesAreSets() {
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        for (String person : List.of("zoe", "yan", "zoe")) {
            scene.raj().watch(id, person);
        }
        assertThat(scene.raj().watchers(id)).containsExactly("yan", "zoe");
        scene.raj().unwatch(id, "yan");
        scene.raj().unwatch(id, "nobody");
        assertThat(scene.raj().watchers(id)).containsExactly("zoe");
        Reference change = Reference.to("change", "CHG:7:x");
        scene.raj().refer(id, change);
        scene.raj().refer(id, change);
        scene.raj().refer(id, Reference.to("url", "https://example.org/?a=b:c"));
        assertThat(scene.raj().references(id))
                .containsExactly(change, Reference.to("url", "https://example.org/?a=b:c"));
        assertThat(scene.last(id).text()).isEqualTo("url:https://example.org/?a=b:c");
    }

    @Test
    void linksHaveALimitThatIsSaid() {
        assumeThat(suite().triesLimits()).as("in a longer run").isTrue();
        IncidentScene scene = scene();
        TicketId id = scene.anIncident();
        Set<String> people = new HashSet<>();
        for (int i = 0; i < Limits.LINKS; i++) {
            scene.raj().watch(id, "person" + i);
            people.add("person" + i);
        }
        assertRule("links", () -> scene.raj().watch(id, "one more"));
        assertThat(scene.raj().watchers(id)).hasSize(Limits.LINKS).containsAll(people);
        scene.raj().refer(id, Reference.to("url", "another kind"));
    }
}
