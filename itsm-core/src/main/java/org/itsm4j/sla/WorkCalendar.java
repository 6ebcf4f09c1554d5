package org.itsm4j.sla;

import java.time.*;
import java.util.*;

/** STUB until the real one is merged. */
public final class WorkCalendar {
    public String name() {
        return "";
    }

    public int version() {
        return 1;
    }

    public Duration elapsed(Instant a, Instant b) {
        return Duration.ZERO;
    }

    public Duration elapsed(Instant a, Instant b, Collection<Pause> p) {
        return Duration.ZERO;
    }

    public Optional<Instant> reach(Instant s, Duration t, Collection<Pause> p) {
        return Optional.empty();
    }

    public Instant due(Instant s, Duration t, Collection<Pause> p) {
        return s;
    }

    public Instant endOfWorkingDay(Instant s, int n) {
        return s;
    }

    public Explanation explain(Instant a, Instant b, Collection<Pause> p) {
        return new Explanation(Duration.ZERO, List.of());
    }

    public void requireReachable(Duration d) {}

    public boolean isWorking(Instant i) {
        return true;
    }
}
