package org.itsm4j.change.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.itsm4j.change.calendar.Changes.change;
import static org.itsm4j.change.calendar.Changes.id;
import static org.itsm4j.change.calendar.Changes.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class CollisionCheckTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Slot TUESDAY = slot("2026-06-02T20:00:00Z", "2026-06-02T22:00:00Z");
    private static final Timing SUNDAYS = Timing.every(
                    "FREQ=WEEKLY;BYDAY=SU", LocalDateTime.parse("2026-01-04T02:00"), "Europe/Berlin")
            .lasting(Duration.ofHours(4))
            .build();
    private static final ChangeCalendar EMPTY = ChangeCalendar.named("main").build();

    private static List<Collision> collisions(ChangeCalendar calendar, PlannedChange change, PlannedChange... others) {
        return CollisionCheck.by(calendar).collisions(change, List.of(others), NOW);
    }

    private static ChangeCalendar with(MaintenanceWindow... windows) {
        ChangeCalendar.Builder builder = ChangeCalendar.named("main");
        List.of(windows).forEach(builder::window);
        return builder.build();
    }

    @Test
    void twoChangesOfOneItemCollideWhereTheyOverlap() {
        PlannedChange upgrade = change(1, TUESDAY).touching("db", "web");
        PlannedChange backup =
                change(2, slot("2026-06-02T21:00:00Z", "2026-06-02T23:00:00Z")).touching("db", "san");
        assertThat(collisions(EMPTY, upgrade, backup, upgrade))
                .containsExactly(new Collision(
                        CollisionKind.SAME_ITEM,
                        Severity.HARD,
                        id(2),
                        "db",
                        "db",
                        slot("2026-06-02T21:00:00Z", "2026-06-02T22:00:00Z")));
    }

    @Test
    void whatOnlyTouchesDoesNotCollide() {
        PlannedChange upgrade = change(1, TUESDAY).touching("db").by("raj");
        PlannedChange next = change(2, slot("2026-06-02T22:00:00Z", "2026-06-02T23:00:00Z"))
                .touching("db")
                .by("raj");
        assertThat(collisions(EMPTY, upgrade, next)).isEmpty();
    }

    @Test
    void relativesAndPeopleAreSoft() {
        ImpactAnalysis graph = items -> List.of(
                new ImpactAnalysis.Relative("db", "host", Kinship.PARENT),
                new ImpactAnalysis.Relative("db", "shop", Kinship.DEPENDENT));
        PlannedChange upgrade = change(1, TUESDAY).touching("db").by("raj", "ana");
        PlannedChange patch = change(2, TUESDAY).touching("host", "shop").by("raj");
        assertThat(CollisionCheck.by(EMPTY).impact(graph).collisions(upgrade, List.of(patch), NOW))
                .containsExactly(
                        new Collision(CollisionKind.PARENT, Severity.SOFT, id(2), "db", "host", TUESDAY),
                        new Collision(CollisionKind.DEPENDENT, Severity.SOFT, id(2), "db", "shop", TUESDAY),
                        new Collision(CollisionKind.ASSIGNEE, Severity.SOFT, id(2), "raj", "", TUESDAY));
        assertThat(CollisionCheck.by(EMPTY).impact(graph).items(upgrade)).containsExactly("db", "host", "shop");
    }

    @Test
    void whatAGraphMayNotAnswerIsRefused() {
        PlannedChange upgrade = change(1, TUESDAY).touching("db");
        ImpactAnalysis lost = items -> List.of(new ImpactAnalysis.Relative("other", "host", Kinship.PARENT));
        assertThatThrownBy(() -> CollisionCheck.by(EMPTY).impact(lost).items(upgrade))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void outsideOfItsWindowsAChangeIsBarred() {
        ChangeCalendar calendar = with(MaintenanceWindow.forAll("sundays", SUNDAYS));
        // 06:00 in Berlin is the end of the window
        PlannedChange late = change(1, slot("2026-06-07T03:30:00Z", "2026-06-07T05:00:00Z"));
        assertThat(collisions(calendar, late))
                .containsExactly(new Collision(
                        CollisionKind.OUTSIDE_WINDOWS,
                        Severity.HARD,
                        "",
                        "",
                        "",
                        slot("2026-06-07T04:00:00Z", "2026-06-07T05:00:00Z")));
        assertThat(collisions(calendar, late.at(slot("2026-06-07T00:00:00Z", "2026-06-07T04:00:00Z"))))
                .isEmpty();
    }

    @Test
    void windowsThatTouchAreOne() {
        ChangeCalendar calendar = with(
                MaintenanceWindow.forAll(
                        "early", Timing.once(TUESDAY.from(), TUESDAY.from().plusSeconds(3600))),
                MaintenanceWindow.forAll("late", Timing.once(TUESDAY.from().plusSeconds(3600), TUESDAY.to())));
        assertThat(collisions(calendar, change(1, TUESDAY))).isEmpty();
    }

    @Test
    void theWindowsOfAnItemWinOverThoseOfItsService() {
        Timing tuesday = Timing.once(TUESDAY.from(), TUESDAY.to());
        ChangeCalendar calendar = with(
                MaintenanceWindow.forAll("sundays", SUNDAYS),
                new MaintenanceWindow("shop", tuesday, Coverage.services("shop")),
                new MaintenanceWindow("db", SUNDAYS, Coverage.configurationItems("db")));
        PlannedChange change = change(1, TUESDAY);
        assertThat(collisions(calendar, change)).extracting(Collision::with).containsExactly("");
        assertThat(collisions(calendar, change.forService("shop"))).isEmpty();
        assertThat(collisions(calendar, change.forService("shop").touching("web")))
                .isEmpty();
        assertThat(collisions(calendar, change.forService("shop").touching("web", "db")))
                .extracting(Collision::with, Collision::item)
                .containsExactly(tuple("db", "db"));
    }

    @Test
    void aMonthEndFreezeSparesEmergencies() {
        Freeze monthEnd = Freeze.hard(
                        "month end",
                        Timing.every("FREQ=MONTHLY;BYMONTHDAY=-1", LocalDateTime.parse("2026-01-31T00:00"), "UTC")
                                .lastingDays(2)
                                .build())
                .covering(Coverage.services("billing"))
                .exempting("emergency");
        ChangeCalendar calendar = ChangeCalendar.named("main").freeze(monthEnd).build();
        PlannedChange overnight =
                change(1, slot("2026-06-29T22:00:00Z", "2026-06-30T02:00:00Z")).forService("billing");
        assertThat(collisions(calendar, overnight))
                .containsExactly(new Collision(
                        CollisionKind.FREEZE,
                        Severity.HARD,
                        "month end",
                        "",
                        "",
                        slot("2026-06-30T00:00:00Z", "2026-06-30T02:00:00Z")));
        assertThat(collisions(calendar, overnight.forService("shop"))).isEmpty();
        PlannedChange emergency = new PlannedChange(
                overnight.ticket(),
                "emergency",
                overnight.slot(),
                overnight.configurationItems(),
                overnight.assignees(),
                overnight.service());
        assertThat(collisions(calendar, emergency)).isEmpty();
    }

    @Test
    void aLockdownSaysWhatItHits() {
        Freeze lockdown = Freeze.soft("audit", Timing.once(TUESDAY.from().plusSeconds(60), TUESDAY.to()))
                .onlyModels("normal");
        PlannedChange before = change(1, slot("2026-06-02T19:00:00Z", "2026-06-02T20:01:00Z"));
        assertThat(lockdown.hits(List.of(change(3, TUESDAY), before, change(2, TUESDAY))))
                .extracting(
                        hit -> hit.change().ticket().id().toString(),
                        hit -> hit.collisions().get(0).overlap())
                .containsExactly(
                        tuple(id(2), new Slot(TUESDAY.from().plusSeconds(60), TUESDAY.to())),
                        tuple(id(3), new Slot(TUESDAY.from().plusSeconds(60), TUESDAY.to())));
    }

    @Test
    void thePastIsHardUnlessNotLookedFor() {
        PlannedChange begun = change(1, slot("2026-05-31T23:00:00Z", "2026-06-01T01:00:00Z"));
        assertThat(collisions(EMPTY, begun))
                .containsExactly(new Collision(
                        CollisionKind.PAST,
                        Severity.HARD,
                        "",
                        "",
                        "",
                        slot("2026-05-31T23:00:00Z", "2026-06-01T00:00:00Z")));
        assertThat(CollisionCheck.by(EMPTY)
                        .rules(CollisionRules.standard().without(CollisionKind.PAST))
                        .collisions(begun, List.of(), NOW))
                .isEmpty();
    }

    @Test
    void rulesSayWhatEachKindWeighs() {
        CollisionRules rules = CollisionRules.standard().with(CollisionKind.ASSIGNEE, Severity.HARD);
        assertThat(rules.severity(CollisionKind.ASSIGNEE)).contains(Severity.HARD);
        assertThat(CollisionRules.standard().severity(CollisionKind.ASSIGNEE)).contains(Severity.SOFT);
        assertThatThrownBy(() -> rules.with(CollisionKind.FREEZE, Severity.HARD))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> rules.without(CollisionKind.FREEZE)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aWaiverIsForThatCollisionAndThatTimeOnly() {
        PlannedChange upgrade = change(1, TUESDAY).touching("db");
        PlannedChange backup = change(2, TUESDAY).touching("db", "web");
        List<Collision> all = collisions(EMPTY, upgrade, backup);
        Instant until = NOW.plusSeconds(3600);
        List<Waiver> waivers = List.of(Waiver.of(all.get(0), "cab", "They work together", NOW, until));
        assertThat(Waiver.unresolved(all, List.of(), NOW)).isEqualTo(all);
        assertThat(Waiver.unresolved(all, waivers, NOW.minusNanos(1))).isEqualTo(all);
        assertThat(Waiver.unresolved(all, waivers, NOW)).isEmpty();
        assertThat(Waiver.unresolved(all, waivers, until)).isEqualTo(all);
        assertThat(Waiver.unresolved(collisions(EMPTY, upgrade.touching("web"), backup), waivers, NOW))
                .hasSize(1);
        Slot earlier = new Slot(TUESDAY.from().minusSeconds(60), TUESDAY.to());
        assertThat(Waiver.unresolved(collisions(EMPTY, upgrade.at(earlier), backup.at(earlier)), waivers, NOW))
                .hasSize(1);
        Slot shorter = new Slot(TUESDAY.from(), TUESDAY.to().minusSeconds(60));
        assertThat(Waiver.unresolved(collisions(EMPTY, upgrade.at(shorter), backup), waivers, NOW))
                .isEmpty();
        assertThat(Waiver.unresolved(
                        collisions(EMPTY, upgrade, backup, change(3, TUESDAY).touching("db")), waivers, NOW))
                .hasSize(1);
    }

    @Test
    void aWaiverNeedsAnApproverAndAReason() {
        Collision collision = new Collision(CollisionKind.PAST, Severity.HARD, "", "", "", TUESDAY);
        Instant later = NOW.plusSeconds(1);
        assertThatThrownBy(() -> Waiver.of(collision, " ", "x", NOW, later)).hasMessageContaining("approver: must not");
        assertThatThrownBy(() -> Waiver.of(collision, "x", "", NOW, later)).hasMessageContaining("reason: must not");
        assertThatThrownBy(() -> Waiver.of(collision, "x", "x".repeat(2001), NOW, later))
                .hasMessageContaining("reason: at most 2000 characters, got 2001");
        assertThatThrownBy(() -> Waiver.of(collision, "x", "x", NOW, NOW)).hasMessageContaining("until: after at");
    }

    @Test
    void softCollisionsNeedNoWaiver() {
        List<Collision> all = collisions(
                EMPTY, change(1, TUESDAY).by("raj"), change(2, TUESDAY).by("raj"));
        assertThat(all).hasSize(1);
        assertThat(Waiver.unresolved(all, List.of(), NOW)).isEmpty();
    }

    @Test
    void theNextFreeSlotIsBehindWhatIsInTheWay() {
        ChangeCalendar calendar = ChangeCalendar.named("main")
                .window(MaintenanceWindow.forAll("sundays", SUNDAYS))
                .freeze(Freeze.hard(
                        "audit",
                        Timing.once(Instant.parse("2026-06-06T00:00:00Z"), Instant.parse("2026-06-08T00:00:00Z"))))
                .build();
        PlannedChange upgrade = change(1, TUESDAY).touching("db");
        PlannedChange backup = change(2, slot("2026-06-14T01:00:00Z", "2026-06-14T02:00:00.5Z"))
                .touching("db");
        CollisionCheck check = CollisionCheck.by(calendar);
        SlotSearch search = SlotSearch.from(NOW);
        // the 7th is frozen; on the 14th there is a backup, and then two hours less half a second
        assertThat(check.nextFree(upgrade, List.of(backup), search, NOW).slot())
                .contains(slot("2026-06-21T00:00:00Z", "2026-06-21T02:00:00Z"));
        PlannedChange shorter = upgrade.at(Slot.of(TUESDAY.from(), Duration.ofMinutes(119)));
        assertThat(check.nextFree(shorter, List.of(backup), search, NOW).slot())
                .contains(slot("2026-06-14T02:00:00.5Z", Duration.ofMinutes(119)));
        assertThat(check.nextFree(shorter, List.of(backup), search.onWholeMinutes(), NOW)
                        .slot())
                .contains(slot("2026-06-14T02:01:00Z", Duration.ofMinutes(119)));
        assertThat(check.nextFree(upgrade, List.of(upgrade), search, NOW).slot())
                .contains(slot("2026-06-14T00:00:00Z", "2026-06-14T02:00:00Z"));
    }

    @Test
    void softCollisionsAreInTheWayOnlyIfAsked() {
        PlannedChange upgrade = change(1, TUESDAY).by("raj");
        List<PlannedChange> others = List.of(change(2, TUESDAY).by("raj"));
        SlotSearch search = SlotSearch.from(TUESDAY.from());
        CollisionCheck check = CollisionCheck.by(EMPTY);
        assertThat(check.nextFree(upgrade, others, search, NOW).slot()).contains(TUESDAY);
        assertThat(check.nextFree(upgrade, others, search.withoutAny(), NOW).slot())
                .contains(Slot.of(TUESDAY.to(), Duration.ofHours(2)));
    }

    @Test
    void noFreeSlotSaysHowFarWasLooked() {
        ChangeCalendar calendar = ChangeCalendar.named("main")
                .freeze(Freeze.hard("summer", Timing.once(NOW, NOW.plus(Duration.ofDays(200)))))
                .build();
        CollisionCheck check = CollisionCheck.by(calendar);
        assertThat(check.nextFree(change(1, TUESDAY), List.of(), SlotSearch.from(NOW), NOW))
                .isEqualTo(new FreeSlot(Optional.empty(), NOW.plus(Duration.ofDays(90))));
        assertThat(check.nextFree(
                                change(1, TUESDAY),
                                List.of(),
                                SlotSearch.from(NOW).within(Duration.ofDays(201)),
                                NOW)
                        .slot())
                .contains(Slot.of(NOW.plus(Duration.ofDays(200)), Duration.ofHours(2)));
        assertThat(check.nextFree(
                                change(1, TUESDAY),
                                List.of(),
                                SlotSearch.from(NOW).within(Duration.ofDays(200)),
                                NOW)
                        .slot())
                .isEmpty();
    }

    @Test
    void aSearchIsLimited() {
        assertThatThrownBy(() -> SlotSearch.from(NOW).within(Duration.ofDays(732)))
                .hasMessageContaining("horizon");
        assertThatThrownBy(() -> SlotSearch.from(NOW).within(Duration.ZERO)).hasMessageContaining("horizon");
        SlotSearch far = SlotSearch.from(Instant.parse("2199-12-01T00:00:00Z"));
        assertThatThrownBy(() -> CollisionCheck.by(EMPTY).nextFree(change(1, TUESDAY), List.of(), far, NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("horizon");
    }

    @Test
    void aCalendarNamesAllThatIsWrong() {
        ChangeCalendar.Builder builder = ChangeCalendar.named(" ")
                .version(0)
                .window(MaintenanceWindow.forAll("a", SUNDAYS))
                .window(MaintenanceWindow.forAll("a", SUNDAYS))
                .freeze(Freeze.hard("a", SUNDAYS));
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("ChangeCalendar is refused: name: must not be blank; version: 1 or more, got 0;"
                        + " windows[1].name: there once, got a");
        ChangeCalendar.Builder many = ChangeCalendar.named("main");
        for (int i = 0; i <= ChangeCalendar.MOST; i++) {
            many.freeze(Freeze.hard("freeze " + i, SUNDAYS));
        }
        assertThatThrownBy(many::build).hasMessageContaining("freezes: at most 500, got 501");
    }

    @Test
    void theNextVersionHasWhatIsAddedAndNotWhatWasTaken() {
        ChangeCalendar first = ChangeCalendar.named("main")
                .window(MaintenanceWindow.forAll("sundays", SUNDAYS))
                .freeze(Freeze.hard("audit", SUNDAYS))
                .build();
        ChangeCalendar second = first.next()
                .withoutFreeze("audit")
                .withoutWindow("none")
                .freeze(Freeze.soft("party", SUNDAYS))
                .build();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.windows()).isEqualTo(first.windows());
        assertThat(second.freezes()).extracting(Freeze::name).containsExactly("party");
        assertThat(first.freezes()).extracting(Freeze::name).containsExactly("audit");
    }
}
