package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.itsm4j.approval.Absence;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Choice;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.Invitee;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.approval.Roster;
import org.itsm4j.approval.Vote;
import org.itsm4j.approval.Voter;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ApprovalRecord;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.VoteRecord;
import org.junit.jupiter.api.Test;

/** The contract of {@link ApprovalStore}: rounds, votes, delegations and absences. */
abstract class StoreContractApprovals extends StoreContractSweeps {
    private ApprovalStore approvals() {
        return kept().approvals();
    }

    private static Ballot ballot(String person) {
        ApprovalPolicy policy = ApprovalPolicy.named("cab")
                .stage(ApprovalStage.named(
                        "board", Panel.of(Quorum.any()).group("cab").person(person)))
                .build();
        return Ballot.open(
                policy, Roster.empty().with(Invitee.group("cab"), "ana", person), hash("plan"), Set.of("mia"), NOON);
    }

    private static ApprovalRecord round(long ticket, int round) {
        return ApprovalRecord.open(ref(ticket), round, ballot("ben"));
    }

    private static ApprovalRecord closed(ApprovalRecord round, Instant at) {
        return new ApprovalRecord(
                round.ticket(),
                round.round(),
                round.policy(),
                round.ballot(),
                round.content(),
                round.openedAt(),
                ApprovalOutcome.REJECTED,
                Optional.of("board"),
                Optional.of(at));
    }

    private void open(Tenant tenant, ApprovalRecord... rounds) {
        run(() -> List.of(rounds).forEach(round -> approvals().open(tenant, round)));
    }

    private List<ApprovalRecord> rounds(Tenant tenant, long ticket) {
        return inTransaction(() -> approvals().rounds(tenant, ref(ticket), 100));
    }

    private static VoteRecord vote(long ticket, int round, int sequence, String text) {
        Instant at = MOMENTS.get(sequence % MOMENTS.size());
        Vote vote = Vote.by(
                new Voter("account " + text, "person " + text), "board", Choice.values()[sequence % 3], hash(text), at);
        return new VoteRecord(
                ref(ticket),
                round,
                sequence,
                sequence % 2 == 0
                        ? vote
                        : vote.on(new Voter("principal " + text, "other " + text))
                                .as("role " + text)
                                .comment(text));
    }

    private void cast(Tenant tenant, VoteRecord... votes) {
        run(() -> List.of(votes).forEach(vote -> approvals().cast(tenant, vote)));
    }

    private List<VoteRecord> votes(Tenant tenant, long ticket, int round) {
        return inTransaction(() -> approvals().votes(tenant, ref(ticket), round));
    }

    @Test
    void givesRoundsOfApprovalBackAsTheyWere() {
        List<ApprovalRecord> rounds = new ArrayList<>();
        for (int i = 0; i < NASTY.size(); i++) {
            ApprovalRecord round = ApprovalRecord.open(ref(1), i + 1, ballot("person " + NASTY.get(i)));
            rounds.add(i % 2 == 0 ? round : closed(round, MOMENTS.get(i % MOMENTS.size())));
        }
        open(ACME, rounds.toArray(new ApprovalRecord[0]));
        Collections.reverse(rounds);
        assertThat(rounds(ACME, 1)).containsExactlyElementsOf(rounds);
        assertThat(rounds(ACME, 1).get(0).read()).isEqualTo(ballot("person " + NASTY.get(NASTY.size() - 1)));
        assertThat(inTransaction(() -> approvals().latest(ACME, ref(1)))).contains(rounds.get(0));
        assertThat(inTransaction(() -> approvals().rounds(ACME, ref(1), 2))).hasSize(2);
    }

    @Test
    void keepsALongBallot() {
        ApprovalRecord round = round(1, 1);
        ApprovalRecord big = new ApprovalRecord(
                round.ticket(),
                1,
                round.policy(),
                "line \u4f60\n".repeat(140_000),
                round.content(),
                round.openedAt(),
                round.outcome(),
                round.stage(),
                round.closedAt());
        open(ACME, big);
        assertThat(rounds(ACME, 1)).containsExactly(big);
    }

    @Test
    void refusesARoundThatIsThere() {
        open(ACME, round(1, 1));
        assertThatThrownBy(() -> open(ACME, round(1, 1).on(hash("other")))).isInstanceOf(DuplicateKeyException.class);
        open(ACME, round(1, 2), round(2, 1));
        open(OTHER, round(1, 1));
        assertThat(rounds(ACME, 1)).containsExactly(round(1, 2), round(1, 1));
        assertThat(rounds(OTHER, 2)).isEmpty();
    }

