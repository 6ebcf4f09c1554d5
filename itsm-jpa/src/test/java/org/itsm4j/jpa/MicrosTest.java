package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "2026-03-08T02:30:00.000001Z",
                "-9999-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void givesMicrosecondsBack(String text) {
        Instant instant = Instant.parse(text);
        assertThat(Micros.instant(Micros.of(instant))).isEqualTo(instant);
        assertThat(Micros.ceiling(instant)).isEqualTo(Micros.of(instant));
    }

    @Test
    void roundsDownAndUpOnBothSidesOf1970() {
        assertThat(Micros.of(Instant.EPOCH.plusNanos(1_999))).isEqualTo(1);
        assertThat(Micros.ceiling(Instant.EPOCH.plusNanos(1_001))).isEqualTo(2);
        assertThat(Micros.of(Instant.EPOCH.minusNanos(1))).isEqualTo(-1);
        assertThat(Micros.ceiling(Instant.EPOCH.minusNanos(1))).isZero();
    }

    @Test
    void staysInRange() {
        assertThat(Micros.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.ceiling(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void keepsAbsenceApart() {
        assertThat(Micros.of(Optional.empty())).isNull();
        assertThat(Micros.optional(null)).isEmpty();
        assertThat(Micros.optional(0L)).contains(Instant.EPOCH);
    }
}
