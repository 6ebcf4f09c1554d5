package org.itsm4j.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.security.Scope;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.testing.SettableClock;
import org.junit.jupiter.api.Test;

/** The small values: what they accept, what they say. */
class ValuesTest {
    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");

    @Test
    void idsAreOfVersionSevenAndSortByTime() {
        List<TicketId> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(TicketId.next(clock));
            clock.tick(Duration.ofMillis(1));
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(id.value().version()).isEqualTo(7);
            assertThat(id.value().variant()).isEqualTo(2);
            assertThat(TicketId.of(id.toString())).isEqualTo(id);
        });
        assertThat(ids.get(0).value().getMostSignificantBits() >>> 16)
                .isEqualTo(Instant.parse("2026-03-02T09:00:00Z").toEpochMilli());
        Set<Long> low = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            low.add(TicketId.next(clock).value().getLeastSignificantBits());
        }
        assertThat(low).hasSize(1_000);
        TicketId small = TicketId.of("00000000-0000-7000-8000-000000000001");
        TicketId great = TicketId.of("ffffffff-0000-7000-8000-000000000000");
        assertThat(small).isLessThan(great).isLessThan(TicketId.of("00000000-0000-7000-ffff-000000000000"));
    }

    @Test
    void numbersHavePrefixDashAndSixDigits() {
        assertThat(TicketNumber.of(TicketKind.INCIDENT, 42)).hasToString("INC-000042");
        assertThat(TicketNumber.of(TicketKind.INCIDENT, 12_345_678)).hasToString("INC-12345678");
        for (String wrong : List.of(
                "INC-00042",
                "inc-000042",
                "INC000042",
                "-000042",
                "INC-",
                "INC-00004x",
                "ABCDEFGHI-000001",
                "INC-0000000000000000001",
                "INC--000001",
                "INC-٠٠٠٠٠١")) {
            assertThatThrownBy(() -> new TicketNumber(wrong)).as(wrong).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void kindsAreFoundByTheirLabels() {
        for (TicketKind kind : TicketKind.values()) {
            assertThat(TicketKind.of(kind.label())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> TicketKind.of("INCIDENT")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tenantsAreWords() {
        assertThat(new Tenant("Acme_1.de-x")).hasToString("Acme_1.de-x");
        new Tenant("x".repeat(64));
        for (String wrong : List.of("", "x".repeat(65), "a b", "ä", "a/b", "a'b")) {
            assertThatThrownBy(() -> new Tenant(wrong)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void actorsHaveLimitsAndNoRelativeRoles() {
        assertThatThrownBy(() -> new Scope.Groups(IntStream.rangeClosed(0, 500)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.toSet())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("got 501");
        for (String invisible : List.of("", " ", "\u00a0", "\u200b", "\u200d \u2060")) {
            assertThatThrownBy(() -> Actor.agent(invisible)).isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> Actor.agent("x").with(Role.ASSIGNEE)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Actor.agent("x").with(Role.STAFF)).isInstanceOf(InvalidInputException.class);
        Actor actor = Actor.agent("x");
        for (int i = 0; i < 500; i++) {
            actor = actor.inGroup("group" + i);
        }
        Actor full = actor;
        assertThatThrownBy(() -> full.inGroup("one more")).isInstanceOf(InvalidInputException.class);
        assertThat(full.groups()).hasSize(500);
        Actor many = Actor.requester("mia")
                .with(Role.IMPORTER)
                .of(new Tenant("acme"))
                .as("Mia M.");
        assertThat(many.roles()).containsExactlyInAnyOrder(Role.REQUESTER, Role.IMPORTER);
        assertThat(many.isStaff()).isFalse();
        assertThat(many.person()).isEqualTo("Mia M.");
        assertThat(many.tenant()).isEqualTo(new Tenant("acme"));
        assertThat(Actor.system("timer").isStaff()).isTrue();
        assertThat(new Permission("incident", "close", Set.of(Role.AGENT)).who())
                .containsExactly(Role.AGENT);
        assertThat(new Scope.Groups(Set.of("a")).groups()).containsExactly("a");
        Subject unborn = Subject.unborn(Tenant.SINGLE, "a new incident");
        assertThat(unborn.requester()).isEmpty();
        assertThat(unborn.group()).isEmpty();
        assertThat(unborn.agent()).isEmpty();
    }

    @Test
    void labelsAreLowerCamel() {
        assertThat(Labels.of(Role.MAJOR_INCIDENT_MANAGER)).isEqualTo("majorIncidentManager");
        assertThat(Labels.of(Role.AGENT)).isEqualTo("agent");
        assertThat(TicketKind.INCIDENT.label()).isEqualTo("incident");
    }

    @Test
    void categoriesAreATree() {
        CategoryTree tree = CategoryTree.of(List.of("network/vpn/windows", "hardware"));
        assertThat(tree.paths()).containsExactly("hardware", "network", "network/vpn", "network/vpn/windows");
        assertThat(CategoryTree.open().paths()).isEmpty();
        Category vpn = Category.of("network/vpn");
        assertThat(vpn.parent()).contains(Category.of("network"));
        assertThat(vpn.names()).containsExactly("network", "vpn");
        assertThat(vpn.isWithin(Category.of("network"))).isTrue();
        assertThat(vpn.isWithin(vpn)).isTrue();
        assertThat(vpn.isWithin(Category.of("net"))).isFalse();
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of(""),
                List.of("a//b"),
                List.of("/a"),
                List.of("a/"),
                List.of("x".repeat(201)))) {
            assertThatThrownBy(() -> CategoryTree.of(wrong)).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void aMatrixIsARectangle() {
        Map<Urgency, Priority> row = Map.of(Urgency.HIGH, Priority.P1);
        assertThatThrownBy(() -> PriorityMatrix.version(1).build()).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> PriorityMatrix.version(0).row(Impact.HIGH, row).build())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> PriorityMatrix.version(1)
                        .row(Impact.HIGH, row)
                        .row(Impact.LOW, Map.of(Urgency.LOW, Priority.P5))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("row HIGH");
        assertThatThrownBy(() -> PriorityMatrix.version(1).row(Impact.LOW, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Priority matrix, row LOW: is empty, needs a priority for each urgency of the matrix");
        PriorityMatrix matrix = PriorityMatrix.version(2).row(Impact.HIGH, row).build();
        assertThat(matrix.priority(Impact.HIGH, Urgency.HIGH)).isEqualTo(Priority.P1);
        assertThatThrownBy(() -> matrix.priority(Impact.LOW, Urgency.HIGH))
                .hasMessageContaining("LOW is not in the matrix; it has [HIGH]");
        assertThatThrownBy(() -> IncidentSettings.standard().priorities(matrix, Impact.LOW, Urgency.HIGH))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void settingsAreCheckedWhenTheyAreMade() {
        IncidentSettings settings = IncidentSettings.standard();
        assertThat(settings.reopenWindow()).isEqualTo(Duration.ofDays(14));
        assertThat(settings.autoCloseAfter()).isEqualTo(Duration.ofDays(5));
        assertThat(settings.defaultImpact()).isEqualTo(Impact.MEDIUM);
        assertThat(settings.defaultUrgency()).isEqualTo(Urgency.MEDIUM);
        assertThat(settings.holdReasons()).hasSize(5);
        assertThat(settings.reopenWindow(Duration.ZERO).reopenWindow()).isZero();
        assertThat(settings.holdReason("LUNCH").holdReasons())
                .contains(HoldReason.of("LUNCH"))
                .hasSize(6);
        assertThat(settings.matrix().version()).isEqualTo(1);
        for (Runnable wrong : List.<Runnable>of(
                () -> settings.reopenWindow(Duration.ofSeconds(-1)),
                () -> settings.reopenWindow(Duration.ofDays(3_651)),
                () -> settings.autoCloseAfter(Duration.ZERO),
                () -> settings.autoCloseAfter(Duration.ofDays(3_651)),
                () -> settings.holdReason(""),
                () -> settings.holdReason("lunch"),
                () -> settings.holdReason("A B"),
                () -> settings.holdReason("X".repeat(41)),
                () -> settings.holdReason("LUNCH\n"))) {
            assertThatThrownBy(wrong::run).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void referencesAreTypeAndKey() {
        assertThat(Reference.to("change", "CHG-7")).hasToString("change:CHG-7");
        for (String wrong : List.of("a:b", "a b", "a\n", "é")) {
            assertThatThrownBy(() -> Reference.to(wrong, "x")).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void pagesAndPlacesRefuseAbsentParts() {
        assertThat(new Page<>(List.of(1, 2), Optional.of("x")).map(i -> i * 2).items())
                .containsExactly(2, 4);
        for (Runnable wrong : List.<Runnable>of(
                () -> new Page<>(List.of(), null),
                () -> new Place(null, Optional.empty(), "x"),
                () -> new Stage(null, "x"),
                () -> new TicketRef(null, TicketId.next(clock)),
                () -> new TicketId(null),
                () -> new Cursor(null, TicketId.next(clock)))) {
            assertThatThrownBy(wrong::run).isInstanceOf(NullPointerException.class);
        }
    }
}
