package org.itsm4j.lifecycle.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.itsm4j.approval.Absence;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.StandIns;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Role;
import org.itsm4j.security.Subject;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps who stands in for a person, and when that person is away. */
public final class DefaultStandIns implements StandIns {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultStandIns.class);
    private static final int MOST = 100;
    private static final int LEVELS = 10;
    /** As far as stores look: nothing ends later. */
    private static final Instant EVER = Instant.parse("9999-12-30T00:00:00Z");

    private final Kernel kernel;
    private final Session session;
    private final String person;

    /**
     * @param kernel what all practices work with
     * @param session who asks
     * @param person whose they are
     */
    public DefaultStandIns(Kernel kernel, Session session, String person) {
        this.kernel = kernel;
        this.session = session;
        this.person = person;
    }

    private Tenant tenant() {
        return session.actor().tenant();
    }

    private ApprovalStore store() {
        return kernel.store().approvals();
    }

    private boolean isOwn() {
        return person.equals(session.actor().person());
    }

    private <R> R permitted(Supplier<R> command) {
        kernel.opening().require();
        Set<Role> who = isOwn() ? Set.of(Role.STAFF) : Set.of(Role.CHANGE_MANAGER);
        Permission permission = new Permission("approval", isOwn() ? "standIn" : "standInForOthers", who);
        Subject subject = Subject.unborn(tenant(), "the stand-ins of a person");
        if (!session.actor().isStaff()) {
            throw new AccessDeniedException(session.actor(), permission, subject);
        }
        kernel.permit(session, permission, subject);
        return kernel.store().unitOfWork().required(command);
    }

    @Override
    public StandIns of(String other) {
        Text.Rule.require("standIns", "person", requireNonNull(other, "person"), Limits.NAME);
        DefaultStandIns theirs = new DefaultStandIns(kernel, session, other);
        theirs.permitted(() -> true);
        return theirs;
    }

    @Override
    public String person() {
        return person;
    }

    /** From now on at the earliest, so that nobody writes afterwards who was there. */
    private static Instant start(String what, Instant startsAt, Instant endsAt, Instant now) {
        Instant start = requireNonNull(startsAt, "startsAt").isBefore(now) ? now : startsAt;
        if (!requireNonNull(endsAt, "endsAt").isAfter(start)) {
            throw new InvalidInputException(
                    what, "endsAt", "after it starts, and after now, " + now + ", got " + startsAt + " to " + endsAt);
        }
        return start;
    }

    private static void requireRoom(String what, int there) {
        if (there >= MOST) {
            throw new InvalidInputException(what, "count", "at most " + MOST + " that are not over");
        }
    }

    /**
     * One that was ended before it began is still kept, of no length: then that is given its end again, in a transaction of its
     * own, as the first one is lost with the key that is there twice.
     */
    private void add(String what, Runnable write, Runnable again) {
        try {
            permitted(() -> {
                write.run();
                return true;
            });
        } catch (DuplicateKeyException e) {
            if (kernel.store().unitOfWork().isActive()) {
                throw there(what);
            }
            try {
                permitted(() -> {
                    again.run();
                    return true;
                });
            } catch (StaleTicketException itIsValid) {
                throw there(what);
            }
        }
        LOG.info("{} has added a {}", session.actor(), what);
    }

    private static RuleViolationException there(String what) {
        return new RuleViolationException(what, "there", "there is one from that instant on; allowed: end it first");
    }

    private static RuleViolationException notGiven(String what) {
        return new RuleViolationException(
                what,
                "given",
                "cannot be ended, as this person has none such that is not over; allowed: one of those listed");
    }

    private static Instant ended(Instant startsAt, Instant now) {
        return startsAt.isAfter(now) ? startsAt : now;
    }

    @Override
    public Delegation delegate(String to, Instant startsAt, Instant endsAt) {
        Instant now = kernel.now();
        Delegation added = new Delegation(
                person,
                to,
                start("Delegation", startsAt, endsAt, now),
                endsAt,
                session.actor().person());
        add(
                "Delegation",
                () -> {
                    requireFree(added, now);
                    store().add(tenant(), added);
                },
                () -> {
                    requireFree(added, now);
                    store().end(tenant(), added.until(added.startsAt()), endsAt);
                });
        return added;
    }

    private void requireFree(Delegation added, Instant now) {
        if (!kernel.directory().hasPerson(tenant(), added.to())) {
            throw new InvalidInputException("Delegation", "to", "is not in the directory");
        }
        requireRoom("Delegation", given(now).size());
        Presences.of(store(), tenant(), Set.of(added.to()), LEVELS, added.startsAt(), added.endsAt())
                .requireNoLoop(added);
    }

    @Override
    public Delegation end(Delegation delegation) {
        requireNonNull(delegation, "delegation");
        return permitted(() -> {
            Instant now = kernel.now();
            if (!given(now).contains(delegation)) {
                throw notGiven("Delegation");
            }
            Instant end = ended(delegation.startsAt(), now);
            store().end(tenant(), delegation, end);
            return delegation.until(end);
        });
    }

    @Override
    public Absence away(Instant startsAt, Instant endsAt) {
        Instant now = kernel.now();
        Absence added = new Absence(
                person,
                start("Absence", startsAt, endsAt, now),
                endsAt,
                session.actor().person());
        add(
                "Absence",
                () -> {
                    requireRoom("Absence", absences(now).size());
                    store().add(tenant(), added);
                },
                () -> store().end(tenant(), added.until(added.startsAt()), endsAt));
        return added;
    }

    @Override
    public Absence back(Absence absence) {
        requireNonNull(absence, "absence");
        return permitted(() -> {
            Instant now = kernel.now();
            if (!absences(now).contains(absence)) {
                throw notGiven("Absence");
            }
            Instant end = ended(absence.startsAt(), now);
            store().end(tenant(), absence, end);
            return absence.until(end);
        });
    }

    @Override
    public List<Delegation> given() {
        return permitted(() -> given(kernel.now()));
    }

    private List<Delegation> given(Instant now) {
        return store().delegations(tenant(), Set.of(person), now, EVER, MOST);
    }

    @Override
    public List<Delegation> received() {
        return permitted(() -> store().delegationsTo(tenant(), person, kernel.now(), EVER, Limits.PAGE_CAP));
    }

    @Override
    public List<Absence> absences() {
        return permitted(() -> absences(kernel.now()));
    }

    private List<Absence> absences(Instant now) {
        return store().absences(tenant(), Set.of(person), now, EVER, MOST);
    }
}
