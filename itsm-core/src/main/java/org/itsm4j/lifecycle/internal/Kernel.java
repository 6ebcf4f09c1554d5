package org.itsm4j.lifecycle.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Permission;
import org.itsm4j.security.Subject;
import org.itsm4j.sla.internal.ClockKeeper;
import org.itsm4j.spi.Directory;
import org.itsm4j.spi.Notifier;
import org.itsm4j.spi.Store;

/**
 * What all practices work with.
 *
 * @param store where all is kept
 * @param workflow who moves tickets
 * @param clock the only clock
 * @param validation checks commands
 * @param policy says who may
 * @param directory who exists
 * @param events tells the host
 * @param numbers hands out numbers
 * @param handlers what diagrams may name
 * @param clocks keeps the clocks of tickets
 * @param notifier tells people what clocks have reached
 * @param opening whether commands are still taken
 * @param practices the practices there are
 */
public record Kernel(
        Store store,
        Workflow workflow,
        Clock clock,
        Validation validation,
        AccessPolicy policy,
        Directory directory,
        Events events,
        Numbers numbers,
        Handlers handlers,
        ClockKeeper clocks,
        Notifier notifier,
        Opening opening,
        Practices practices) {

    /** @return the moment, to the microsecond, which is what databases keep */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * @param session who
     * @param permission what for
     * @param subject on what
     * @return whether it is of the actor's tenant, and the policy says yes
     */
    public boolean permits(Session session, Permission permission, Subject subject) {
        return subject.tenant().equals(session.actor().tenant())
                && policy.permits(session.actor(), permission, subject);
    }

    /**
     * @param session who
     * @param permission what for
     * @param subject on what
     * @throws AccessDeniedException if it is another tenant's, or the policy says no
     */
    public void permit(Session session, Permission permission, Subject subject) {
        if (!permits(session, permission, subject)) {
            throw new AccessDeniedException(session.actor(), permission, subject);
        }
    }
}
