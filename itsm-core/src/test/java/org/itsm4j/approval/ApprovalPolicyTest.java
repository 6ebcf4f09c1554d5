package org.itsm4j.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalPolicyTest {
    private static final ApprovalPolicy FULL = ApprovalPolicy.named("normal-change")
            .stage(ApprovalStage.named(
                            "tech", Panel.of(Quorum.any()).person("ana").person("ben"))
                    .optional())
            .stage(ApprovalStage.named(
                            "cab",
                            Panel.of(Quorum.percent(60))
                                    .group("cab")
                                    .role("cab", "security")
                                    .must("security")
                                    .vetoRole("cab", "security"))
                    .escalateAfter(
                            Duration.ofDays(2),
                            Panel.of(Quorum.weight(3))
                                    .invite(Invitee.person("ciro"), 3)
                                    .invite(Invitee.group("cab"), 2)
                                    .vetoPerson("ciro")))
            .stage(ApprovalStage.named("final", Panel.of(Quorum.all()).person("zoe"))
                    .rejectAfter(Duration.ofHours(8)))
            .excuseAbsent()
            .countConflicted()
            .delegatesAddUp()
            .delegationDepth(1)
            .build();

    @Test
    void isTheSameAsItsFile() {
        assertThat(ApprovalPolicy.fromJson(FULL.toJson())).isEqualTo(FULL).hasSameHashCodeAs(FULL);
        assertThat(ApprovalPolicy.kept(FULL.toJson()).stages()).isEqualTo(FULL.stages());
        assertThat(FULL.toJson()).isEqualTo("""
                {
                  "name": "normal-change",
                  "excuseAbsent": true,
                  "countConflicted": true,
                  "delegatesAddUp": true,
                  "delegationDepth": 1,
                  "stages": [
                    {
                      "name": "tech",
                      "optional": true,
                      "voters": [{"person": "ana"}, {"person": "ben"}],
                      "quorum": "ANY"
                    },
                    {
                      "name": "cab",
                      "voters": [{"group": "cab"}, {"board": "cab", "role": "security"}],
                      "quorum": {"percent": 60},
                      "must": ["security"],
                      "vetoes": [{"board": "cab", "role": "security"}],
                      "timeout": "PT48H",
                      "escalateTo": {
                        "voters": [{"person": "ciro", "weight": 3}, {"group": "cab", "weight": 2}],
                        "quorum": {"weight": 3},
                        "vetoes": [{"person": "ciro"}]
                      }
                    },
                    {"name": "final", "voters": [{"person": "zoe"}], "quorum": "ALL", "timeout": "PT8H"}
                  ]
                }
                """);
    }

    @Test
    void isRefusedWithAllFindingsAtOnce() {
        ApprovalPolicy.Builder bad = ApprovalPolicy.named("no spaces")
                .delegationDepth(11)
                .stage(ApprovalStage.named("a", Panel.of(Quorum.any())))
                .stage(ApprovalStage.named(
                        "a", Panel.of(Quorum.atLeast(3)).person("ana").person("ben")))
                .stage(ApprovalStage.named(
                        "b", Panel.of(Quorum.percent(101)).person("ana").person("ana")))
                .stage(ApprovalStage.named(
                        "c", Panel.of(Quorum.percent(0)).group("cab").must("security")))
                .stage(ApprovalStage.named(
                        "d",
                        Panel.of(Quorum.weight(6))
                                .invite(Invitee.person("ana"), 2)
                                .invite(Invitee.person("ben"), 3)))
                .stage(ApprovalStage.named("e", Panel.of(Quorum.all()).invite(Invitee.group("g"), 2))
                        .rejectAfter(Duration.ZERO))
                .stage(ApprovalStage.named("f", Panel.of(Quorum.atLeast(0)).group("g"))
                        .escalateAfter(
                                Duration.ofDays(1),
                                Panel.of(Quorum.any()).group("g").vetoPerson("ana")));
        assertThatThrownBy(bad::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                This approval policy is refused; findings: 14
                1. The policy is called by 9 characters; allowed: 1 to 100 letters, digits, _, . and -
                2. The delegation depth is 11; allowed: 0 to 10
                3. The stage a invites 0; allowed: 1 to 200
                4. The stage a is there twice; allowed: once
                5. The stage a asks for 3 approvals; allowed: 1 to 2
                6. The stage b invites the person ana twice; allowed: once
                7. The stage b asks for 101 percent; allowed: 1 to 100
                8. The stage c asks for 0 percent; allowed: 1 to 100
                9. The stage c must have the approval of the role security, which is not invited; allowed: a role that is
                10. The stage d asks for a weight of 6; allowed: 1 to 5
                11. The stage e gives the group g a weight, and does not decide by weight; allowed: both or neither
                12. The stage e has a timeout of PT0S; allowed: PT1S to PT8784H
                13. The stage f asks for 0 approvals; allowed: 1 to 200
                14. The escalation of stage f gives a veto to the person ana, who is not invited; allowed: who is""");
        assertThatThrownBy(() -> ApprovalPolicy.named("none").build()).hasMessageContaining("has 0 stages");
        assertThatThrownBy(() -> ApprovalPolicy.named("silent")
                        .stage(ApprovalStage.named("a", Panel.of(Quorum.any()).person("ana"))
                                .optional())
                        .build())
                .hasMessageContaining("Every stage is optional");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"name\": \"x\", \"stagess\": []}|stagess is not known; allowed: [name",
                "{\"stages\": []}|name is missing",
                "{\"name\": \"x\", \"stages\": [{\"name\": \"a\", \"quorum\": \"MOST\"}]}|stages[0].quorum is not known; allowed: ALL, ANY",
                "{\"name\": \"x\", \"stages\": [{\"name\": \"a\", \"quorum\": {\"percent\": 50.5}}]}|stages[0].quorum.percent is no whole number",
                "{\"name\": \"x\", \"stages\": [{\"name\": \"a\", \"quorum\": {\"percent\": 50, \"atLeast\": 1}}]}|stages[0].quorum has 2 keys",
                "{\"name\": \"x\", \"stages\": [{\"name\": \"a\", \"quorum\": \"ALL\", \"voters\": [{\"person\": \"a\", \"group\": \"b\"}]}]}|stages[0].voters[0] names nobody, or more than one",
                "{\"name\": \"x\", \"stages\": [{\"name\": \"a\", \"quorum\": \"ALL\", \"voters\": [{\"board\": \"a\"}]}]}|stages[0].voters[0].role is missing",
                "{\"name\": \"x\", \"stages\": [{\"name\": \"a\", \"quorum\": \"ALL\", \"timeout\": \"2 days\"}]}|stages[0].timeout: A timeout is written like PT48H or P2D, got 2 days",
                "{\"name\": \"x\", \"stages\": [{\"name\": \"a\", \"quorum\": \"ALL\", \"escalateTo\": {\"quorum\": \"ALL\"}}]}|stages[0].escalateTo has no timeout",
                "{\"name\": \"x\", \"stages\": []}|This approval policy is refused; findings: 1"
            })
    void aFileIsReadStrictly(String json, String message) {
        assertThatThrownBy(() -> ApprovalPolicy.fromJson(json))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRosterIsTheSameAsItsFile() {
        Roster roster = Roster.of(FULL, invitee -> List.of("ben", "ana")).skip("tech", "done \"before\"\n");
        assertThat(roster.members()).hasSize(2);
        assertThat(Roster.fromJson(roster.toJson())).isEqualTo(roster);
        assertThat(Roster.fromJson(Roster.empty().toJson())).isEqualTo(Roster.empty());
    }

    @Test
    void aBallotListsAllThatIsWrongWithIt() {
        Roster roster = Roster.empty()
                .with(Invitee.group("cab"), "ana", "ben")
                .skip("cab", "no time")
                .skip("nowhere", "why not");
        assertThatThrownBy(() -> Ballot.open(FULL, roster, Meeting.PLAN, Set.of("zoe"), Meeting.NOON))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the role security of board cab is missing")
                .hasMessageContaining("the stage cab is not optional")
                .hasMessageContaining("there is no such stage")
                .hasMessageContaining("stages.final: cannot be approved by all voters together");
        Roster many = Roster.empty()
                .with(
                        Invitee.group("cab"),
                        IntStream.range(0, 150).mapToObj(i -> "a" + i).toList())
                .with(
                        Invitee.role("cab", "security"),
                        IntStream.range(0, 51).mapToObj(i -> "b" + i).toList());
        assertThatThrownBy(() -> Ballot.open(FULL, many, Meeting.PLAN, Set.of(), Meeting.NOON))
                .hasMessageContaining("stages.cab: at most 200 voters, got 201");
        assertThatThrownBy(() -> Ballot.open(FULL, many, "abc", Set.of(), Meeting.NOON))
                .hasMessageContaining("64 lower-case hexadecimal digits");
    }

    @Test
    void aGroupThatIsTooSmallForItsQuorumIsFoundWhenItIsOpened() {
        ApprovalPolicy policy = ApprovalPolicy.named("three")
                .stage(ApprovalStage.named("cab", Panel.of(Quorum.atLeast(3)).group("cab")))
                .build();
        Roster two = Roster.empty().with(Invitee.group("cab"), "ana", "ben");
        assertThatThrownBy(() -> Ballot.open(policy, two, Meeting.PLAN, Set.of(), Meeting.NOON))
                .hasMessageContaining("needs 3 and has 2, with 2 voters");
    }

    @Test
    void thereIsAnEndToVotes() {
        Ballot ballot = Ballot.open(
                ApprovalPolicy.named("x")
                        .stage(ApprovalStage.named(
                                "a", Panel.of(Quorum.all()).person("ana").person("ben")))
                        .build(),
                Roster.empty(),
                Meeting.PLAN,
                Set.of(),
                Meeting.NOON);
        Vote vote = Vote.by(Voter.of("ana"), "a", Choice.APPROVE, Meeting.PLAN, Meeting.NOON);
        List<Vote> thousand = IntStream.range(0, 1_000).mapToObj(i -> vote).toList();
        assertThatThrownBy(() -> ballot.cast(thousand, Presence.EVERYBODY, vote))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("votes: at most 1000, got 1001");
    }
}