    @Test
    void closesARoundIfItIsAsItWasRead() {
        ApprovalRecord before = round(1, 1);
        ApprovalRecord after = closed(before.on(hash("edit")), NOON.plusSeconds(9));
        open(ACME, before);
        open(OTHER, before);
        run(() -> approvals().replace(ACME, approvals().latest(ACME, ref(1)).orElseThrow(), after));
        assertThatThrownBy(() -> run(() -> approvals().replace(ACME, before, before.on(hash("late")))))
                .isInstanceOf(StaleTicketException.class);
        assertThatThrownBy(() -> run(() -> approvals().replace(ACME, round(9, 1), after)))
                .isInstanceOf(StaleTicketException.class);
        assertThat(rounds(ACME, 1)).containsExactly(after);
        assertThat(rounds(OTHER, 1)).containsExactly(before);
    }

    @Test
    void givesVotesBackAsTheyWereAndInTheirSequence() {
        List<VoteRecord> votes = new ArrayList<>();
        for (int i = 0; i < NASTY.size(); i++) {
            votes.add(vote(1, 1, i + 1, NASTY.get(i)));
        }
        List<VoteRecord> mixed = new ArrayList<>(votes);
        Collections.reverse(mixed);
        cast(ACME, mixed.toArray(new VoteRecord[0]));
        cast(ACME, vote(1, 2, 1, "next round"), vote(2, 1, 1, "next ticket"));
        assertThat(votes(ACME, 1, 1)).containsExactlyElementsOf(votes);
        assertThat(votes(ACME, 1, 2)).hasSize(1);
        assertThat(votes(OTHER, 1, 1)).isEmpty();
    }

    @Test
    void keepsTheLongestNamesAndComments() {
        String name = "\u4f60".repeat(200);
        Vote vote = Vote.by(new Voter(name, name), "s".repeat(100), Choice.ABSTAIN, hash("plan"), NOON)
                .as(name)
                .comment("\ud83d\udca5".repeat(1_000));
        VoteRecord longest = new VoteRecord(ref(1), Integer.MAX_VALUE, 1_000, vote);
        cast(ACME, longest);
        assertThat(votes(ACME, 1, Integer.MAX_VALUE)).containsExactly(longest);
        Delegation delegation = new Delegation(name, "\u4eec".repeat(200), NOON, NOON.plusSeconds(1));
        Absence absence = new Absence(name, NOON, NOON.plusSeconds(1));
        run(() -> {
            approvals().add(ACME, delegation);
            approvals().add(ACME, absence);
        });
        assertThat(delegations(NOON, NOON, name)).containsExactly(delegation);
        assertThat(absences(NOON, NOON, name)).containsExactly(absence);
    }

