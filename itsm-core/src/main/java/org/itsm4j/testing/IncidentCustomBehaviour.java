package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.OwnIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.Available;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RequestConflictException;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/** The host's own fields: typed, checked, audited, internal, required where the host says so. */
abstract class IncidentCustomBehaviour extends IncidentBehaviour {
    private static final CustomField<String> CAUSE =
            CustomField.text("rootCause", 1_000).requiredFor("resolve");
    private static final CustomField<BigDecimal> COST = CustomField.number(
                    "cost", BigDecimal.ZERO, new BigDecimal("1000000"))
            .check(cost -> cost.scale() <= 2, "whole cents")
            .requiredFor("close");
    private static final CustomField<Boolean> LEGAL = CustomField.flag("legal");
    private static final CustomField<Instant> OUTAGE_AT = CustomField.instant("outageAt");
    private static final CustomField<String> SITE =
            CustomField.choice("site", "Berlin", "Paris").requiredFor("log");
    private static final CustomField<String> UNDECLARED = CustomField.text("undeclared", 10);

    private static CustomValues caused(String text) {
        return CustomValues.of(CAUSE, text);
    }

    private IncidentScene with(CustomField<?>... fields) {
        return scene(builder -> {
            for (CustomField<?> field : fields) {
                builder.field(TicketKind.INCIDENT, field);
            }
            return builder;
        });
    }

