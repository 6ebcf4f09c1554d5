package org.itsm4j.sla.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.StoreException;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.spi.Store;

/**
 * The versions of policies that tickets are under. Each is kept where the tickets are, from the first ticket under it on: a
 * ticket can be years older than what the host has in its code by now. Thread-safe.
 */
final class KnownPolicies {
    /** So many stay in memory; whoever has more reads them again. */
    private static final int MOST = 2_000;

    private record Key(Tenant tenant, int version) {}

    private final Store store;
    private final Function<Tenant, Optional<SlaPolicies>> today;
    /** As read or written last, committed or not. */
    private final Map<Key, SlaPolicies> parsed = new ConcurrentHashMap<>();
    /** Known to be committed, so that they need not be written. */
    private final Set<Key> kept = ConcurrentHashMap.newKeySet();

    KnownPolicies(Store store, Function<Tenant, Optional<SlaPolicies>> today) {
        this.store = store;
        this.today = today;
    }

    Optional<SlaPolicies> offered(Tenant tenant) {
        return today.apply(tenant);
    }

    /**
     * What tickets that are logged now are under; written down if no ticket was under it before.
     *
     * @throws ConfigurationException if the tenant had other policies under the same version
     */
    Optional<SlaPolicies> today(Tenant tenant) {
        Optional<SlaPolicies> found = today.apply(tenant);
        found.ifPresent(policies -> keep(new Key(tenant, policies.version()), policies));
        return found;
    }

    private void keep(Key key, SlaPolicies policies) {
        if (kept.contains(key) && parsed.get(key) == policies) {
            return;
        }
        Optional<String> written = store.clocks().policies(key.tenant(), key.version());
        if (written.filter(other -> !other.equals(policies.toJson())).isPresent()) {
            throw new ConfigurationException("The service level policies of the tenant " + key.tenant()
                    + " have changed and are still called version " + key.version()
                    + "; tickets follow what that was; allowed: a higher version");
        }
        if (written.isEmpty()) {
            store.clocks().addPolicies(key.tenant(), key.version(), policies.toJson());
        }
        remember(key, policies);
        store.unitOfWork().afterCommit(() -> kept.add(key));
    }

    /**
     * @param tenant whose
     * @param version a version that a ticket of theirs is under
     * @return the policies
     * @throws StoreException if they are lost
     */
    SlaPolicies of(Tenant tenant, int version) {
        Key key = new Key(tenant, version);
        SlaPolicies found = parsed.get(key);
        if (found == null) {
            found = read(key)
                    .orElseThrow(() -> new StoreException("Tickets of the tenant " + tenant + " are under version "
                            + version + " of their service level policies, and it is lost"));
            remember(key, found);
        }
        return found;
    }

    private Optional<SlaPolicies> read(Key key) {
        return store.clocks().policies(key.tenant(), key.version()).map(SlaPolicies::kept);
    }

    private void remember(Key key, SlaPolicies policies) {
        if (parsed.size() >= MOST) {
            kept.clear();
            parsed.clear();
        }
        parsed.put(key, policies);
    }
}
