package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Link;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;

/** A link as a row. */
@Entity(name = "ItsmLink")
@Table(name = "itsm_link")
@IdClass(LinkKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class LinkRow {
    @Id
    @Column(name = "tenant")
    private String tenant;

    @Id
    @Column(name = "ticket_kind")
    private String ticketKind;

    @Id
    @Column(name = "ticket_id")
    private UUID ticketId;

    @Id
    @Column(name = "link_type")
    private String type;

    @Id
    @Column(name = "target")
    private String target;

    LinkRow() {}

    LinkRow(Tenant tenant, Link link) {
        this.tenant = tenant.name();
        ticketKind = link.ticket().kind().name();
        ticketId = link.ticket().id().value();
        type = link.type();
        target = link.target();
    }

    Link read() {
        return new Link(new TicketRef(TicketKind.valueOf(ticketKind), new TicketId(ticketId)), type, target);
    }
}
