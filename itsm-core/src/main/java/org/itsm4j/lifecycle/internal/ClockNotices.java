package org.itsm4j.lifecycle.internal;

import java.util.List;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaClock.Milestone;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.sla.internal.ClockKeeper.Reached;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/**
 * Tells whom it concerns that a ticket has reached something.
 *
 * @param kernel what all practices work with
 * @param tenant whose ticket
 * @param ticket which
 * @param number what people call it
 */
record ClockNotices(Kernel kernel, Tenant tenant, TicketRef ticket, TicketNumber number) {

    void tell(Reached reached) {
        for (Milestone milestone : reached.milestones()) {
            milestone.threshold().escalations().forEach(escalation -> tell(reached, milestone, escalation));
        }
    }

    void tell(Reached reached, Milestone milestone, Escalation escalation) {
        if (escalation instanceof Escalation.Notify one) {
            tell(reached, milestone, one.whom(), SlaNotice.Kind.REACHED);
        } else if (escalation instanceof Escalation.Hierarchical one) {
            tell(reached, milestone, one.manager(), SlaNotice.Kind.HIERARCHICAL);
        }
    }

    private void tell(Reached reached, Milestone milestone, String whom, SlaNotice.Kind kind) {
        kernel.notifier()
                .tell(new SlaNotice(
                        tenant,
                        ticket,
                        number,
                        reached.clock().policy().name(),
                        reached.clock().slot(),
                        List.of(milestone.threshold().label()),
                        milestone.at(),
                        whom,
                        kind));
    }
}