    private static void refusedFor(ThrowingCallable command, String... missing) {
        assertThatThrownBy(command).isInstanceOfSatisfying(RuleViolationException.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo("requiredFields");
            assertThat(refusal.getMessage()).contains(List.of(missing).toString());
        });
    }

    @Test
    void givesValuesOfEveryTypeBackAsTheyWere() {
        IncidentScene scene = with(CAUSE, COST, LEGAL, OUTAGE_AT);
        Instant outage = Instant.parse("2026-03-02T08:59:59.123456Z");
        TicketId id = scene.bot()
                .log(LogIncident.titled("Disk full")
                        .source("disks")
                        .custom(CAUSE, "two\nlines \\n and \u4f60")
                        .custom(COST, new BigDecimal("12.50"))
                        .custom(LEGAL, true)
                        .custom(OUTAGE_AT, outage.plusNanos(1))
                        .build())
                .id();
        CustomValues kept = scene.raj().get(id).custom();
        assertThat(kept.get(CAUSE)).contains("two\nlines \\n and \u4f60");
        assertThat(kept.get(COST)).contains(new BigDecimal("12.5"));
        assertThat(kept.get(LEGAL)).contains(true);
        assertThat(kept.get(OUTAGE_AT)).contains(outage);
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() {
        IncidentScene scene = with(CAUSE, LEGAL);
        TicketId id = scene.anIncident();
        scene.ana().set(id, caused("disk"));
        Incident both = scene.ana().set(id, CustomValues.of(LEGAL, true));
        assertThat(both.custom()).isEqualTo(caused("disk").with(LEGAL, true));
        Incident one = scene.ana().set(id, CustomValues.none().without(CAUSE));
        assertThat(one.custom()).isEqualTo(CustomValues.of(LEGAL, true));
        assertThat(scene.raj().get(id).custom()).isEqualTo(one.custom());
        scene.ana().set(id, CustomValues.none().without(LEGAL));
        assertThat(scene.raj().get(id).custom().isEmpty()).isTrue();
    }

    @Test
    void writesEveryChangeOnTheTimelineForStaffOnly() {
        IncidentScene scene = with(CAUSE, LEGAL);
        TicketId id = scene.mia()
                .log(LogIncident.titled("x").custom(LEGAL, true).build())
                .id();
        assertThat(scene.last(id).changes()).contains(new FieldChange("legal", "", "true"));
        scene.ana().set(id, caused("disk\tfull"));
        scene.ana().set(id, caused("fan").without(LEGAL));
        scene.ana().set(id, caused("fan"));
        List<TimelineEntry> entries = scene.timeline(id);
        assertThat(entries).extracting(TimelineEntry::action).containsExactly("log", "set", "set", "set");
        assertThat(entries.get(1).changes()).containsExactly(new FieldChange("rootCause", "", "disk\tfull"));
        assertThat(entries.get(2).changes())
                .containsExactly(
                        new FieldChange("legal", "true", ""), new FieldChange("rootCause", "disk\tfull", "fan"));
        assertThat(entries.get(3).changes()).isEmpty();
        assertThat(entries.subList(1, 4)).extracting(TimelineEntry::visibility).containsOnly(Visibility.INTERNAL);
        assertThat(scene.ada().verify(id).intact()).isTrue();
    }

    @Test
    void aRequesterMayGiveValuesAndNeverSeesThem() {
        IncidentScene scene = with(CAUSE);
        OwnIncident logged =
                scene.mia().log(LogIncident.titled("x").custom(CAUSE, "sesame").build());
        TicketId id = logged.id();
        assertThat(scene.raj().get(id).custom().get(CAUSE)).contains("sesame");
        scene.ana().set(id, caused("sesame street"));
        for (Object answer : List.of(
                logged,
                scene.mia().get(id),
                scene.mia().list(10),
                scene.mia().timeline(id, 0),
                scene.mia().actions(id),
                scene.mia().comment(id, "thanks"))) {
            assertThat(Reach.texts(answer)).noneMatch(text -> text.contains("sesame") || text.contains("rootCause"));
        }
        assertThatThrownBy(() -> scene.as(Cast.MIA).incidents().set(id, caused("mine")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void refusesFieldsThatAreNotDeclaredAndNamesThoseThatAre() {
        IncidentScene scene = with(CAUSE, LEGAL);
        TicketId id = scene.anIncident();
        CustomValues wrong = CustomValues.of(UNDECLARED, "x");
        List<ThrowingCallable> commands = List.of(
                () -> scene.ana().set(id, wrong),
                () -> scene.ana().set(id, caused("x").without(UNDECLARED)),
                () -> scene.mia()
                        .log(LogIncident.titled("x").custom(UNDECLARED, "x").build()),
                () -> scene.bot()
                        .log(LogIncident.titled("x")
                                .source("s")
                                .custom(UNDECLARED, "x")
                                .build()),
                () -> scene.raj()
                        .search(Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING)
                                .whereCustom(UNDECLARED, "x")));
        for (ThrowingCallable command : commands) {
            InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class, command);
            assertThat(refusal.violations())
                    .containsExactly(
                            new Violation("undeclared", "is not declared; the fields: [legal, rootCause, walked]"));
        }
        assertThat(scene.raj().get(id).version()).isEqualTo(1);
    }

    @Test
    void asksTheDeclaredFieldWhateverTheOneInTheCommandTakes() {
        IncidentScene scene = with(CAUSE, COST, SITE.requiredFor("close"), LEGAL);
        CustomValues wrong = CustomValues.of(CustomField.text("rootCause", 4_000), "x".repeat(1_001))
                .with(CustomField.number("cost"), new BigDecimal("1.001"))
                .with(CustomField.text("site", 100), "Rome")
                .with(CustomField.text("legal", 100), "perhaps");
        TicketId id = scene.mia()
                .log(LogIncident.titled("x").custom(SITE, "Paris").build())
                .id();
        InvalidInputException refusal = catchThrowableOfType(
                InvalidInputException.class, () -> scene.ana().set(id, wrong));
        assertThat(refusal.violations())
                .containsExactly(
                        new Violation("cost", "whole cents"),
                        new Violation("legal", "true or false"),
                        new Violation("rootCause", "at most 1000 characters, got 1001"),
                        new Violation("site", "one of [Berlin, Paris], got Rome"));
        assertThatThrownBy(() -> scene.ana().set(id, CustomValues.none())).isInstanceOf(InvalidInputException.class);
        BulkResult<Incident> bulk = scene.ana().bulk(List.of(id), (door, one) -> door.set(one, wrong));
        assertThat(bulk.refused().get(0).refused()).get().isInstanceOf(InvalidInputException.class);
        Instant then = clock.instant();
        clock.tick(Duration.ofHours(1));
        Incidents imports =
                scene.as(Cast.ADA.actor().with(Role.IMPORTER)).at(then).incidents();
        assertThatThrownBy(() -> imports.set(id, wrong)).isInstanceOf(InvalidInputException.class);
        assertThat(imports.set(id, CustomValues.of(SITE, "Berlin")).head().at()).isEqualTo(then);
        assertThat(scene.history(id)).containsExactly("log", "set");
    }

    @Test
    void anActionThatNeedsAValueIsRefusedByEveryDoorAndSaysSoBefore() {
        IncidentScene scene = with(CAUSE, LEGAL.requiredFor("resolve"));
        TicketId id = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        scene.ana().set(id, CustomValues.of(LEGAL, false));
        Incident before = scene.raj().get(id);
        Resolution fixed = Resolution.fixed("x");
        refusedFor(() -> scene.raj().resolve(id, fixed), "rootCause");
        refusedFor(() -> scene.ada().resolve(id, fixed), "rootCause");
        refusedFor(() -> scene.bot().resolve(id, fixed), "rootCause");
        BulkResult<Incident> bulk = scene.raj().bulk(List.of(id), (door, one) -> door.resolve(one, fixed));
        assertThat(bulk.refused().get(0).refused()).get().isInstanceOf(RuleViolationException.class);
        Incidents imports = scene.as(Cast.ADA.actor().with(Role.IMPORTER))
                .at(clock.instant())
                .incidents();
        refusedFor(() -> imports.resolve(id, fixed), "rootCause");
        assertThat(scene.raj().get(id).head()).isEqualTo(before.head());

        Available<IncidentState, IncidentAction> can = resolving(scene, id);
        assertThat(can.possible()).isFalse();
        assertThat(can.missing()).containsExactly("rootCause");
        assertThat(can.barred()).contains("needs values of the fields [rootCause]");
        scene.raj().set(id, caused("disk"));
        assertThat(resolving(scene, id).missing()).isEmpty();
        assertThat(resolving(scene, id).possible()).isTrue();
        assertThat(scene.raj().resolve(id, fixed).state()).isEqualTo(IncidentState.RESOLVED);
    }

    private static Available<IncidentState, IncidentAction> resolving(IncidentScene scene, TicketId id) {
        return scene.raj().actions(id).stream()
                .filter(one -> one.action() == IncidentAction.RESOLVE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatFollowsInACascadeNeedsItsValuesToo() {
        IncidentScene scene = with(CAUSE);
        TicketId parent = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        TicketId child = scene.anIncidentIn(IncidentState.IN_PROGRESS);
        scene.raj().relate(child, RelationType.CHILD_OF, parent);
        scene.raj().set(parent, caused("disk"));
        assertThatThrownBy(() -> scene.raj().resolve(parent, Resolution.fixed("x")))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refusal -> assertThat(refusal.subject())
                                .isEqualTo(scene.raj().get(child).number().value()));
        assertThat(scene.raj().get(parent).state()).isEqualTo(IncidentState.IN_PROGRESS);
        scene.raj().set(child, caused("the same"));
        scene.raj().resolve(parent, Resolution.fixed("x"));
        assertThat(scene.raj().get(child).state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void evenLoggingMayNeedAValueAndAFollowUpBringsItAlong() {
        IncidentScene scene = with(SITE, LEGAL);
        refusedFor(() -> scene.mia().log(LogIncident.titled("x").build()), "site");
        TicketId id = scene.mia()
                .log(LogIncident.titled("x").custom(SITE, "Paris").build())
                .id();
        scene.bot().resolve(id, Resolution.fixed("x"));
        scene.mia().close(id);
        TicketId next = scene.mia().followUp(id, "it is back").id();
        assertThat(scene.raj().get(next).custom()).isEqualTo(CustomValues.of(SITE, "Paris"));
    }

    @Test
    void aTimerWaitsForTheValuesThatClosingNeeds() {
        IncidentScene scene = with(COST);
        TicketId id = scene.anIncidentIn(IncidentState.RESOLVED);
        refusedFor(() -> scene.mia().close(id), "cost");
        assertThat(scene.mia().actions(id)).doesNotContain(IncidentAction.CLOSE);
        clock.tick(Duration.ofDays(6));
        whatIsDueHappens(scene);
        assertThat(scene.raj().get(id).state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(scene.history(id)).endsWith("resolve");
        scene.raj().set(id, CustomValues.of(COST, new BigDecimal("3.5")));
        whatIsDueHappens(scene);
        assertThat(scene.ada().get(id).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(scene.history(id)).endsWith("set", "close");
        assertThat(scene.last(id).system()).isTrue();
    }

    @Test
    void aValueThatWasThereBeforeCountsOnlyIfTheFieldStillReadsIt() {
        TicketId id = with(CustomField.text("cost", 20))
                .mia()
                .log(LogIncident.titled("x")
                        .custom(CustomField.text("cost", 20), "much")
                        .build())
                .id();
        IncidentScene scene = with(COST);
        scene.bot().resolve(id, Resolution.fixed("x"));
        assertThat(scene.raj().get(id).custom().get(COST)).isEmpty();
        refusedFor(() -> scene.mia().close(id), "cost");
        scene.raj().set(id, CustomValues.of(COST, BigDecimal.TEN));
        assertThat(scene.last(id).changes()).containsExactly(new FieldChange("cost", "much", "10"));
        scene.mia().close(id);
    }

    @Test
    void theSameRequestSetsOnce() {
        IncidentScene scene = with(CAUSE);
        TicketId id = scene.anIncident();
        for (int i = 0; i < 2; i++) {
            scene.as(Cast.ANA).request("r-" + tenant.name()).incidents().set(id, caused("disk"));
        }
        assertThat(scene.history(id)).containsExactly("log", "set");
        assertThatThrownBy(() -> scene.as(Cast.ANA)
                        .request("r-" + tenant.name())
                        .incidents()
                        .set(id, caused("fan")))
                .isInstanceOf(RequestConflictException.class);
    }

    @Test
    void findsByValueInPagesAndWithOtherConditions() {
        IncidentScene scene = with(CAUSE, LEGAL);
        Set<TicketId> mine = new java.util.LinkedHashSet<>();
        for (int i = 0; i < 9; i++) {
            TicketId id = scene.mia()
                    .log(LogIncident.titled("x")
                            .custom(CAUSE, i % 3 == 0 ? "fan" : "disk")
                            .custom(LEGAL, i % 2 == 0)
                            .build())
                    .id();
            if (i % 3 != 0 && i % 2 == 0) {
                mine.add(id);
            }
        }
        Search<IncidentField> search = Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING)
                .whereCustom(CAUSE, "disk")
                .whereCustom(LEGAL, true)
                .limit(2);
        List<TicketId> found = new ArrayList<>();
        Page<Incident, Cursor> page = scene.raj().search(search);
        page.items().forEach(one -> found.add(one.id()));
        page = scene.raj().search(search.after(page.next().orElseThrow().toString()));
        page.items().forEach(one -> found.add(one.id()));
        assertThat(found).containsExactlyInAnyOrderElementsOf(mine);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void refusesSearchesThatNoStoreCouldAnswer() {
        Search<IncidentField> all = Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING);
        for (String text : List.of("x".repeat(Limits.CUSTOM_SEARCHABLE + 1), "a\u0000b", "\ud83d", " ")) {
            assertThatThrownBy(() -> all.whereCustom(CAUSE, text)).isInstanceOf(InvalidInputException.class);
        }
        Search<IncidentField> full = all;
        for (int i = 0; i < Limits.CONDITIONS; i++) {
            full = full.whereCustom(LEGAL, true);
        }
        Search<IncidentField> most = full;
        assertThatThrownBy(() -> most.whereCustom(LEGAL, true)).isInstanceOf(InvalidInputException.class);
    }
}
