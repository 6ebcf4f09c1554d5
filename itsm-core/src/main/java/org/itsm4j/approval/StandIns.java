package org.itsm4j.approval;

import java.time.Instant;
import java.util.List;

/**
 * Who stands in for one person in approvals, and when that person is away. {@code desk.standIns()} gives that of the actor;
 * {@link #of} that of somebody else, for change managers. Thread-safe.
 *
 * <p>Every method is one transaction, and throws {@link org.itsm4j.security.AccessDeniedException} if the actor may not: staff
 * may for themselves, change managers for all. What is given here counts in open votes at once, together with what {@link
 * org.itsm4j.change.ChangeSettings#presence()} says. A vote that a delegate has given stays when the delegation ends.
 *
 * <pre>{@code
 * desk.standIns().delegate("bob", friday, monday);
 * desk.standIns().away(friday, monday);
 * }</pre>
 */
public interface StandIns {
    /**
     * @param person somebody else, 1 to 200 characters
     * @return theirs
     * @throws org.itsm4j.security.AccessDeniedException if the actor is no change manager, unless it is the actor
     * @throws org.itsm4j.error.InvalidInputException if the name is blank or too long
     */
    StandIns of(String person);

    /** @return whose they are */
    String person();

    /**
     * Lets somebody else vote for this person.
     *
     * @param to who
     * @param startsAt from when on; what has passed of it does not count
     * @param endsAt until when, exclusive
     * @return the delegation
     * @throws org.itsm4j.error.InvalidInputException if it is the same person, not in the directory, the time has passed or is
     *     empty, or the person has given 100 that are not over
     * @throws org.itsm4j.ticket.RuleViolationException {@code delegationLoop}, if at some instant it would lead back to who gives it;
     *     {@code there}, if there is one of the two from that instant on
     */
    Delegation delegate(String to, Instant startsAt, Instant endsAt);

    /**
     * Ends a delegation now; one that has not begun never counts.
     *
     * @param delegation one of {@link #given()}
     * @return it, as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code given}, if the person has given no such one that is not over
     */
    Delegation end(Delegation delegation);

    /**
     * Says that this person is away.
     *
     * @param startsAt from when on; what has passed of it does not count
     * @param endsAt until when, exclusive
     * @return the absence
     * @throws org.itsm4j.error.InvalidInputException if the time has passed or is empty, or there are 100 that are not over
     * @throws org.itsm4j.ticket.RuleViolationException {@code there}, if there is one from that instant on
     */
    Absence away(Instant startsAt, Instant endsAt);

    /**
     * Ends an absence now; one that has not begun never counts.
     *
     * @param absence one of {@link #absences()}
     * @return it, as it is then
     * @throws org.itsm4j.ticket.RuleViolationException {@code given}, if the person has no such one that is not over
     */
    Absence back(Absence absence);

    /** @return the delegations this person has given that are not over, by their beginning; at most 100 */
    List<Delegation> given();

    /** @return the delegations this person has been given that are not over, by who gave them; at most 1,000 */
    List<Delegation> received();

    /** @return the absences of this person that are not over, by their beginning; at most 100 */
    List<Absence> absences();
}
