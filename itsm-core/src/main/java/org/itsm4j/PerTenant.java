package org.itsm4j;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.security.Tenant;

/** How tenants handle a practice: some have settings of their own, the others are answered by a function. */
final class PerTenant<V> {
    private final String practice;
    private final Map<Tenant, V> own = new HashMap<>();
    private Function<Tenant, V> others;

    PerTenant(String practice, V standard) {
        this.practice = practice;
        this.others = tenant -> standard;
    }

    void all(V settings) {
        Objects.requireNonNull(settings, "rules");
        others = tenant -> settings;
    }

    void asking(Function<Tenant, V> settings) {
        others = Objects.requireNonNull(settings, "rules");
    }

    void one(Tenant tenant, V settings) {
        own.put(Objects.requireNonNull(tenant, "tenant"), Objects.requireNonNull(settings, "rules"));
    }

    /** As they are now; what the builder is told later does not count. */
    Function<Tenant, V> built() {
        Map<Tenant, V> known = Map.copyOf(own);
        Function<Tenant, V> rest = others;
        return tenant -> {
            V found = known.get(tenant);
            if (found == null) {
                found = rest.apply(tenant);
            }
            if (found == null) {
                throw new ConfigurationException(
                        "The host's function has no " + practice + " settings for the tenant " + tenant);
            }
            return found;
        };
    }
}