    @Test
    void refusesASequenceOfVotesThatIsTaken() {
        cast(ACME, vote(1, 1, 1, "first"));
        assertThatThrownBy(() -> cast(ACME, vote(1, 1, 1, "second"))).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> cast(ACME, vote(1, 1, 2, "third"), vote(1, 1, 1, "fourth")))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(votes(ACME, 1, 1)).containsExactly(vote(1, 1, 1, "first"));
        cast(OTHER, vote(1, 1, 1, "theirs"));
    }

    @Test
    void oneOfTwoVotesOfTheSameSequenceIsTaken() throws Exception {
        AtomicInteger number = new AtomicInteger();
        List<Boolean> taken = together(4, () -> {
            try {
                cast(ACME, vote(1, 1, 1, "vote " + number.incrementAndGet()));
                return true;
            } catch (DuplicateKeyException e) {
                return false;
            }
        });
        assertThat(taken).containsExactlyInAnyOrder(true, false, false, false);
        assertThat(votes(ACME, 1, 1)).hasSize(1);
    }

    private List<Delegation> delegations(Instant since, Instant until, String... from) {
        return inTransaction(() -> approvals().delegations(ACME, List.of(from), since, until, 100));
    }

    private List<Absence> absences(Instant since, Instant until, String... persons) {
        return inTransaction(() -> approvals().absences(ACME, List.of(persons), since, until, 100));
    }

    private static Delegation delegation(String from, String to, long start, long end) {
        return new Delegation(from, to, NOON.plusSeconds(start), NOON.plusSeconds(end));
    }

    @Test
    void findsDelegationsByPersonAndPeriod() {
        Delegation early = delegation("ana", "ben", -10, 0);
        Delegation now = delegation("ana", "ben", 0, 10);
        Delegation second = delegation("ana", "cem", 0, 20);
        Delegation later = delegation("ana", "ben", 10, 20);
        Delegation never = delegation("ana", "dan", 5, 5);
        Delegation capital = delegation("Ana", "ben", 0, 10);
        run(() -> {
            for (Delegation each : List.of(later, never, second, now, capital, early)) {
                approvals().add(ACME, each);
            }
            approvals().add(OTHER, now);
        });
        assertThat(delegations(NOON, NOON, "ana", "ana")).containsExactly(now, second);
        assertThat(delegations(NOON, NOON.plusSeconds(9), "Ana", "ana", "eva")).containsExactly(capital, now, second);
        assertThat(delegations(NOON.minusNanos(1_000), NOON.plusSeconds(10), "ana"))
                .containsExactly(early, now, second, later);
        assertThat(delegations(NOON.plusSeconds(10), NOON.plusSeconds(10), "ana"))
                .containsExactly(second, later);
        assertThat(delegations(NOON, NOON)).isEmpty();
        assertThat(inTransaction(() -> approvals().delegations(ACME, Set.of("ana"), NOON, NOON, 1)))
                .containsExactly(now);
        assertThat(inTransaction(() -> approvals().delegationsTo(ACME, "ben", NOON, NOON, 10)))
                .containsExactly(capital, now);
        assertThat(inTransaction(() -> approvals().delegationsTo(OTHER, "ben", NOON, NOON, 10)))
                .containsExactly(now);
        assertThat(inTransaction(() -> approvals().delegationsTo(ACME, "ana", NOON, NOON, 10)))
                .isEmpty();
    }

    @Test
    void endsADelegationIfItIsAsItWasRead() {
        Delegation delegation = delegation("ana", "ben", 0, 10);
        run(() -> approvals().add(ACME, delegation));
        assertThatThrownBy(() -> run(() -> approvals().add(ACME, delegation("ana", "ben", 0, 99))))
                .isInstanceOf(DuplicateKeyException.class);
        run(() -> approvals().end(ACME, delegation, NOON.plusSeconds(5)));
        assertThatThrownBy(() -> run(() -> approvals().end(ACME, delegation, NOON.plusSeconds(6))))
                .isInstanceOf(StaleTicketException.class);
        assertThatThrownBy(() -> run(() -> approvals().end(OTHER, delegation, NOON.plusSeconds(6))))
                .isInstanceOf(StaleTicketException.class);
        assertThat(delegations(NOON, NOON, "ana")).containsExactly(delegation("ana", "ben", 0, 5));
        assertThat(delegations(NOON.plusSeconds(5), NOON.plusSeconds(9), "ana")).isEmpty();
    }

    @Test
    void findsAndEndsAbsences() {
        Absence first = new Absence("ana", NOON, NOON.plusSeconds(10));
        Absence second = new Absence("ana", NOON.plusSeconds(10), NOON.plusSeconds(20));
        Absence other = new Absence("ben", NOON, NOON.plusSeconds(20));
        run(() -> {
            for (Absence each : List.of(other, second, first)) {
                approvals().add(ACME, each);
            }
        });
        assertThat(absences(NOON, NOON, "ben", "ana")).containsExactly(first, other);
        assertThat(absences(NOON, NOON.plusSeconds(10), "ana")).containsExactly(first, second);
        assertThat(absences(NOON.plusSeconds(20), NOON.plusSeconds(30), "ana", "ben"))
                .isEmpty();
        assertThatThrownBy(() -> run(() -> approvals().add(ACME, first.until(NOON))))
                .isInstanceOf(DuplicateKeyException.class);
        run(() -> approvals().end(ACME, first, NOON));
        assertThatThrownBy(() -> run(() -> approvals().end(ACME, first, NOON)))
                .isInstanceOf(StaleTicketException.class);
        assertThat(absences(NOON, NOON, "ana")).isEmpty();
        assertThat(inTransaction(() -> approvals().absences(OTHER, List.of("ben"), NOON, NOON, 10)))
                .isEmpty();
    }

    @Test
    void takesBackApprovalsThatWereRolledBack() {
        open(ACME, round(1, 1));
        Delegation delegation = delegation("ana", "ben", 0, 10);
        run(() -> approvals().add(ACME, delegation));
        assertThatThrownBy(() -> run(() -> {
                    approvals().replace(ACME, round(1, 1), closed(round(1, 1), NOON));
                    approvals().open(ACME, round(1, 2));
                    approvals().cast(ACME, vote(1, 1, 1, "first"));
                    approvals().end(ACME, delegation, NOON);
                    approvals().add(ACME, new Absence("ana", NOON, NOON.plusSeconds(1)));
                    assertThat(approvals().votes(ACME, ref(1), 1)).hasSize(1);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(rounds(ACME, 1)).containsExactly(round(1, 1));
        assertThat(votes(ACME, 1, 1)).isEmpty();
        assertThat(delegations(NOON, NOON, "ana")).containsExactly(delegation);
        assertThat(absences(NOON, NOON, "ana")).isEmpty();
    }

    @Test
    void givesApprovalsInATransactionOnly() {
        assertThatThrownBy(() -> approvals().rounds(ACME, ref(1), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> approvals().votes(ACME, ref(1), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> approvals().cast(ACME, vote(1, 1, 1, "x"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> approvals().delegationsTo(ACME, "ana", NOON, NOON, 1))
                .isInstanceOf(IllegalStateException.class);
    }
}
