package org.itsm4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.security.Tenant;

/** How tenants handle a practice: some have settings of their own, the others are answered by a function. */
final class PerTenant<V> {
    private final String practice;
    private final Map<Tenant, V> own = new HashMap<>();
    private Function<Tenant, V> others;
    private Optional<V> rest;

    PerTenant(String practice, V standard) {
        this.practice = practice;
        this.others = tenant -> standard;
        this.rest = Optional.of(standard);
    }

    void all(V settings) {
        Objects.requireNonNull(settings, "rules");
        others = tenant -> settings;
        rest = Optional.of(settings);
    }

    void asking(Function<Tenant, V> settings) {
        others = Objects.requireNonNull(settings, "rules");
        rest = Optional.empty();
    }

    void one(Tenant tenant, V settings) {
        own.put(Objects.requireNonNull(tenant, "tenant"), Objects.requireNonNull(settings, "rules"));
    }

    /** All that there can be; empty if the host is asked, who may say anything. */
    Optional<List<V>> known() {
        return rest.map(settings ->
                Stream.concat(own.values().stream(), Stream.of(settings)).toList());
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
