package org.itsm4j.jpa;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The key of a version of policies. */
final class PoliciesKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private @Nullable String tenant;
    private int version;

    PoliciesKey() {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PoliciesKey key && version == key.version && Objects.equals(tenant, key.tenant);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, version);
    }
}
