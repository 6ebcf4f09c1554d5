package org.itsm4j.spi;

import java.util.List;
import java.util.Objects;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketRef;

/**
 * Keeps the cascades that were too long for one transaction, until they are over. A ticket has one of each rule. Called inside
 * {@link UnitOfWork#required}. Moments are kept to the microsecond. Lists are in the order of their start, the id of the ticket
 * and the name of the rule.
 */
public interface CascadeStore {
    /**
     * Begins a cascade, in place of one of the same ticket and rule. Who begins it has written its ticket before, in the same
     * transaction.
     *
     * @param tenant whose
     * @param cascade the cascade
     * @throws StaleTicketException if the one it takes the place of is carried on at this moment, here or at commit
     */
    void begin(Tenant tenant, CascadeRecord cascade);

    /**
     * Writes how far a cascade has come.
     *
     * @param tenant whose
     * @param before as it was read
     * @param after as it is now; of the same ticket and rule
     * @throws StaleTicketException if it is over, or was changed since it was read, here or at commit
     */
    void replace(Tenant tenant, CascadeRecord before, CascadeRecord after);

    /**
     * Ends a cascade.
     *
     * @param tenant whose
     * @param before as it was read
     * @throws StaleTicketException if it is over already, or was changed since it was read, here or at commit
     */
    void end(Tenant tenant, CascadeRecord before);

    /**
     * @param tenant whose
     * @param ticket whose command others follow
     * @return its cascades that are not over
     */
    List<CascadeRecord> of(Tenant tenant, TicketRef ticket);

    /**
     * @param limit how many at most; positive
     * @return the oldest cascades of all tenants that are not over
     */
    List<Pending> pending(int limit);

    /**
     * A cascade that is not over.
     *
     * @param tenant whose
     * @param cascade the cascade
     */
    record Pending(Tenant tenant, CascadeRecord cascade) {
        /** Refuses null. */
        public Pending {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(cascade, "cascade");
        }
    }
}
