package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.itsm4j.approval.Delegation;
import org.itsm4j.security.Tenant;

/** A delegation as a row. */
@Entity(name = "ItsmDelegation")
@Table(name = "itsm_delegation")
@IdClass(DelegationKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class DelegationRow {
    @Id
    @Column(name = "tenant", updatable = false)
    private String tenant;

    @Id
    @Column(name = "from_person", updatable = false)
    private String from;

    @Id
    @Column(name = "starts_at", updatable = false)
    private long startsAt;

    @Id
    @Column(name = "to_person", updatable = false)
    private String to;

    @Column(name = "ends_at")
    private long endsAt;

    @Column(name = "given_by")
    private String givenBy;

    DelegationRow() {}

    DelegationRow(Tenant tenant, Delegation delegation) {
        this.tenant = tenant.name();
        from = delegation.from();
        startsAt = Micros.of(delegation.startsAt());
        to = delegation.to();
        endsAt = Micros.of(delegation.endsAt());
        givenBy = delegation.givenBy();
    }

    static DelegationKey key(Tenant tenant, Delegation delegation) {
        return new DelegationKey(tenant.name(), delegation.from(), Micros.of(delegation.startsAt()), delegation.to());
    }

    void end(Instant at) {
        endsAt = Micros.of(at);
    }

    Delegation read() {
        return new Delegation(from, to, Micros.instant(startsAt), Micros.instant(endsAt), givenBy);
    }
}
