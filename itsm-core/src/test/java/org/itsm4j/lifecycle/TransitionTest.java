package org.itsm4j.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.junit.jupiter.api.Test;

class TransitionTest {
    @Test
    void tellsWhatIsNotInOrderOfTheDataOfATimer() {
        Transition<?, ?> reassign = IncidentContract.get().transitions().stream()
                .filter(row -> row.action() == IncidentAction.REASSIGN && row.isForTimers())
                .findFirst()
                .orElseThrow();
        assertThat(reassign.wrong(Map.of("group", "second-level", "reason", "Late")))
                .isEmpty();
        assertThat(reassign.wrong(Map.of("group", "", "way", "vendor", "code", "FIXED")))
                .hasSize(4)
                .startsWith("group must not be blank")
                .endsWith("reason is missing", "code is not of this action", "way is not of this action");
    }
}
