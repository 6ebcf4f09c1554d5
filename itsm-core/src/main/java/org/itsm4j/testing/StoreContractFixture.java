package org.itsm4j.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Classification;
import org.itsm4j.incident.Handling;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.MajorIncident;
import org.itsm4j.incident.MajorStatus;
import org.itsm4j.incident.Merge;
import org.itsm4j.incident.Milestones;
import org.itsm4j.incident.Origin;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Store;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Head;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RequestMark;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;
import org.itsm4j.ticket.Visibility;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the store contract share: a store for each test, transactions, tickets to put into it. */
abstract class StoreContractFixture {
    static final Tenant ACME = new Tenant("acme");
    static final Tenant OTHER = new Tenant("other");
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");

    /** Texts that have broken stores: quotes, wildcards, escapes, other scripts, directions, emoji, blanks at the ends. */
    static final List<String> NASTY = List.of(
            "plain",
            "'; drop table itsm_incident; --",
            "\"quoted\" 'twice' `thrice`",
            "100% of_it [a-z] !%!_ %_\\",
            "C:\\temp\\new\ttab",
            "two\r\nlines\nand\u2028more",
            " leading and trailing ",
            "${action} #{action} {fn now()} ?1 :name",
            "=cmd|'/c calc'!A1 <script>alert(1)</script> &amp;",
            "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
            "\u4f60\u597d \u65e5\u672c\u8a9e stra\u00dfe na\u00efve e\u0301",
            "\ud83d\udca5 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud835\udd4f\u0001\u007f\ufeff",
            "NULL",
            "null",
            "true",
            "0");

    /** Moments that stores get wrong: before 1970, skipped and doubled hours of some zones, the far end. */
    static final List<Instant> MOMENTS = List.of(
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.EPOCH,
            Instant.parse("2026-03-08T02:30:00.000001Z"),
            Instant.parse("2026-03-29T02:30:00Z"),
            Instant.parse("2026-10-25T01:30:00.5Z"),
            Instant.parse("2026-11-01T01:30:00.999999Z"),
            Instant.parse("2024-02-29T23:59:59.999999Z"),
            Instant.parse("9999-12-30T23:59:59.999999Z"));

    private Store store;

    /**
     * Called once before each test.
     *
     * @return the store to test, with nothing in it
     */
    protected abstract Store store();

    @BeforeEach
    final void takeStore() {
        store = store();
    }

    final Store kept() {
        return store;
    }

    final TicketStore<Incident, IncidentField> tickets() {
        return store.tickets(Incident.class, IncidentField.class);
    }

    final <R> R inTransaction(Supplier<R> work) {
        return store.unitOfWork().required(work);
    }

    final void run(Runnable work) {
        store.unitOfWork().required(() -> {
            work.run();
            return true;
        });
    }

    final void add(Incident... incidents) {
        run(() -> List.of(incidents).forEach(tickets()::add));
    }

    final Optional<Incident> find(Incident incident) {
        return inTransaction(() -> tickets().find(incident.tenant(), incident.id()));
    }

