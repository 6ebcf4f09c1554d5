package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.TimelineStore.Marked;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.RequestMark;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.Test;

/**
 * What every {@link org.itsm4j.spi.Store} must do: a host with one of its own extends this class, says how to get an
 * empty one, and runs it with JUnit 5.
 *
 * <pre>{@code
 * class MyStoreTest extends StoreContract {
 *     @Override
 *     protected Store store() {
 *         return new MyStore(emptyDatabase());
 *     }
 * }
 * }</pre>
 */
public abstract class StoreContract extends StoreContractCascades {
    /** For subclasses. */
    protected StoreContract() {}

    private void append(Tenant tenant, TicketRef ticket, TimelineEntry... entries) {
        run(() -> List.of(entries).forEach(entry -> kept().timelines().append(tenant, ticket, entry)));
    }

    private List<TimelineEntry> read(Tenant tenant, TicketRef ticket) {
        return inTransaction(() -> kept().timelines().read(tenant, ticket, 0, 1_000, false));
    }

    @Test
    void givesEntriesBackAsTheyWere() {
        List<TimelineEntry> entries = new ArrayList<>();
        for (String text : NASTY) {
            entries.add(new TimelineEntry(
                    entries.size() + 1,
                    MOMENTS.get(entries.size() % MOMENTS.size()),
                    "actor " + text,
                    entries.size() % 2 == 0,
                    "action",
                    Visibility.values()[entries.size() % 2],
                    text,
                    List.of(
                            new FieldChange("field", "before " + text, ""),
                            new FieldChange("other\tfield", "", text + "\n\\t\\n\\\\"),
                            new FieldChange("", "", "")),
                    Optional.of(ref(entries.size())),
                    Optional.of(new RequestMark("request " + text, hash(text))),
                    hash(text)));
        }
        append(ACME, ref(1), entries.toArray(new TimelineEntry[0]));
        assertThat(read(ACME, ref(1))).containsExactlyElementsOf(entries);
        entries.forEach(entry -> assertThat(inTransaction(() -> kept().timelines()
                        .findRequest(ACME, entry.request().orElseThrow().id())))
                .contains(new Marked(ref(1), entry)));
    }

    @Test
    void keepsALongEntry() {
        TimelineEntry plain = entry(1);
        TimelineEntry big = new TimelineEntry(
                1,
                plain.at(),
                plain.actor(),
                false,
                plain.action(),
                plain.visibility(),
                "\ud83d\udca5".repeat(16_000),
                Collections.nCopies(30, new FieldChange("field", "\\".repeat(200), "\n".repeat(200))),
                Optional.empty(),
                Optional.empty(),
                plain.hash());
        append(ACME, ref(1), big);
        assertThat(read(ACME, ref(1))).containsExactly(big);
    }

    @Test
    void readsATimelineInOrderAndInPages() {
        List<TimelineEntry> entries =
                LongStream.rangeClosed(1, 30).mapToObj(n -> entry(n)).toList();
        append(ACME, ref(1), entries.toArray(new TimelineEntry[0]));
        append(ACME, ref(2), entry(1), entry(2));
        List<TimelineEntry> seen = new ArrayList<>();
        run(() -> {
            for (List<TimelineEntry> page;
                    !(page = kept().timelines().read(ACME, ref(1), seen.size(), 7, false)).isEmpty(); ) {
                assertThat(page).hasSizeLessThanOrEqualTo(7);
                seen.addAll(page);
            }
        });
        assertThat(seen).containsExactlyElementsOf(entries);
    }

    @Test
    void leavesInternalEntriesOutForThePublic() {
        append(ACME, ref(1), entry(1), entry(2), entry(3), entry(4), entry(5), entry(6));
        run(() -> {
            assertThat(kept().timelines().read(ACME, ref(1), 0, 10, true)).containsExactly(entry(3), entry(6));
            assertThat(kept().timelines().read(ACME, ref(1), 0, 1, true)).containsExactly(entry(3));
            assertThat(kept().timelines().read(ACME, ref(1), 3, 10, true)).containsExactly(entry(6));
        });
    }

    @Test
    void refusesASequenceThatIsTaken() {
        append(ACME, ref(1), entry(1));
        assertThatThrownBy(() -> append(ACME, ref(1), entry(1, "other"))).isInstanceOf(DuplicateKeyException.class);
        assertThat(read(ACME, ref(1))).containsExactly(entry(1));
    }

