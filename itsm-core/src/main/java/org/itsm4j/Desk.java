package org.itsm4j;

import java.time.Instant;
import java.util.Objects;
import org.itsm4j.approval.StandIns;
import org.itsm4j.change.ChangeSchedule;
import org.itsm4j.change.Changes;
import org.itsm4j.change.OwnChanges;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.lifecycle.internal.ClockQueries;
import org.itsm4j.lifecycle.internal.DefaultStandIns;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.problem.Problems;
import org.itsm4j.security.Actor;
import org.itsm4j.sla.ServiceLevels;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * All practices, for one actor. Immutable and thread-safe; the conditions {@link #request}, {@link #expecting} and
 * {@link #at} give another desk of the same actor.
 */
public final class Desk {
    private final Doors doors;
    private final Session session;

    Desk(Doors doors, Session session) {
        this.doors = doors;
        this.session = session;
    }

    /** @return who commands here */
    public Actor actor() {
        return session.actor();
    }

    /** @return incidents, for staff */
    public Incidents incidents() {
        return doors.incidents().staff(session);
    }

    /** @return the actor's own incidents, for requesters */
    public OwnIncidents ownIncidents() {
        return doors.incidents().own(session);
    }

    /** @return problems, for staff */
    public Problems problems() {
        return doors.problems().staff(session);
    }

    /**
     * @return changes, for staff
     * @throws org.itsm4j.error.ConfigurationException if the library was built without settings of changes
     */
    public Changes changes() {
        return doors.changes().staff(session);
    }

    /**
     * @return the actor's own changes, for requesters
     * @throws org.itsm4j.error.ConfigurationException if the library was built without settings of changes
     */
    public OwnChanges ownChanges() {
        return doors.changes().own(session);
    }

    /**
     * @return the change schedule with its calendar, for staff
     * @throws org.itsm4j.error.InvalidInputException on a desk with {@link #request}, {@link #expecting} or {@link #at}: these are for tickets
     * @throws org.itsm4j.error.ConfigurationException if the library was built without settings of changes
     */
    public ChangeSchedule changeSchedule() {
        requireUnconditional("changeSchedule");
        return doors.changes().schedule(session);
    }

    /**
     * @return who votes for the actor while they are away, for staff
     * @throws org.itsm4j.error.InvalidInputException on a desk with {@link #request}, {@link #expecting} or {@link #at}: these are for tickets
     */
    public StandIns standIns() {
        requireUnconditional("standIns");
        return new DefaultStandIns(doors.kernel(), session, session.actor().person());
    }

    private void requireUnconditional(String door) {
        if (session.request().isPresent()
                || session.expected().isPresent()
                || session.at().isPresent()) {
            throw new InvalidInputException(
                    "Desk",
                    door,
                    "without request, expecting and at, which are for tickets; allowed: itsm.as(actor)." + door + "()");
        }
    }

    /** @return service levels, for staff */
    public ServiceLevels serviceLevels() {
        return new ClockQueries(doors.kernel(), session);
    }

    /**
     * Makes the next command safe to send twice: the same id with the same content has one effect, and the repetition
     * returns the ticket as it is now. An id is unique in its tenant, for ever. A command that was refused leaves no
     * trace and may be sent again.
     *
     * @param id 1 to 150 characters, such as a UUID of the caller
     * @return a desk whose command has that id
     * @throws org.itsm4j.error.InvalidInputException if the id is blank or too long
     */
    public Desk request(String id) {
        return new Desk(
                doors,
                session.requesting(
                        Text.Rule.require("Request", "id", Objects.requireNonNull(id, "id"), Limits.REQUEST_ID)));
    }

    /**
     * Commands only if the ticket still is at the version the actor has seen.
     *
     * @param version {@code ticket.version()}
     * @return a desk whose command is refused with {@link org.itsm4j.ticket.ConcurrentChangeException} on any other
     */
    public Desk expecting(long version) {
        return new Desk(doors, session.expecting(version));
    }

    /**
     * Commands as if at an earlier moment: the door for imported histories. Needs {@link
     * org.itsm4j.security.Role#IMPORTER} besides the right to the command itself. Time never goes back on a ticket.
     *
     * @param instant when it happened; not after now, not before the ticket's last entry
     * @return a desk whose commands take place then
     */
    public Desk at(Instant instant) {
        return new Desk(doors, session.at(Objects.requireNonNull(instant, "instant")));
    }
}
