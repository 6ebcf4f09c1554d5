package org.itsm4j.change;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.PlannedChange;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.lifecycle.BulkResult;
import org.itsm4j.lifecycle.internal.Bulk;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schedule of a tenant as staff see it, and change managers change it. */
final class DefaultChangeSchedule implements ChangeSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultChangeSchedule.class);
    private static final String LABEL = "change schedule";
    private static final Duration AHEAD = Duration.ofDays(731);

    private final ChangeDesk desk;
    private final Kernel kernel;
    private final Session session;

    DefaultChangeSchedule(ChangeDesk desk, Session session) {
        this.desk = desk;
        this.kernel = desk.kernel();
        this.session = session;
    }

    private Tenant tenant() {
        return session.actor().tenant();
    }

    private ScheduleStore store() {
        return kernel.store().schedule();
    }

    private void permit(String right, Role who) {
        kernel.opening().require();
        Permission permission = new Permission("changeSchedule", right, Set.of(who));
        Subject subject = Subject.unborn(tenant(), LABEL);
        if (!session.actor().isStaff()) {
            throw new AccessDeniedException(session.actor(), permission, subject);
        }
        kernel.permit(session, permission, subject);
    }

    private <R> R read(Supplier<R> question) {
        permit("read", Role.STAFF);
        return kernel.store().unitOfWork().required(question);
    }

    @Override
    public ChangeCalendar calendar() {
        return read(() -> desk.slots().calendar(tenant()));
    }

    @Override
    public Optional<ChangeCalendar> calendar(int version) {
        return read(() -> store().calendar(tenant(), version)
                .map(json -> ChangeCalendars.read(new ScheduleStore.CalendarVersion(version, json))));
    }

    @Override
    public ChangeCalendar publish(ChangeCalendar next) {
        requireNonNull(next, "next");
        permit("publish", Role.CHANGE_MANAGER);
        next.freezes().forEach(DefaultChangeSchedule::requireModels);
        return kernel.store().unitOfWork().required(() -> {
            store().lock(tenant());
            return published(next);
        });
    }

    /** One that is for a model that does not exist would be for nothing. */
    private static void requireModels(Freeze freeze) {
        List<String> models = Stream.of(ChangeModel.values()).map(Labels::of).toList();
        if (!models.containsAll(freeze.models()) || !models.containsAll(freeze.exempt())) {
            throw new InvalidInputException(
                    "Freeze", "models", "are not those of changes; allowed: " + Labels.list(models));
        }
    }

    /** Behind the lock. */
    private ChangeCalendar published(ChangeCalendar next) {
        int now = desk.slots().calendar(tenant()).version();
        if (next.version() != now + 1) {
            throw new RuleViolationException(
                    LABEL,
                    "version",
                    "cannot be version " + next.version() + ", in force is " + now + "; allowed: calendar().next()");
        }
        store().addCalendar(tenant(), next.version(), next.toJson());
        LOG.info("{} has published version {} of the change calendar", session.actor(), next.version());
        return next;
    }

    @Override
    public List<PlannedChange> planned(Slot during, int limit) {
        requireNonNull(during, "during");
        if (limit < 1 || limit > ChangeSlots.MOST) {
            throw new InvalidInputException("planned", "limit", "1 to " + ChangeSlots.MOST + ", got " + limit);
        }
        return read(() -> desk.slots().during(tenant(), during.from(), during.to(), limit, kernel.now()));
    }

    @Override
    public LockdownPreview preview(Freeze freeze) {
        requireNonNull(freeze, "freeze");
        requireModels(freeze);
        return read(() ->
                new LockdownPreview(freeze, desk.slots().calendar(tenant()).version(), hits(freeze)));
    }

    private List<Freeze.Hit> hits(Freeze freeze) {
        Instant now = kernel.now();
        List<Slot> times = freeze.timing().occurrences(now, now.plus(AHEAD)).stream()
                .filter(slot -> slot.to().isAfter(now))
                .toList();
        if (times.isEmpty()) {
            return List.of();
        }
        Instant from =
                times.stream().map(Slot::from).min(Comparator.naturalOrder()).orElseThrow();
        Instant to = times.stream().map(Slot::to).max(Comparator.naturalOrder()).orElseThrow();
        List<PlannedChange> planned =
                desk.slots().during(tenant(), from.isAfter(now) ? from : now, to, ChangeSlots.MOST + 1, now);
        if (planned.size() > ChangeSlots.MOST) {
            throw new RuleViolationException(
                    LABEL,
                    "preview",
                    "more than " + ChangeSlots.MOST + " changes lie in that time; allowed: a freeze of a shorter time");
        }
        return freeze.hits(planned);
    }

    @Override
    public BulkResult<Change> lockDown(LockdownPreview seen, String reason) {
        requireNonNull(seen, "seen");
        Text.Rule.require("lockDown", "reason", requireNonNull(reason, "reason"), Limits.REASON);
        permit("lockDown", Role.CHANGE_MANAGER);
        Bulk.requireOwn(kernel);
        kernel.store().unitOfWork().required(() -> {
            store().lock(tenant());
            ChangeCalendar now = desk.slots().calendar(tenant());
            if (now.version() != seen.calendarVersion() || !hits(seen.freeze()).equals(seen.hits())) {
                throw new RuleViolationException(
                        LABEL, "preview", "is no longer as it was seen; allowed: preview again, and decide on that");
            }
            return now.freezes().contains(seen.freeze())
                    ? now
                    : published(now.next().freeze(seen.freeze()).build());
        });
        List<TicketId> hit =
                seen.hits().stream().map(each -> each.change().ticket().id()).toList();
        return each(
                hit, (one, id) -> desk.holds().hold(one, id, by(seen.freeze().name()), reason));
    }

    private static String by(String freeze) {
        return ChangeHolds.BY_FREEZE + freeze;
    }

    private BulkResult<Change> each(Collection<TicketId> ids, BiFunction<Session, TicketId, Change> command) {
        List<TicketId> all = List.copyOf(ids);
        List<BulkResult.Item<Change>> items = new ArrayList<>();
        for (int at = 0; at < all.size(); at += Limits.PAGE_CAP) {
            List<TicketId> some = all.subList(at, Math.min(all.size(), at + Limits.PAGE_CAP));
            items.addAll(Bulk.run(kernel, session, some, command).items());
        }
        return new BulkResult<>(items);
    }

    @Override
    public BulkResult<Change> release(String freeze) {
        requireNonNull(freeze, "freeze");
        permit("release", Role.CHANGE_MANAGER);
        Bulk.requireOwn(kernel);
        List<TicketId> held = kernel.store().unitOfWork().required(() -> held(freeze));
        BulkResult<Change> released = each(held, (one, id) -> desk.holds().release(one, id, by(freeze)));
        if (released.refused().isEmpty()) {
            kernel.store().unitOfWork().required(() -> {
                store().lock(tenant());
                ChangeCalendar now = desk.slots().calendar(tenant());
                return named(now, freeze).isPresent()
                        ? published(now.next().withoutFreeze(freeze).build())
                        : now;
            });
        }
        return released;
    }

    private static Optional<Freeze> named(ChangeCalendar calendar, String name) {
        return calendar.freezes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** Whatever has become of their slots. */
    private List<TicketId> held(String freeze) {
        List<TicketId> held = new ArrayList<>();
        Search<ChangeField> search = Search.sortedBy(ChangeField.RAISED_AT, Direction.ASCENDING)
                .where(ChangeField.LOCKED_DOWN, Operator.EQUALS, true)
                .limit(Limits.PAGE_CAP);
        Optional<Search<ChangeField>> next = Optional.of(search);
        while (next.isPresent()) {
            Page<Change, Cursor> page = desk.pipeline().tickets().search(tenant(), next.get());
            page.items().stream()
                    .filter(change -> !change.state().isOver())
                    .filter(change ->
                            change.lockdown().filter(by(freeze)::equals).isPresent())
                    .map(Change::id)
                    .forEach(held::add);
            next = page.next().map(search::after);
        }
        if (held.isEmpty() && named(desk.slots().calendar(tenant()), freeze).isEmpty()) {
            List<String> names = desk.slots().calendar(tenant()).freezes().stream()
                    .map(Freeze::name)
                    .toList();
            throw new InvalidInputException(
                    "release",
                    "freeze",
                    "is neither in the calendar nor holds a change; allowed: " + Labels.list(names));
        }
        return held;
    }
}
