package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyJsonTest {
    private static final String OFFICE =
            "\"calendars\": [{\"name\": \"office\", \"zone\": \"Europe/Madrid\", \"hours\": \"Mon-Fri 09:00-17:00\"}]";

    private static String file(String policy) {
        return "{\"version\": 1, " + OFFICE + ", \"policies\": [" + policy + "]}";
    }

    @Test
    void isTheSameAsTheBuilder() {
        SlaPolicies read = SlaPolicies.fromJson(file("""
                        {"name": "webshop", "agreement": "SLA", "kinds": ["INCIDENT"], "calendar": "office",
                         "pauseOn": ["CALLER"], "onTargetChange": "RETROACTIVE",
                         "targets": [{"metric": "resolution",
                                      "within": {"P1": "PT4H", "P4": "5 working days", "otherwise": "PT24H"},
                                      "thresholds": [{"at": "75%", "do": [{"notify": "team-lead"},
                                                                          {"raisePriority": "P2"}]}]}]}"""));
        SlaPolicies built = SlaPolicies.version(1)
                .calendar(WorkCalendar.named("office")
                        .zone("Europe/Madrid")
                        .hours("Mon-Fri 09:00-17:00")
                        .build())
                .policy(SlaPolicy.named("webshop")
                        .kind(TicketKind.INCIDENT)
                        .calendar("office")
                        .pauseOn(HoldReason.CALLER)
                        .target(SlaTarget.resolution()
                                .within(Priority.P1, Duration.ofHours(4))
                                .promise(Priority.P4, Promise.endOfWorkingDay(5))
                                .within(Duration.ofHours(24))
                                .threshold(Threshold.at(
                                        75,
                                        new Escalation.Notify("team-lead"),
                                        new Escalation.RaisePriority(Priority.P2)))))
                .build();
        assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(read.calendars()).isEqualTo(built.calendars());
        assertThat(built.toJson()).isEqualTo("""
                        {
                          "version": 1,
                          "calendars": [{"name": "office", "zone": "Europe/Madrid", "hours": "Mon-Fri 09:00-17:00"}],
                          "policies": [
                            {
                              "name": "webshop",
                              "kinds": ["INCIDENT"],
                              "calendar": "office",
                              "pauseOn": ["CALLER"],
                              "targets": [
                                {
                                  "metric": "resolution",
                                  "within": {"P1": "PT4H", "P4": "5 working days", "otherwise": "PT24H"},
                                  "thresholds": [{"at": "75%", "do": [{"notify": "team-lead"}, {"raisePriority": "P2"}]}]
                                }
                              ]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void comesBackAsItWas() {
        long seed = Long.getLong("itsm4j.sla.seed", 20_260_302L);
        int rounds = Integer.getInteger("itsm4j.sla.sets", 100);
        for (int i = 0; i < rounds; i++) {
            SlaPolicies set = new RandomPolicies(seed + i).whole();
            SlaPolicies read = SlaPolicies.fromJson(set.toJson());
            assertThat(read.toJson()).as("itsm4j.sla.seed=" + (seed + i)).isEqualTo(set.toJson());
            assertThat(read).isEqualTo(set);
            assertThat(read.calendars()).isEqualTo(set.calendars());
            assertThat(read.events()).isEqualTo(set.events());
            assertThat(read.pausing()).isEqualTo(set.pausing());
            for (int each = 0; i < 20 && each < set.policies().size(); each++) {
                requireSame(read.policies().get(each), set.policies().get(each));
            }
        }
    }

    private static void requireSame(SlaPolicy read, SlaPolicy written) {
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("parts.targets", "parts.pauses")
                .isEqualTo(written);
        assertThat(read.pauses()).isEqualTo(written.pauses());
        assertThat(read.targets()).usingRecursiveComparison().isEqualTo(written.targets());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}|policies[0].name is missing",
                "{\"name\": 1}|policies[0].name is a number; allowed: a text",
                "{\"name\": null}|policies[0].name is null; allowed: a text",
                "{\"name\": \"a b\"}|policies[0].name: A policy is called by 1 to 100 letters, digits, _, . and -, got a b",
                "[]|policies[0] is a list; allowed: an object",
                "{\"name\": \"a\", \"colour\": 1}|policies[0].colour is not known; allowed: [name, agreement,",
                "{\"name\": \"a\", \"<b>\": 1}|policies[0].(3 characters) is not known; allowed",
                "{\"name\": \"a\", \"kinds\": [\"DREAM\"]}|policies[0].kinds[0] is not known; allowed: [INCIDENT, PROBLEM, CHANGE], got DREAM",
                "{\"name\": \"a\", \"kinds\": \"INCIDENT\"}|policies[0].kinds is a text; allowed: a list",
                "{\"name\": \"a\", \"services\": [\"x\", \"x\"]}|policies[0].services[1] is there twice, got x",
                "{\"name\": \"a\", \"services\": [\" \"]}|policies[0].services[0]: A service has 1 to 200 characters",
                "{\"name\": \"a\", \"order\": 1.5}|policies[0].order is no whole number that fits; allowed: -2147483648 to",
                "{\"name\": \"a\", \"order\": 1e999999999}|policies[0].order is no whole number that fits",
                "{\"name\": \"a\", \"order\": \"1\"}|policies[0].order is a text; allowed: a whole number",
                "{\"name\": \"a\", \"exempt\": 1}|policies[0].exempt is a number; allowed: true or false",
                "{\"name\": \"a\", \"group\": \"g\"}|policies[0].group is there, and the agreement is SLA; allowed: only with OLA",
                "{\"name\": \"a\", \"agreement\": \"OLA\"}|policies[0].group is missing",
                "{\"name\": \"a\", \"agreement\": \"OLA\", \"group\": \"\"}|policies[0].group: A group has 1 to 200",
                "{\"name\": \"a\", \"supports\": {\"policy\": \"b\"}}|policies[0].supports.stage is missing",
                "{\"name\": \"a\", \"supports\": {\"policy\": \"b\", \"stage\": 0}}|policies[0].supports: A stage is 1 to 100",
                "{\"name\": \"a\", \"pauseOn\": [\"x\"]}|policies[0].pauseOn[0]: A state or hold reason is",
                "{\"name\": \"a\", \"targets\": [{}]}|policies[0].targets[0].metric is missing",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"own\"}]}|policies[0].targets[0].start is missing",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"X\", \"start\": \"CREATED\", \"stop\": \"RESOLVED\"}]}"
                        + "|policies[0].targets[0]: A target is called by",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"response\", \"start\": \"!\"}]}"
                        + "|policies[0].targets[0].start: An event is one of",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"response\", \"within\": {\"P9\": \"PT1H\"}}]}"
                        + "|policies[0].targets[0].within.P9 is not known; allowed: [P1, P2, P3, P4, P5, otherwise]",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"response\", \"within\": {\"P1\": \"soon\"}}]}"
                        + "|policies[0].targets[0].within.P1: A promise is such as PT4H, 5 working days,",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"response\", \"thresholds\": [{\"at\": \"x\"}]}]}"
                        + "|policies[0].targets[0].thresholds[0].at: A threshold is such as 75%",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"response\", \"thresholds\": [{\"at\": \"5%\","
                        + " \"do\": [{\"sing\": 1}]}]}]}|policies[0].targets[0].thresholds[0].do[0].sing is not known; allowed: [notify,",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"response\", \"thresholds\": [{\"at\": \"5%\","
                        + " \"do\": [{}]}]}]}|policies[0].targets[0].thresholds[0].do[0] has 0 keys; allowed: one of [notify,",
                "{\"name\": \"a\", \"targets\": [{\"metric\": \"response\"}, {\"metric\": \"response\"}]}"
                        + "|policies[0].targets[1]: The policy a has a target once",
            })
    void saysWhereAndWhatIsAllowed(String policy, String message) {
        assertThatThrownBy(() -> SlaPolicies.fromJson(file(policy)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"name\": \"a\"}|calendars[0].zone is missing",
                "{\"name\": \"a\", \"zone\": \"Mars\"}|calendars[0].zone: Calendar a needs a zone that Java knows",
                "{\"name\": \"a\", \"zone\": \"UTC\"}|calendars[0]: Calendar a has no working time",
                "{\"name\": \"a\", \"zone\": \"UTC\", \"hours\": \"late\"}|calendars[0].hours: Hours are days and times",
                "{\"name\": \"a\", \"zone\": \"UTC\", \"holidays\": {\"May 1\": \"x\"}}|calendars[0].holidays.(5 characters): A date is",
                "{\"name\": \"a\", \"zone\": \"UTC\", \"holidays\": {\"2026-05-01\": 1}}|calendars[0].holidays.2026-05-01 is a number",
                "{\"name\": \"a\", \"zone\": \"UTC\", \"open\": {\"2026-05-01\": \"x\"}}|calendars[0].open.2026-05-01: Hours are from-to",
                "{\"name\": \"a\", \"zone\": \"UTC\", \"horizon\": \"far\"}|calendars[0].horizon: A horizon is such as",
                "{\"name\": \"a\", \"union\": [\"a\", \"b\"]}|calendars[0] is made of itself",
                "{\"name\": \"a\", \"union\": [\"b\", \"c\"]}|calendars[0].union[0] is no calendar of the file, got b",
                "{\"name\": \"a\", \"union\": []}|calendars[0]: Calendar a combines 2 to 20 calendars, got 0",
                "{\"name\": \"a\", \"union\": [], \"zone\": \"UTC\"}|calendars[0].zone is not known; allowed: [name, version, union,",
                "{\"name\": \"a\", \"union\": [], \"intersection\": []}|calendars[0] is both; allowed: union or intersection",
                "{\"name\": \"a\", \"zone\": \"UTC\"}, {\"name\": \"a\"}|calendars[1].name is there twice, got a",
            })
    void saysWhatIsWrongWithCalendars(String calendars, String message) {
        assertThatThrownBy(() -> SlaPolicies.fromJson("{\"version\": 1, \"calendars\": [" + calendars + "]}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void wantsAnObjectWithAVersion() {
        assertThatThrownBy(() -> SlaPolicies.fromJson("[]")).hasMessage("The file is a list; allowed: an object");
        assertThatThrownBy(() -> SlaPolicies.fromJson("{}")).hasMessage("version is missing");
        assertThatThrownBy(() -> SlaPolicies.fromJson("{\"version\": 0}"))
                .hasMessage("version: A version is 1 or more, got 0");
        assertThatThrownBy(() -> SlaPolicies.fromJson(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("json");
        assertThat(SlaPolicies.fromJson("{\"version\": 1}").toJson()).isEqualTo("{\"version\": 1}\n");
    }

    @Test
    void saysWhereAlsoOfWhatTheWholeFileHasTooManyOf() {
        String policy = "{\"name\": \"a\", \"exempt\": true}";
        assertThatThrownBy(() -> SlaPolicies.fromJson(file(policy + "," + policy)))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessage("policies[1].name is there twice, got a");
        assertThatThrownBy(() -> SlaPolicies.fromJson(file(String.join(",", Collections.nCopies(1_001, policy)))))
                .hasMessage("policies[1000] is one of 1001 policies; allowed: 1000");
    }

    /** How the reader finds its way is none of the user's business. */
    @Test
    void refusalsAndTheirCausesAreOfTypesThatUsersHave() {
        assertThatThrownBy(() -> SlaPolicies.fromJson(file("{\"name\": \"a b\"}")))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("policies[0].name: A policy")
                .cause()
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasNoCause();
        assertThatThrownBy(() -> SlaPolicies.fromJson("[]"))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The file is a list");
    }

    @Test
    void anEventIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> new SlaEvent("LOGGED"))
                .hasMessage("An event is one of [CREATED, ASSIGNED, FIRST_PUBLIC_REPLY_NEEDED, REPLIED, RESPONDED,"
                        + " RESOLVED, FULFILLED], or action: and the label of an action, such as action:sitrep,"
                        + " got LOGGED");
    }

    @Test
    void refusesCombinationsThatGrowWithoutEnd() {
        String doubling = IntStream.range(0, 900)
                .mapToObj(i -> "{\"name\": \"c" + i + "\", \"union\": [\"c" + (i + 1) + "\", \"c" + (i + 1) + "\"]}")
                .collect(Collectors.joining(","));
        String leaf = "{\"name\": \"%s\", \"zone\": \"UTC\", \"hours\": \"Mon 09:00-10:00\"}";
        String wide = "{\"name\": \"w%d\", \"union\": [" + String.join(", ", Collections.nCopies(20, "\"w%d\"")) + "]}";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThatThrownBy(() -> SlaPolicies.fromJson("{\"version\": 1, \"calendars\": [" + doubling + "]}"))
                    .hasMessageContaining("is needed too deep");
            Object[] first = Collections.nCopies(21, (Object) 0).toArray();
            first[0] = 1;
            Object[] second = Collections.nCopies(21, (Object) 1).toArray();
            second[0] = 2;
            assertThatThrownBy(() -> SlaPolicies.fromJson("{\"version\": 1, \"calendars\": ["
                            + String.join(
                                    ",",
                                    List.of(
                                            String.format(leaf, "w0"),
                                            String.format(wide, first),
                                            String.format(wide, second)))
                            + "]}"))
                    .hasMessageContaining("Calendar w2 is made of more than 100 calendars in the end");
        });
    }

    @Test
    void takesNoNameThatAFileCouldNotSay() {
        String half = "a\ud800";
        for (ThrowingCallable each : List.<ThrowingCallable>of(
                () -> SlaPolicy.named("a").service(half),
                () -> SlaPolicy.named("a").customer(half),
                () -> SlaPolicy.named("a").category(half),
                () -> SlaPolicy.named("a").withGroup(half),
                () -> SlaPolicy.named("a").withSupplier("a\u0000"),
                () -> new Escalation.Notify(half),
                () -> new Escalation.AddWatcher("a\nb"),
                () -> new Escalation.Reassign(Assignment.to(half)),
                () -> new Escalation.Functional(Assignment.to("a", " ")),
                () -> new Holiday(LocalDate.of(2026, 5, 1), half))) {
            assertThatThrownBy(each).isInstanceOf(ConfigurationException.class).hasMessageContaining("character");
        }
    }

    @Test
    void writesNoFileThatItWouldNotRead() {
        SlaPolicies.Builder set = SlaPolicies.version(1).calendar(WorkCalendar.always("always"));
        for (int i = 0; i < 12; i++) {
            SlaPolicy policy = SlaPolicy.named("p" + i)
                    .order(i)
                    .calendar("always")
                    .target(SlaTarget.response().within(Duration.ofHours(1)));
            for (int service = 0; service < 500; service++) {
                policy = policy.service("s" + "x".repeat(190) + service);
            }
            set.policy(policy);
        }
        assertThatThrownBy(set::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("characters; allowed: 1000000");
    }
}