    /** Runs the task in several threads that start together, and gives what each returned. */
    static <R> List<R> together(int threads, Callable<R> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<R>> futures = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            start.countDown();
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    static TicketId id(long n) {
        return new TicketId(new UUID(0x0190_0000_0000_7000L + n, 0x8000_0000_0000_0000L | n));
    }

    static TicketRef ref(long n) {
        return new TicketRef(TicketKind.INCIDENT, id(n));
    }

    static String hash(Object of) {
        return Chain.sha256(of.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** As little as an incident can have. */
    static Incident.Builder bare(long n) {
        return Incident.builder()
                .id(id(n))
                .number(TicketNumber.of(TicketKind.INCIDENT, n))
                .tenant(ACME)
                .state(IncidentState.NEW)
                .place(new Place(new Stage("new", "New"), Optional.empty(), "builtin:1"))
                .head(new Head(1, hash(n), NOON))
                .summary("Incident " + n)
                .description("")
                .origin(new Origin(Optional.empty(), Optional.empty(), Optional.empty()))
                .classification(new Classification(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Impact.MEDIUM,
                        Urgency.MEDIUM,
                        Priority.P3,
                        1,
                        Optional.empty()))
                .milestones(new Milestones(
                        Optional.empty(),
                        Optional.empty(),
                        NOON,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0));
    }

    /** As much as an incident can have; every text different, and with the given one in it. */
    static Incident full(long n, String text) {
        return bare(n).state(IncidentState.MERGED)
                .place(new Place(
                        new Stage("stage " + text, "Stage " + text),
                        Optional.of("token " + text),
                        "definition " + text))
                .head(new Head(7, hash(text), MOMENTS.get(3)))
                .summary("summary " + text)
                .description("description " + text.repeat(20))
                .origin(new Origin(
                        Optional.of("requester " + text), Optional.of("source " + text), Optional.of("key " + text)))
                .classification(new Classification(
                        Optional.of("service " + text),
                        Optional.of("item " + text),
                        Optional.of(Category.of("category/" + text)),
                        Impact.VERY_HIGH,
                        Urgency.VERY_LOW,
                        Priority.P1,
                        42,
                        Optional.of("override " + text)))
                .handling(new Handling(
                        Optional.of(Assignment.to("group " + text, "agent " + text)),
                        Optional.of("previous " + text),
                        5,
                        2))
                .hold(Optional.of(new Hold(
                        HoldReason.of("AWAITING_EVIDENCE"),
                        "note " + text,
                        Optional.of(Reference.to("change", "reference " + text)),
                        Optional.of(MOMENTS.get(2)))))
                .resolution(Optional.of(new Resolution(
                        ResolutionCode.NOT_REPRODUCIBLE,
                        "text " + text,
                        Optional.of("cause " + text),
                        Optional.of("workaround " + text),
                        Optional.of(Reference.to("known-error", "error " + text)))))
                .cancelReason(Optional.of(CancelReason.NOT_AN_INCIDENT))
                .major(new MajorIncident(
                        MajorStatus.ACCEPTED,
                        Optional.of("impact " + text),
                        Optional.of("commander " + text),
                        Optional.of("communications " + text),
                        Optional.of("scribe " + text),
                        Optional.of(Duration.ofMinutes(90).plusNanos(1)),
                        Optional.of(MOMENTS.get(4)),
                        Optional.of("review " + text)))
                .merge(Optional.of(new Merge(id(n + 1_000), IncidentState.ON_HOLD)))
                .milestones(new Milestones(
                        Optional.of(MOMENTS.get(2)),
                        Optional.of(MOMENTS.get(3)),
                        MOMENTS.get(0),
                        Optional.of(MOMENTS.get(1)),
                        Optional.of(MOMENTS.get(5)),
                        Optional.of(MOMENTS.get(6)),
                        Optional.of(MOMENTS.get(7)),
                        3))
                .timerAt(Optional.of(MOMENTS.get(6)))
                .serviceLevels(17)
                .custom(CustomValues.of(CustomField.text("custom", 4_000), "custom " + text.repeat(20)))
                .build();
    }

    /** The same incident, one version on. */
    static Incident next(Incident incident) {
        Head head = incident.head();
        return incident.recorded(
                new Head(head.sequence() + 1, hash(head.hash()), head.at().plus(Duration.ofSeconds(1))));
    }

    static TimelineEntry entry(long sequence) {
        return new TimelineEntry(
                sequence,
                NOON.plusSeconds(sequence),
                "ana",
                false,
                "note",
                sequence % 3 == 0 ? Visibility.PUBLIC : Visibility.INTERNAL,
                "Entry " + sequence,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                hash(sequence));
    }

    static TimelineEntry entry(long sequence, String request) {
        TimelineEntry plain = entry(sequence);
        return new TimelineEntry(
                plain.sequence(),
                plain.at(),
                plain.actor(),
                true,
                plain.action(),
                plain.visibility(),
                plain.text(),
                List.of(new FieldChange("state", "", "NEW")),
                Optional.of(ref(77)),
                Optional.of(new RequestMark(request, hash(request))),
                plain.hash());
    }
}
