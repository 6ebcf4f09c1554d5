package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.itsm4j.approval.Absence;
import org.itsm4j.security.Tenant;

/** An absence as a row. */
@Entity(name = "ItsmAbsence")
@Table(name = "itsm_absence")
@IdClass(AbsenceKey.class)
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class AbsenceRow {
    @Id
    @Column(name = "tenant", updatable = false)
    private String tenant;

    @Id
    @Column(name = "person", updatable = false)
    private String person;

    @Id
    @Column(name = "starts_at", updatable = false)
    private long startsAt;

    @Column(name = "ends_at")
    private long endsAt;

    @Column(name = "given_by")
    private String givenBy;

    AbsenceRow() {}

    AbsenceRow(Tenant tenant, Absence absence) {
        this.tenant = tenant.name();
        person = absence.person();
        startsAt = Micros.of(absence.startsAt());
        endsAt = Micros.of(absence.endsAt());
        givenBy = absence.givenBy();
    }

    static AbsenceKey key(Tenant tenant, Absence absence) {
        return new AbsenceKey(tenant.name(), absence.person(), Micros.of(absence.startsAt()));
    }

    void end(Instant at) {
        endsAt = Micros.of(at);
    }

    Absence read() {
        return new Absence(person, Micros.instant(startsAt), Micros.instant(endsAt), givenBy);
    }
}
