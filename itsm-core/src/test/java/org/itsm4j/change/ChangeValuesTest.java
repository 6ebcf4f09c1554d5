package org.itsm4j.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;
import org.itsm4j.ticket.Limits;
import org.junit.jupiter.api.Test;

/** What a change is made of: limits, refusals, risk, templates, the hash of what is voted on. */
class ChangeValuesTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T20:00:00Z");
    private static final Slot WINDOW = Slot.of(MONDAY, Duration.ofHours(2));
    private static final ChangePlan PLAN =
            new ChangePlan("a new disk", "plug it in", BackOut.tested("pull it out"), "df", WINDOW);
    private static final Map<String, String> ANSWERS =
            Map.of("outage", "yes", "experience", "never", "backOut", "hours");
    private static final RiskModel MODEL = RiskModel.standard();

    @Test
    void aPlanSaysAllOfItWithinLimits() {
        String long1 = "x".repeat(Limits.TEXT + 1);
        assertRefused("ChangePlan", "description", () -> new ChangePlan(long1, "b", PLAN.backOut(), "d", WINDOW));
        assertRefused("ChangePlan", "implementation", () -> new ChangePlan("a", " ", PLAN.backOut(), "d", WINDOW));
        assertRefused("BackOut", "text", () -> BackOut.untested(""));
        assertRefused("ChangePlan", "testPlan", () -> new ChangePlan("a", "b", PLAN.backOut(), "\0", WINDOW));
        assertRefused("Slot", "to", () -> new Slot(MONDAY, MONDAY));
        assertRefused("Slot", "to", () -> new Slot(MONDAY, MONDAY.minusSeconds(1)));
        assertThat(PLAN.toString()).doesNotContain("disk");
    }

    @Test
    void aScopeIsSortedAndBounded() {
        assertThat(ChangeScope.touching(List.of("db-2", "db-1")).of("webshop"))
                .isEqualTo(ChangeScope.touching(List.of("db-1", "db-2")).of("webshop"))
                .hasToString("ChangeScope[2 configuration items]");
        Set<String> many = new HashSet<>();
        IntStream.rangeClosed(0, ChangeScope.MOST).forEach(i -> many.add("ci-" + i));
        assertRefused("ChangeScope", "configurationItems", () -> ChangeScope.touching(many));
        assertRefused("ChangeScope", "configurationItems", () -> ChangeScope.touching(List.of(" ")));
        assertRefused(
                "ChangeScope", "service", () -> ChangeScope.touching(List.of()).of(""));
    }

    @Test
    void theHashIsOfEverythingThatIsVotedOnAndOfTheRound() {
        ChangeScope scope = ChangeScope.touching(List.of("db-1")).of("webshop");
        Set<String> hashes = new HashSet<>();
        List<ChangePlan> plans = List.of(
                PLAN,
                new ChangePlan("a new disc", "plug it in", BackOut.tested("pull it out"), "df", WINDOW),
                new ChangePlan("a new disk", "plug in", BackOut.tested("pull it out"), "df", WINDOW),
                new ChangePlan("a new diskplug", " it in", BackOut.tested("pull it out"), "df", WINDOW),
                new ChangePlan("a new disk", "plug it in", BackOut.untested("pull it out"), "df", WINDOW),
                new ChangePlan("a new disk", "plug it in", BackOut.tested("pull"), "df", WINDOW),
                new ChangePlan("a new disk", "plug it in", BackOut.tested("pull it out"), "du", WINDOW),
                PLAN.at(Slot.of(MONDAY, Duration.ofHours(3))),
                PLAN.at(Slot.of(MONDAY.plusSeconds(1), Duration.ofHours(2))));
        plans.forEach(plan -> hashes.add(ChangeContent.hash(1, plan, scope)));
        List<ChangeScope> scopes = List.of(
                ChangeScope.touching(List.of("db-1")),
                ChangeScope.touching(List.of("db-1", "db-2")).of("webshop"),
                ChangeScope.touching(List.of("db-1", "webshop")),
                ChangeScope.touching(List.of("db-1")).of("web"));
        scopes.forEach(each -> hashes.add(ChangeContent.hash(1, PLAN, each)));
        hashes.add(ChangeContent.hash(2, PLAN, scope));
        assertThat(hashes).hasSize(plans.size() + scopes.size() + 1).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(ChangeContent.hash(
                        1,
                        PLAN.at(WINDOW),
                        ChangeScope.touching(List.of("db-1")).of("webshop")))
                .isEqualTo(ChangeContent.hash(1, PLAN, scope));
    }

    @Test
    void riskIsAddedUpAndExplainsItself() {
        RiskInputs inputs = inputs(ANSWERS, Criticality.HIGH, 12, new TrackRecord(10, 7));
        Risk risk = MODEL.assess(inputs);
        assertThat(risk.score()).isEqualTo(20 + 15 + 10 + 20 + 10 + 6);
        assertThat(risk.tier()).isEqualTo(RiskTier.HIGH);
        assertThat(risk.inputs()).isEqualTo(inputs);
        assertThat(MODEL.explain(inputs))
                .containsExactly(
                        "outage yes: 20",
                        "experience never: 15",
                        "backOut hours: 10",
                        "criticality HIGH: 20",
                        "others hit 12: 10",
                        "of 10 before, well 7: 6",
                        "together: 81, HIGH (MEDIUM from 30, HIGH from 60)");
        assertThat(risk.toString()).doesNotContain("outage");
    }

    @Test
    void tiersBeginWhereTheySay() {
        Map<String, Integer> choices = new LinkedHashMap<>();
        choices.put("29", 29);
        choices.put("30", 30);
        choices.put("59", 59);
        choices.put("60", 60);
        RiskModel one = RiskModel.of(2, List.of(new RiskQuestion("q", "?", choices)), 30, 60);
        assertThat(choices.keySet())
                .extracting(choice -> one.assess(inputs(Map.of("q", choice), Criticality.LOW, 0, new TrackRecord(5, 5)))
                        .tier())
                .containsExactly(RiskTier.LOW, RiskTier.MEDIUM, RiskTier.MEDIUM, RiskTier.HIGH);
    }

    /** More of anything bad never makes it better. */
    @Test
    void riskIsMonotone() {
        long seed = Long.getLong("itsm4j.change.seed", 1L);
        Random random = new Random(seed);
        List<String> outage = List.of("no", "in part", "yes");
        for (int round = 0; round < 2_000; round++) {
            int level = random.nextInt(2);
            int hit = random.nextInt(200);
            int done = 5 + random.nextInt(100);
            int well = 1 + random.nextInt(done);
            Criticality critical = Criticality.values()[random.nextInt(3)];
            Map<String, String> answers = new TreeMap<>(ANSWERS);
            answers.put("outage", outage.get(level));
            int score = score(answers, critical, hit, done, well);
            assertThat(score(answers, Criticality.values()[critical.ordinal() + 1], hit, done, well))
                    .as("seed %s", seed)
                    .isGreaterThan(score);
            assertThat(score(answers, critical, hit + random.nextInt(100), done, well))
                    .as("seed %s", seed)
                    .isGreaterThanOrEqualTo(score);
            assertThat(score(answers, critical, hit, done, well - 1))
                    .as("seed %s", seed)
                    .isGreaterThanOrEqualTo(score);
            answers.put("outage", outage.get(level + 1));
            assertThat(score(answers, critical, hit, done, well))
                    .as("seed %s", seed)
                    .isGreaterThan(score);
        }
    }

    private static int score(Map<String, String> answers, Criticality critical, int hit, int done, int well) {
        return MODEL.assess(inputs(answers, critical, hit, new TrackRecord(done, well)))
                .score();
    }

    @Test
    void everyQuestionIsAnsweredAndNothingElse() {
        assertThatThrownBy(() -> MODEL.require(Map.of("outage", "perhaps", "weather", "fine")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::path)
                                .containsExactlyInAnyOrder(
                                        "answers.outage", "answers.experience", "answers.backOut", "answers"));
        assertRefused("RiskInputs", "impacted", () -> inputs(ANSWERS, Criticality.LOW, -1, TrackRecord.NONE));
        assertRefused("TrackRecord", "successful", () -> new TrackRecord(1, 2));
        assertRefused("RiskModel", "highFrom", () -> RiskModel.of(1, List.of(), 10, 10));
        assertRefused("RiskModel", "version", () -> RiskModel.of(0, List.of(), 1, 10));
        assertRefused("RiskQuestion", "choices", () -> new RiskQuestion("q", "?", Map.of("only", 1)));
        assertRefused("RiskQuestion", "choices", () -> new RiskQuestion("q", "?", Map.of("a", 101, "b", 1)));
    }

    @Test
    void aTemplateIsLiveWhileItsChangesGoWell() {
        ChangeTemplate draft = ChangeTemplate.of("disk", PLAN, ANSWERS);
        assertThat(draft.isLive(TrackRecord.NONE)).as("approved by nobody").isFalse();
        ChangeTemplate template = draft.approvedBy("cho").losingBelow(90, 5);
        assertThat(template.isLive(TrackRecord.NONE)).isTrue();
        assertThat(template.isLive(new TrackRecord(4, 0)))
                .as("too few are known")
                .isTrue();
        assertThat(template.isLive(new TrackRecord(10, 9)))
                .as("exactly 90 percent")
                .isTrue();
        assertThat(template.isLive(new TrackRecord(19, 17))).as("89.47 percent").isFalse();
        assertThat(template.retire().isLive(TrackRecord.NONE)).isFalse();
    }

    @Test
    void aTemplateFreezesWhatItSays() {
        ChangeTemplate template = ChangeTemplate.of("disk", PLAN, ANSWERS);
        template.require(template.plan(WINDOW), ANSWERS, ChangeScope.touching(List.of("db-1")));
        ChangePlan other = new ChangePlan("b", "c", BackOut.tested("d"), "e", WINDOW);
        assertThatThrownBy(() -> template.require(other, Map.of(), ChangeScope.touching(List.of("db-1"))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::path)
                                .containsExactly("description", "implementation", "backOut", "testPlan", "answers"));
        template.freezing(EnumSet.of(PlanField.BACK_OUT))
                .require(PLAN.at(WINDOW), Map.of(), ChangeScope.touching(List.of("db-1")));
        ChangePlan untested = new ChangePlan("a", "b", BackOut.untested("c"), "d", WINDOW);
        assertRefused("ChangeTemplate", "backOut", () -> ChangeTemplate.of("disk", untested, ANSWERS));
        assertRefused("ChangeTemplate", "threshold", () -> template.losingBelow(101, 5));
        assertRefused("ChangeTemplate", "sample", () -> template.losingBelow(90, 0));
    }

    @Test
    void whatWasDoneIsToldWithinItsOwnReason() {
        List<TaskResult> failed = List.of(TaskResult.done("mount"), TaskResult.failed("format", "no space"));
        assertRefused("Implementation", "outcome", () -> done(Outcome.SUCCESSFUL, failed));
        assertRefused("Implementation", "outcome", () -> done(Outcome.UNAUTHORISED, List.of()));
        assertThat(done(Outcome.SUCCESSFUL_WITH_ISSUES, failed).outcome().isSuccess())
                .isTrue();
        assertThat(done(Outcome.BACKED_OUT, failed).outcome().isSuccess()).isFalse();
        assertRefused(
                "Implementation",
                "to",
                () -> new Implementation(MONDAY, MONDAY.minusSeconds(1), Outcome.FAILED, List.of(), "x"));
        assertRefused("Review", "text", () -> Review.of(true, ""));
        assertRefused("Review", "lessons", () -> Review.of(true, "x").lessons(" "));
        assertThat(Review.of(false, "x").lessons("a").followUps("b").counting(3))
                .isEqualTo(new Review(false, "x", List.of("a"), List.of(FollowUp.of("b")), 3));
        assertThat(Review.of(true, "x")
                        .followUps(FollowUp.of("b").ownedBy("ann"))
                        .followUps())
                .singleElement()
                .satisfies(followUp -> assertThat(followUp.owner()).contains("ann"));
        assertRefused("FollowUp", "text", () -> Review.of(true, "x").followUps(" "));
        assertRefused("FollowUp", "owner", () -> FollowUp.of("b").ownedBy(" "));
        List<FollowUp> many = Collections.nCopies(Review.MOST + 1, FollowUp.of("b"));
        assertRefused("Review", "followUps", () -> new Review(true, "x", List.of(), many, 0));
    }

    private static Implementation done(Outcome outcome, List<TaskResult> results) {
        return new Implementation(MONDAY, MONDAY.plusSeconds(60), outcome, results, "done");
    }

    private static RiskInputs inputs(Map<String, String> answers, Criticality critical, int hit, TrackRecord past) {
        return new RiskInputs(new TreeMap<>(answers), critical, hit, past);
    }

    private static void assertRefused(String subject, String path, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidInputException.class, refused -> {
            assertThat(refused.getMessage()).startsWith(subject + " is refused");
            assertThat(refused.violations()).extracting(Violation::path).contains(path);
        });
    }
}
