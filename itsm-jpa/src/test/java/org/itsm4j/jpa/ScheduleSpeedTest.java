package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.jpa.Incidents.ACME;
import static org.itsm4j.jpa.Incidents.NOON;
import static org.itsm4j.jpa.Incidents.incident;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.itsm4j.spi.ScheduledSlot;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast it is told what a change collides with among many, on PostgreSQL. It prints its figures. How many there are: {@code
 * -Ditsm4j.schedule.changes}; from which seed: {@code -Ditsm4j.schedule.seed}.
 */
@Tag("slow")
class ScheduleSpeedTest {
    private static final int CHANGES = Integer.getInteger("itsm4j.schedule.changes", 100_000);
    private static final long SEED = Long.getLong("itsm4j.schedule.seed", 1);
    private static final int ASKED = 400;
    private static final int ITEMS = 20_000;
    private static final int PEOPLE = 500;
    /** Machines differ, and others work on them; what a wrong plan costs is far more. */
    private static final int SLOWER = 10;

    private final Random random = new Random(SEED);
    private TestDatabase database;
    private JpaStore store;

    @Test
    void tellsWhatCollidesAmongMany() {
        try (TestDatabase opened = TestDatabase.postgres();
                EntityManagerFactory factory = Provider.HIBERNATE.over(opened.dataSource())) {
            database = opened;
            store = JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            fill();
            ask("warming up", 24, 2, Duration.ofHours(4));
            ask("4 items with 20 relatives and 2 people", 24, 2, Duration.ofHours(4));
            ask("20 items with 500 relatives and 5 people", 520, 5, Duration.ofHours(4));
            ask("4 items with 20 relatives and 2 people, for a week", 24, 2, Duration.ofDays(7));
            write();
            hot();
        }
    }

    /** Over two years around now, a tenth of them past, most for hours and some for days or months. */
    private void fill() {
        long begin = System.nanoTime();
        database.execute(
                "insert into itsm_slot select 'acme', 'INCIDENT',"
                        + " ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, f, f + l, 'service ' || n % 50,"
                        + " 'normal' from (select n, " + Micros.of(NOON)
                        + " + ((random() * 730 - 73) * 1440)::bigint * 60000000 f, case when n % 100 = 0 then 60 * 86400000000"
                        + " when n % 20 = 0 then 2 * 86400000000 else (1 + n % 8) * 3600000000 end l"
                        + " from generate_series(1, " + CHANGES + ") n) made",
                "insert into itsm_slot_key select tenant, ticket_kind, ticket_id, 'i' || 'item ' || (random() * "
                        + ITEMS + ")::int, from_at, to_at from itsm_slot, generate_series(1, 4) on conflict do nothing",
                "insert into itsm_slot_key select tenant, ticket_kind, ticket_id, 'a' || 'person ' || (random() * "
                        + PEOPLE
                        + ")::int, from_at, to_at from itsm_slot, generate_series(1, 2) on conflict do nothing",
                // one that everybody changes
                "insert into itsm_slot_key select tenant, ticket_kind, ticket_id, 'iswitch', from_at, to_at from itsm_slot"
                        + " where get_byte(uuid_send(ticket_id), 15) % 20 = 0 on conflict do nothing",
                "vacuum analyze");
        print("filled with " + database.count("itsm_slot") + " slots and " + database.count("itsm_slot_key")
                + " keys in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private List<String> names(String what, int count, int of) {
        return random.ints(count, 0, of)
                .distinct()
                .mapToObj(n -> what + " " + n)
                .toList();
    }

    private void ask(String what, int items, int people, Duration length) {
        List<Long> took = new ArrayList<>();
        long found = 0;
        for (int i = 0; i < ASKED; i++) {
            Instant from = NOON.plus(Duration.ofMinutes(random.nextInt(600 * 1440)));
            List<String> asked = names("item", items, ITEMS);
            List<String> who = names("person", people, PEOPLE);
            database.forget();
            long begin = System.nanoTime();
            found += store.unitOfWork()
                    .required(() -> store.schedule().overlapping(ACME, from, from.plus(length), asked, who, 1_000))
                    .size();
            took.add((System.nanoTime() - begin) / 1_000);
            assertThat(database.statements()).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(found).isPositive();
        assertThat(median(what + ", " + found / ASKED + " found", took)).isLessThan(5_000 * SLOWER);
    }

    private void write() {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            Instant from = NOON.plus(Duration.ofMinutes(random.nextInt(600 * 1440)));
            Set<String> items = Set.copyOf(names("item", 4, ITEMS));
            TicketRef ticket =
                    new TicketRef(TicketKind.INCIDENT, incident(5_000_000 + i).id());
            long begin = System.nanoTime();
            store.runInTransaction(manager -> {
                store.schedule().lock(ACME);
                store.schedule()
                        .put(
                                ACME,
                                new ScheduledSlot(
                                        ticket,
                                        from,
                                        from.plusSeconds(3_600),
                                        items,
                                        Set.of("raj"),
                                        Optional.empty(),
                                        "normal"));
            });
            took.add((System.nanoTime() - begin) / 1_000);
        }
        median("lock and write", took);
    }

    private void hot() {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            Instant from = NOON.plus(Duration.ofMinutes(random.nextInt(600 * 1440)));
            long begin = System.nanoTime();
            store.unitOfWork()
                    .required(() -> store.schedule()
                            .overlapping(ACME, from, from.plusSeconds(14_400), List.of("switch"), List.of(), 1_000));
            took.add((System.nanoTime() - begin) / 1_000);
        }
        median("an item of every twentieth change", took);
    }

    private static long median(String what, List<Long> took) {
        Collections.sort(took);
        print(what + ": median " + took.get(took.size() / 2) + " us, 10 of 100 within " + took.get(took.size() / 10)
                + " us, 99 within " + took.get(took.size() * 99 / 100) + " us");
        return took.get(took.size() / 2);
    }

    private static void print(String line) {
        System.out.println("schedule: " + line);
    }
}
