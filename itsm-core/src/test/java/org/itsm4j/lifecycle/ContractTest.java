package org.itsm4j.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;
import org.junit.jupiter.api.Test;

/** The table itself. */
class ContractTest {
    private enum Light {
        RED,
        GREEN
    }

    private enum Turn {
        BEGIN,
        GO
    }

    @Test
    void needsActionsThatCreateEachInOneState() {
        assertRefused("Contract light needs an action that creates", named());
        assertRefused(
                "of several, each leads to one state",
                begun().creates(Turn.BEGIN, Light.GREEN).effect("y"));
        Contract<Light, Turn> two =
                begun().creates(Turn.GO, Light.GREEN).effect("y").build();
        assertThat(two.creation().action()).isEqualTo(Turn.BEGIN);
        assertThat(two.creations()).extracting(Transition::to).containsExactly(Light.RED, Light.GREEN);
    }

    private static Contract.Builder<Light, Turn> named() {
        return Contract.named("light", Light.class, Turn.class);
    }

    @Test
    void whatIsKnownOfATicketNarrowsItsLaw() {
        Contract<Light, Turn> law = begun().from(Light.RED)
                .by(Turn.GO, Light.GREEN)
                .onlyIf("colour", "blue", "white")
                .onlyIf("lit", true)
                .effect("goes")
                .from(Light.RED)
                .stay(Turn.GO)
                .onlyIf("colour", "black")
                .effect("waits")
                .from(Light.GREEN)
                .by(Turn.GO, Light.RED)
                .effect("back")
                .gateIf("colour", "blue", Light.RED, Light.GREEN)
                .gateIf("lit", true, Light.GREEN, Light.RED)
                .timer(Light.GREEN, "after", Turn.GO)
                .timer(Light.RED, "after", Turn.BEGIN)
                .fact("colour", String.class, "x")
                .fact("lit", Boolean.class, "x")
                .fact("after", java.time.Duration.class, "x")
                .build();
        assertThat(law.gates()).isEmpty();
        Contract<Light, Turn> blue = law.given("light-blue", "colour", "blue");
        assertThat(blue.name()).isEqualTo("light-blue");
        assertThat(blue.rows(Light.RED, Turn.GO)).singleElement().satisfies(row -> {
            assertThat(row.to()).isEqualTo(Light.GREEN);
            assertThat(row.onlyIf()).containsExactly(new Precondition("lit", List.of(true)));
        });
        assertThat(blue.optional()).isEmpty();
        assertThat(blue.gates()).containsExactly(new Gate<>(Light.RED, Light.GREEN));
        assertThat(blue.conditionalGates())
                .containsExactly(new ConditionalGate<>(
                        new Precondition("lit", List.of(true)), new Gate<>(Light.GREEN, Light.RED)));
        assertThat(blue.timers()).extracting(Timer::state).containsExactly(Light.GREEN);
        assertThat(law.given("light-white", "colour", "white").gates()).isEmpty();

        Contract<Light, Turn> black = law.given("light-black", "colour", "black");
        assertThat(black.rows(Light.RED, Turn.GO))
                .singleElement()
                .satisfies(row -> assertThat(row.moves()).isFalse());
        assertThat(black.optional()).as("nothing leads to it").containsExactly(Light.GREEN);
        assertThat(law.optional()).as("the law itself is as it was").isEmpty();
        assertThat(law.rows(Light.RED, Turn.GO)).hasSize(2);
    }

