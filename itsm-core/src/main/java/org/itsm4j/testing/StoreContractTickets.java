package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Milestones;
import org.itsm4j.incident.Origin;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The contract of {@link TicketStore}, but for searches. */
abstract class StoreContractTickets extends StoreContractTasks {
    private static Origin correlated(String key) {
        return new Origin(Optional.empty(), Optional.of("monitoring"), Optional.of(key));
    }

    private static void assertSame(Optional<Incident> found, Incident expected) {
        assertThat(found).isPresent();
        assertThat(found.get()).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void givesABareIncidentBackAsItWas() {
        Incident bare = bare(1).build();
        add(bare);
        assertSame(find(bare), bare);
    }

    @Test
    void givesEveryPartBackAsItWas() {
        for (int i = 0; i < NASTY.size(); i++) {
            Incident full = full(i + 1, NASTY.get(i));
            add(full);
            assertSame(find(full), full);
            assertSame(inTransaction(() -> tickets().findByNumber(ACME, full.number())), full);
        }
    }

    @Test
    void keepsTextsOfTheGreatestLength() {
        String name = "\ud83d\udca5".repeat(Limits.NAME / 2);
        Incident long1 = bare(1).summary("\u4f60".repeat(Limits.LINE))
                .description("\ud83d\udca5".repeat(Limits.TEXT / 2))
                .origin(new Origin(Optional.of(name), Optional.of(name), Optional.of(name)))
                .build();
        add(long1);
        assertSame(find(long1), long1);
    }

    @Test
    void keepsEmptyTextsApartFromAbsentOnes() {
        Incident empty = bare(1).description("")
                .origin(new Origin(Optional.of(" "), Optional.empty(), Optional.empty()))
                .build();
        add(empty);
        assertSame(find(empty), empty);
    }

    @Test
    void replacesEveryPartAndClearsEveryPart() {
        Incident bare = bare(1).build();
        Incident full = full(1, "text").recorded(next(bare).head());
        Incident cleared = bare.recorded(next(full).head());
        add(bare);
        run(() -> tickets().replace(tickets().find(ACME, bare.id()).orElseThrow(), full));
        assertSame(find(bare), full);
        run(() -> tickets().replace(tickets().find(ACME, bare.id()).orElseThrow(), cleared));
        assertSame(find(bare), cleared);
    }

    @Test
    void seesInATransactionWhatItWrote() {
        Incident first = bare(1).build();
        run(() -> {
            tickets().add(first);
            assertSame(tickets().find(ACME, first.id()), first);
            Incident second = next(first);
            tickets().replace(first, second);
            assertSame(tickets().find(ACME, first.id()), second);
            assertSame(tickets().findByNumber(ACME, first.number()), second);
            tickets().replace(second, next(second));
        });
        assertSame(find(first), next(next(first)));
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    void keepsMomentsToTheMicrosecondWhateverTheZoneOfTheJvm() {
        TimeZone before = TimeZone.getDefault();
        try {
            for (int i = 0; i < MOMENTS.size(); i++) {
                Instant at = MOMENTS.get(i);
                Incident incident = bare(i + 1)
                        .milestones(new Milestones(
                                Optional.empty(),
                                Optional.empty(),
                                at,
                                Optional.of(at),
                                Optional.of(at),
                                Optional.of(at),
                                Optional.of(at),
                                0))
                        .timerAt(Optional.of(at))
                        .build();
                TimeZone.setDefault(TimeZone.getTimeZone(i % 2 == 0 ? "America/New_York" : "Europe/Berlin"));
                add(incident);
                assertSame(find(incident), incident);
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                assertSame(find(incident), incident);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void refusesAnIdThatIsTaken() {
        add(bare(1).build());
        Incident other = bare(1).number(TicketNumber.of(TicketKind.INCIDENT, 2)).build();
        assertThatThrownBy(() -> add(other)).isInstanceOf(DuplicateKeyException.class);
        assertThat(find(other)).map(Incident::number).contains(TicketNumber.of(TicketKind.INCIDENT, 1));
    }

    @Test
    void refusesANumberThatIsTaken() {
        add(bare(1).build());
        Incident other = bare(2).number(TicketNumber.of(TicketKind.INCIDENT, 1)).build();
        assertThatThrownBy(() -> add(other)).isInstanceOf(DuplicateKeyException.class);
        assertThat(find(other)).isEmpty();
    }

    @Test
    void refusesACorrelationKeyThatIsTaken() {
        add(bare(1).origin(correlated("disk-full")).build());
        Incident other = bare(2).origin(correlated("disk-full")).build();
        assertThatThrownBy(() -> add(other)).isInstanceOf(DuplicateKeyException.class);
        assertThat(find(other)).isEmpty();
    }

    @Test
    void refusesACorrelationKeyThatIsTakenInAChange() {
        Incident other = bare(2).build();
        add(bare(1).origin(correlated("disk-full")).build(), other);
        Incident claiming =
                next(other).toBuilder().origin(correlated("disk-full")).build();
        assertThatThrownBy(() -> run(() -> tickets().replace(other, claiming)))
                .isInstanceOf(DuplicateKeyException.class);
        assertSame(find(other), other);
    }

    @Test
    void aCorrelationKeyThatWasReleasedIsFree() {
        Incident first = bare(1).origin(correlated("disk-full")).build();
        add(first);
        Incident released =
                next(first).toBuilder().origin(bare(1).build().origin()).build();
        run(() -> tickets().replace(first, released));
        Incident second = bare(2).origin(correlated("disk-full")).build();
        add(second);
        assertSame(find(second), second);
    }

    @Test
    void aRefusedDuplicateTakesItsWholeTransactionAlong() {
        add(bare(1).build());
        Incident innocent = bare(2).build();
        assertThatThrownBy(() -> add(innocent, bare(1).build())).isInstanceOf(DuplicateKeyException.class);
        assertThat(find(innocent)).isEmpty();
    }

    @Test
    void tenantsShareNoKeys() {
        Incident mine = bare(1).origin(correlated("disk-full")).build();
        Incident theirs = bare(2).tenant(OTHER)
                .number(mine.number())
                .origin(mine.origin())
                .build();
        add(mine, theirs);
        assertSame(find(mine), mine);
        assertSame(find(theirs), theirs);
        assertSame(inTransaction(() -> tickets().findByNumber(OTHER, mine.number())), theirs);
    }

    @Test
    void tenantsShareNoIds() {
        Incident mine = bare(1).build();
        Incident theirs = bare(1).tenant(OTHER).summary("Theirs").build();
        add(mine, theirs);
        run(() -> tickets().replace(theirs, next(theirs)));
        assertSame(find(mine), mine);
        assertSame(find(theirs), next(theirs));
    }

    @Test
    void findsNothingOfAnotherTenant() {
        Incident mine = bare(1).build();
        add(mine);
        run(() -> {
            assertThat(tickets().find(OTHER, mine.id())).isEmpty();
            assertThat(tickets().findByNumber(OTHER, mine.number())).isEmpty();
            assertThat(tickets().find(new Tenant("ACME"), mine.id())).isEmpty();
        });
    }

    @Test
    void changesNothingOfAnotherTenant() {
        Incident mine = bare(1).build();
        add(mine);
        Incident forged = mine.toBuilder().tenant(OTHER).build();
        assertThatThrownBy(() -> run(() -> tickets().replace(forged, next(forged))))
                .isInstanceOf(StaleTicketException.class);
        assertSame(find(mine), mine);
    }

    @Test
    void findsNothingThatIsNotThere() {
        run(() -> {
            assertThat(tickets().find(ACME, id(9))).isEmpty();
            assertThat(tickets().findByNumber(ACME, TicketNumber.of(TicketKind.INCIDENT, 9)))
                    .isEmpty();
        });
    }

    @Test
    void refusesAChangeOfAnOldVersion() {
        Incident first = bare(1).build();
        Incident second = next(first);
        add(first);
        run(() -> tickets().replace(first, second));
        Incident late = next(first).toBuilder().summary("Late").build();
        assertThatThrownBy(() -> run(() -> tickets().replace(first, late))).isInstanceOf(StaleTicketException.class);
        assertSame(find(first), second);
    }

    @Test
    void refusesAChangeOfWhatIsNotThere() {
        Incident missing = bare(1).build();
        assertThatThrownBy(() -> run(() -> tickets().replace(missing, next(missing))))
                .isInstanceOf(StaleTicketException.class);
        assertThat(find(missing)).isEmpty();
    }

    @Test
    void losesNoChangeWhenManyThreadsChangeOneTicket() throws Exception {
        Incident incident = bare(1).build();
        add(incident);
        together(4, () -> {
            for (int done = 0; done < 5; ) {
                try {
                    run(() -> {
                        Incident now = tickets().find(ACME, incident.id()).orElseThrow();
                        tickets().replace(now, next(now));
                    });
                    done++;
                } catch (StaleTicketException lost) {
                    Thread.yield(); // somebody else was faster; look again
                }
            }
            return true;
        });
        assertThat(find(incident)).map(Incident::version).contains(21L);
    }

    @Test
    void ofManyThreadsThatClaimOneCorrelationKeyOneWins() throws Exception {
        AtomicLong ids = new AtomicLong();
        List<Boolean> won = together(4, () -> {
            Incident mine =
                    bare(ids.incrementAndGet()).origin(correlated("disk-full")).build();
            try {
                add(mine);
                return find(mine).isPresent();
            } catch (DuplicateKeyException taken) {
                return false;
            }
        });
        assertThat(won).containsExactlyInAnyOrder(true, false, false, false);
    }

    @Test
    void listsWhatIsDueInOrderForAllTenants() {
        Incident none = bare(1).build();
        Incident late = bare(2).timerAt(Optional.of(NOON)).build();
        Incident early = bare(3).timerAt(Optional.of(NOON.minusSeconds(60))).build();
        Incident theirs = bare(4).tenant(OTHER)
                .timerAt(Optional.of(NOON.minusSeconds(30)))
                .build();
        Incident future = bare(5).timerAt(Optional.of(NOON.plusNanos(1_000))).build();
        Incident tie = bare(6).timerAt(Optional.of(NOON)).build();
        add(none, late, early, theirs, future, tie);
        run(() -> {
            assertThat(tickets().due(NOON, Optional.empty(), 10))
                    .extracting(Incident::id)
                    .containsExactly(early.id(), theirs.id(), late.id(), tie.id());
            assertThat(tickets().due(NOON, Optional.empty(), 2))
                    .extracting(Incident::id)
                    .containsExactly(early.id(), theirs.id());
            assertThat(tickets().due(NOON, Optional.of(new Cursor(NOON, late.id())), 10))
                    .extracting(Incident::id)
                    .containsExactly(tie.id());
            assertThat(tickets().due(NOON.plusNanos(999), Optional.empty(), 10))
                    .extracting(Incident::id)
                    .doesNotContain(future.id());
            assertThat(tickets().due(NOON.minusSeconds(61), Optional.empty(), 10))
                    .isEmpty();
        });
    }

    @Test
    void pagesWhatIsDueWithoutGapOrDuplicate() {
        List<Incident> all = LongStream.rangeClosed(1, 11)
                .mapToObj(n ->
                        bare(n).timerAt(Optional.of(NOON.plusSeconds(n / 4))).build())
                .toList();
        add(all.toArray(new Incident[0]));
        run(() -> {
            List<Incident> seen = new ArrayList<>();
            Optional<Cursor> after = Optional.empty();
            for (List<Incident> page; !(page = tickets().due(NOON.plusSeconds(99), after, 3)).isEmpty(); ) {
                seen.addAll(page);
                Incident last = page.get(page.size() - 1);
                after = Optional.of(new Cursor(last.wakeAt().orElseThrow(), last.id()));
            }
            assertThat(seen)
                    .extracting(Incident::id)
                    .containsExactlyElementsOf(all.stream().map(Incident::id).toList());
        });
    }

    @Test
    void whatIsDueFollowsAChange() {
        Incident waiting = bare(1).timerAt(Optional.of(NOON)).build();
        add(waiting);
        run(() -> tickets()
                .replace(
                        waiting,
                        next(waiting).toBuilder().timerAt(Optional.empty()).build()));
        assertThat(inTransaction(() -> tickets().due(NOON, Optional.empty(), 10)))
                .isEmpty();
    }
}
