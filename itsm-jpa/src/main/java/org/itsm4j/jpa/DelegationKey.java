package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The key of a delegation. */
final class DelegationKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private @Nullable String from;
    private long startsAt;
    private @Nullable String to;

    DelegationKey() {}

    DelegationKey(String tenant, String from, long startsAt, String to) {
        this.tenant = tenant;
        this.from = from;
        this.startsAt = startsAt;
        this.to = to;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DelegationKey key
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(from, key.from)
                && startsAt == key.startsAt
                && Objects.equals(to, key.to);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, from, startsAt, to);
    }
}
