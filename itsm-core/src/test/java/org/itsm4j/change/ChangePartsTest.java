package org.itsm4j.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.itsm4j.change.calendar.Collision;
import org.itsm4j.change.calendar.CollisionKind;
import org.itsm4j.change.calendar.Severity;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Waiver;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

/** What stores keep of a change comes back as it was, however long it is. */
class ChangePartsTest {
    private static final Instant AT = Instant.parse("2026-03-02T20:00:00.123456Z");
    private static final Slot WINDOW = Slot.of(AT, Duration.ofHours(2));

    @Test
    void whatIsWrittenIsRead() {
        assertComesBack(bare().build());
        assertComesBack(full("a \"quoted\" line\nand \u00e9\u4e2d\ud83d\ude00", 3));
    }

    @Test
    void theLongestIsReadToo() {
        Change longest = full("\u0001", 1_000_000);
        ChangeParts parts = ChangeParts.of(longest);
        assertThat(parts.subject().length()).isLessThan(JsonReader.LONGEST);
        assertThat(parts.plan().orElseThrow().length()).isLessThan(JsonReader.LONGEST);
        assertThat(parts.review().orElseThrow().length()).isLessThan(JsonReader.LONGEST);
        assertThat(parts.implementation().orElseThrow().length()).isLessThan(JsonReader.LONGEST);
        assertThat(parts.waivers().orElseThrow().length()).isLessThan(JsonReader.LONGEST);
        assertComesBack(longest);
    }

    @Test
    void whatIsNoneOfThemIsRefused() {
        ChangeParts broken =
                new ChangeParts("{}", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> broken.into(bare(), Optional.empty(), ChangeModel.NORMAL, Optional.empty()))
                .isInstanceOf(ConfigurationException.class);
    }

    private static void assertComesBack(Change change) {
        ChangeParts parts = ChangeParts.of(change);
        Change read = parts.into(
                        change.toBuilder().plan(Optional.empty()).review(Optional.empty()),
                        change.requester(),
                        change.model(),
                        change.scope().service())
                .build();
        assertThat(ChangeParts.of(read)).isEqualTo(parts);
        assertThat(read.origin()).isEqualTo(change.origin());
        assertThat(read.scope()).isEqualTo(change.scope());
        assertThat(read.plan()).isEqualTo(change.plan());
        assertThat(read.risk()).isEqualTo(change.risk());
        assertThat(read.answers()).isEqualTo(change.answers());
        assertThat(read.authorisation()).isEqualTo(change.authorisation());
        assertThat(read.waivers()).isEqualTo(change.waivers());
        assertThat(read.lockdown()).isEqualTo(change.lockdown());
        assertThat(read.implementation()).isEqualTo(change.implementation());
        assertThat(read.review()).isEqualTo(change.review());
        assertThat(read.times()).isEqualTo(change.times());
    }

    private static Change.Builder bare() {
        return Change.builder()
                .id(new TicketId(new java.util.UUID(1, 2)))
                .number(TicketNumber.of(TicketKind.CHANGE, 1))
                .tenant(Tenant.SINGLE)
                .place(new Place(new Stage("draft", "Draft"), Optional.empty(), "contract"))
                .summary("x")
                .origin(new ChangeOrigin(
                        Optional.empty(), "mia", "because", ChangeModel.NORMAL, Optional.empty(), false))
                .scope(ChangeScope.touching(List.of()))
                .times(ChangeTimes.raised(AT));
    }

    /** All parts, each text of this one as often as fits into its limit, at most so often. */
    private static Change full(String text, int times) {
        String name = fit(text, times, Limits.NAME - 4);
        String reason = fit(text, times, Limits.REASON);
        String body = fit(text, times, Limits.TEXT);
        Map<String, String> answers = new TreeMap<>();
        TreeMap<String, Integer> items = new TreeMap<>();
        int many = times > 3 ? Integer.MAX_VALUE : times;
        for (int i = 0; i < Math.min(many, RiskModel.QUESTIONS); i++) {
            answers.put("x" + i + name, "y" + name);
        }
        for (int i = 0; i < Math.min(many, ChangeScope.MOST); i++) {
            items.put("x" + i + name, i);
        }
        List<String> lines =
                Collections.nCopies(Math.min(many, Review.MOST), "x" + fit(text, times, Limits.REASON - 1));
        Collision collision =
                new Collision(CollisionKind.SAME_ITEM, Severity.HARD, "CHG", "x" + name, "y" + name, WINDOW);
        Waiver waiver = Waiver.of(collision, "x" + name, "x" + fit(text, times, Limits.REASON - 1), AT, WINDOW.to());
        TaskResult result = new TaskResult(
                "x" + fit(text, times, Limits.LINE - 1),
                TaskResult.Status.DONE,
                "x" + fit(text, times, Limits.REASON - 1));
        String longText = "x" + body.substring(0, Math.min(body.length(), Limits.TEXT - 1));
        return bare().origin(new ChangeOrigin(
                        Optional.of("mia"),
                        "x" + name,
                        reason,
                        ChangeModel.STANDARD,
                        Optional.of(new TemplateRef("disk", 3)),
                        true))
                .scope(ChangeScope.touching(items.keySet()).of("webshop"))
                .plan(Optional.of(new ChangePlan(longText, longText, BackOut.tested(longText), longText, WINDOW)))
                .answers(new TreeMap<>(answers))
                .criticality(Criticality.VITAL)
                .risk(Optional.of(new Risk(
                        7,
                        RiskTier.HIGH,
                        2,
                        new RiskInputs(new TreeMap<>(answers), Criticality.LOW, 5, new TrackRecord(9, 8)))))
                .authorisation(Authorisation.NONE
                        .preauthorised(Optional.of("x" + name))
                        .opened()
                        .first(reason, AT)
                        .declined())
                .waivers(Collections.nCopies(Math.min(many, 50), waiver))
                .lockdown(Optional.of(reason))
                .implementation(Optional.of(new Implementation(
                        AT,
                        AT.plusSeconds(1),
                        Outcome.FAILED,
                        Collections.nCopies(Math.min(many, Implementation.MOST), result),
                        longText)))
                .review(Optional.of(new Review(true, longText, lines, followUps(lines, name), 3)))
                .times(ChangeTimes.raised(AT).submitted(AT).begun(AT).done(AT).closed(AT))
                .build();
    }

    private static List<FollowUp> followUps(List<String> texts, String owner) {
        return texts.stream()
                .map(text -> FollowUp.of(text).ownedBy("x" + owner))
                .toList();
    }

    private static String fit(String text, int times, int most) {
        return text.repeat(Math.max(1, Math.min(times, most / text.length())));
    }
}
