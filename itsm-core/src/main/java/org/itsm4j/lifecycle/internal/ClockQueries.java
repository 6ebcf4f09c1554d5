package org.itsm4j.lifecycle.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.security.Scope;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Attainment;
import org.itsm4j.sla.Availability;
import org.itsm4j.sla.ClockCursor;
import org.itsm4j.sla.ClockSearch;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.Selection;
import org.itsm4j.sla.ServiceLevels;
import org.itsm4j.sla.SlaAttributes;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.Stretch;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** Answers what staff ask about service levels. */
public final class ClockQueries implements ServiceLevels {
    private static final int MOST = 1_000;

    private final Kernel kernel;
    private final Session session;

    /**
     * @param kernel what all practices work with
     * @param session who asks
     */
    public ClockQueries(Kernel kernel, Session session) {
        this.kernel = kernel;
        this.session = session;
    }

    private Tenant tenant() {
        return session.actor().tenant();
    }

    private void staff() {
        kernel.opening().require();
        Permission permission = new Permission("serviceLevels", "read", Set.of(Role.STAFF));
        Subject subject = Subject.unborn(tenant(), "service levels");
        if (!session.actor().isStaff()) {
            throw new AccessDeniedException(session.actor(), permission, subject);
        }
        kernel.permit(session, permission, subject);
    }

    @Override
    public Optional<SlaPolicies> policies() {
        staff();
        return kernel.clocks().offered(tenant());
    }

    @Override
    public List<SlaClock> clocks(TicketRef ticket) {
        readable(ticket);
        return asked(() -> kernel.store().clocks().current(tenant(), ticket));
    }

    @Override
    public Optional<SlaClock> clock(TicketRef ticket, String slot) {
        Text.Rule.require("Clock", "slot", Objects.requireNonNull(slot, "slot"), Limits.SLOT);
        return clocks(ticket).stream()
                .filter(clock -> clock.slot().equals(slot))
                .findFirst();
    }

    @Override
    public List<SlaClock> history(TicketRef ticket) {
        readable(ticket);
        return asked(() -> kernel.store().clocks().all(tenant(), ticket, Limits.PAGE_CAP));
    }

    private void readable(TicketRef ticket) {
        Objects.requireNonNull(ticket, "ticket");
        staff();
        kernel.practices().of(ticket.kind()).get(session, ticket.id());
    }

    private List<SlaClock> asked(Supplier<List<ClockRecord>> find) {
        Instant now = kernel.now();
        return kernel.store()
                .unitOfWork()
                .required(() ->
                        find.get().stream().map(record -> seen(record, now)).toList());
    }

    private SlaClock seen(ClockRecord record, Instant now) {
        return kernel.clocks().read(tenant(), record, now);
    }

    @Override
    public Page<SlaClock, ClockCursor> search(ClockSearch search) {
        Objects.requireNonNull(search, "search");
        staff();
        Optional<Optional<Collection<String>>> groups = groups();
        if (groups.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        Instant now = kernel.now();
        return kernel.store()
                .unitOfWork()
                .required(() -> kernel.store()
                        .clocks()
                        .search(tenant(), search, now, groups.get())
                        .map(record -> seen(record, now)));
    }

    @Override
    public List<Attainment> attainment(TicketKind kind, Instant from, Instant to) {
        staff();
        Objects.requireNonNull(kind, "kind");
        ClockSearch.requirePeriod("Attainment", from, to);
        return groups().map(groups -> kernel.store()
                        .unitOfWork()
                        .required(() -> kernel.store().clocks().attainment(tenant(), kind, from, to, groups)))
                .orElse(List.of());
    }

    /** To which groups the actor's lists are narrowed: empty inside for all; empty outside if to nothing. */
    private Optional<Optional<Collection<String>>> groups() {
        Scope scope = kernel.policy().scope(session.actor());
        if (scope instanceof Scope.Groups groups && !groups.groups().isEmpty()) {
            return Optional.of(Optional.of(groups.groups()));
        }
        return scope instanceof Scope.Everything ? Optional.of(Optional.empty()) : Optional.empty();
    }

    @Override
    public Availability availability(TicketKind kind, String service, String slot, Instant from, Instant to) {
        staff();
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(slot, "slot");
        ClockSearch.requirePeriod("Availability", from, to);
        Text.Rule.require("Availability", "service", service, Limits.NAME);
        SlaPolicies policies = policies().orElseThrow(() -> nothing(slot));
        SlaAttributes attributes =
                new SlaAttributes(kind, Optional.of(service), Optional.empty(), Optional.empty(), Optional.empty());
        Selection selection = Optional.ofNullable(policies.select(attributes).get(slot))
                .filter(found -> found.promise() instanceof Promise.Availability)
                .orElseThrow(() -> nothing(slot));
        Instant now = kernel.now();
        Instant end = to.isAfter(now) ? now : to;
        List<SlaClock> clocks =
                asked(() -> kernel.store().clocks().during(tenant(), kind, service, slot, from, to, MOST + 1));
        Limits.require("Availability", "clocks", clocks.size(), MOST);
        WorkCalendar calendar = policies.calendar(selection.policy());
        return new Availability(
                service,
                ((Promise.Availability) selection.promise()).percent(),
                calendar.elapsed(from, end),
                down(calendar, clocks, from, end),
                clocks.size());
    }

    private static InvalidInputException nothing(String slot) {
        return new InvalidInputException("Availability", "slot", "no availability is promised there" + Given.got(slot));
    }

    /** What the clocks have counted; each moment once, however many tickets there were. */
    private static Duration down(WorkCalendar calendar, List<SlaClock> clocks, Instant from, Instant to) {
        List<Stretch> counted = clocks.stream()
                .map(clock -> clock.attachedAt().isBefore(to) ? clock.asOf(to) : clock)
                .flatMap(clock -> clock.explain().stretches().stream())
                .filter(stretch -> stretch.reason() == Stretch.Reason.COUNTED)
                .sorted(Comparator.comparing(Stretch::from))
                .toList();
        Duration down = Duration.ZERO;
        Instant done = from;
        for (Stretch stretch : counted) {
            Instant start = stretch.from().isBefore(done) ? done : stretch.from();
            Instant end = stretch.to().isBefore(to) ? stretch.to() : to;
            if (start.isBefore(end)) {
                down = down.plus(calendar.elapsed(start, end));
                done = end;
            }
        }
        return down;
    }
}
