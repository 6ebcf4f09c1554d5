package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.itsm4j.ticket.FieldChange;
import org.junit.jupiter.api.Test;

class ChangesTest {
    @Test
    void writesALineForEach() {
        assertThat(Changes.write(
                        List.of(new FieldChange("state", "NEW", "ASSIGNED"), new FieldChange("agent", "", "raj"))))
                .isEqualTo("state\tNEW\tASSIGNED\nagent\t\traj");
    }

    @Test
    void tellsNoneFromOneThatIsEmpty() {
        assertThat(Changes.read(Changes.write(List.of()))).isEmpty();
        List<FieldChange> empty = List.of(new FieldChange("", "", ""));
        assertThat(Changes.read(Changes.write(empty))).isEqualTo(empty);
    }

    @Test
    void givesEveryTextBack() {
        Random random = new Random(42);
        String alphabet = "\\\t\n\rtn ab";
        for (int i = 0; i < 2_000; i++) {
            List<FieldChange> changes = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changes.add(new FieldChange(text(random, alphabet), text(random, alphabet), text(random, alphabet)));
            }
            assertThat(Changes.read(Changes.write(changes))).isEqualTo(changes);
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
