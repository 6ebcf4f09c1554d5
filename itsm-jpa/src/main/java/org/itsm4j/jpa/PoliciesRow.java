package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.itsm4j.security.Tenant;

/** A version of a tenant's policies as a row; written once. */
@Entity(name = "ItsmPolicies")
@Table(name = "itsm_policies")
@IdClass(PoliciesKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class PoliciesRow {
    @Id
    @Column(name = "tenant", updatable = false)
    private String tenant;

    @Id
    @Column(name = "policies_version", updatable = false)
    private int version;

    @Column(name = "policies_json", updatable = false)
    private String json;

    PoliciesRow() {}

    PoliciesRow(Tenant tenant, int version, String json) {
        this.tenant = tenant.name();
        this.version = version;
        this.json = json;
    }

    String json() {
        return json;
    }
}
