package org.itsm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.itsm4j.Itsm;
import org.itsm4j.error.StoreException;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread of a replay: the order it keeps, the memory it does not need, how it fails. */
class LaneTest {
    @TempDir
    private Path folder;

    private final Itsm itsm = Itsm.builder().build();
    private final Tally tally = new Tally();
    private final CsvLog byTime = new CsvLog()
            .row("New", "2/3/2026 09:00", "number=A", "assignment_group=mail")
            .row("New", "2/3/2026 09:01", "number=B")
            .row("Active", "2/3/2026 09:02", "number=A")
            .row("Active", "2/3/2026 09:03", "number=B")
            .row("Resolved", "2/3/2026 09:04", "number=A")
            .row("Resolved", "2/3/2026 09:05", "number=B");

    private void replay(int histories) {
        Lane lane = new Lane("test", histories, () -> new History(itsm, Tenant.SINGLE, tally), () -> {});
        lane.start();
        LogFile.at(byTime.in(folder)).read(lane::put, broken -> {});
        lane.finish();
    }

    private long resolved() {
        return itsm.as(Actor.administrator("test")).incidents().countByState().get(IncidentState.RESOLVED);
    }

    @Test
    void followsALogThatIsOrderedByTime() {
        replay(10);

        assertThat(resolved()).isEqualTo(2);
        assertThat(tally.commands()).isEqualTo(8);
    }

    @Test
    void findsAnOpenIncidentAgainThatItHadToForget() {
        replay(1);

        assertThat(resolved()).isEqualTo(2);
        assertThat(tally.refused()).isZero();
    }

    @Test
    void handsOutWhatItFailedWith() {
        AtomicInteger rows = new AtomicInteger();
        Lane lane = new Lane("test", 1, () -> new History(itsm, Tenant.SINGLE, tally), () -> {
            if (rows.incrementAndGet() == 2) {
                throw new StoreException("the database is gone");
            }
        });
        lane.start();

        assertThatThrownBy(() -> {
                    LogFile.at(byTime.in(folder)).read(lane::put, broken -> {});
                    lane.finish();
                })
                .isInstanceOf(StoreException.class);
        assertThat(rows).hasValue(2);
    }
}
