package org.itsm4j.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.ContractPage;
import org.itsm4j.lifecycle.Gate;
import org.itsm4j.lifecycle.Precondition;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The law of changes, and what it is for each model. */
class ChangeContractTest {
    @Test
    void isSound() {
        Contract<ChangeState, ChangeAction> law = ChangeContract.get();
        assertThat(law.actions())
                .allMatch(action -> law.transitions().stream().anyMatch(row -> row.action() == action));
        assertThat(law.transitions()).allSatisfy(row -> {
            assertThat(row.who()).isNotEmpty();
            assertThat(row.effect()).isNotBlank();
            assertThat(row.moves() || row.from().equals(Optional.of(row.to()))).isTrue();
        });
        for (ChangeState state : ChangeState.values()) {
            assertThat(law.isTerminal(state))
                    .as("%s is the end", state)
                    .isEqualTo(!state.isOpen() && state != ChangeState.REVIEWING);
            assertThat(state.isPlanned())
                    .as("%s can be cancelled", state)
                    .isEqualTo(!law.rows(state, ChangeAction.CANCEL).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachModelKeepsItsGates(ChangeModel model) {
        Contract<ChangeState, ChangeAction> law = ChangeContract.of(model);
        assertThat(law.name()).isEqualTo("change-" + model.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(law.gates()).contains(new Gate<>(ChangeState.SCHEDULED, ChangeState.IMPLEMENTING));
        for (Gate<ChangeState> gate : law.gates()) {
            assertThat(reachable(law, gate.pass()))
                    .as("%s without %s", gate.guarded(), gate.pass())
                    .doesNotContain(gate.guarded());
        }
        assertThat(reachable(law, null)).as("all states of %s", model).containsExactly(ChangeState.values());
        assertThat(law.optional()).isEmpty();
    }

    @Test
    void onlyAStandardChangeIsScheduledWithoutAVote() {
        Gate<ChangeState> vote = new Gate<>(ChangeState.AUTHORIZING, ChangeState.SCHEDULED);
        assertThat(ChangeContract.of(ChangeModel.NORMAL).gates()).contains(vote);
        assertThat(ChangeContract.of(ChangeModel.EMERGENCY).gates()).contains(vote);
        assertThat(ChangeContract.of(ChangeModel.STANDARD).gates())
                .doesNotContain(vote)
                .contains(new Gate<>(ChangeState.SUBMITTED, ChangeState.SCHEDULED));
        List<Transition<ChangeState, ChangeAction>> ways =
                ChangeContract.of(ChangeModel.STANDARD).transitions().stream()
                        .filter(row -> row.moves() && row.to() == ChangeState.SCHEDULED)
                        .filter(row -> !row.from().equals(Optional.of(ChangeState.SCHEDULED)))
                        .filter(row -> !row.from().equals(Optional.of(ChangeState.AUTHORIZING)))
                        .toList();
        assertThat(ways).singleElement().satisfies(row -> {
            assertThat(row.action()).isEqualTo(ChangeAction.PREAUTHORISE);
            assertThat(row.who()).containsExactly(Role.SYSTEM);
            assertThat(row.onlyIf()).containsExactly(new Precondition("preauthorised", List.of(true)));
        });
    }

    @Test
    void onlyAnEmergencyIsImplementedFirstAndNobodyClosesItUnapproved() {
        for (ChangeModel model : ChangeModel.values()) {
            assertThat(ChangeContract.of(model)
                            .rows(ChangeState.AUTHORIZING, ChangeAction.IMPLEMENT_FIRST)
                            .isEmpty())
                    .isEqualTo(model != ChangeModel.EMERGENCY);
        }
        assertThat(ChangeContract.get().transitions())
                .filteredOn(row -> row.to() == ChangeState.CLOSED)
                .isNotEmpty()
                .allMatch(row -> row.onlyIf().contains(new Precondition("approvalDue", List.of(false))));
    }

    @Test
    void whatWasFoundIsRecordedAsANormalChange() {
        assertThat(ChangeContract.of(ChangeModel.NORMAL).creations())
                .extracting(Transition::action)
                .containsExactly(ChangeAction.RAISE, ChangeAction.RECORD_UNAUTHORISED);
        assertThat(ChangeContract.of(ChangeModel.STANDARD).creations()).hasSize(1);
        assertThat(ChangeContract.of(ChangeModel.EMERGENCY).creations()).hasSize(1);
    }

    @Test
    void thePageTellsTheGatesOfModels() {
        assertThat(ContractPage.markdown(ChangeContract.get()))
                .contains("- every way to IMPLEMENTING passes SCHEDULED\n")
                .contains("- if model is EMERGENCY, every way to SCHEDULED passes AUTHORIZING\n");
    }

    /** Where a change may come to without ever standing in one state. */
    private static Set<ChangeState> reachable(
            Contract<ChangeState, ChangeAction> law, @org.jspecify.annotations.Nullable ChangeState without) {
        Set<ChangeState> reached = EnumSet.noneOf(ChangeState.class);
        boolean more = true;
        while (more) {
            more = false;
            for (Transition<ChangeState, ChangeAction> row : law.transitions()) {
                boolean starts = row.from().map(reached::contains).orElse(true);
                if (starts && row.to() != without) {
                    more |= reached.add(row.to());
                }
            }
        }
        return reached;
    }
}
