package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A value of a custom field as a row, to be found by. The ticket's own row has them all, to be read with it. */
@Entity(name = "ItsmCustom")
@Table(name = "itsm_custom")
@IdClass(CustomKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class CustomRow {
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
    @Column(name = "field_name")
    private String name;

    @Column(name = "field_value")
    private String value;

    CustomRow() {}

    CustomRow(String tenant, String ticketKind, UUID ticketId, String name, String value) {
        this.tenant = tenant;
        this.ticketKind = ticketKind;
        this.ticketId = ticketId;
        this.name = name;
        this.value = value;
    }

    void value(String now) {
        value = now;
    }
}
