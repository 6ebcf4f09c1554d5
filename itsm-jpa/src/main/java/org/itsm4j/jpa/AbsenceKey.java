package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The key of an absence. */
final class AbsenceKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String person;
    private long startsAt;

    AbsenceKey() {}

    AbsenceKey(String tenant, String person, long startsAt) {
        this.tenant = tenant;
        this.person = person;
        this.startsAt = startsAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AbsenceKey key
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(person, key.person)
                && startsAt == key.startsAt;
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, person, startsAt);
    }
}
