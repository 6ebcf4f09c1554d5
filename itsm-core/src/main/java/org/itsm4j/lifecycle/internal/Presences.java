package org.itsm4j.lifecycle.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.Presence;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ApprovalStore;

/** Reads who stands in for whom, and who is away, as far as it matters for some persons. */
public final class Presences {
    /** How far ahead delegations are read: for what is planned to be told from what there is not. */
    private static final Duration AHEAD = Duration.ofDays(366);

    private static final int MOST = 1_000;

    private Presences() {}

    /**
     * One statement for the delegations of each level, one for absences. Inside of a transaction.
     *
     * @param store where they are kept
     * @param tenant whose
     * @param persons whose delegations and absences matter, at most 1,000
     * @param levels over how many delegations a way is followed
     * @param since from when on they matter
     * @param now the moment
     * @return them; of very many only the first 1,000 of each level
     */
    public static Presence of(
            ApprovalStore store, Tenant tenant, Collection<String> persons, int levels, Instant since, Instant now) {
        List<Delegation> delegations = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(persons);
        Collection<String> asked = Set.copyOf(persons);
        for (int level = 0; level < levels && !asked.isEmpty(); level++) {
            List<Delegation> given = store.delegations(tenant, asked, since, now.plus(AHEAD), MOST);
            delegations.addAll(given);
            asked = given.stream()
                    .map(Delegation::to)
                    .filter(seen::add)
                    .limit(MOST)
                    .toList();
        }
        return new Presence(delegations, store.absences(tenant, Set.copyOf(persons), since, now, MOST));
    }
}