    @Test
    void nothingIsKnownThatTheContractDoesNotDeclare() {
        Contract<Light, Turn> law =
                going(begun().fact("colour", String.class, "x"), "blue").build();
        assertThatThrownBy(() -> law.given("x", "size", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("declares no fact size");
        assertThatThrownBy(() -> law.given("x", "colour", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("colour is a String");
        assertRefused("declares no fact size", begun().gateIf("size", 1, Light.RED, Light.GREEN));
        Contract<Light, Turn> blueOnly = named().creates(Turn.BEGIN, Light.RED)
                .onlyIf("colour", "blue")
                .effect("begins")
                .fact("colour", String.class, "x")
                .build();
        assertThatThrownBy(() -> blueOnly.given("x", "colour", "red"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("needs an action that creates");
    }

    @Test
    void saysWhatItWasTold() {
        Contract<Light, Turn> light = Contract.named("light", Light.class, Turn.class)
                .creates(Turn.BEGIN, Light.RED)
                .who(Role.AGENT)
                .effect("begins")
                .from(Light.RED)
                .by(Turn.GO, Light.GREEN)
                .who(Role.SYSTEM)
                .requires("courage")
                .effect("goes")
                .build();
        assertThat(light.creation().to()).isEqualTo(Light.RED);
        assertThat(light.isTerminal(Light.GREEN)).isTrue();
        assertThat(light.isTerminal(Light.RED)).isFalse();
        assertThat(light.allowed(Light.RED)).containsExactly(Turn.GO);
        assertThat(light.allowed(Light.GREEN)).isEmpty();
        assertThat(light.rows(Light.RED, Turn.GO)).singleElement().satisfies(row -> {
            assertThat(row.from()).isEqualTo(Optional.of(Light.RED));
            assertThat(row.requires()).containsExactly("courage");
            assertThat(row).hasToString("RED go GREEN");
        });
        assertThat(light.creation()).hasToString("- begin RED");
        assertThat(light.who(Turn.GO)).isEqualTo(Set.of(Role.SYSTEM));
        assertThat(light.states()).containsExactly(Light.values());
        assertThat(light.actions()).containsExactly(Turn.values());
        assertThat(light.name()).isEqualTo("light");
    }

    @Test
    void oneActionAtMostAdvancesAndNeverLeavesItsState() {
        Contract<Light, Turn> light = begun().from(Light.RED, Light.GREEN)
                .advance(Turn.GO)
                .who(Role.SYSTEM)
                .effect("goes on")
                .build();
        assertThat(light.advance()).contains(Turn.GO);
        assertThat(light.rows(Light.GREEN, Turn.GO)).singleElement().satisfies(row -> {
            assertThat(row.moves() && row.isForTimers()).isTrue();
            assertThat(row).hasToString("GREEN go GREEN");
        });
        assertThat(begun().build().advance()).isEmpty();
        Contract.Builder<Light, Turn> two = begun().from(Light.RED)
                .advance(Turn.GO)
                .effect("x")
                .from(Light.RED)
                .advance(Turn.BEGIN)
                .effect("y");
        Contract.Builder<Light, Turn> leaves = begun().from(Light.RED)
                .advance(Turn.GO)
                .effect("x")
                .from(Light.GREEN)
                .by(Turn.GO, Light.RED)
                .effect("y");
        Contract.Builder<Light, Turn> stays = begun().from(Light.RED)
                .advance(Turn.GO)
                .effect("x")
                .from(Light.GREEN)
                .stay(Turn.GO)
                .effect("y");
        for (Contract.Builder<Light, Turn> wrong : List.of(two, leaves, stays)) {
            assertThatThrownBy(wrong::build)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("one action at most that advances");
        }
    }

    @Test
    void readsDeclaredFactsOnlyAndOnlyAsWhatTheyAre() {
        assertRefused("declares no fact colour", begun().timer(Light.RED, "colour", Turn.GO));
        assertRefused(
                "a timer waits for a Duration",
                begun().fact("colour", String.class, "x").timer(Light.RED, "colour", Turn.GO));
        assertRefused("declares no fact colour", going(begun(), "blue"));
        assertRefused("colour is a String", going(begun().fact("colour", String.class, "x"), true));
        Contract<Light, Turn> light =
                going(begun().fact("colour", String.class, "x"), "blue").build();
        assertThat(light.rows(Light.RED, Turn.GO).get(0).onlyIf())
                .containsExactly(new Precondition("colour", java.util.List.of("blue")));
    }

    private static Contract.Builder<Light, Turn> begun() {
        return Contract.named("light", Light.class, Turn.class)
                .creates(Turn.BEGIN, Light.RED)
                .effect("begins");
    }

    @Test
    void aTimerGivesWhatTheSystemMayAndCanSay() {
        List<String> forTimers = IncidentContract.get().transitions().stream()
                .filter(Transition::isForTimers)
                .map(row -> Labels.of(row.action()))
                .distinct()
                .toList();
        assertThat(forTimers).containsExactly("assign", "reassign", "resume", "advance", "resolve", "close");
    }

    private static Contract.Builder<Light, Turn> going(Contract.Builder<Light, Turn> builder, Object needed) {
        return builder.from(Light.RED)
                .by(Turn.GO, Light.GREEN)
                .onlyIf("colour", needed)
                .effect("goes");
    }

    private static void assertRefused(String why, Contract.Builder<Light, Turn> builder) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(why);
    }

    @Test
    void isWhatItWasWhenItWasBuilt() {
        Contract.Builder<Light, Turn> builder = begun();
        Contract<Light, Turn> light = builder.build();
        builder.optional(Light.GREEN);
        assertThat(light.optional()).isEmpty();
    }

    @Test
    void theIncidentsLawIsSound() {
        Contract<IncidentState, IncidentAction> law = IncidentContract.get();
        assertThat(law.isTerminal(IncidentState.CLOSED)).isTrue();
        assertThat(law.isTerminal(IncidentState.CANCELLED)).isTrue();
        assertThat(law.allowed(IncidentState.CANCELLED)).isEmpty();
        assertThat(law.actions())
                .allMatch(action -> law.transitions().stream().anyMatch(row -> row.action() == action));
        for (IncidentState state : IncidentState.values()) {
            assertThat(state.isOpen())
                    .as("there is work to do in %s, which can be resolved", state)
                    .isEqualTo(!law.rows(state, IncidentAction.RESOLVE).isEmpty());
        }
        assertThat(law.transitions()).allSatisfy(row -> {
            assertThat(row.who()).isNotEmpty();
            assertThat(row.effect()).isNotBlank();
            assertThat(row.moves() || row.from().equals(Optional.of(row.to()))).isTrue();
        });
    }
}
