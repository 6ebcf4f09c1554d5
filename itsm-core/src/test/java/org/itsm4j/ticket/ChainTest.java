package org.itsm4j.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.junit.jupiter.api.Test;

/** What was written once must verify for ever: the bytes that are hashed are a promise. */
class ChainTest {
    /** Computed without this code, from the description of the format. */
    private static final String HASH = "b670981679f04ac1b755bdb38e0772381fdf559645be1cbf48b8cafc53dc2385";

    @Test
    void theHashOfAnEntryDoesNotChangeWithTheCode() {
        TimelineEntry entry = new TimelineEntry(
                1,
                Instant.ofEpochSecond(1_700_000_000, 123_456_000),
                "anna",
                false,
                "log",
                Visibility.PUBLIC,
                "Grüße",
                List.of(new FieldChange("state", "", "NEW")),
                Optional.empty(),
                Optional.of(new RequestMark("r-1", "f".repeat(64))),
                "");
        TicketRef ticket = new TicketRef(TicketKind.INCIDENT, TicketId.of("0190f3c0-1111-7abc-8def-000000000001"));

        assertThat(Chain.hash(new Tenant("acme"), ticket, "", entry)).isEqualTo(HASH);
    }
}
