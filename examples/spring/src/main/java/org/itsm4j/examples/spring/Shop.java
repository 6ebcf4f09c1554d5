package org.itsm4j.examples.spring;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the shop does. The order and the incident about it are saved together, or not at all. */
@Service
class Shop {
    @PersistenceContext
    private EntityManager manager;

    private final Incidents incidents;

    Shop(Itsm itsm) {
        incidents = itsm.as(Actor.system("shop")).incidents();
    }

    @Transactional
    public Incident orderWhosePaymentFails(String customer) {
        Order order = new Order(customer);
        Incident incident = incidents.log(LogIncident.titled("A payment failed")
                .service("checkout")
                .requester(customer)
                .build());
        order.paymentFailed(incident.number().value());
        manager.persist(order);
        return incident;
    }

    /** What not to do: a command where nothing may be written. Reading is allowed there. */
    @Transactional(readOnly = true)
    public long reportThatLogsAnIncident(String customer) {
        long open = incidents.countByState().get(IncidentState.NEW);
        incidents.log(
                LogIncident.titled("Too many are open").requester(customer).build());
        return open;
    }

    @Transactional
    public void orderThatFailsAfterwards(String customer) {
        orderWhosePaymentFails(customer);
        throw new IllegalStateException("the card reader is on fire");
    }

    /** What not to do: the refusal of a command is swallowed. Spring then refuses the commit, so nothing is half done. */
    @Transactional
    public void orderThatSwallowsARefusal(String customer) {
        Incident incident = orderWhosePaymentFails(customer);
        try {
            incidents.close(incident.id());
        } catch (RuntimeException e) {
            manager.persist(new Order(customer + " again"));
        }
    }
}
