package org.itsm4j.bpmn.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.Inside;
import org.itsm4j.bpmn.Overlay;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PictureOverlayTest {
    private static SvgPage incident(Overlay overlay) {
        return SvgPage.read(Diagram.incident().toSvg(overlay));
    }

    private static String styles(SvgPage page, String id) {
        return page.group(id).getAttribute("class");
    }

    @Test
    void showsWhereATicketStands() {
        SvgPage page = incident(Overlay.at("onHold"));
        assertThat(styles(page, "onHold")).isEqualTo("shape stage here");
        assertThat(styles(page, "new")).isEqualTo("shape stage");
        assertThat(page.badges("here")).containsExactly("here");
        assertThat(page.root().getAttribute("aria-label")).isEqualTo("Incident. The ticket stands at On hold.");
    }

    @Test
    void numbersTheWayThatItWent() {
        SvgPage page = incident(Overlay.builder()
                .step("logged", "log", "new")
                .step("new", "hold", "onHold")
                .step("onHold", "comment", "onHold")
                .step("onHold", "resume", "inProgress")
                .step("inProgress", "hold", "onHold")
                .step("onHoldResume")
                .build());
        assertThat(page.badges("step")).containsExactlyInAnyOrder("1", "2", "3, 5", "4");
        assertThat(styles(page, "onHoldResume")).isEqualTo("flow passed");
        assertThat(styles(page, "onHold")).isEqualTo("shape stage passed");
        assertThat(styles(page, "newAssign")).isEqualTo("flow");
        assertThat(SvgPage.elements(page.root(), "desc").get(0).getTextContent())
                .isEqualTo("Its way went to New, On hold, In progress, On hold, In progress.");
    }

    @Test
    void findsTheWayOverGatewaysStepsAndTimers() {
        SvgPage page = incident(Overlay.builder()
                .step("merged", "unmerge", "inProgress")
                .step("inProgress", "resolve", "resolved")
                .step("autoClose", "close", "closed")
                .build());
        assertThat(styles(page, "mergedUnmerge")).isEqualTo("flow passed");
        assertThat(styles(page, "backToInProgress")).isEqualTo("flow passed");
        assertThat(styles(page, "stateBeforeMerge")).isEqualTo("shape choice passed");
        assertThat(styles(page, "resolvedAutoClose")).isEqualTo("flow passed");
        assertThat(styles(page, "resolvedClose")).isEqualTo("flow");
        assertThat(page.badges("step")).containsExactlyInAnyOrder("1", "2", "3");

        SvgPage outage = SvgPage.read(Picture.svg(
                Pictures.outage(),
                Inside.layer(Overlay.builder()
                        .step("triage", "start", "vendor")
                        .step("vendor", "advance", "repair")
                        .build())));
        assertThat(styles(outage, "orderPart")).isEqualTo("shape step passed");
        assertThat(styles(outage, "delivered")).isEqualTo("flow passed"); // people come before timers
    }

    @Test
    void refusesAWayThatTheDiagramDoesNotHave() {
        assertThatThrownBy(() -> incident(
                        Overlay.builder().step("new", "close", "closed").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no way leads by close from new to closed");
        assertThatThrownBy(() -> incident(Overlay.builder().step("ghost").build()))
                .hasMessageContaining("speaks of ghost");
        assertThatThrownBy(
                        () -> incident(Overlay.builder().count("ghost\u202e", 1).build()))
                .hasMessageContaining("speaks of ghost?");
    }

    @Test
    void refusesATimelineFromTheMiddleThatDoesNotSayWhereTheTicketWas() {
        TimelineEntry comment = entry(7, "comment", List.of());
        TimelineEntry hold = entry(8, "hold", List.of(new FieldChange("stage", "new", "onHold")));
        assertThatThrownBy(() -> Overlay.way(List.of(comment, hold)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "overlay: the timeline begins with entry 7, which does not say at which stage the ticket was;"
                                + " give the timeline from its first entry");
        assertThat(styles(incident(Overlay.way(List.of(hold, comment))), "onHold"))
                .isEqualTo("shape stage here passed");
        assertThat(styles(incident(Overlay.way(List.of())), "onHold")).isEqualTo("shape stage");
    }

    private static TimelineEntry entry(long sequence, String action, List<FieldChange> changes) {
        return new TimelineEntry(
                sequence,
                Instant.EPOCH,
                "ana",
                false,
                action,
                Visibility.INTERNAL,
                "",
                changes,
                Optional.empty(),
                Optional.empty(),
                "");
    }

    @Test
    void coloursStagesByTheirNumbers() {
        SvgPage page = incident(Overlay.heat(
                Map.of("new", 46_100L, "assigned", 12_004L, "onHold", 900L, "merged", 0L, "newAssign", 40L), "visits"));
        assertThat(styles(page, "new")).isEqualTo("shape stage heat-5");
        assertThat(styles(page, "assigned")).isEqualTo("shape stage heat-3");
        assertThat(styles(page, "onHold")).isEqualTo("shape stage heat-1");
        assertThat(styles(page, "merged")).isEqualTo("shape stage heat-0");
        assertThat(styles(page, "newAssign")).isEqualTo("flow traffic-5");
        assertThat(page.badges("count")).containsExactlyInAnyOrder("46.1k", "12k", "900", "0", "40");
        assertThat(page.texts("label").map(Element::getTextContent)).contains("visits:", "up to 1,844", "up to 46.1k");
        assertThat(page.root().getAttribute("aria-label")).contains("Number of visits: ", "New 46100");
    }

    @Test
    void writesNumbersBriefly() {
        assertThat(List.of(0L, 999L, 9_999L, 10_000L, 99_949L, 99_950L, 999_499L, 999_500L, 3_200_000L, 120_000_000L))
                .extracting(Heat::brief)
                .containsExactly("0", "999", "9,999", "10k", "99.9k", "100k", "999k", "1M", "3.2M", "120M");
    }

    @Test
    void tellsFewApart() {
        assertThat(new Heat(List.of()).levels()).isEmpty();
        assertThat(new Heat(List.of(0L)).levels()).isEmpty();
        assertThat(new Heat(List.of(1L)).levels()).containsExactly(1);
        assertThat(new Heat(List.of(1L, Long.MAX_VALUE)).level(Long.MAX_VALUE)).isEqualTo(5);
        assertThat(new Heat(List.of(1L, Long.MAX_VALUE)).level(1)).isEqualTo(1);
    }

    @Test
    void refusesNumbersBelowNothing() {
        assertThatThrownBy(() -> Overlay.heat(Map.of("new", -1L), "tickets"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number of new must be 0 or more, not -1");
    }
}
