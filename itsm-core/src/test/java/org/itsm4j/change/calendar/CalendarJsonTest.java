package org.itsm4j.change.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.change.calendar.Changes.slot;

import java.time.Duration;
import java.time.LocalDateTime;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarJsonTest {
    private static final ChangeCalendar ALL = ChangeCalendar.named("main \"1\" \u00e4\n")
            .version(7)
            .window(MaintenanceWindow.forAll(
                    "saturdays",
                    Timing.every("FREQ=WEEKLY;BYDAY=SA", LocalDateTime.parse("2026-01-03T22:00"), "Europe/Berlin")
                            .lasting(Duration.ofHours(8))
                            .except(LocalDateTime.parse("2026-01-10T22:00"))
                            .build()))
            .window(new MaintenanceWindow(
                    "move",
                    Timing.once(
                            LocalDateTime.parse("2026-05-01T00:00"), LocalDateTime.parse("2026-05-03T00:00"), "UTC"),
                    Coverage.services("shop", "billing").andConfigurationItems("db")))
            .freeze(Freeze.hard(
                            "month end",
                            Timing.every(
                                            "FREQ=MONTHLY;BYMONTHDAY=-1",
                                            LocalDateTime.parse("2026-01-31T00:00"),
                                            "Asia/Tokyo")
                                    .lastingDays(2)
                                    .build())
                    .exempting("emergency"))
            .freeze(Freeze.soft(
                            "audit", new Timing.Between(slot("2026-06-01T00:00:00Z", "2026-06-08T00:00:00.000001Z")))
                    .covering(Coverage.configurationItems("db"))
                    .onlyModels("normal"))
            .build();

    @Test
    void writesAndReadsTheSame() {
        assertThat(ChangeCalendar.fromJson(ALL.toJson())).isEqualTo(ALL);
        assertThat(ChangeCalendar.fromJson(ALL.toJson()).toJson()).isEqualTo(ALL.toJson());
        for (long seed = 1; seed <= 20; seed++) {
            ChangeCalendar random = new RandomSchedule(seed).calendar;
            ChangeCalendar read = ChangeCalendar.fromJson(random.toJson());
            assertThat(read).as("seed %d", seed).isEqualTo(random);
            assertThat(read.windows()).as("seed %d", seed).isEqualTo(random.windows());
            assertThat(read.freezes()).as("seed %d", seed).isEqualTo(random.freezes());
        }
    }

    @Test
    void writesForPeople() {
        assertThat(ALL.toJson()).isEqualTo("""
                        {
                          "name": "main \\"1\\" \u00e4\\n",
                          "version": 7,
                          "windows": [
                            {
                              "name": "saturdays",
                              "when": {
                                "rule": "FREQ=WEEKLY;BYDAY=SA",
                                "start": "2026-01-03T22:00",
                                "zone": "Europe/Berlin",
                                "time": "PT8H",
                                "except": ["2026-01-10T22:00"]
                              }
                            },
                            {
                              "name": "move",
                              "when": {"from": "2026-05-01T00:00", "to": "2026-05-03T00:00", "zone": "UTC"},
                              "services": ["billing", "shop"],
                              "configurationItems": ["db"]
                            }
                          ],
                          "freezes": [
                            {
                              "name": "month end",
                              "when": {
                                "rule": "FREQ=MONTHLY;BYMONTHDAY=-1",
                                "start": "2026-01-31T00:00",
                                "zone": "Asia/Tokyo",
                                "days": 2
                              },
                              "exempt": ["emergency"]
                            },
                            {
                              "name": "audit",
                              "when": {"from": "2026-06-01T00:00:00Z", "to": "2026-06-08T00:00:00.000001Z"},
                              "configurationItems": ["db"],
                              "severity": "SOFT",
                              "models": ["normal"]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void namesAllThatIsWrong() {
        assertThatThrownBy(() -> ChangeCalendar.fromJson("""
                        {"name": "main", "version": 0, "windows": [
                           {"name": "a", "when": {"from": "2026-05-02T00:00:00Z", "to": "2026-05-01T00:00:00Z"}},
                           {"name": "b", "when": {"from": "2026-05-02T00:00", "to": "2026-05-01T00:00", "zone": "Mars"}},
                           {"name": "c", "when": {"from": "May", "to": "June"}},
                           {"name": " ", "when": {"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z"}}],
                         "freezes": [
                           {"name": "d", "when": {"rule": "FREQ=SECONDLY", "start": "2026-05-02T00:00", "zone": "Mars"}},
                           {"name": "e", "when": {"rule": "FREQ=DAILY", "start": "2026-05-02T00:00", "zone": "UTC",
                              "time": "1h"}},
                           {"name": "f", "when": {"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z"}},
                           {"name": "f", "when": {"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z"}}]}
                        """))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(violation -> violation.path())
                                .containsExactly(
                                        "windows[0].when.to",
                                        "windows[1].when.zone",
                                        "windows[1].when.to",
                                        "windows[2].when.from",
                                        "windows[3].name",
                                        "freezes[0].when.rule",
                                        "freezes[0].when.zone",
                                        "freezes[0].when.length",
                                        "freezes[1].when.time",
                                        "version",
                                        "freezes[1].name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"name\": \"main\"}",
                "{\"name\": 1, \"version\": 1}",
                "{\"name\": \"main\", \"version\": 1.5}",
                "{\"name\": \"main\", \"version\": 1, \"window\": []}",
                "{\"name\": \"main\", \"version\": 1, \"windows\": {}}",
                "{\"name\": \"main\", \"version\": 1, \"windows\": [{\"name\": \"a\"}]}",
                "{\"name\": \"main\", \"version\": 1, \"windows\": [{\"name\": \"a\", \"when\": {\"from\": \"x\"}}]}",
                "{\"name\": \"main\", \"version\": 1, \"freezes\": [{\"name\": \"a\", \"when\": {\"from\":"
                        + " \"2026-05-01T00:00:00Z\", \"to\": \"2026-05-02T00:00:00Z\"}, \"severity\": \"hard\"}]}",
                "{\"name\": \"main\", \"version\": 1, \"freezes\": [{\"name\": \"a\", \"when\": {\"from\":"
                        + " \"2026-05-01T00:00:00Z\", \"to\": \"2026-05-02T00:00:00Z\"}, \"models\": [\"a\", \"a\"]}]}"
            })
    void refusesWhatIsNoSuchFile(String json) {
        assertThatThrownBy(() -> ChangeCalendar.fromJson(json)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void refusesACalendarThatWouldBeTooLongToBeRead() {
        ChangeCalendar.Builder builder = ChangeCalendar.named("main");
        String[] names = new String[1_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "x".repeat(195) + i;
        }
        for (int i = 0; i < 6; i++) {
            builder.window(new MaintenanceWindow(
                    "window " + i, ALL.windows().get(0).timing(), Coverage.configurationItems(names)));
        }
        assertThatThrownBy(builder::build).hasMessageContaining("json: at most 1000000 characters as a file");
    }
}
