package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.itsm4j.error.StoreException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TicketId;
import org.junit.jupiter.api.Test;

/** The values of custom fields: they come back as they were, and tickets are found by them. */
abstract class StoreContractCustom extends StoreContractSearches {
    private static final CustomField<String> CAUSE = CustomField.text("rootCause", Limits.CUSTOM_TEXT);
    private static final CustomField<String> OTHER_CAUSE = CustomField.text("rootCause2", Limits.CUSTOM_TEXT);
    private static final CustomField<BigDecimal> COST = CustomField.number("cost");
    private static final CustomField<Boolean> LEGAL = CustomField.flag("legal");
    private static final CustomField<Instant> DUE = CustomField.instant("dueAt");
    private static final CustomField<String> SITE = CustomField.choice("site", "Berlin", "berlin", "Z\u00fcrich");

    private static CustomValues caused(String text) {
        return CustomValues.of(CAUSE, text);
    }

    private static Incident having(long n, CustomValues values) {
        return bare(n).custom(values).build();
    }

    private Incident changed(Incident incident, CustomValues values) {
        Incident after = next(incident).customised(values);
        run(() -> tickets()
                .replace(tickets().find(incident.tenant(), incident.id()).orElseThrow(), after));
        return after;
    }

    private static Search<IncidentField> byNumber() {
        return Search.sortedBy(IncidentField.NUMBER, Direction.ASCENDING);
    }

    private List<TicketId> found(Tenant tenant, Search<IncidentField> search) {
        return inTransaction(() -> tickets().search(tenant, search).items().stream()
                .map(Incident::id)
                .toList());
    }

    private <V> List<TicketId> found(CustomField<V> field, V value) {
        return found(ACME, byNumber().whereCustom(field, value));
    }

    @Test
    void givesCustomValuesOfEveryTypeBackAsTheyWere() {
        CustomValues values = caused("disk full")
                .with(COST, new BigDecimal("-1234567890123456789.000000000000000001"))
                .with(LEGAL, false)
                .with(DUE, MOMENTS.get(0))
                .with(SITE, "Z\u00fcrich");
        Incident incident = having(1, values);
        add(incident);
        assertThat(find(incident)).map(Incident::custom).contains(values);
        assertThat(find(incident).orElseThrow().custom().get(DUE)).contains(MOMENTS.get(0));
        assertThat(found(COST, new BigDecimal("-1234567890123456789.000000000000000001")))
                .containsExactly(id(1));
        assertThat(found(LEGAL, false)).containsExactly(id(1));
        assertThat(found(LEGAL, true)).isEmpty();
        assertThat(found(DUE, MOMENTS.get(0))).containsExactly(id(1));
        assertThat(found(SITE, "Z\u00fcrich")).containsExactly(id(1));
        assertThat(found(SITE, "Berlin")).isEmpty();
    }

    @Test
    void keepsAsManyAndAsLongCustomValuesAsThereCanBe() {
        CustomValues values = CustomValues.none();
        for (int i = 0; i < Limits.CUSTOM_FIELDS; i++) {
            String text = i % 2 == 0
                    ? "\ud83d\udca5".repeat(Limits.CUSTOM_TEXT / 2)
                    : "\u4f60".repeat(Limits.CUSTOM_SEARCHABLE);
            values = values.with(CustomField.text("f" + "x".repeat(30) + i, Limits.CUSTOM_TEXT), text);
        }
        Incident incident = having(1, values);
        add(incident);
        assertThat(find(incident)).map(Incident::custom).contains(values);
        assertThat(found(CustomField.text("f" + "x".repeat(30) + 1, 255), "\u4f60".repeat(Limits.CUSTOM_SEARCHABLE)))
                .containsExactly(id(1));
    }

    @Test
    void findsByEveryTextExactly() {
        for (int i = 0; i < NASTY.size(); i++) {
            add(having(i + 1, caused(NASTY.get(i)).with(OTHER_CAUSE, "the same")));
        }
        for (int i = 0; i < NASTY.size(); i++) {
            assertThat(found(CAUSE, NASTY.get(i))).as(NASTY.get(i)).containsExactly(id(i + 1));
            assertThat(find(bare(i + 1).build()).orElseThrow().custom().get(CAUSE))
                    .contains(NASTY.get(i));
            assertThat(found(OTHER_CAUSE, NASTY.get(i))).isEmpty();
        }
        assertThat(found(CAUSE, "Plain")).as("another case").isEmpty();
        assertThat(found(CAUSE, "plain ")).as("a blank more").isEmpty();
        assertThat(found(CAUSE, "%")).isEmpty();
        assertThat(found(OTHER_CAUSE, "the same")).hasSize(NASTY.size());
    }

