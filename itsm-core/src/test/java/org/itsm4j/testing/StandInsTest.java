package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.approval.Absence;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.StandIns;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.ChangeState;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People say themselves who votes for them, and it counts in open votes. */
class StandInsTest {
    private final ChangeScene scene = new ChangeScene();
    private final Instant today = scene.now();
    private final Instant nextWeek = today.plus(Duration.ofDays(7));

    @AfterEach
    void close() {
        scene.close();
    }

    private StandIns standIns(String person) {
        return scene.desk(Actor.agent(person).inGroup("office")).standIns();
    }

    private static void assertRule(String rule, ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        RuleViolationException.class, e -> assertThat(e.rule()).isEqualTo(rule));
    }

    @Test
    void aDelegateVotesAndWhatIsVotedStaysWhenTheDelegationEnds() {
        TicketId id = scene.voting();
        Delegation delegation = standIns("ann").delegate("dan", today, nextWeek);
        assertThat(standIns("dan").received()).containsExactly(delegation);
        scene.as("dan").vote(id, CastVote.approve().onBehalfOf("ann"));
        scene.clock.tick(Duration.ofMinutes(1));
        standIns("ann").end(delegation);
        assertThat(standIns("ann").given()).isEmpty();
        assertRule(
                "delegationNotValid",
                () -> scene.as("dan").vote(id, CastVote.reject().onBehalfOf("ann")));
        assertThat(scene.as("bob").vote(id, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
    }

    @Test
    void aDelegationThatHasNotBegunOrIsPassedOnTooOftenIsNamed() {
        TicketId id = scene.voting();
        standIns("ann").delegate("dan", today.plus(Duration.ofDays(2)), nextWeek);
        assertRule(
                "delegationNotValid",
                () -> scene.as("dan").vote(id, CastVote.approve().onBehalfOf("ann")));
        standIns("bob").delegate("eve", today, nextWeek);
        standIns("eve").delegate("fay", today, nextWeek);
        standIns("fay").delegate("gus", today, nextWeek);
        assertRule(
                "delegationTooDeep",
                () -> scene.as("gus").vote(id, CastVote.approve().onBehalfOf("bob")));
    }

    @Test
    void whatIsFinerThanMicrosecondsIsCutOff() {
        Delegation delegation = standIns("ann").delegate("dan", today.plusNanos(1_789), nextWeek.plusNanos(999));
        assertThat(delegation).isEqualTo(new Delegation("ann", "dan", today.plusNanos(1_000), nextWeek));
        standIns("ann").end(delegation);
        Absence absence = standIns("ann").away(today.plusNanos(1_789), nextWeek.plusNanos(999));
        assertThat(absence).isEqualTo(new Absence("ann", today.plusNanos(1_000), nextWeek));
        standIns("ann").back(absence);
    }

    @Test
    void aLoopIsRefusedWhenItIsWritten() {
        standIns("ann").delegate("bob", today, nextWeek);
        standIns("bob").delegate("cy", today, nextWeek);
        assertRule("delegationLoop", () -> standIns("cy").delegate("ann", today, nextWeek));
        assertThat(standIns("cy").given()).isEmpty();
        assertThat(standIns("cy")
                        .delegate("ann", nextWeek, nextWeek.plusSeconds(1))
                        .startsAt())
                .as("when the others are over")
                .isEqualTo(nextWeek);
    }

    @Test
    void whatHasPassedDoesNotCount() {
        Delegation delegation = standIns("ann").delegate("dan", today.minus(Duration.ofDays(30)), nextWeek);
        assertThat(delegation.startsAt()).isEqualTo(today);
        assertThatThrownBy(() -> standIns("ann").away(today.minusSeconds(9), today))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> standIns("ann").delegate("ann", today, nextWeek))
                .isInstanceOf(InvalidInputException.class);
        assertRule("there", () -> standIns("ann").delegate("dan", today, nextWeek.plusSeconds(1)));
        assertRule("given", () -> standIns("ann").end(new Delegation("ann", "eve", today, nextWeek)));
        assertRule("given", () -> standIns("ann").back(new Absence("ann", today, nextWeek)));
    }

    @Test
    void oneIsAwayAndComesBack() {
        Absence absence = standIns("ann").away(today, nextWeek);
        assertThat(standIns("ann").absences()).containsExactly(absence);
        scene.clock.tick(Duration.ofDays(1));
        assertThat(standIns("ann").back(absence).endsAt()).isEqualTo(scene.now());
        assertThat(standIns("ann").absences()).isEmpty();
    }

    @Test
    void onlyChangeManagersDoItForOthers() {
        assertThatThrownBy(() -> standIns("dan").of("ann")).isInstanceOf(AccessDeniedException.class);
        assertThat(standIns("ann").of("ann").given()).isEmpty();
        StandIns anns = scene.desk(Actor.changeManager("cho")).standIns().of("ann");
        Delegation delegation = anns.delegate("dan", today, nextWeek);
        assertThat(delegation.from()).isEqualTo("ann");
        assertThatThrownBy(() -> scene.desk(Actor.requester("rob")).standIns().given())
                .isInstanceOf(AccessDeniedException.class);
        assertThat(scene.itsm
                        .as(Actor.agent("dan").inGroup("office"))
                        .standIns()
                        .received())
                .as("of another tenant")
                .isEmpty();
    }

    @Test
    void aHundredAreEnough() {
        for (int i = 0; i < 100; i++) {
            standIns("ann").away(today.plusSeconds(i), nextWeek);
        }
        assertThatThrownBy(() -> standIns("ann").away(today.plusSeconds(100), nextWeek))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatWasEndedBeforeItBeganCanBeSaidAgain() {
        Instant friday = today.plus(Duration.ofDays(4));
        standIns("ann").end(standIns("ann").delegate("dan", friday, nextWeek));
        Delegation shorter = standIns("ann").delegate("dan", friday, friday.plusSeconds(9));
        assertThat(standIns("ann").given()).containsExactly(shorter);
        standIns("ann").back(standIns("ann").away(friday, nextWeek));
        Absence shorterToo = standIns("ann").away(friday, friday.plusSeconds(9));
        assertThat(standIns("ann").absences()).containsExactly(shorterToo);
        assertRule("there", () -> standIns("ann").away(friday, nextWeek));
    }
}
