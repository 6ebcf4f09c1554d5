package org.itsm4j.sla.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.WorkCalendar;
import org.itsm4j.spi.WorkingTime;

/** Timers of diagrams count by the calendars of the service level policies. */
public final class PolicyCalendars implements WorkingTime {
    private final Set<String> names = new TreeSet<>();
    private final Function<Tenant, Optional<SlaPolicies>> today;

    /**
     * @param known the policies that are known from the start: their calendars are what diagrams may name
     * @param today the policies of a tenant
     */
    public PolicyCalendars(Collection<SlaPolicies> known, Function<Tenant, Optional<SlaPolicies>> today) {
        known.forEach(policies -> names.addAll(policies.calendars().keySet()));
        this.today = today;
    }

    @Override
    public Set<String> calendars() {
        return Set.copyOf(names);
    }

    @Override
    public Instant due(Tenant tenant, String calendar, Instant start, Duration working) {
        WorkCalendar found = today.apply(tenant)
                .map(policies -> policies.calendars().get(calendar))
                .orElseThrow(() -> new ConfigurationException("There is no calendar " + calendar
                        + " in the service level policies of the tenant " + tenant
                        + "; give one that knows it: Itsm.builder().serviceLevels(...) or workingTime(...)"));
        return found.due(start, working, List.of());
    }
}
