package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.itsm4j.jpa.Incidents.ACME;
import static org.itsm4j.jpa.Incidents.NOON;
import static org.itsm4j.jpa.Incidents.clock;
import static org.itsm4j.jpa.Incidents.entry;
import static org.itsm4j.jpa.Incidents.incident;
import static org.itsm4j.jpa.Incidents.silent;
import static org.itsm4j.jpa.Incidents.task;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

class JpaSchemaTest {
    private static final JpaSchema DESK = JpaSchema.standard().schema("support").prefix("desk_");

    static Stream<Arguments> databases() {
        Supplier<TestDatabase> h2 = TestDatabase::h2;
        Supplier<TestDatabase> postgres = TestDatabase::postgres;
        return Stream.of(Arguments.of(Database.H2, h2), Arguments.of(Database.POSTGRESQL, postgres));
    }

    static Stream<Arguments> providersOnDatabases() {
        return Stream.of(Provider.values())
                .flatMap(provider -> databases().map(database -> Arguments.of(provider, database.get()[1])));
    }

    private static EntityManagerFactory mappedBy(Provider provider, TestDatabase database, String mappingFile) {
        PersistenceConfiguration unit = provider.unit()
                .property("jakarta.persistence.nonJtaDataSource", database.dataSource())
                .mappingFile(mappingFile);
        return provider.open(unit);
    }

