package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.sla.SlaScene.moment;
import static org.itsm4j.sla.SlaScene.office;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Permission;
import org.itsm4j.security.RolePolicy;
import org.itsm4j.security.Scope;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.Test;

/** The questions about service levels, and who may ask them. */
class ServiceLevelsTest {
    private static final SlaPolicy STANDARD = office(
                    "standard",
                    SlaTarget.response().within(Duration.ofHours(1)),
                    SlaTarget.resolution()
                            .within(Priority.P1, Duration.ofHours(4))
                            .within(Duration.ofHours(8)))
            .pauseOn(HoldReason.CALLER);

    private final SlaScene scene = SlaScene.with(STANDARD);

    private ServiceLevels levels() {
        return scene.desk().serviceLevels();
    }

    private List<SlaClock> found(ClockSearch search) {
        return levels().search(search).items();
    }

    @Test
    void listsWhatIsOverdue() {
        TicketId id = scene.log();
        scene.at("03-02 10:00");
        assertThat(found(ClockSearch.overdue(TicketKind.INCIDENT)))
                .as("due right now")
                .isEmpty();
        scene.at("03-02 10:00:00.000001");
        assertThat(found(ClockSearch.overdue(TicketKind.INCIDENT)))
                .extracting(SlaClock::slot)
                .containsExactly("response");
        scene.ada().start(id);
        assertThat(found(ClockSearch.overdue(TicketKind.INCIDENT))).isEmpty();
        scene.at("03-03 12:00");
        scene.hold(id, HoldReason.CALLER);
        assertThat(found(ClockSearch.overdue(TicketKind.INCIDENT)))
                .as("overdue, though it waits now")
                .extracting(SlaClock::slot)
                .containsExactly("resolution");
    }

    @Test
    void listsWhatIsAtRisk() {
        TicketId id = scene.log();
        scene.ada().start(id);
        scene.at("03-02 15:00");
        assertThat(found(ClockSearch.atRisk(TicketKind.INCIDENT, Duration.ofHours(2))))
                .hasSize(1);
        assertThat(found(ClockSearch.atRisk(TicketKind.INCIDENT, Duration.ofMinutes(119))))
                .isEmpty();
        scene.hold(id, HoldReason.CALLER);
        assertThat(found(ClockSearch.atRisk(TicketKind.INCIDENT, Duration.ofDays(30))))
                .as("it waits")
                .isEmpty();
    }

