package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.CascadeRecord;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.spi.CascadeStore.Pending;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Limits;
import org.junit.jupiter.api.Test;

/** The contract of {@link CascadeStore}. */
abstract class StoreContractCascades extends StoreContractSchedule {
    private CascadeStore cascades() {
        return kept().cascades();
    }

    private static CascadeRecord cascade(long ticket, String rule, Instant at, int followed, int failed) {
        CascadeProgress progress = new CascadeProgress(ref(ticket), rule, at, 1_000, followed, failed);
        return new CascadeRecord(
                progress, Optional.of(new Cursor(at, ref(ticket + 1).id())));
    }

    private void begin(Tenant tenant, CascadeRecord... some) {
        run(() -> List.of(some).forEach(one -> cascades().begin(tenant, one)));
    }

    private List<CascadeRecord> cascadesOf(Tenant tenant, long ticket) {
        return inTransaction(() -> cascades().of(tenant, ref(ticket)));
    }

    private List<Pending> pending(int limit) {
        return inTransaction(() -> cascades().pending(limit));
    }

    @Test
    void givesCascadesBackAsTheyWere() {
        CascadeRecord full = cascade(1, "\u4f60".repeat(Limits.NAME), MOMENTS.get(3), 7, 9);
        CascadeRecord bare =
                new CascadeRecord(new CascadeProgress(ref(2), "x", MOMENTS.get(2), 0, 0, 0), Optional.empty());
        begin(ACME, full, bare);
        assertThat(cascadesOf(ACME, 1)).containsExactly(full);
        assertThat(cascadesOf(ACME, 2)).containsExactly(bare);
        assertThat(cascadesOf(OTHER, 1)).isEmpty();
        assertThat(cascadesOf(ACME, 3)).isEmpty();
    }

    @Test
    void listsCascadesOfAllTenantsOldestFirst() {
        CascadeRecord late = cascade(1, "a", NOON.plusSeconds(1), 0, 0);
        CascadeRecord first = cascade(2, "a", NOON, 0, 0);
        CascadeRecord second = cascade(2, "b", NOON, 0, 0);
        begin(ACME, late, second);
        begin(OTHER, first);
        assertThat(pending(10))
                .containsExactly(new Pending(OTHER, first), new Pending(ACME, second), new Pending(ACME, late));
        assertThat(pending(1)).containsExactly(new Pending(OTHER, first));
        begin(ACME, cascade(2, "a", NOON.minusSeconds(1), 0, 0));
        assertThat(cascadesOf(ACME, 2))
                .extracting(one -> one.progress().rule())
                .as("the oldest first")
                .containsExactly("a", "b");
    }

    @Test
    void goesOnAndEndsFromWhatWasReadOnly() {
        CascadeRecord begun = cascade(1, "a", NOON, 1, 0);
        CascadeRecord further = cascade(1, "a", NOON, 2, 0);
        begin(ACME, begun);
        run(() -> cascades().replace(ACME, begun, further));
        assertThat(cascadesOf(ACME, 1)).containsExactly(further);
        assertThatThrownBy(() -> run(() -> cascades().replace(ACME, begun, further)))
                .isInstanceOf(StaleTicketException.class);
        assertThatThrownBy(() -> run(() -> cascades().replace(OTHER, further, begun)))
                .as("another tenant's")
                .isInstanceOf(StaleTicketException.class);
        assertThatThrownBy(() -> run(() -> cascades().end(ACME, begun))).isInstanceOf(StaleTicketException.class);
        run(() -> cascades().end(ACME, further));
        assertThat(pending(10)).isEmpty();
        assertThatThrownBy(() -> run(() -> cascades().end(ACME, further))).isInstanceOf(StaleTicketException.class);
        assertThatThrownBy(() -> run(() -> cascades().replace(ACME, further, begun)))
                .isInstanceOf(StaleTicketException.class);
    }

    @Test
    void aCascadeThatBeginsAgainBeginsFromItsStart() {
        begin(ACME, cascade(1, "a", NOON, 700, 3));
        CascadeRecord again = cascade(1, "a", NOON.plusSeconds(9), 500, 0);
        begin(ACME, again);
        assertThat(cascadesOf(ACME, 1)).containsExactly(again);
    }

    @Test
    void whatIsRolledBackOfACascadeHasNotHappened() {
        CascadeRecord begun = cascade(1, "a", NOON, 1, 0);
        begin(ACME, begun);
        rolledBack(() -> {
            cascades().replace(ACME, begun, cascade(1, "a", NOON, 2, 0));
            cascades().begin(ACME, cascade(2, "a", NOON, 1, 0));
        });
        rolledBack(() -> cascades().end(ACME, begun));
        rolledBack(() -> cascades().begin(ACME, cascade(1, "a", NOON, 5, 0)));
        assertThat(pending(10)).containsExactly(new Pending(ACME, begun));
    }

    private void rolledBack(Runnable work) {
        assertThatThrownBy(() -> run(() -> {
                    work.run();
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
    }
}