    private static String resource(String path) throws IOException {
        try (var in = JpaSchemaTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void writeSomethingOfEverything(JpaStore store) {
        store.runInTransaction(manager -> {
            Incidents.of(store)
                    .add(incident(store.numbers().reserve(ACME, TicketKind.INCIDENT, 1))
                            .customised(CustomValues.of(CustomField.flag("legal"), true)));
            store.timelines().append(ACME, incident(1).ref(), entry(1));
            store.links().add(ACME, new Link(incident(1).ref(), Link.WATCHED_BY, "mia"));
            store.tasks().open(ACME, task());
            store.clocks().addPolicies(ACME, 1, "{}");
            store.clocks().add(ACME, List.of(clock(1)));
        });
        sweep(store);
        assertThat(sweep(store)).as("the clock waits for nothing more").isZero();
    }

    private static int sweep(JpaStore store) {
        return store.unitOfWork().required(() -> {
            List<ClockStore.Due> due = store.clocks().due(NOON, Optional.empty(), 10);
            store.clocks()
                    .mark(store.clocks().reached(due, NOON).stream()
                            .map(owned -> new ClockStore.Mark(
                                    due.get(0),
                                    entry(2),
                                    List.of(new ClockStore.Change(owned.clock(), silent(owned.clock())))))
                            .toList());
            return due.size();
        });
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesToStartWithoutTables(Database name, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            assertThatThrownBy(() -> JpaStore.over(factory))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "table itsm_incident, table itsm_change, table itsm_timeline, table itsm_link")
                    .hasMessageContaining("org/itsm4j/jpa/schema/1/" + name.script())
                    .hasMessageContaining("SchemaMode.CREATE");
            assertThat(database.activeConnections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesToStartWithoutAColumnAndNamesIt(Database name, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            JpaSchema.standard().create(database.dataSource());
            JpaSchema.standard().validate(database.dataSource());
            database.execute(
                    "alter table itsm_incident drop column hops", "alter table itsm_timeline drop column changes");
            assertThatThrownBy(() -> JpaStore.over(factory))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("column itsm_incident.hops, column itsm_timeline.changes")
                    .hasMessageContaining("add each column as JpaSchema.ddl(Database." + name + ") declares it")
                    .hasMessageNotContaining("or start with");
            assertThatThrownBy(() -> JpaSchema.standard().validate(database.dataSource()))
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesToStartWithoutAnIndexAndNamesIt(Database name, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            JpaSchema.standard().create(database.dataSource());
            database.execute("drop index ix_itsm_clock_alarm", "drop index ux_itsm_incident_number");
            assertThatThrownBy(() -> JpaStore.over(factory))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "The database lacks index ux_itsm_incident_number, index ix_itsm_clock_alarm; run "
                                    + JpaSchema.path(name));
            assertThatThrownBy(() -> JpaSchema.standard().validate(database.dataSource()))
                    .isInstanceOf(ConfigurationException.class);
            JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            JpaStore.over(factory);
        }
    }

    @Test
    void takesASynonymOfWhichNoIndexIsKnown() {
        try (TestDatabase database = TestDatabase.h2()) {
            JpaSchema.standard().create(database.dataSource());
            database.execute("alter table itsm_link rename to links", "create synonym itsm_link for links");
            JpaSchema.standard().validate(database.dataSource());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void refusesToStartOnTablesOfAnotherVersion(int version) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            JpaSchema.standard().create(database.dataSource());
            database.execute("update itsm_schema set version = " + version);
            assertThatThrownBy(() -> JpaStore.over(factory))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("of version " + version)
                    .hasMessageContaining(
                            version > 1 ? "a later one" : "CHANGELOG.md names for each version since, then: update");
            if (version < 1) {
                JpaSchema.standard().create(database.dataSource());
                assertThatThrownBy(() -> JpaStore.over(factory))
                        .as("the script does not make an older version a newer one")
                        .isInstanceOf(ConfigurationException.class);
                database.execute("update itsm_schema set version = 1");
                JpaStore.over(factory);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void startsOnceItsAdviceWasFollowed(Database name, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            for (String lost : List.of("drop table itsm_link", "drop table itsm_schema", "delete from itsm_schema")) {
                JpaSchema.standard().create(database.dataSource());
                JpaStore.over(factory);
                database.execute(lost);
                assertThatThrownBy(() -> JpaStore.over(factory))
                        .as(lost)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining(lost.substring(lost.lastIndexOf(' ') + 1))
                        .hasMessageContaining("run " + JpaSchema.path(name));
            }
            database.execute(JpaSchema.standard().ddl(name).split(";\\s*\n"));
            JpaStore.over(factory);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void refusesToStartWithoutItsClasses(Provider provider) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = provider.open(provider.unit()
                        .property("jakarta.persistence.nonJtaDataSource", database.dataSource())
                        .managedClass(HostOrder.class))) {
            JpaSchema.standard().create(database.dataSource());
            assertThatThrownBy(() -> JpaStore.over(factory))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("JpaStore.managedClasses()");
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void refusesToStartWhenTheMappingNamesOtherTables(Provider provider) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = provider.over(database.dataSource())) {
            JpaSchema other = JpaSchema.standard().prefix("desk_");
            other.create(database.dataSource());
            assertThatThrownBy(() -> JpaStore.builder(factory).schema(other).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("JpaSchema.ormXml()")
                    .hasMessageContaining("JpaStore.builder(...).schema(...)");
        }
    }

    @ParameterizedTest
    @MethodSource("providersOnDatabases")
    void refusesTablesThatThePersistenceProviderHasMade(Provider provider, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = provider.over(
                        database.dataSource(),
                        unit -> unit.property("jakarta.persistence.schema-generation.database.action", "create"))) {
            factory.createEntityManager().close(); // EclipseLink makes them now
            for (SchemaMode mode : List.of(SchemaMode.VALIDATE, SchemaMode.CREATE)) {
                assertThatThrownBy(
                                () -> JpaStore.builder(factory).schemaMode(mode).build())
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageStartingWith("The tables itsm_* were not made by the script of itsm4j: ")
                        .hasMessageContaining(
                                database.url().contains("h2") && provider == Provider.ECLIPSELINK
                                        ? "itsm_incident.state takes null"
                                        : "itsm_incident.stage_id holds 255 characters, not 32000")
                        .hasMessageContaining("hibernate.hbm2ddl.schema_filter_provider")
                        .hasMessageContaining("drop them, and run org/itsm4j/jpa/schema/1/");
            }
            assertThatThrownBy(() -> database.count("itsm_schema"))
                    .as("nothing is made beside them")
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesColumnsThatTakeNull(Database name, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            JpaSchema.standard().create(database.dataSource());
            database.execute("alter table itsm_incident alter column state drop not null");
            assertThatThrownBy(() -> JpaStore.over(factory))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("by the script of itsm4j: itsm_incident.state takes null. A pers");
        }
    }

    private static void isShort(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            assertThat(each.getMessage()).doesNotContain("not null,").hasSizeLessThan(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Desk", "a b"})
    void saysWhichNameIsNone(String name) {
        assertThatThrownBy(() -> JpaSchema.standard().prefix(name)).hasMessageEndingWith(", got " + name);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void saysThatTheSchemaIsMissing(Database name, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get()) {
            assertThatThrownBy(() -> DESK.create(database.dataSource()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("The database has no schema support; ")
                    .satisfies(JpaSchemaTest::isShort);
            try (EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
                assertThatThrownBy(() -> JpaStore.builder(factory)
                                .schema(DESK)
                                .schemaMode(SchemaMode.CREATE)
                                .build())
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageStartingWith("The database has no schema support; ")
                        .satisfies(JpaSchemaTest::isShort);
            }
        }
    }

    private static final JpaSchema OTHER = JpaSchema.standard().prefix("desk_");

    private static void assertRefused(TestDatabase database, HostTransactions transactions, SchemaMode mode) {
        assertThatThrownBy(() -> JpaStore.builder(transactions)
                        .schema(OTHER)
                        .schemaMode(mode)
                        .build())
                .as(mode.name())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("desk_incident")
                .hasMessageContainingAll("itsm_incident", "JpaSchema.ormXml()", "JpaStore.builder(...).schema(...)");
        assertThat(database.count("itsm_incident")).as("nothing is left").isZero();
    }

    @ParameterizedTest
    @MethodSource("providersOnDatabases")
    void refusesAMappingToOtherTablesThatAreThereToo(Provider provider, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = provider.over(database.dataSource())) {
            JpaSchema.standard().create(database.dataSource());
            assertRefused(database, new LocalTransactions(factory), SchemaMode.CREATE);
            assertThatThrownBy(() -> database.count("desk_incident"))
                    .as("refused before it makes any table")
                    .isInstanceOf(IllegalStateException.class);
            OTHER.create(database.dataSource());
            for (SchemaMode mode : SchemaMode.values()) {
                assertRefused(database, new LocalTransactions(factory), mode);
                assertThat(database.count("desk_incident")).isZero();
            }
            assertThat(database.activeConnections()).isZero();
            JpaStore.over(factory);
            assertThat(database.count("itsm_timeline")).as("nothing is left").isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void refusesThemInTransactionsOfTheHostToo(Provider provider) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = provider.over(database.dataSource())) {
            JpaSchema.standard().create(database.dataSource());
            OTHER.create(database.dataSource());
            JpaTransactionManager manager = new JpaTransactionManager(factory);
            SpringTransactions spring = new SpringTransactions(manager, factory);
            assertRefused(database, spring, SchemaMode.VALIDATE);
            assertThatThrownBy(() -> new TransactionTemplate(manager)
                            .executeWithoutResult(status -> assertRefused(database, spring, SchemaMode.VALIDATE)))
                    .as("joined, and so marked")
                    .isInstanceOf(TransactionException.class);
            new TransactionTemplate(manager).executeWithoutResult(status -> JpaStore.over(spring));
            assertThat(database.count("itsm_incident")).as("nothing is left").isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void refusesAMappingOfWhichOneTableIsAnother(Provider provider) throws IOException {
        String half = OTHER.ormXml().replace("\"desk_task\"", "\"itsm_task\"");
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = mappedBy(provider, database, fileOf(half))) {
            JpaSchema.standard().create(database.dataSource());
            OTHER.create(database.dataSource());
            assertThatThrownBy(() -> JpaStore.builder(factory).schema(OTHER).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll("desk_task", "itsm_task")
                    .hasMessageNotContaining("itsm_incident");
        }
    }

    /** On the class path, as a host puts it there. */
    private static String fileOf(String mapping) throws IOException {
        Path folder = Path.of("target", "test-classes", "META-INF");
        Path file = Files.createTempFile(folder, "half-", ".xml");
        Files.writeString(file, mapping);
        file.toFile().deleteOnExit();
        return "META-INF/" + file.getFileName();
    }

    @Test
    void inModeNoneTheTablesMayStillBeMissing() {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            JpaStore store =
                    JpaStore.builder(factory).schemaMode(SchemaMode.NONE).build();
            JpaSchema.standard().create(database.dataSource());
            writeSomethingOfEverything(store);
            assertThat(database.count("itsm_incident")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void createsOnceAndChangesNothingAfterwards(Database name, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            writeSomethingOfEverything(
                    JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build());
            JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build();
            JpaSchema.standard().create(database.dataSource());
            JpaStore.over(factory);
            assertThat(database.count("itsm_incident")).isEqualTo(1);
            assertThat(database.count("itsm_schema")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void nodesThatStartAtOnceCreateTheTablesOnce(Database name, Supplier<TestDatabase> made) throws Exception {
        try (TestDatabase database = made.get();
                EntityManagerFactory factory = Provider.HIBERNATE.over(database.dataSource())) {
            ExecutorService nodes = Executors.newFixedThreadPool(4);
            List<Future<JpaStore>> started = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                started.add(nodes.submit(() ->
                        JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build()));
            }
            for (Future<JpaStore> each : started) {
                each.get();
            }
            nodes.shutdown();
            assertThat(database.count("itsm_schema")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("providersOnDatabases")
    void worksWithOtherNames(Provider provider, Supplier<TestDatabase> made) {
        try (TestDatabase database = made.get()) {
            database.execute("create schema support");
            DESK.create(database.dataSource());
            try (EntityManagerFactory factory = mappedBy(provider, database, "META-INF/desk-orm.xml")) {
                writeSomethingOfEverything(
                        JpaStore.builder(factory).schema(DESK).build());
            }
            for (String table : List.of("incident", "link", "task", "custom", "clock", "policies", "number")) {
                assertThat(database.count("support.desk_" + table)).isEqualTo(1);
            }
            assertThat(database.count("support.desk_timeline")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void worksWithTheMappingFileInTheJar(Provider provider) {
        try (TestDatabase database = TestDatabase.h2();
                EntityManagerFactory factory = mappedBy(provider, database, "META-INF/itsm4j-orm.xml")) {
            writeSomethingOfEverything(
                    JpaStore.builder(factory).schemaMode(SchemaMode.CREATE).build());
            assertThat(database.count("itsm_incident")).isEqualTo(1);
        }
    }

    @Test
    void theMappingFilesAreWhatTheSchemaWrites() throws IOException {
        assertThat(JpaSchema.standard().ormXml()).isEqualTo(resource("/META-INF/itsm4j-orm.xml"));
        assertThat(DESK.ormXml()).isEqualTo(resource("/META-INF/desk-orm.xml"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void printsTheScriptWithOtherNames(Database database) {
        assertThat(JpaSchema.standard().ddl(database)).isEqualTo(JpaSchema.resource(database));
        assertThat(DESK.ddl(database).toLowerCase(Locale.ROOT))
                .contains("create table if not exists support.desk_incident (")
                .contains("index if not exists ix_desk_incident_wake on support.desk_incident (wake_at")
                .contains("constraint pk_desk_incident primary key")
                .contains("insert into support.desk_schema")
                .doesNotContain("itsm_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Desk", "1desk", "desk-", "desk.x", "desk;drop", "a_prefix_that_is_longer_than_thirty"})
    void refusesNamesThatAreNone(String name) {
        assertThatThrownBy(() -> JpaSchema.standard().prefix(name)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> JpaSchema.standard().schema(name)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void everyScriptMakesTheSameColumns() {
        assertThat(columns(Database.POSTGRESQL)).isEqualTo(columns(Database.H2)).hasSizeGreaterThan(80);
    }

    private static List<String> columns(Database database) {
        return JpaSchema.resource(database)
                .lines()
                .filter(line -> line.startsWith("    ") || line.startsWith("create table"))
                .map(line -> line.strip().split(" ")[0].equals("create")
                        ? line
                        : line.strip().split(" ")[0])
                .toList();
    }
}
