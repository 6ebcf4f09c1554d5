package org.itsm4j.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** STUB. */
final class MemoryClocks implements ClockStore {
    public Optional<String> policies(Tenant tenant, int version) {
        throw new UnsupportedOperationException();
    }

    public void addPolicies(Tenant tenant, int version, String json) {
        throw new UnsupportedOperationException();
    }

    public void add(Tenant tenant, List<ClockRecord> clocks) {
        throw new UnsupportedOperationException();
    }

    public void replace(Tenant tenant, List<Change> changes) {
        throw new UnsupportedOperationException();
    }

    public List<ClockRecord> current(Tenant tenant, TicketRef ticket) {
        throw new UnsupportedOperationException();
    }

    public List<ClockRecord> all(Tenant tenant, TicketRef ticket, int limit) {
        throw new UnsupportedOperationException();
    }

    public Page<ClockRecord, ClockCursor> search(
            Tenant tenant, ClockSearch search, Instant now, Optional<Collection<String>> groups) {
        throw new UnsupportedOperationException();
    }

    public List<Attainment> attainment(
            Tenant tenant, TicketKind kind, Instant from, Instant to, Optional<Collection<String>> groups) {
        throw new UnsupportedOperationException();
    }

    public List<ClockRecord> during(
            Tenant tenant, TicketKind kind, String service, String slot, Instant from, Instant to, int limit) {
        throw new UnsupportedOperationException();
    }

    public List<Due> due(Instant now, Optional<ClockCursor> after, int limit) {
        throw new UnsupportedOperationException();
    }

    public List<Owned> reached(List<Due> due, Instant now) {
        throw new UnsupportedOperationException();
    }

    public void mark(List<Mark> marks) {
        throw new UnsupportedOperationException();
    }
}