    @Test
    void refusesARequestIdThatIsTaken() {
        append(ACME, ref(1), entry(1, "request-1"));
        assertThatThrownBy(() -> append(ACME, ref(2), entry(1, "request-1"))).isInstanceOf(DuplicateKeyException.class);
        assertThat(read(ACME, ref(2))).isEmpty();
    }

    @Test
    void findsARequest() {
        append(ACME, ref(1), entry(1), entry(2, "request-1"));
        run(() -> {
            assertThat(kept().timelines().findRequest(ACME, "request-1"))
                    .contains(new Marked(ref(1), entry(2, "request-1")));
            assertThat(kept().timelines().findRequest(ACME, "REQUEST-1")).isEmpty();
            assertThat(kept().timelines().findRequest(ACME, "request-2")).isEmpty();
        });
    }

    @Test
    void tenantsShareNoTimelines() {
        append(ACME, ref(1), entry(1, "request-1"));
        run(() -> {
            assertThat(kept().timelines().read(OTHER, ref(1), 0, 10, false)).isEmpty();
            assertThat(kept().timelines().findRequest(OTHER, "request-1")).isEmpty();
        });
        append(OTHER, ref(1), entry(1, "request-1"));
        assertThat(read(ACME, ref(1))).hasSize(1);
        assertThat(read(OTHER, ref(1))).hasSize(1);
    }

    private boolean link(Tenant tenant, Link link) {
        return inTransaction(() -> kept().links().add(tenant, link));
    }

    private boolean unlink(Tenant tenant, Link link) {
        return inTransaction(() -> kept().links().remove(tenant, link));
    }

    private static Link watch(long ticket, String person) {
        return new Link(ref(ticket), Link.WATCHED_BY, person);
    }

    @Test
    void keepsLinksAsASet() {
        assertThat(link(ACME, watch(1, "mia"))).isTrue();
        assertThat(link(ACME, watch(1, "mia"))).isFalse();
        assertThat(link(ACME, watch(1, "MIA"))).isTrue();
        assertThat(link(ACME, new Link(ref(1), Link.REFERS_TO, "mia"))).isTrue();
        assertThat(inTransaction(() -> kept().links().from(ACME, ref(1), Link.WATCHED_BY, 10)))
                .containsExactlyInAnyOrder(watch(1, "mia"), watch(1, "MIA"));
    }

    @Test
    void addsAndRemovesInOneTransaction() {
        run(() -> {
            assertThat(kept().links().add(ACME, watch(1, "mia"))).isTrue();
            assertThat(kept().links().add(ACME, watch(1, "mia"))).isFalse();
            assertThat(kept().links().from(ACME, ref(1), Link.WATCHED_BY, 10)).hasSize(1);
            assertThat(kept().links().remove(ACME, watch(1, "mia"))).isTrue();
            assertThat(kept().links().remove(ACME, watch(1, "mia"))).isFalse();
            assertThat(kept().links().add(ACME, watch(1, "mia"))).isTrue();
        });
        assertThat(inTransaction(() -> kept().links().from(ACME, ref(1), Link.WATCHED_BY, 10)))
                .containsExactly(watch(1, "mia"));
    }

    @Test
    void removesOneLinkOnly() {
        link(ACME, watch(1, "mia"));
        link(ACME, watch(1, "raj"));
        link(ACME, watch(2, "mia"));
        assertThat(unlink(ACME, watch(1, "mia"))).isTrue();
        assertThat(unlink(ACME, watch(1, "mia"))).isFalse();
        run(() -> {
            assertThat(kept().links().from(ACME, ref(1), Link.WATCHED_BY, 10)).containsExactly(watch(1, "raj"));
            assertThat(kept().links().to(ACME, Link.WATCHED_BY, "mia", 10)).containsExactly(watch(2, "mia"));
        });
    }

