package org.itsm4j.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.spi.ClockStore.Due;
import org.itsm4j.spi.ClockStore.Mark;
import org.itsm4j.spi.ClockStore.Owned;

/** What is asked and written for many tickets at once, as a database does it best; see {@link org.itsm4j.spi.ClockStore}. */
interface Sweep {
    List<Due> due(Instant now, Optional<ClockCursor> after, int limit);

    List<Owned> reached(List<Due> due, Instant now);

    void mark(List<Mark> marks);
}
