package org.itsm4j.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Something of the host's own, in the same persistence unit. */
@Entity
@Table(name = "host_order")
class HostOrder {
    static final String DDL = "create table host_order (id bigint primary key, name varchar(20) not null)";

    @Id
    private long id;

    private String name = "order";

    HostOrder() {}

    HostOrder(long id) {
        this.id = id;
    }
}