    @Test
    void listsLinksFromBothEndsInOrder() {
        for (String person : List.of("zoe", "mia", "raj", "ana")) {
            link(ACME, watch(1, person));
        }
        for (long ticket : List.of(9L, 3L, 7L)) {
            link(ACME, watch(ticket, "mia"));
            link(ACME, new Link(ref(ticket), Link.REFERS_TO, "mia"));
        }
        run(() -> {
            assertThat(kept().links().from(ACME, ref(1), Link.WATCHED_BY, 3))
                    .extracting(Link::target)
                    .containsExactly("ana", "mia", "raj");
            assertThat(kept().links().to(ACME, Link.WATCHED_BY, "mia", 10))
                    .extracting(link -> link.ticket().id())
                    .containsExactly(id(1), id(3), id(7), id(9));
            assertThat(kept().links().to(ACME, Link.REFERS_TO, "mia", 2))
                    .extracting(link -> link.ticket().id())
                    .containsExactly(id(3), id(7));
            assertThat(kept().links().to(ACME, Link.WATCHED_BY, "mia", Optional.of(id(3)), 1))
                    .extracting(link -> link.ticket().id())
                    .containsExactly(id(7));
            assertThat(kept().links().to(ACME, Link.WATCHED_BY, "mia", Optional.of(id(9)), 10))
                    .isEmpty();
            assertThat(kept().links().from(ACME, ref(1), Link.REFERS_TO, 10)).isEmpty();
        });
    }

    @Test
    void givesLinksBackAsTheyWere() {
        NASTY.forEach(text ->
                assertThat(link(ACME, new Link(ref(1), Link.REFERS_TO, text))).isTrue());
        String longest = "\u4f60".repeat(300);
        link(ACME, new Link(ref(1), "TYPE_OF_FORTY_LETTERS".repeat(2).substring(0, 40), longest));
        run(() -> {
            assertThat(kept().links().from(ACME, ref(1), Link.REFERS_TO, 100))
                    .extracting(Link::target)
                    .containsExactlyInAnyOrderElementsOf(NASTY);
            NASTY.forEach(text -> assertThat(kept().links().to(ACME, Link.REFERS_TO, text, 10))
                    .containsExactly(new Link(ref(1), Link.REFERS_TO, text)));
            assertThat(kept().links().to(ACME, "TYPE_OF_FORTY_LETTERS".repeat(2).substring(0, 40), longest, 10))
                    .hasSize(1);
        });
    }

    @Test
    void tenantsShareNoLinks() {
        link(ACME, watch(1, "mia"));
        assertThat(unlink(OTHER, watch(1, "mia"))).isFalse();
        run(() -> {
            assertThat(kept().links().from(OTHER, ref(1), Link.WATCHED_BY, 10)).isEmpty();
            assertThat(kept().links().to(OTHER, Link.WATCHED_BY, "mia", 10)).isEmpty();
        });
        assertThat(link(OTHER, watch(1, "mia"))).isTrue();
        unlink(OTHER, watch(1, "mia"));
        assertThat(inTransaction(() -> kept().links().from(ACME, ref(1), Link.WATCHED_BY, 10)))
                .hasSize(1);
    }

    private long reserve(Tenant tenant, int count) {
        return inTransaction(() -> kept().numbers().reserve(tenant, TicketKind.INCIDENT, count));
    }

    @Test
    void handsOutNumbersFromOneForEachTenant() {
        assertThat(reserve(ACME, 1)).isEqualTo(1);
        assertThat(reserve(ACME, 50)).isEqualTo(2);
        assertThat(reserve(ACME, 1)).isEqualTo(52);
        assertThat(reserve(OTHER, 10)).isEqualTo(1);
        assertThat(reserve(OTHER, 1)).isEqualTo(11);
    }

    @Test
    void handsOutNumbersTwiceInOneTransaction() {
        run(() -> {
            assertThat(kept().numbers().reserve(ACME, TicketKind.INCIDENT, 2)).isEqualTo(1);
            assertThat(kept().numbers().reserve(ACME, TicketKind.INCIDENT, 2)).isEqualTo(3);
        });
    }

    @Test
    void handsOutNoNumberTwice() throws Exception {
        BitSet taken = new BitSet();
        List<List<Long>> firsts = together(4, () -> {
            List<Long> mine = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                mine.add(reserve(ACME, 1 + i % 5));
            }
            return mine;
        });
        for (List<Long> mine : firsts) {
            for (int i = 0; i < mine.size(); i++) {
                int first = mine.get(i).intValue();
                assertThat(taken.get(first, first + 1 + i % 5).isEmpty()).isTrue();
                taken.set(first, first + 1 + i % 5);
            }
        }
        assertThat(taken.nextClearBit(1)).isEqualTo(4 * 25 * 3 + 1);
    }

    @Test
    void handsOutTheFirstNumberOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            Tenant fresh = new Tenant("fresh-" + i);
            assertThat(together(4, () -> reserve(fresh, 10))).containsExactlyInAnyOrder(1L, 11L, 21L, 31L);
        }
    }
}