    @Test
    void findsWhatMeetsCustomAndOtherConditions() {
        for (int i = 0; i < 12; i++) {
            add(bare(i + 1)
                    .summary("Incident " + i % 2)
                    .custom(caused("cause " + i % 3).with(LEGAL, i % 4 == 0))
                    .build());
        }
        Search<IncidentField> search =
                byNumber().whereCustom(CAUSE, "cause 0").where(IncidentField.SUMMARY, Operator.EQUALS, "Incident 0");
        assertThat(found(ACME, search)).containsExactly(id(1), id(7));
        assertThat(found(ACME, search.whereCustom(LEGAL, true))).containsExactly(id(1));
        assertThat(found(ACME, search.whereCustom(CAUSE, "cause 1")))
                .as("no field has two values")
                .isEmpty();
        assertThat(found(ACME, search.where(IncidentField.IMPACT, Operator.LESS_THAN, Impact.VERY_HIGH)))
                .isEmpty();
    }

    @Test
    void pagesThroughWhatIsFoundByACustomValue() {
        List<TicketId> all = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            add(having(i, caused(i % 4 == 0 ? "other" : "disk full")));
            if (i % 4 != 0) {
                all.add(0, id(i));
            }
        }
        Search<IncidentField> search = Search.sortedBy(IncidentField.PRIORITY, Direction.DESCENDING)
                .whereCustom(CAUSE, "disk full")
                .limit(4);
        List<TicketId> seen = new ArrayList<>();
        for (boolean more = true; more; ) {
            Search<IncidentField> now = search;
            Page<Incident, Cursor> page = inTransaction(() -> tickets().search(ACME, now));
            page.items().forEach(incident -> seen.add(incident.id()));
            more = page.next().isPresent();
            search = more ? search.after(page.next().orElseThrow()) : search;
        }
        assertThat(seen).containsExactlyElementsOf(all);
    }

    @Test
    void noLongerFindsByAValueThatWasReplacedOrRemoved() {
        Incident incident = having(1, caused("disk full"));
        add(incident, having(2, caused("disk full")));
        Incident changed = changed(incident, caused("fan").with(LEGAL, true));
        assertThat(found(CAUSE, "disk full")).containsExactly(id(2));
        assertThat(found(CAUSE, "fan")).containsExactly(id(1));
        assertThat(found(LEGAL, true)).containsExactly(id(1));
        Incident removed = changed(changed, CustomValues.of(LEGAL, true));
        assertThat(found(CAUSE, "fan")).isEmpty();
        Incident same = changed(removed, removed.custom());
        assertThat(found(LEGAL, true)).containsExactly(id(1));
        Incident again = changed(same, caused("disk full"));
        assertThat(found(CAUSE, "disk full")).containsExactly(id(1), id(2));
        assertThat(found(LEGAL, true)).isEmpty();
        assertThat(find(incident)).map(Incident::custom).contains(again.custom());
    }

    @Test
    void keepsALongValueAndFindsItWhenItIsShort() {
        String tooLong = "x".repeat(Limits.CUSTOM_SEARCHABLE + 1);
        String fits = "x".repeat(Limits.CUSTOM_SEARCHABLE);
        Incident incident = having(1, caused(tooLong));
        add(incident);
        assertThat(found(CAUSE, fits)).isEmpty();
        Incident shorter = changed(incident, caused(fits));
        assertThat(found(CAUSE, fits)).containsExactly(id(1));
        Incident longer = changed(shorter, caused(tooLong));
        assertThat(found(CAUSE, fits)).isEmpty();
        assertThat(find(incident)).map(Incident::custom).contains(longer.custom());
    }

    @Test
    void findsInATransactionByWhatItWrote() {
        run(() -> {
            Incident first = having(1, caused("one"));
            tickets().add(first);
            assertThat(found(CAUSE, "one")).containsExactly(id(1));
            Incident second = next(first).customised(caused("two"));
            tickets().replace(first, second);
            assertThat(found(CAUSE, "one")).isEmpty();
            assertThat(found(CAUSE, "two")).containsExactly(id(1));
            Incident third = next(second).customised(CustomValues.none());
            tickets().replace(second, third);
            assertThat(found(CAUSE, "two")).isEmpty();
            tickets().replace(third, next(third).customised(caused("one")));
            assertThat(found(CAUSE, "one")).containsExactly(id(1));
        });
        assertThat(found(CAUSE, "one")).containsExactly(id(1));
    }

    @Test
    void takesCustomValuesBackWithTheTransaction() {
        Incident incident = having(1, caused("one"));
        add(incident);
        assertThatThrownBy(() -> run(() -> {
                    tickets().replace(incident, next(incident).customised(caused("two")));
                    tickets().add(having(2, caused("two")));
                    throw new StoreException("taken back");
                }))
                .isInstanceOf(StoreException.class);
        assertThat(found(CAUSE, "two")).isEmpty();
        assertThat(found(CAUSE, "one")).containsExactly(id(1));
    }

    @Test
    void tenantsShareNoCustomValues() {
        add(having(1, caused("one")));
        assertThat(found(OTHER, byNumber().whereCustom(CAUSE, "one"))).isEmpty();
        add(bare(1).tenant(OTHER).custom(caused("two")).build());
        assertThat(found(OTHER, byNumber().whereCustom(CAUSE, "two"))).containsExactly(id(1));
        assertThat(found(CAUSE, "one")).containsExactly(id(1));
        assertThat(found(CAUSE, "two")).isEmpty();
    }
}
