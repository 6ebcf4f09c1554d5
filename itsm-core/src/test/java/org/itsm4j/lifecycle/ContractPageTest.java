package org.itsm4j.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.itsm4j.change.ChangeContract;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.problem.ProblemContract;
import org.itsm4j.ticket.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a lifecycle is written from its contract; it is committed, so that a change of the law is seen in a review. */
class ContractPageTest {
    static List<Contract<?, ?>> contracts() {
        return List.of(
                IncidentContract.get(),
                ProblemContract.get(),
                ChangeContract.of(ChangeModel.NORMAL),
                ChangeContract.of(ChangeModel.STANDARD),
                ChangeContract.of(ChangeModel.EMERGENCY));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theCommittedPageIsThatOfTheContract(Contract<?, ?> contract) throws IOException {
        String name = "docs/lifecycles/" + contract.name() + ".md";
        Path page = root().resolve(name);
        String due = ContractPage.markdown(contract);
        String committed = Files.exists(page) ? Files.readString(page) : "";
        if (!committed.equals(due)) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, due);
        }
        assertThat(committed.equals(due))
                .as("the contract has changed, and so has %s: look at it and commit the new page", name)
                .isTrue();
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("mvnw"))) {
            here = here.getParent();
        }
        assertThat(here).as("the root of the repository, where mvnw is").isNotNull();
        return here;
    }

    @Test
    void namesEveryActionTimerGateAndFact() {
        String page = ContractPage.markdown(IncidentContract.get());
        for (IncidentAction action : IncidentAction.values()) {
            assertThat(page).contains("`" + Labels.of(action) + "`");
        }
        assertThat(page)
                .contains("- in RESOLVED for `autoCloseAfter`: `close` by the system")
                .contains("## Steps within a state")
                .contains("| ASSIGNED, IN_PROGRESS | `reassign` | ASSIGNED |")
                .contains("| `reassign` | ASSIGNED, IN_PROGRESS | `group`, optional `agent`, `reason` |")
                .contains("| `resume` | ON_HOLD |  |")
                .contains("## Who is who")
                .contains("| AGENT | on tickets of own groups, or that no group has |")
                .contains("| MANAGER | on any ticket of the tenant |")
                .doesNotContain("| IMPORTER |")
                .contains("- every way to CLOSED passes RESOLVED")
                .contains("| `priority` | Priority | P1 to P5 |")
                .contains("A diagram may leave out: [ON_HOLD, MERGED]");
    }

    @Test
    void drawsEveryMoveAndEveryEnd() {
        assertThat(ContractPage.mermaid(IncidentContract.get()).lines())
                .startsWith("stateDiagram-v2")
                .contains("    [*] --> NEW : log", "    CLOSED --> [*]", "    CANCELLED --> [*]")
                .contains("    MERGED --> ON_HOLD : unmerge")
                .noneMatch(
                        line -> line.contains("advance") || line.contains("note") || line.equals("    MERGED --> [*]"));
    }
}
