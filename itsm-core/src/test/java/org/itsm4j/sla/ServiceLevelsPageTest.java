package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** What docs/service-levels.md shows is read and built as it stands there. */
class ServiceLevelsPageTest {
    @Test
    void theExampleIsPolicies() throws IOException {
        String page = page();
        int start = page.indexOf("```json\n") + "```json\n".length();
        String example = page.substring(start, page.indexOf("```", start));
        SlaPolicies set = SlaPolicies.fromJson(example);
        assertThat(set.policies())
                .extracting(SlaPolicy::name)
                .containsExactly("webshop", "webshop-network", "hosting", "test-systems", "all-others");
        assertThat(SlaPolicies.fromJson(set.toJson())).isEqualTo(set);
        SlaAttributes urgent = new SlaAttributes(
                TicketKind.INCIDENT,
                Optional.of("webshop"),
                Optional.of(Priority.P1),
                Optional.empty(),
                Optional.empty());
        assertThat(set.select(urgent))
                .containsOnlyKeys("response", "resolution", "ola/network/resolution", "contract/acme/resolution");
    }

    @Test
    void namesEveryKeyAndEveryConstant() throws IOException {
        String page = page();
        Stream.of(PolicyJson.KEYS, CalendarJson.KEYS, TargetJson.KEYS, EscalationJson.KEYS)
                .flatMap(List::stream)
                .forEach(key -> assertThat(page).contains("`" + key + "`"));
        Stream.of(
                        Agreement.values(),
                        TargetChange.values(),
                        CalendarChange.values(),
                        ReopenRule.values(),
                        Since.values(),
                        HolidayCut.values())
                .flatMap(Stream::of)
                .forEach(constant -> assertThat(page).contains("`" + constant + "`"));
    }

    private static String page() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("mvnw"))) {
            here = here.getParent();
        }
        return Files.readString(here.resolve("docs/service-levels.md"));
    }
}
