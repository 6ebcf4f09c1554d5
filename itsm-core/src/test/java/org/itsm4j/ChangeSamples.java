package org.itsm4j;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itsm4j.approval.Absence;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Choice;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Presence;
import org.itsm4j.approval.Quorum;
import org.itsm4j.approval.Roster;
import org.itsm4j.approval.Vote;
import org.itsm4j.approval.Voter;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.BackOut;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeScope;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeTemplate;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.FollowUp;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.Revision;
import org.itsm4j.change.RiskModel;
import org.itsm4j.change.RiskQuestion;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.CollisionCheck;
import org.itsm4j.change.calendar.CollisionKind;
import org.itsm4j.change.calendar.CollisionRules;
import org.itsm4j.change.calendar.Coverage;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.MaintenanceWindow;
import org.itsm4j.change.calendar.PlannedChange;
import org.itsm4j.change.calendar.Severity;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.SlotSearch;
import org.itsm4j.change.calendar.Timing;
import org.itsm4j.change.calendar.Waiver;
import org.itsm4j.security.Actor;

/** One of each part of approvals, changes and their calendar. */
final class ChangeSamples {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private ChangeSamples() {}

    static List<Object> all() {
        Slot slot = Slot.of(NOON, Duration.ofHours(1));
        ChangePlan plan = new ChangePlan("x", "x", BackOut.tested("x"), "x", slot);
        Panel panel = Panel.of(Quorum.any()).person("ann");
        ApprovalStage stage = ApprovalStage.named("board", panel);
        ApprovalPolicy policy = ApprovalPolicy.named("cab").stage(stage).build();
        Change change = Itsm.builder()
                .changes(ChangeSettings.builder().emergencyApproval(policy).build())
                .build()
                .as(Actor.agent("ana"))
                .changes()
                .raise(RaiseChange.normal("x", "x").build());
        Timing timing = Timing.once(NOON, NOON.plusSeconds(60));
        Freeze freeze = Freeze.hard("x", timing);
        MaintenanceWindow window = MaintenanceWindow.forAll("x", timing);
        ChangeCalendar calendar =
                ChangeCalendar.named("x").window(window).freeze(freeze).build();
        Collision collision = new Collision(CollisionKind.SAME_ITEM, Severity.HARD, "CHG-000001", "db-1", "db-1", slot);
        Roster roster = Roster.empty();
        return List.of(
                NOON,
                LocalDate.of(2026, 3, 2),
                LocalTime.NOON,
                LocalDateTime.of(2026, 3, 2, 12, 0),
                Period.ofDays(1),
                ZoneOffset.UTC,
                slot,
                plan,
                panel,
                stage,
                policy,
                ApprovalPolicy.named("x"),
                Quorum.any(),
                roster,
                Ballot.open(policy, roster, "a".repeat(64), Set.of(), NOON),
                new Delegation("ann", "bob", NOON, NOON.plusSeconds(1)),
                new Absence("ann", NOON, NOON.plusSeconds(1)),
                Presence.EVERYBODY,
                Voter.of("ann"),
                Vote.by(Voter.of("ann"), "board", Choice.APPROVE, "a".repeat(64), NOON),
                change,
                change.times(),
                change.origin(),
                change.authorisation(),
                RaiseChange.normal("x", "x"),
                RaiseChange.normal("x", "x").build(),
                Revision.nothing(),
                CastVote.approve(),
                Review.of(true, "x"),
                FollowUp.of("x"),
                Assessment.of(Criticality.LOW, "x"),
                BackOut.tested("x"),
                ChangeScope.touching(List.of("db-1")),
                ChangeTemplate.of("x", plan, Map.of()),
                ChangeSettings.standard(),
                ChangeSettings.builder(),
                RiskModel.standard(),
                new RiskQuestion("x", "x", Map.of("a", 1, "b", 2)),
                TaskResult.done("x"),
                new Implementation(NOON, NOON.plusSeconds(1), Outcome.SUCCESSFUL, List.of(), "x"),
                timing,
                freeze,
                window,
                calendar,
                ChangeCalendar.named("x"),
                Coverage.all(),
                collision,
                CollisionCheck.by(calendar),
                CollisionRules.standard(),
                PlannedChange.of(change.ref(), "normal", slot),
                SlotSearch.from(NOON),
                Waiver.of(collision, "ann", "x", NOON, NOON.plusSeconds(1)));
    }

    static Map<Class<?>, Object> byInterface() {
        Timing timing = Timing.once(NOON, NOON.plusSeconds(60));
        return Map.of(Timing.class, timing, Quorum.class, Quorum.any(), ZoneId.class, ZoneOffset.UTC);
    }
}
