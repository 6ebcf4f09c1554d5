package org.itsm4j.examples.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** An order of the shop: one of its own entities. */
@Entity
@Table(name = "shop_order")
class Order {
    @Id
    private UUID id;

    private String customer;

    private String incident;

    protected Order() {}

    Order(String customer) {
        this.id = UUID.randomUUID();
        this.customer = customer;
    }

    String customer() {
        return customer;
    }

    String incident() {
        return incident;
    }

    void paymentFailed(String number) {
        this.incident = number;
    }
}
