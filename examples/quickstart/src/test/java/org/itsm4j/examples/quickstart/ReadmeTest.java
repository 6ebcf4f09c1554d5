package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceConfiguration;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Timing;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.security.Actor;
import org.itsm4j.security.RolePolicy;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.spi.Directory;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.OwnEntry;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;
import org.junit.jupiter.api.Test;

/** What the README and the guides show is code that the build compiles, and what they say happens, happens. */
class ReadmeTest {
    private static final Path ROOT = root();

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String folder : List.of("examples/quickstart/src/test/java", "examples/spring/src/main/java")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    sources.append(words(Files.readString(file))).append('\n');
                }
            }
        }
        return sources.toString();
    }

    @Test
    void everySampleIsCompiled() throws IOException {
        String sources = sources();
        List<String> samples = samples(Files.readString(ROOT.resolve("README.md")));
        assertThat(samples).hasSizeGreaterThanOrEqualTo(12);
        samples.addAll(samples(Files.readString(ROOT.resolve("docs/service-levels.md"))));
        samples.addAll(samples(Files.readString(ROOT.resolve("docs/changes.md"))));
        assertThat(samples).hasSizeGreaterThanOrEqualTo(15);
        assertThat(samples).allSatisfy(sample -> assertThat(sources).contains(words(sample)));
    }

    /** A call in the midst of a sentence, such as {@code desk.find(id)}, with what it is called on. */
    @Test
    void everyCallInTheTextIsCompiled() throws IOException {
        String sources = sources();
        String text = Files.readString(ROOT.resolve("README.md")).replaceAll("(?s)```.*?```", "");
        List<String> calls = Pattern.compile("`(\\w+(?:\\([^`]*\\))?\\.\\w+\\([^`]*)`")
                .matcher(text)
                .results()
                .map(found -> words(found.group(1)))
                .filter(call -> !call.equals("EntityTransaction.commit()")) // a method, by its class
                .toList();
        assertThat(calls).hasSizeGreaterThanOrEqualTo(6);
        assertThat(calls).allSatisfy(call -> assertThat(sources).contains(call));
    }

    private static List<String> samples(String readme) {
        List<String> samples = new ArrayList<>();
        String[] parts = readme.split("```java\n");
        for (int i = 1; i < parts.length; i++) {
            samples.add(parts[i].substring(0, parts[i].indexOf("```")));
        }
        return samples;
    }

    private static String words(String code) {
        return code.replaceAll("\\s+", " ").trim();
    }

    @Test
    void theFifteenLinesEndWithTheRefusalTheySay() {
        assertThat(ReadmeSamples.fifteenLines())
                .startsWith("INC-000001 cannot go from RESOLVED by hold; allowed: [reopen, note, refer, ");
    }

    @Test
    void theSampleOfOwnFieldsKeepsWhatItGives() {
        assertThat(ReadmeSamples.ownFields()).contains(BigDecimal.TEN);
    }

    @Test
    void theSampleOfServiceLevelsSetsAClockGoing() {
        SlaClock clock = ReadmeSamples.serviceLevels(
                notice -> {}, LogIncident.titled("Disk full").requester("mia").build());
        assertThat(clock.promised()).contains(Duration.ofHours(24));
        assertThat(clock.due()).isPresent();
    }

    /** The times are those of its comments. */
    @Test
    void theClockOfTheGuideWaitsAndTells() {
        List<SlaNotice> notices = new ArrayList<>();
        List<SlaClock> seen = ReadmeSamples.aClock(notices);
        assertThat(seen.get(0).due()).isEmpty();
        assertThat(seen.get(0).remaining()).contains(Duration.ofHours(3));
        assertThat(seen.get(0).projectedDue()).contains(Instant.parse("2026-03-03T10:00:00Z"));
        assertThat(seen.get(0).events().get(1))
                .isEqualTo(new ClockEvent.Paused(Instant.parse("2026-03-02T10:00:00Z"), "CALLER"));
        assertThat(seen.get(1).due()).contains(Instant.parse("2026-03-03T10:00:00Z"));
        assertThat(notices).extracting(SlaNotice::whom).containsExactly("team-lead");
        assertThat(notices.get(0).reachedAt()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
    }

    @Test
    void theProblemOfTheReadmeIsAKnownErrorAndIsOffered() {
        Itsm itsm = Itsm.builder().build();
        Desk desk = itsm.as(Actor.agent("raj").inGroup("payments"));
        Incident incident = desk.incidents()
                .log(LogIncident.titled("Checkout returns 500").requester("mia").build());
        assertThat(ReadmeSamples.aProblem(itsm, incident).state()).isEqualTo(ProblemState.KNOWN_ERROR);
        assertThat(desk.problems().knownErrorsFor(incident.id()))
                .extracting(match -> match.problem().summary())
                .containsExactly("Checkout fails on Mondays");
    }

    @Test
    void theChangeOfTheReadmeIsScheduled() {
        SettableClock time = SettableClock.at("2026-03-02T09:00:00Z");
        Slot tonight = Slot.of(time.instant().plus(Duration.ofHours(10)), Duration.ofHours(2));
        AtomicReference<Itsm> made = new AtomicReference<>();
        Change change = ReadmeSamples.aChange(time, tonight, made::set);
        assertThat(change.state()).isEqualTo(ChangeState.SCHEDULED);

        Freeze quarterEnd = Freeze.hard("quarter end", Timing.once(tonight.from(), tonight.to()))
                .exempting("emergency");
        Instant monday = time.instant().plus(Duration.ofDays(7));
        Itsm itsm = made.get();
        assertThat(ReadmeSamples.wanted(itsm, change.plan().orElseThrow()))
                .extracting(OwnEntry::action)
                .containsExactly("raise", "submit", "note");
        assertThat(ReadmeSamples.theWork(itsm, time, change, quarterEnd, monday).state())
                .isEqualTo(ChangeState.CLOSED);

        Incident incident = itsm.as(Actor.agent("raj"))
                .incidents()
                .log(LogIncident.titled("The shop is down").requester("mia").build());
        ChangePlan now = change.plan().orElseThrow().at(Slot.of(time.instant(), Duration.ofHours(1)));
        assertThat(ReadmeSamples.anEmergency(itsm, incident, now).state()).isEqualTo(ChangeState.SCHEDULED);
    }

    @Test
    void theSampleOnADatabaseLogsAnIncident() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1");
            try (Itsm itsm = ReadmeSamples.ownDatabase(pool)) {
                Incident incident = itsm.as(Actor.agent("ana"))
                        .incidents()
                        .log(LogIncident.titled("Checkout returns 500")
                                .requester("mia")
                                .build());
                assertThat(incident.place().token()).isPresent();
            }
        }
    }

    @Test
    void theSampleThatJoinsTellsTheListeners() {
        List<String> told = new ArrayList<>();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:joined;DB_CLOSE_DELAY=-1");
            try (EntityManagerFactory factory = unit(pool).createEntityManagerFactory();
                    EntityManager manager = factory.createEntityManager()) {
                JpaStore store =
                        JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
                Itsm itsm = Itsm.builder()
                        .store(store)
                        .afterCommit(event -> told.add(event.number().value()))
                        .build();
                Incident logged = ReadmeSamples.joined(
                        manager, store, itsm.as(Actor.agent("ana")).incidents(), new Purchase());
                assertThat(told).containsExactly(logged.number().value());
                assertThat(manager.createQuery("select count(p) from Purchase p", Long.class)
                                .getSingleResult())
                        .isEqualTo(1);
            }
        }
    }

    /** Hibernate makes the host's table, the script makes ours. */
    private static PersistenceConfiguration unit(HikariDataSource pool) {
        PersistenceConfiguration unit = new PersistenceConfiguration("shop")
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .property("hibernate.hbm2ddl.auto", "update")
                .property("hibernate.hbm2ddl.schema_filter_provider", ReadmeSamples.WithoutItsm.class.getName())
                .managedClass(Purchase.class);
        JpaStore.managedClasses().forEach(unit::managedClass);
        return unit;
    }

    /** An entity of the host. */
    @Entity(name = "Purchase")
    static class Purchase {
        @Id
        private UUID id = UUID.randomUUID();
    }

    @Test
    void theSampleWithOwnPrioritiesIsInOrder() {
        assertThat(ReadmeSamples.ownPriorities().matrix().priority(Impact.LOW, Urgency.HIGH))
                .isEqualTo(Priority.P2);
    }

    @Test
    void theSampleWithConditionsGoesThrough() {
        Actor ana = Actor.agent("ana").inGroup("service-desk");
        Itsm itsm = Itsm.builder().build();
        LogIncident report = LogIncident.titled("x").requester("mia").build();
        Incident once = ReadmeSamples.conditions(itsm, ana, report);
        assertThat(itsm.as(ana).request("3f2a").incidents().log(report).id()).isEqualTo(once.id());
        assertThat(itsm.as(ana).incidents().get(once.id()).state()).isEqualTo(IncidentState.IN_PROGRESS);
    }

    @Test
    void theSampleThatImportsKeepsTheTimesOfTheHistory() {
        Actor ana = Actor.agent("ana").inGroup("service-desk");
        Itsm itsm = Itsm.builder().build();
        List<Instant> times = List.of(
                Instant.parse("2016-02-29T08:00:00Z"),
                Instant.parse("2016-02-29T09:00:00Z"),
                Instant.parse("2016-03-01T10:00:00Z"));
        TicketId old = ReadmeSamples.imported(
                itsm, ana, LogIncident.titled("x").requester("mia").build(), times.get(0), times.get(1), times.get(2));
        assertThat(itsm.as(ana).incidents().get(old).state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(itsm.as(ana).incidents().timeline(old, 0).items())
                .extracting(TimelineEntry::at)
                .isEqualTo(times);
    }

    /** What the README names with its coordinates is what the build tests. */
    @Test
    void theVersionsNamedAreThoseOfTheBuild() throws IOException {
        String build = Files.readString(ROOT.resolve("pom.xml"));
        List<MatchResult> named = Pattern.compile("`([\\w.-]+):([\\w.-]+):(\\d[\\w.]+)`")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .toList();
        assertThat(named).hasSizeGreaterThanOrEqualTo(5).allSatisfy(one -> {
            Matcher managed = Pattern.compile("<artifactId>" + Pattern.quote(one.group(2))
                            + "</artifactId>\\s*<version>\\$\\{([\\w.-]+)}</version>")
                    .matcher(build);
            assertThat(managed.find()).as(one.group()).isTrue();
            assertThat(build).contains("<groupId>" + one.group(1) + "</groupId>");
            assertThat(build).contains("<" + managed.group(1) + ">" + one.group(3) + "</" + managed.group(1) + ">");
        });
    }

    @Test
    void theSampleWithOwnRulesIsLaidOut() {
        List<String> told = new ArrayList<>();
        ReadmeSamples.ownRules(
                        new RolePolicy(),
                        Directory.everybody(),
                        event -> told.add("in " + event.entry().action()),
                        event -> told.add("after " + event.entry().action()))
                .log(LogIncident.titled("Checkout returns 500").build());
        assertThat(told).containsExactly("in log", "after log");
    }
}