    @Test
    void listsWhatWasBreachedInAPeriod() {
        TicketId stopped = scene.log();
        TicketId cancelled = scene.log();
        TicketId met = scene.log();
        scene.ada().start(met);
        scene.at("03-02 11:00").ada().start(stopped);
        scene.ada().cancel(cancelled, CancelReason.DUPLICATE);
        scene.at("03-05 09:00");
        assertThat(found(ClockSearch.breached(
                        TicketKind.INCIDENT, moment("03-02 10:00"), moment("03-02 10:00:00.000001"))))
                .extracting(SlaClock::slot, clock -> clock.ticket().id())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("response", stopped));
        assertThat(found(ClockSearch.breached(TicketKind.INCIDENT, moment("03-02 10:00:01"), moment("03-02 17:00"))))
                .isEmpty();
        assertThat(found(ClockSearch.breached(TicketKind.INCIDENT, moment("03-02 17:00"), moment("03-09 00:00"))))
                .extracting(clock -> clock.ticket().id())
                .containsExactlyInAnyOrder(stopped, met);
    }

    @Test
    void narrowsByPolicySlotGroupServiceAndPriority() {
        TicketId one = scene.log(report -> report.service("webshop"));
        TicketId two = scene.log();
        scene.prioritise(two, Priority.P1);
        scene.ada().assign(two, Assignment.to("network"));
        scene.at("03-04 09:00");
        ClockSearch overdue = ClockSearch.overdue(TicketKind.INCIDENT);
        assertThat(found(overdue)).hasSize(4);
        assertThat(found(overdue.slot("resolution"))).hasSize(2);
        assertThat(found(overdue.policy("gold"))).isEmpty();
        assertThat(found(overdue.policy("standard"))).hasSize(4);
        assertThat(found(overdue.service("webshop")))
                .extracting(clock -> clock.ticket().id())
                .containsExactly(one, one);
        assertThat(found(overdue.priority(Priority.P1).slot("resolution")))
                .extracting(clock -> clock.ticket().id())
                .containsExactly(two);
        assertThat(found(overdue.group("network")))
                .extracting(clock -> clock.ticket().id())
                .containsExactly(two, two);
        assertThat(found(overdue.group("payments"))).isEmpty();
    }

    @Test
    void pagesThroughAllOfThemOnceThoseDueFirst() {
        for (int i = 0; i < 7; i++) {
            scene.log();
        }
        scene.at("03-04 09:00");
        ClockSearch search = ClockSearch.overdue(TicketKind.INCIDENT).limit(3);
        List<SlaClock> all = new ArrayList<>();
        Optional<ClockCursor> next;
        do {
            Page<SlaClock, ClockCursor> page = levels().search(search);
            all.addAll(page.items());
            next = page.next();
            if (next.isPresent()) {
                assertThat(page.items()).hasSize(3);
                search = search.after(next.get());
            }
        } while (next.isPresent());
        assertThat(all).hasSize(14);
        assertThat(all.stream().map(clock -> clock.ticket() + clock.slot()).distinct())
                .hasSize(14);
        assertThat(all).extracting(clock -> clock.due().orElseThrow()).isSorted();
    }

    /** As the built-in policy, but lists are narrowed to one's groups. */
    private static final AccessPolicy OWN_GROUPS = new AccessPolicy() {
        private final AccessPolicy roles = new RolePolicy();

        @Override
        public boolean permits(Actor actor, Permission permission, Subject subject) {
            return roles.permits(actor, permission, subject);
        }

        @Override
        public Scope scope(Actor actor) {
            return actor.id().equals("ada") ? new Scope.Everything() : new Scope.Groups(Set.copyOf(actor.groups()));
        }
    };

    @Test
    void listsAndReportsAreNarrowedToWhatOneMaySee() {
        SlaScene scene = SlaScene.with(builder -> builder.accessPolicy(OWN_GROUPS), STANDARD);
        TicketId payments = scene.log();
        TicketId network = scene.log();
        scene.ada().assign(payments, Assignment.to("payments"));
        scene.ada().assign(network, Assignment.to("network"));
        scene.at("03-04 09:00");
        for (TicketId id : List.of(payments, network)) {
            scene.ada().start(id);
            scene.ada().resolve(id, Resolution.fixed("x"));
        }
        TicketId open = scene.log();
        scene.ada().assign(open, Assignment.to("network"));
        scene.at("03-09 09:00");
        ServiceLevels rajs = scene.as(Actor.agent("raj").inGroup("payments")).serviceLevels();
        ServiceLevels nobodys = scene.as(Actor.agent("zoe")).serviceLevels();
        ServiceLevels lees = scene.as(Actor.agent("lee").inGroup("network")).serviceLevels();
        ClockSearch overdue = ClockSearch.overdue(TicketKind.INCIDENT);
        assertThat(rajs.search(overdue).items()).isEmpty();
        assertThat(lees.search(overdue).items()).hasSize(2);
        assertThat(nobodys.search(overdue).items()).isEmpty();
        Instant from = moment("03-01 00:00");
        Instant to = moment("04-01 00:00");
        assertThat(rajs.attainment(TicketKind.INCIDENT, from, to))
                .extracting(Attainment::total)
                .containsExactly(1L, 1L);
        assertThat(nobodys.attainment(TicketKind.INCIDENT, from, to)).isEmpty();
        assertThat(scene.desk().serviceLevels().attainment(TicketKind.INCIDENT, from, to))
                .extracting(Attainment::total)
                .containsExactly(2L, 2L);
    }

    @Test
    void whatWasCancelledIsInNoReport() {
        TicketId id = scene.log();
        scene.at("03-05 09:00").ada().cancel(id, CancelReason.NOT_AN_INCIDENT);
        TicketId merged = scene.log();
        scene.ada().merge(merged, scene.log());
        TicketId reset = scene.log();
        scene.ada().resetTarget(reset, "resolution", "x");
        scene.ada().resolve(reset, Resolution.fixed("x"));
        Map<String, Long> totals = new LinkedHashMap<>();
        levels().attainment(TicketKind.INCIDENT, moment("03-01 00:00"), moment("04-01 00:00"))
                .forEach(row -> totals.put(row.slot(), row.total()));
        assertThat(totals).containsExactly(Map.entry("resolution", 1L), Map.entry("response", 1L));
    }

    @Test
    void tenantsNeverSeeEachOther() {
        Tenant other = new Tenant("other");
        TicketId id = scene.log();
        TicketRef ref = scene.ada().get(id).ref();
        scene.at("03-04 09:00");
        ServiceLevels theirs = scene.as(Actor.administrator("eve").of(other)).serviceLevels();
        assertThat(theirs.search(ClockSearch.overdue(TicketKind.INCIDENT)).items())
                .isEmpty();
        assertThatThrownBy(() -> theirs.clocks(ref)).isInstanceOf(TicketNotFoundException.class);
        assertThatThrownBy(() -> theirs.history(ref)).isInstanceOf(TicketNotFoundException.class);
        assertThatThrownBy(() -> theirs.clock(ref, "resolution")).isInstanceOf(TicketNotFoundException.class);
        assertThat(theirs.attainment(TicketKind.INCIDENT, moment("03-01 00:00"), moment("04-01 00:00")))
                .isEmpty();
        assertThatThrownBy(() -> scene.as(Actor.administrator("eve").of(other))
                        .incidents()
                        .resetTarget(id, "resolution", "x"))
                .isInstanceOf(TicketNotFoundException.class);
    }

    @Test
    void eachTenantHasItsOwnPolicies() {
        Tenant acme = new Tenant("acme");
        scene.itsm = scene.over(
                SlaScene.version(1, STANDARD),
                builder -> builder.serviceLevels(
                        acme,
                        SlaScene.version(
                                7, office("gold", SlaTarget.resolution().within(Duration.ofHours(1))))));
        var theirs = scene.as(Actor.administrator("eve").of(acme));
        var incident = theirs.incidents()
                .log(org.itsm4j.incident.LogIncident.titled("x")
                        .requester("mia")
                        .build());
        assertThat(incident.serviceLevels()).isEqualTo(7);
        assertThat(theirs.serviceLevels().policies().orElseThrow().version()).isEqualTo(7);
        assertThat(levels().policies().orElseThrow().version()).isEqualTo(1);
        scene.at("03-02 10:00:01");
        scene.log();
        assertThat(scene.sweep()).isEqualTo(1);
        assertThat(theirs.serviceLevels()
                        .search(ClockSearch.overdue(TicketKind.INCIDENT))
                        .items())
                .hasSize(1);
        assertThat(found(ClockSearch.overdue(TicketKind.INCIDENT))).isEmpty();
    }

    @Test
    void refusesRequesters() {
        TicketRef ref = scene.ada().get(scene.log()).ref();
        ServiceLevels mias = scene.as(Actor.requester("mia")).serviceLevels();
        Instant from = moment("03-01 00:00");
        Instant to = moment("04-01 00:00");
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> questions = List.of(
                mias::policies,
                () -> mias.clocks(ref),
                () -> mias.clock(ref, "resolution"),
                () -> mias.history(ref),
                () -> mias.search(ClockSearch.overdue(TicketKind.INCIDENT)),
                () -> mias.attainment(TicketKind.INCIDENT, from, to),
                () -> mias.availability(TicketKind.INCIDENT, "webshop", "x", from, to));
        questions.forEach(question -> assertThatThrownBy(question).isInstanceOf(AccessDeniedException.class));
    }

    @Test
    void aClosedOneAnswersNothing() {
        TicketRef ref = scene.ada().get(scene.log()).ref();
        ServiceLevels levels = levels();
        scene.itsm.close();
        Instant from = moment("03-01 00:00");
        Instant to = moment("04-01 00:00");
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> questions = List.of(
                levels::policies,
                () -> levels.clocks(ref),
                () -> levels.clock(ref, "resolution"),
                () -> levels.history(ref),
                () -> levels.search(ClockSearch.overdue(TicketKind.INCIDENT)),
                () -> levels.attainment(TicketKind.INCIDENT, from, to),
                () -> levels.availability(TicketKind.INCIDENT, "webshop", "x", from, to),
                () -> scene.itsm.runDueWork());
        questions.forEach(question -> assertThatThrownBy(question).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void refusesNothingAsAnArgument() {
        TicketRef ref = scene.ada().get(scene.log()).ref();
        Instant from = moment("03-01 00:00");
        Instant to = moment("04-01 00:00");
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> questions = List.of(
                () -> levels().clocks(null),
                () -> levels().clock(ref, null),
                () -> levels().clock(null, "resolution"),
                () -> levels().history(null),
                () -> levels().search(null),
                () -> levels().attainment(null, from, to),
                () -> levels().attainment(TicketKind.INCIDENT, null, to),
                () -> levels().availability(TicketKind.INCIDENT, null, "x", from, to),
                () -> levels().availability(TicketKind.INCIDENT, "x", null, from, to),
                () -> levels().availability(null, "x", "x", from, to));
        questions.forEach(question -> assertThatThrownBy(question)
                .isInstanceOfAny(NullPointerException.class, InvalidInputException.class)
                .message()
                .isNotBlank());
    }

    @Test
    void tellsWhatWasTrueAtAnyPastInstant() {
        TicketId id = scene.log();
        scene.at("03-02 11:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 13:00").ada().resume(id);
        scene.prioritise(id, Priority.P1);
        scene.at("03-03 12:00").sweep();
        scene.ada().resolve(id, Resolution.fixed("x"));
        SlaClock clock = scene.resolution(id);
        SlaClock running = clock.asOf(moment("03-02 10:00"));
        assertThat(running.status()).isEqualTo(ClockStatus.RUNNING);
        assertThat(running.due()).contains(moment("03-02 17:00"));
        assertThat(running.elapsed()).isEqualTo(Duration.ofHours(1));
        SlaClock waiting = clock.asOf(moment("03-02 12:00"));
        assertThat(waiting.pausedFor()).contains("CALLER");
        assertThat(waiting.remaining()).contains(Duration.ofHours(6));
        assertThat(waiting.projectedDue()).contains(moment("03-03 10:00"));
        SlaClock shorter = clock.asOf(moment("03-02 14:00"));
        assertThat(shorter.due()).contains(moment("03-02 15:00"));
        assertThat(shorter.breached()).isFalse();
        assertThat(clock.asOf(moment("03-02 16:00")).breached()).isTrue();
        assertThat(clock.asOf(moment("03-02 16:00")).stoppedAt()).isEmpty();
        assertThat(clock.asOf(moment("03-10 16:00")).elapsed()).isEqualTo(clock.elapsed());
        assertThatThrownBy(() -> clock.asOf(moment("03-02 08:59")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instant");
    }

    @Test
    void explainsWhatItHasCountedAndWhyNotTheRest() {
        TicketId id = scene.log();
        scene.at("03-02 11:00");
        scene.hold(id, HoldReason.CALLER);
        scene.at("03-02 13:00").ada().resume(id);
        scene.at("03-02 14:00").ada().resolve(id, Resolution.fixed("x"));
        scene.at("03-02 15:00").ada().reopen(id, "no");
        scene.at("03-03 10:00");
        SlaClock clock = scene.resolution(id);
        Explanation explanation = clock.explain();
        assertThat(explanation.counted()).isEqualTo(clock.elapsed()).isEqualTo(Duration.ofHours(6));
        assertThat(explanation.notCounted().values().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(25 - 6));
        assertThat(explanation.notCounted())
                .containsEntry(new Explanation.Cause(Stretch.Reason.PAUSED, "CALLER"), Duration.ofHours(2))
                .containsEntry(new Explanation.Cause(Stretch.Reason.RESOLVED, "RESOLVED"), Duration.ofHours(1))
                .containsEntry(new Explanation.Cause(Stretch.Reason.OUTSIDE_HOURS, ""), Duration.ofHours(16));
        assertThat(explanation.text()).contains("paused (CALLER)").contains("resolved");
    }
}
