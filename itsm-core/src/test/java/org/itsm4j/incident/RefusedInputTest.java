package org.itsm4j.incident;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.Itsm;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Directory;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.PriorityMatrix;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Test;

/** A refusal says what was given, if that is short and no text of a ticket; and which command it was. */
class RefusedInputTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final CustomField<BigDecimal> COST =
            CustomField.number("cost", BigDecimal.ZERO, new BigDecimal(1_000_000));
    private static final CustomField<String> COLOUR = CustomField.choice("colour", "red", "green");

    private final Itsm itsm = Itsm.builder()
            .clock(Clock.fixed(NOON, ZoneOffset.UTC))
            .field(TicketKind.INCIDENT, COST)
            .directory(new Directory() {
                @Override
                public boolean hasGroup(Tenant tenant, String group) {
                    return group.equals("payments");
                }

                @Override
                public boolean hasPerson(Tenant tenant, String person) {
                    return true;
                }
            })
            .build();
    private final Incidents desk = itsm.as(Actor.administrator("ada")).incidents();

    private TicketId logged() {
        return desk.log(LogIncident.titled("x").requester("mia").build()).id();
    }

    private static void refused(ThrowingCallable wrong, String message) {
        assertThatThrownBy(wrong).isInstanceOf(InvalidInputException.class).hasMessage(message);
    }

    private static void misconfigured(ThrowingCallable wrong, String end) {
        assertThatThrownBy(wrong).isInstanceOf(ConfigurationException.class).hasMessageEndingWith(end);
    }

    @Test
    void numbersAndChoicesThatAreShort() {
        refused(
                () -> CustomValues.of(COST, new BigDecimal("-1.50")),
                "CustomValues is refused: cost: a number from 0 to 1000000 of up to 38 digits, 18 of them behind the"
                        + " point, got -1.50");
        refused(
                () -> CustomValues.of(COLOUR, "blue"),
                "CustomValues is refused: colour: one of [red, green], got blue");
    }

    @Test
    void ofTheOthersOnlyTheirLength() {
        refused(
                () -> CustomValues.of(COLOUR, "b".repeat(41)),
                "CustomValues is refused: colour: one of [red, green], got 41 characters");
        refused(
                () -> CustomValues.of(COLOUR, "blue\n2026-03-02 ERROR forged"),
                "CustomValues is refused: colour: one of [red, green], got 28 characters");
        assertThatThrownBy(() -> CustomValues.of(COST, new BigDecimal("1e100")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith(", got 1E+100");
    }

    @Test
    void whatAHostHasConfigured() {
        misconfigured(
                () -> PriorityMatrix.version(0)
                        .row(Impact.HIGH, Map.of(Urgency.HIGH, Priority.P1))
                        .build(),
                "version from 1, got 0");
        misconfigured(() -> PriorityMatrix.version(2).build(), "at least one row, got none");
        misconfigured(
                () -> CustomField.number("cost", BigDecimal.TEN, BigDecimal.ONE),
                "the most not below the least, got 10 and 1");
        misconfigured(() -> CustomField.flag("Cost"), "letters and digits, got Cost");
        misconfigured(() -> CustomField.choice("colour", "red", "red"), "none of them blank, got [red, red]");
        misconfigured(() -> IncidentSettings.standard().holdReason("lunch"), "with a letter, got lunch");
        misconfigured(() -> Itsm.builder().step("order-part", step -> {}), "underscores, got order-part");
        misconfigured(() -> Itsm.builder().step("x".repeat(101), step -> {}), "underscores, got 101 characters");
        refused(() -> new Tenant("a b"), "Tenant is refused: name: 1 to 64 of letters, digits, '.', '_', '-', got a b");
    }

    @Test
    void holdReasonAndFollowUp() {
        TicketId id = logged();
        refused(
                () -> desk.hold(id, Hold.because(HoldReason.of("LUNCH"), "x")),
                "hold is refused: reason: one of [CALLER, CHANGE, OTHER, PROBLEM, VENDOR], got LUNCH");
        refused(
                () -> desk.hold(id, Hold.because(HoldReason.CHANGE, "x")),
                "hold is refused: waitsFor: is required for CHANGE");
        assertThatThrownBy(() -> desk.hold(
                        id, Hold.because(HoldReason.VENDOR, "x").until(Instant.parse("2026-03-01T12:00:00Z"))))
                .isInstanceOf(RuleViolationException.class)
                .hasMessage("INC-000001: followUpAt must be after 2026-03-02T12:00:00Z, got 2026-03-01T12:00:00Z");
        assertThatThrownBy(() ->
                        desk.hold(id, Hold.because(HoldReason.VENDOR, "x").until(NOON.plus(Duration.ofDays(4_000)))))
                .isInstanceOf(RuleViolationException.class)
                .hasMessage("INC-000001: cannot wait longer than 3650 days, got 4000");
    }

    @Test
    void theSubjectIsTheCommand() {
        TicketId id = logged();
        refused(() -> desk.set(id, CustomValues.none()), "set is refused: changes: must change something");
        refused(
                () -> desk.set(id, CustomValues.of(COLOUR, "red")),
                "set is refused: colour: is not declared; the fields: [cost]");
        refused(
                () -> desk.log(LogIncident.titled("x")
                        .requester("mia")
                        .custom(COLOUR, "red")
                        .build()),
                "log is refused: colour: is not declared; the fields: [cost]");
        refused(() -> desk.assign(id, Assignment.to("zoo")), "assign is refused: group: is not in the directory");
    }
}
