package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/**
 * All that a tenant promises, with the calendars it counts by: one version of it. Immutable. A ticket stays under the version
 * it was logged under until it is told to take another ({@code renewTargets}), so a changed set takes a higher version.
 *
 * <p>{@link #toJson()} and {@link #fromJson} are the same thing as a file.
 */
public final class SlaPolicies {
    /** How many policies there may be, and how many calendars. */
    static final int MOST = 1_000;

    private final int version;
    private final Map<String, WorkCalendar> calendars;
    private final List<SlaPolicy> policies;
    private final SlaSelection selection;
    private final boolean usesCustomers;
    private final Set<String> pausing;
    private final Set<SlaEvent> events;
    private final String json;

    private SlaPolicies(int version, Map<String, WorkCalendar> calendars, List<SlaPolicy> policies) {
        this.version = version;
        this.calendars = Collections.unmodifiableMap(new LinkedHashMap<>(calendars));
        this.policies = List.copyOf(policies);
        this.selection = new SlaSelection(this.policies);
        this.usesCustomers =
                policies.stream().anyMatch(policy -> !policy.customers().isEmpty());
        this.pausing = Set.copyOf(
                policies.stream().flatMap(policy -> policy.pauses().stream()).toList());
        this.events = Set.copyOf(policies.stream()
                .flatMap(policy -> policy.targets().stream())
                .flatMap(SlaPolicies::events)
                .toList());
        this.json = PolicyJson.write(this);
    }

    private static Stream<SlaEvent> events(SlaTarget target) {
        return Stream.of(Set.of(target.start(), target.stop()), target.cancelledBy(), target.resetBy())
                .flatMap(Set::stream);
    }

    /**
     * @param version which version of the tenant's policies it is, from 1
     * @return a builder
     * @throws ConfigurationException if the version is not positive
     */
    public static Builder version(int version) {
        return new Builder(version);
    }

    /**
     * @param json what {@link #toJson()} writes, or somebody by hand; at most 1,000,000 characters
     * @return the policies it describes
     * @throws ConfigurationException if it is no such file, or what it describes is refused by {@link Builder#build}
     */
    public static SlaPolicies fromJson(String json) {
        return PolicyJson.read(json);
    }

    /**
     * Reads what was kept with tickets under it. It was checked when it was defined, and is not checked again: tickets that are
     * under it must not stand still because a check, or the rules of a time zone, have changed since.
     *
     * @param json what {@link #toJson()} has written
     * @return the policies it describes
     * @throws ConfigurationException if it is no such file
     */
    public static SlaPolicies kept(String json) {
        return PolicyJson.readKept(json);
    }

    /** @return the policies as a file that people can read and change */
    public String toJson() {
        return json;
    }

    /** @return which version it is */
    public int version() {
        return version;
    }

    /** @return the calendars by name */
    public Map<String, WorkCalendar> calendars() {
        return calendars;
    }

    /**
     * @param policy one of its policies
     * @return the calendar it counts by
     */
    public WorkCalendar calendar(SlaPolicy policy) {
        return Objects.requireNonNull(calendars.get(policy.calendar()));
    }

    /** @return the policies, in the order in which they count: lowest number first */
    public List<SlaPolicy> policies() {
        return policies;
    }

    /**
     * @param name what a policy is called
     * @return it, if there is one
     */
    public Optional<SlaPolicy> policy(String name) {
        return policies.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }

    /**
     * What is promised for a ticket. Of the agreements with customers, of those with each group and of those with each
     * supplier the first policy in order that is for the ticket and has the target counts; if one that is {@link
     * SlaPolicy#exempt} comes before it nothing is promised. If the one that counts promises nothing for the priority of the
     * ticket, no other takes its place.
     *
     * @param ticket what is known of the ticket
     * @return what counts, by {@link SlaPolicy#slot}; empty if nothing is promised
     */
    public Map<String, Selection> select(SlaAttributes ticket) {
        return selection.select(Objects.requireNonNull(ticket, "ticket"));
    }

    /** @return whether a policy is for certain customers, so that the customer of a requester must be asked for */
    public boolean usesCustomers() {
        return usesCustomers;
    }

    /** @return the hold reasons and states that some policy {@link SlaPolicy#pauses names}; of others clocks take no notice */
    public Set<String> pausing() {
        return pausing;
    }

    /** @return what starts, stops, cancels or resets some clock; of other events clocks take no notice */
    public Set<SlaEvent> events() {
        return events;
    }

    SlaSelection selection() {
        return selection;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SlaPolicies set && set.json.equals(json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "SlaPolicies[version " + version + ", " + policies.size() + " policies]";
    }

    /** Collects policies and calendars. Not thread-safe. */
    public static final class Builder {
        private final int version;
        private final Map<String, WorkCalendar> calendars = new LinkedHashMap<>();
        private final List<SlaPolicy> policies = new ArrayList<>();

        private Builder(int version) {
            if (version < 1) {
                throw new ConfigurationException("A version is 1 or more, got " + version);
            }
            this.version = version;
        }

        /**
         * @param calendar a calendar that policies, and timers of diagrams, may name
         * @return this builder
         * @throws ConfigurationException if there is one of that name
         */
        public Builder calendar(WorkCalendar calendar) {
            Objects.requireNonNull(calendar, "calendar");
            if (calendars.putIfAbsent(calendar.name(), calendar) != null) {
                throw new ConfigurationException("There are two calendars" + Given.got(calendar.name()));
            }
            return this;
        }

        /**
         * @param policy a policy
         * @return this builder
         */
        public Builder policy(SlaPolicy policy) {
            policies.add(Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /**
         * Checks all of it together.
         *
         * @return the policies
         * @throws ConfigurationException if a name is taken twice or unknown, a target cannot be reached by its calendar,
         *     a priority has no target where others have one (and no policy is {@link SlaPolicy#exempt}), two policies of
         *     the same order are for the same tickets, or agreements with groups and suppliers take longer than what they
         *     are there for, or the file would be too long to be read. The message lists all that is wrong, and what would be
         *     allowed
         */
        public SlaPolicies build() {
            Set<String> names = new HashSet<>();
            policies.forEach(policy -> {
                if (!names.add(policy.name())) {
                    throw new ConfigurationException("There are two policies" + Given.got(policy.name()));
                }
            });
            if (policies.size() > MOST || calendars.size() > MOST) {
                throw new ConfigurationException("There are at most " + MOST + " policies and calendars, got "
                        + policies.size() + " and " + calendars.size());
            }
            SlaPolicies built = unchecked();
            new PolicyCheck(built).require();
            return built;
        }

        SlaPolicies unchecked() {
            List<SlaPolicy> ordered = new ArrayList<>(policies);
            ordered.sort((one, other) -> Integer.compare(one.order(), other.order()));
            return new SlaPolicies(version, calendars, ordered);
        }
    }
}
