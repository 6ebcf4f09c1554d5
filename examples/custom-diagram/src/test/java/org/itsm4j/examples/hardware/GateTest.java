package org.itsm4j.examples.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.DiagramCheck;
import org.itsm4j.bpmn.DiagramRefusedException;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The diagrams pass the check with what the desk has registered: no database is needed to ask. */
class GateTest {
    static final Terms TERMS = new HardwareDesk(new HardwareShopOfNothing(), ticket -> ApprovalOutcome.PENDING)
            .builder()
            .build()
            .terms(TicketKind.INCIDENT);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void bothVersionsAreLawful(int version) {
        assertThat(DiagramCheck.of(TERMS).check(HardwareDesk.diagram(version)))
                .as("nor is there anything to warn of")
                .isEmpty();
    }

    @Test
    void aReviewThatCannotBePassedIsNoticed() {
        assertThat(DiagramCheck.of(TERMS).check(changed("approval == 'APPROVED' and major")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("partial"));
    }

    @Test
    void aReviewThatLetsEverythingPassIsNoticed() {
        byte[] changed = changed("approval == 'YES'");
        assertThatThrownBy(() -> DiagramCheck.of(TERMS).verify(changed))
                .isInstanceOfSatisfying(
                        DiagramRefusedException.class,
                        refused -> assertThat(refused.getMessage()).contains("reviewed", "YES"));
    }

    /** The diagram with another condition for closing after the review. */
    private static byte[] changed(String condition) {
        String text = new String(HardwareDesk.diagram(2).bytes(), StandardCharsets.UTF_8);
        String changed = text.replace("approval == 'APPROVED'", condition);
        assertThat(changed).isNotEqualTo(text);
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    private static final class HardwareShopOfNothing implements PartsShop {
        @Override
        public String order(String key, String part, String incident) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remind(String order) {
            throw new UnsupportedOperationException();
        }
    }
}
