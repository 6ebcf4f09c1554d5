package org.itsm4j.fullstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.error.StoreException;
import org.itsm4j.fullstack.Wire.Cut;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.SlaTarget;
import org.itsm4j.sla.Threshold;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database goes away at each statement of a command, and before and after its commit. Never a half effect; and the
 * same request afterwards has its effect exactly once.
 */
class CrashAtEveryStatementTest {
    @ParameterizedTest
    @EnumSource(Database.class)
    void loggingIsAllOrNothing(Database database) {
        crashEverywhere(
                database,
                desk -> desk,
                (desk, request) -> desk.request(request)
                        .incidents()
                        .log(LogIncident.titled("Checkout returns 500")
                                .requester("mia")
                                .build()));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void resolvingAParentIsAllOrNothing(Database database) {
        Function<Desk, Desk> family = desk -> {
            Incident parent = started(desk);
            Incident child = started(desk);
            desk.incidents().relate(child.id(), RelationType.CHILD_OF, parent.id());
            return desk;
        };
        crashEverywhere(database, family, (desk, request) -> {
            Incident parent = all(desk).get(0);
            return desk.request(request).incidents().resolve(parent.id(), Resolution.fixed("Rolled back"));
        });
    }

    /** What was reached is noted and followed once, wherever the sweep before was cut. */
    @ParameterizedTest
    @EnumSource(Database.class)
    void sweepingIsAllOrNothing(Database database) {
        try (FullStack stack = new FullStack(database, 2);
                Itsm itsm = Itsm.builder()
                        .store(stack.store())
                        .serviceLevels(policies())
                        .build();
                Itsm past = Itsm.builder()
                        .store(stack.store())
                        .serviceLevels(policies())
                        .clock(SettableClock.at("2026-01-05T09:00:00Z"))
                        .build()) {
            int statements = 0;
            while (crashedSweep(stack, itsm, past, Cut.AT_STATEMENT, statements + 1)) {
                statements++;
            }
            assertThat(statements).as("statements that were cut at").isGreaterThan(9);
            assertThat(crashedSweep(stack, itsm, past, Cut.BEFORE_COMMIT, 0)).isTrue();
            assertThat(crashedSweep(stack, itsm, past, Cut.AFTER_COMMIT, 0)).isTrue();
        }
    }

    private static boolean crashedSweep(FullStack stack, Itsm itsm, Itsm past, Cut cut, int statement) {
        Actor ada = Actor.administrator("ada").of(new Tenant("t" + UUID.randomUUID()));
        LogIncident.Builder report = LogIncident.titled("Checkout returns 500").requester("mia");
        List<Incident> due = List.of(
                past.as(ada).incidents().log(report.build()),
                past.as(ada)
                        .incidents()
                        .log(report.impact(Impact.HIGH).urgency(Urgency.HIGH).build()));
        stack.wire().cut(cut, statement);
        try {
            itsm.runDueWork();
        } catch (StoreException e) {
            assertThat(e).as("found nothing, as the database was away").isNotNull();
        }
        boolean happened = stack.wire().mend();
        itsm.runDueWork();
        assertThat(itsm.runDueWork()).isZero();
        Desk desk = itsm.as(ada);
        for (Incident incident : due) {
            String where =
                    cut + " " + statement + " " + incident.classification().priority();
            boolean plain = incident.classification().priority() == Priority.P1;
            List<String> actions = desk.incidents().timeline(incident.id(), 0).items().stream()
                    .map(TimelineEntry::action)
                    .toList();
            if (plain) { // all at once, or one by one where a batch was lost
                assertThat(actions).as(where).startsWith("log", "targetReached").containsOnly("log", "targetReached");
            } else {
                assertThat(actions)
                        .as(where)
                        .containsExactly("log", "targetReached", "targetReached", "watch", "targetReached");
            }
            assertThat(desk.serviceLevels()
                            .clock(incident.ref(), "resolution")
                            .orElseThrow()
                            .events())
                    .as(where)
                    .filteredOn(ClockEvent.Reached.class::isInstance)
                    .hasSize(2);
            assertThat(desk.incidents().watchers(incident.id()))
                    .as(where)
                    .isEqualTo(plain ? List.of() : List.of("lead"));
            assertThat(desk.incidents().verify(incident.id()).finding())
                    .as(where)
                    .isEmpty();
        }
        return happened;
    }

    private static SlaPolicies policies() {
        SlaTarget response = SlaTarget.response().within(Duration.ofHours(1));
        SlaTarget resolution = SlaTarget.resolution().within(Duration.ofHours(4));
        return SlaPolicies.version(1)
                .calendar(WorkCalendar.named("always")
                        .zone("UTC")
                        .hours("Mon-Sun 00:00-24:00")
                        .build())
                .policy(SlaPolicy.named("plain")
                        .priority(Priority.P1)
                        .calendar("always")
                        .target(response)
                        .target(resolution.threshold(Threshold.at(50, new Escalation.Notify("lead")))))
                .policy(SlaPolicy.named("standard")
                        .priority(Priority.P2)
                        .priority(Priority.P3)
                        .priority(Priority.P4)
                        .priority(Priority.P5)
                        .calendar("always")
                        .target(response)
                        .target(resolution.threshold(Threshold.at(50, new Escalation.AddWatcher("lead")))))
                .build();
    }

    private interface Command {
        Incident give(Desk desk, String request);
    }

    private static void crashEverywhere(Database database, Function<Desk, Desk> before, Command command) {
        try (FullStack stack = new FullStack(database, 2);
                Itsm itsm = stack.itsm().serviceLevels(policies()).build()) {
            int statements = 0;
            while (crash(stack, itsm, before, command, Cut.AT_STATEMENT, statements + 1)) {
                statements++;
            }
            assertThat(statements).as("statements that were cut at").isGreaterThan(4);
            assertThat(crash(stack, itsm, before, command, Cut.BEFORE_COMMIT, 0))
                    .isTrue();
            assertThat(crash(stack, itsm, before, command, Cut.AFTER_COMMIT, 0)).isTrue();
        }
    }

    /** One crash in a tenant of its own; says whether the command got as far as the cut. */
    private static boolean crash(
            FullStack stack, Itsm itsm, Function<Desk, Desk> before, Command command, Cut cut, int statement) {
        Tenant tenant = new Tenant("t" + UUID.randomUUID());
        Desk desk = before.apply(itsm.as(
                Actor.administrator("ada").with(Role.AGENT).inGroup("payments").of(tenant)));
        List<Incident> untouched = all(desk);
        List<List<ClockEvent>> clocks = clocks(desk);

        stack.wire().cut(cut, statement);
        Optional<StoreException> failure = Optional.empty();
        try {
            command.give(desk, "request-1");
        } catch (StoreException e) {
            failure = Optional.of(e);
        }
        boolean happened = stack.wire().mend();

        String where = cut + " " + statement;
        assertThat(failure.isPresent()).as("%s is not swallowed", where).isEqualTo(happened);
        if (happened && cut != Cut.AFTER_COMMIT) {
            assertThat(all(desk)).as(where).usingRecursiveComparison().isEqualTo(untouched);
            assertThat(clocks(desk)).as(where).isEqualTo(clocks);
        }
        assertWhole(stack, desk, where);

        Incident answer = command.give(desk, "request-1");
        Incident again = command.give(desk, "request-1");
        assertThat(again.version()).as(where).isEqualTo(answer.version());
        assertThat(requests(desk)).as("%s: effects of the request", where).isEqualTo(1);
        assertWhole(stack, desk, where);
        return happened;
    }

    private static void assertWhole(FullStack stack, Desk desk, String where) {
        assertThat(stack.divergences()).as(where).isZero();
        for (Incident incident : all(desk)) {
            assertThat(desk.incidents().verify(incident.id()).finding())
                    .as(where)
                    .isEmpty();
        }
        assertThat(clocks(desk)).as("%s: clocks", where).hasSize(2 * all(desk).size());
        for (Incident incident : all(desk)) {
            assertThat(desk.serviceLevels()
                            .clock(incident.ref(), "resolution")
                            .orElseThrow()
                            .status())
                    .as(where)
                    .isEqualTo(incident.state() == IncidentState.RESOLVED ? ClockStatus.STOPPED : ClockStatus.RUNNING);
        }
        List<IncidentState> states =
                all(desk).stream().map(Incident::state).distinct().toList();
        assertThat(states).as("%s: parent and child together", where).hasSizeLessThanOrEqualTo(1);
    }

    private static List<List<ClockEvent>> clocks(Desk desk) {
        return all(desk).stream()
                .flatMap(incident -> desk.serviceLevels().clocks(incident.ref()).stream())
                .map(SlaClock::events)
                .toList();
    }

    private static long requests(Desk desk) {
        return all(desk).stream()
                .flatMap(incident -> desk.incidents().timeline(incident.id(), 0).items().stream())
                .map(TimelineEntry::request)
                .flatMap(Optional::stream)
                .filter(mark -> mark.id().equals("request-1"))
                .count();
    }

    private static Incident started(Desk desk) {
        return FullStack.started(desk.incidents(), Assignment.to("payments"));
    }

    private static List<Incident> all(Desk desk) {
        return desk.incidents()
                .search(Search.sortedBy(IncidentField.NUMBER, Direction.ASCENDING))
                .items();
    }
}
