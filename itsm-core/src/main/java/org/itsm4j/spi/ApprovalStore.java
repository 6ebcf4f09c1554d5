package org.itsm4j.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.itsm4j.approval.Absence;
import org.itsm4j.approval.Delegation;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;

/**
 * Keeps rounds of approval with their votes, and who stands in for whom or is away. Called inside {@link
 * UnitOfWork#required}. Who writes a round or a vote has written its ticket before, in the same transaction: {@link
 * StaleTicketException} there keeps two from deciding at once. Votes are added, never changed or removed. Moments are kept to
 * the microsecond. Names are in the order of their characters; how characters beyond U+FFFF are ordered is up to the store, and
 * always the same.
 */
public interface ApprovalStore {
    /**
     * @param tenant whose
     * @param round a new round
     * @throws DuplicateKeyException if the ticket has a round of that number, here or at commit
     */
    void open(Tenant tenant, ApprovalRecord round);

    /**
     * @param tenant whose
     * @param before a round as it was read in this transaction
     * @param after as it shall be; same ticket and number
     * @throws StaleTicketException if the stored one is not as it was read
     */
    void replace(Tenant tenant, ApprovalRecord before, ApprovalRecord after);

    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @param limit how many at most
     * @return its rounds, the latest first
     */
    List<ApprovalRecord> rounds(Tenant tenant, TicketRef ticket, int limit);

    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @return its latest round, unless there is none
     */
    default Optional<ApprovalRecord> latest(Tenant tenant, TicketRef ticket) {
        return rounds(tenant, ticket, 1).stream().findFirst();
    }

    /**
     * @param tenant whose
     * @param vote a new vote
     * @throws DuplicateKeyException if the round has a vote of that sequence, here or at commit
     */
    void cast(Tenant tenant, VoteRecord vote);

    /**
     * @param tenant whose
     * @param ticket which ticket's
     * @param round of which round
     * @return all its votes, at most 1,000, in their sequence
     */
    List<VoteRecord> votes(Tenant tenant, TicketRef ticket, int round);

    /**
     * @param tenant whose
     * @param delegation a new delegation
     * @throws DuplicateKeyException if there is one of the same two persons that starts at the same moment, here or at commit
     */
    void add(Tenant tenant, Delegation delegation);

    /**
     * Ends a delegation at another moment.
     *
     * @param tenant whose
     * @param before as it was read in this transaction
     * @param endsAt when it ends
     * @throws StaleTicketException if the stored one is not as it was read
     */
    void end(Tenant tenant, Delegation before, Instant endsAt);

    /**
     * @param tenant whose
     * @param from of which persons, at most 1,000
     * @param since the start of a period
     * @param until its end, inclusive
     * @param limit how many at most
     * @return the delegations these have given that are valid at some instant of the period, in the order of who gives them, of
     *     their start and of who has them
     */
    List<Delegation> delegations(Tenant tenant, Collection<String> from, Instant since, Instant until, int limit);

    /**
     * @param tenant whose
     * @param to who has them
     * @param since the start of a period
     * @param until its end, inclusive
     * @param limit how many at most
     * @return the delegations that person has, valid at some instant of the period, in the order of who gives them and of their
     *     start
     */
    List<Delegation> delegationsTo(Tenant tenant, String to, Instant since, Instant until, int limit);

    /**
     * @param tenant whose
     * @param absence a new absence
     * @throws DuplicateKeyException if there is one of that person that starts at the same moment, here or at commit
     */
    void add(Tenant tenant, Absence absence);

    /**
     * Ends an absence at another moment.
     *
     * @param tenant whose
     * @param before as it was read in this transaction
     * @param endsAt when it ends
     * @throws StaleTicketException if the stored one is not as it was read
     */
    void end(Tenant tenant, Absence before, Instant endsAt);

    /**
     * @param tenant whose
     * @param persons of which persons, at most 1,000
     * @param since the start of a period
     * @param until its end, inclusive
     * @param limit how many at most
     * @return their absences at some instant of the period, in the order of persons and of their start
     */
    List<Absence> absences(Tenant tenant, Collection<String> persons, Instant since, Instant until, int limit);
}
