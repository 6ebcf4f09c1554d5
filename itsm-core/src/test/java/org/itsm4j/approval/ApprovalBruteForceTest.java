package org.itsm4j.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.itsm4j.error.InvalidInputException;
import org.junit.jupiter.api.Test;

/**
 * Random approvals against {@link ApprovalOracle}, and what must hold of any. {@code -Ditsm4j.approval.cases} says how many,
 * {@code -Ditsm4j.approval.seed} which.
 */
class ApprovalBruteForceTest {
    private static final int CASES = Integer.getInteger("itsm4j.approval.cases", 1_000);
    private static final long SEED = Long.getLong("itsm4j.approval.seed", System.nanoTime());

    private interface Case {
        void check(RandomApproval make, Random random);
    }

    private static void each(int salt, int cases, Case check) {
        for (int i = 0; i < cases; i++) {
            long seed = SEED + 31L * i + salt;
            Random random = new Random(seed);
            try {
                check.check(new RandomApproval(random), random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("case " + i + " of -Ditsm4j.approval.seed=" + SEED + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void decidesAsTheDefinitionSays() {
        Map<ApprovalOutcome, Integer> seen = new EnumMap<>(ApprovalOutcome.class);
        int[] refused = new int[1];
        each(0, CASES, (make, random) -> {
            Ballot ballot = make.ballot(make.policy());
            Presence presence = make.presence();
            if (!new ApprovalOracle(ballot, presence).isOpenable()) {
                refused[0]++;
                assertThatThrownBy(() -> open(ballot)).isInstanceOf(InvalidInputException.class);
                return;
            }
            assertThat(open(ballot)).isEqualTo(ballot);
            assertThat(Ballot.kept(ballot.toJson())).isEqualTo(ballot);
            List<Vote> votes = make.votes(ballot, presence);
            Instant now = ballot.openedAt().plusSeconds(60L * random.nextInt(60));
            Decision decision = ballot.decide(votes, presence, now);
            ApprovalOracle.Verdict verdict = new ApprovalOracle(ballot, presence).decide(votes, now);
            assertThat(decision.outcome().name()).as(decision::explain).isEqualTo(verdict.outcome());
            assertThat(decision.stage().orElse("")).as(decision::explain).isEqualTo(verdict.stage());
            assertThat(decision.decidedAt().orElse(Instant.MIN))
                    .as(decision::explain)
                    .isEqualTo(verdict.at());
            assertThat(decision.votes())
                    .as(decision::explain)
                    .extracting(vote -> vote.standing() != JudgedVote.Standing.VOID)
                    .isEqualTo(verdict.counted());
            seen.merge(decision.outcome(), 1, Integer::sum);
        });
        for (ApprovalOutcome outcome : ApprovalOutcome.values()) {
            assertThat(seen.getOrDefault(outcome, 0))
                    .as(() -> seen + " of seed " + SEED)
                    .isGreaterThan(CASES / 50);
        }
        assertThat(refused[0]).isBetween(1, CASES / 2);
    }

    private static Ballot open(Ballot ballot) {
        return Ballot.open(ballot.policy(), ballot.roster(), ballot.content(), ballot.conflicted(), ballot.openedAt());
    }

    @Test
    void votesThatAreRefusedChangeNothing() {
        each(1, CASES / 3, (make, random) -> {
            Ballot ballot = make.ballot(make.policy());
            Presence presence = make.presence();
            List<Vote> votes = make.votes(ballot, presence);
            Instant now = ballot.openedAt().plusSeconds(3_600);
            Decision before = ballot.decide(votes, presence, now);
            List<Vote> counted = before.votes().stream()
                    .filter(vote -> vote.standing() != JudgedVote.Standing.VOID)
                    .map(JudgedVote::vote)
                    .toList();
            Decision without = ballot.decide(counted, presence, now);
            assertThat(without.outcome()).isEqualTo(before.outcome());
            assertThat(without.votes())
                    .isEqualTo(before.votes().stream()
                            .filter(vote -> vote.standing() != JudgedVote.Standing.VOID)
                            .toList());
            for (int i = 0; i < votes.size(); i++) {
                Optional<Refusal> refusal = ballot.refusal(votes.subList(0, i), presence, votes.get(i));
                assertThat(refusal).isEqualTo(before.votes().get(i).refusal());
            }
        });
    }

    @Test
    void aDecisionStands() {
        each(2, CASES / 3, (make, random) -> {
            Ballot ballot = make.ballot(make.policy());
            Presence presence = make.presence();
            List<Vote> votes = new ArrayList<>(make.votes(ballot, presence));
            Instant now = ballot.openedAt().plusSeconds(60L * random.nextInt(60));
            Decision before = ballot.decide(votes, presence, now);
            if (before.outcome() == ApprovalOutcome.PENDING) {
                return;
            }
            Instant later = now.plusSeconds(4_000);
            for (Vote each : make.votes(ballot, presence)) {
                votes.add(new Vote(
                        each.stage(),
                        each.principal(),
                        each.actor(),
                        each.role(),
                        each.choice(),
                        each.content(),
                        later,
                        ""));
            }
            Decision after = ballot.decide(votes, presence, later);
            assertThat(after.outcome()).isEqualTo(before.outcome());
            assertThat(after.stage()).isEqualTo(before.stage());
            assertThat(after.decidedAt()).isEqualTo(before.decidedAt());
        });
    }

    /** One stage without a time; each voter votes once, for themselves, at the same moment. */
    private static List<Vote> plainVotes(Ballot ballot, Random random) {
        List<Vote> votes = new ArrayList<>();
        IntStream.range(0, 6)
                .filter(i -> random.nextInt(4) > 0)
                .forEach(i -> votes.add(Vote.by(
                        Voter.of("p" + i),
                        "s0",
                        Choice.values()[random.nextInt(3)],
                        ballot.content(),
                        ballot.openedAt())));
        return votes;
    }

    private static Ballot plain(RandomApproval make, boolean vetoes) {
        ApprovalPolicy.Builder builder =
                ApprovalPolicy.named("plain").stage(ApprovalStage.named("s0", make.panel(vetoes)));
        return make.ballot(make.options(builder).unchecked());
    }

    @Test
    void theOrderOfVotesDoesNotMatterWithoutVetoes() {
        each(3, CASES / 3, (make, random) -> {
            Ballot ballot = plain(make, false);
            // who is excused and votes all the same makes one voter more, so there the first to decide decides
            Presence presence = Presence.EVERYBODY;
            List<Vote> votes = plainVotes(ballot, random);
            Decision before = ballot.decide(votes, presence, ballot.openedAt());
            List<Vote> shuffled = new ArrayList<>(votes);
            Collections.shuffle(shuffled, random);
            Decision after = ballot.decide(shuffled, presence, ballot.openedAt());
            assertThat(after.outcome()).as(before::explain).isEqualTo(before.outcome());
        });
    }

    @Test
    void aVetoRejectsInAnyOrderUnlessAllWasDecidedBefore() {
        each(4, CASES / 3, (make, random) -> {
            Ballot ballot = plain(make, true);
            Presence presence = make.presence();
            List<Vote> votes = plainVotes(ballot, random);
            for (int i = 0; i < votes.size(); i++) {
                Decision before = ballot.decide(votes.subList(0, i), presence, ballot.openedAt());
                Decision then = ballot.decide(votes.subList(0, i + 1), presence, ballot.openedAt());
                boolean veto = then.stages().get(0).cause().equals(Optional.of(StageReport.Cause.VETO));
                if (veto && before.outcome() == ApprovalOutcome.PENDING) {
                    assertThat(then.outcome()).isEqualTo(ApprovalOutcome.REJECTED);
                    List<Vote> first = new ArrayList<>(votes);
                    first.add(0, first.remove(i));
                    assertThat(ballot.decide(first, presence, ballot.openedAt()).outcome())
                            .isEqualTo(ApprovalOutcome.REJECTED);
                }
            }
        });
    }

    @Test
    void anApprovalMoreNeverTurnsItIntoLess() {
        List<ApprovalOutcome> order =
                List.of(ApprovalOutcome.REJECTED, ApprovalOutcome.PENDING, ApprovalOutcome.APPROVED);
        each(5, CASES / 3, (make, random) -> {
            Ballot ballot = plain(make, true);
            Presence presence = make.presence();
            List<Vote> votes = plainVotes(ballot, random);
            Decision before = ballot.decide(votes, presence, ballot.openedAt());
            for (int i = 0; i < 6; i++) {
                String person = "p" + i;
                Vote yes = Vote.by(Voter.of(person), "s0", Choice.APPROVE, ballot.content(), ballot.openedAt());
                List<Vote> more = new ArrayList<>(votes);
                more.replaceAll(vote -> vote.actor().person().equals(person) ? yes : vote);
                if (more.equals(votes)) {
                    more.add(yes);
                }
                Decision after = ballot.decide(more, presence, ballot.openedAt());
                assertThat(order.indexOf(after.outcome()))
                        .as(() -> before.explain() + "then\n" + after.explain())
                        .isGreaterThanOrEqualTo(order.indexOf(before.outcome()));
            }
        });
    }
}
