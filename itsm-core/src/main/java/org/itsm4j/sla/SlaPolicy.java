package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.internal.Names;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;

/**
 * Targets that are agreed with somebody, and for which tickets. A condition that is not given holds for all. Immutable; the
 * methods return a new one. It is checked with the others when it is put into {@link SlaPolicies}.
 *
 * <pre>{@code
 * SlaPolicy.named("webshop").kind(TicketKind.INCIDENT).service("webshop").calendar("office")
 *         .pauseOn(HoldReason.CALLER)
 *         .target(SlaTarget.resolution().within(Priority.P1, Duration.ofHours(4)).within(Duration.ofHours(24)))
 * }</pre>
 */
public final class SlaPolicy {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern PAUSE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final int CONDITIONS = 500;
    private static final int TARGETS = 20;

    private final Parts parts;

    private SlaPolicy(Parts parts) {
        this.parts = parts;
    }

    /** What it is made of; never changed once a policy has it. */
    private static final class Parts {
        private final String name;
        private Agreement agreement = Agreement.SLA;
        private String owner = "";
        private int order;
        private boolean exempt;
        private Set<TicketKind> kinds = Set.of();
        private Set<String> services = Set.of();
        private Set<Priority> priorities = Set.of();
        private Set<String> categories = Set.of();
        private Set<String> customers = Set.of();
        private String calendar = "";
        private Set<String> pauses = Set.of();
        private TargetChange targetChange = TargetChange.RETROACTIVE;
        private CalendarChange calendarChange = CalendarChange.SEGMENTED;
        private ReopenRule reopen = ReopenRule.RESUME_EXCLUDING_RESOLVED;
        private String supports = "";
        private int stage;
        private List<SlaTarget> targets = List.of();

        private Parts(String name) {
            this.name = name;
        }

        private Parts(Parts other) {
            name = other.name;
            agreement = other.agreement;
            owner = other.owner;
            order = other.order;
            exempt = other.exempt;
            kinds = other.kinds;
            services = other.services;
            priorities = other.priorities;
            categories = other.categories;
            customers = other.customers;
            calendar = other.calendar;
            pauses = other.pauses;
            targetChange = other.targetChange;
            calendarChange = other.calendarChange;
            reopen = other.reopen;
            supports = other.supports;
            stage = other.stage;
            targets = other.targets;
        }
    }

    /**
     * @param name what it is called in files, reports and on timelines: 1 to 100 letters, digits, {@code _}, {@code .} and
     *     {@code -}
     * @return a service level agreement for all tickets that promises nothing yet
     * @throws ConfigurationException if the name has other characters
     */
    public static SlaPolicy named(String name) {
        return new SlaPolicy(new Parts(requireName("A policy", name)));
    }

    /**
     * @param name what it is called
     * @return a policy that says of the tickets it is for that nothing is promised
     * @throws ConfigurationException if the name has other characters
     */
    public static SlaPolicy exempt(String name) {
        return named(name).with(next -> next.exempt = true);
    }

    private SlaPolicy with(Consumer<Parts> change) {
        Parts next = new Parts(parts);
        change.accept(next);
        return new SlaPolicy(next);
    }

    private static String requireName(String what, String name) {
        if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new ConfigurationException(
                    what + " is called by 1 to 100 letters, digits, _, . and -" + Given.got(name));
        }
        return name;
    }

    private static <V> Set<V> joined(Set<V> values, String parameter, V value) {
        Set<V> more = new LinkedHashSet<>(values);
        more.add(Objects.requireNonNull(value, parameter));
        if (more.size() > CONDITIONS) {
            throw new ConfigurationException("A policy names at most " + CONDITIONS + " of a thing");
        }
        return Collections.unmodifiableSet(more);
    }

    /**
     * Makes it an operational level agreement: its clock is set going when the group first has the ticket, and waits while
     * another has it.
     *
     * @param group whose
     * @return this policy, as that
     * @throws ConfigurationException if no ticket could have such a group
     */
    public SlaPolicy withGroup(String group) {
        return with(next -> {
            next.agreement = Agreement.OLA;
            next.owner = Names.require("A group", "group", group);
        });
    }

    /**
     * Makes it an underpinning contract: its clock is set going when the ticket is first on hold for one of the reasons it
     * {@link #pauseOn names}, {@link HoldReason#VENDOR} unless told, and waits while it is not.
     *
     * @param supplier with whom
     * @return this policy, as that
     * @throws ConfigurationException if it is blank or longer than 200 characters
     */
    public SlaPolicy withSupplier(String supplier) {
        return with(next -> {
            next.agreement = Agreement.UNDERPINNING_CONTRACT;
            next.owner = Names.require("A supplier", "supplier", supplier);
        });
    }

    /**
     * @param number where several are for the same ticket, the one with the lowest number counts; 0 unless told
     * @return this policy, there
     */
    public SlaPolicy order(int number) {
        return with(next -> next.order = number);
    }

    /**
     * @param kind a kind of ticket it is for
     * @return this policy, for that too
     */
    public SlaPolicy kind(TicketKind kind) {
        return with(next -> next.kinds = joined(next.kinds, "kind", kind));
    }

    /**
     * @param service a service it is for
     * @return this policy, for that too
     * @throws ConfigurationException if no ticket could have such a one, or there are more than 500
     */
    public SlaPolicy service(String service) {
        return with(next ->
                next.services = joined(next.services, "service", Names.require("A service", "service", service)));
    }

    /**
     * @param priority a priority it is for
     * @return this policy, for that too
     */
    public SlaPolicy priority(Priority priority) {
        return with(next -> next.priorities = joined(next.priorities, "priority", priority));
    }

    /**
     * @param path the path of a category it is for, with all below it
     * @return this policy, for that too
     * @throws ConfigurationException if no ticket could have such a one, or there are more than 500
     */
    public SlaPolicy category(String path) {
        return with(next -> next.categories =
                joined(next.categories, "path", Names.require("The path of a category", "path", path)));
    }

    /**
     * @param customer a customer it is for, as {@link org.itsm4j.spi.Directory#customer} tells it of the requester
     * @return this policy, for that too
     * @throws ConfigurationException if it is blank or longer than 200 characters, or there are more than 500
     */
    public SlaPolicy customer(String customer) {
        return with(next ->
                next.customers = joined(next.customers, "customer", Names.require("A customer", "customer", customer)));
    }

    /**
     * @param name a calendar of the same {@link SlaPolicies}
     * @return this policy, counting by it
     * @throws ConfigurationException if no calendar could have such a name
     */
    public SlaPolicy calendar(String name) {
        return with(next -> next.calendar = requireName("A calendar", name));
    }

    /**
     * @param reason while a ticket is on hold for it the clocks wait; those of an underpinning contract run just then
     * @return this policy, with it
     */
    public SlaPolicy pauseOn(HoldReason reason) {
        return pauseIn(Objects.requireNonNull(reason, "reason").name());
    }

    /**
     * @param state a state of the ticket, by name, in which the clocks wait; or the name of a hold reason
     * @return this policy, with it
     * @throws ConfigurationException if it has other characters than upper-case letters, digits and underscores
     */
    public SlaPolicy pauseIn(String state) {
        if (!PAUSE.matcher(Objects.requireNonNull(state, "state")).matches()) {
            throw new ConfigurationException("A state or hold reason is 1 to 40 of A-Z, 0-9 and _" + Given.got(state));
        }
        return with(next -> next.pauses = joined(next.pauses, "state", state));
    }

    /**
     * @param rule what becomes of a running clock when this policy gives its ticket another target; RETROACTIVE unless told
     * @return this policy, with it
     */
    public SlaPolicy onTargetChange(TargetChange rule) {
        return with(next -> next.targetChange = Objects.requireNonNull(rule, "rule"));
    }

    /**
     * @param rule how the time before a change to this policy's calendar is measured; SEGMENTED unless told
     * @return this policy, with it
     */
    public SlaPolicy onCalendarChange(CalendarChange rule) {
        return with(next -> next.calendarChange = Objects.requireNonNull(rule, "rule"));
    }

    /**
     * @param rule what becomes of a stopped clock when its ticket is reopened; RESUME_EXCLUDING_RESOLVED unless told
     * @return this policy, with it
     */
    public SlaPolicy onReopen(ReopenRule rule) {
        return with(next -> next.reopen = Objects.requireNonNull(rule, "rule"));
    }

    /**
     * Says that an agreement with a group or a supplier is there for one with the customer. Stages follow each other; those
     * of the same stage stand in for each other. What they take together must not be more than what is promised to the
     * customer, or the set is refused.
     *
     * @param policy the name of a service level agreement of the same {@link SlaPolicies}
     * @param number the stage, from 1
     * @return this policy, with it
     * @throws ConfigurationException if the number is not 1 to 100
     */
    public SlaPolicy supports(String policy, int number) {
        if (number < 1 || number > 100) {
            throw new ConfigurationException("A stage is 1 to 100, got " + number);
        }
        return with(next -> {
            next.supports = requireName("A policy", policy);
            next.stage = number;
        });
    }

    /**
     * @param target what it promises
     * @return this policy, promising that too
     * @throws ConfigurationException if it has a target of that name already, or more than 20
     */
    public SlaPolicy target(SlaTarget target) {
        Objects.requireNonNull(target, "target");
        if (parts.targets.stream().anyMatch(one -> one.metric().equals(target.metric()))
                || parts.targets.size() == TARGETS) {
            throw new ConfigurationException(
                    "The policy " + name() + " has a target once, and at most " + TARGETS + Given.got(target.metric()));
        }
        return with(next -> {
            List<SlaTarget> more = new ArrayList<>(next.targets);
            more.add(target);
            next.targets = List.copyOf(more);
        });
    }

    /** @return what it is called */
    public String name() {
        return parts.name;
    }

    /** @return with whom it is agreed */
    public Agreement agreement() {
        return parts.agreement;
    }

    /** @return the group or the supplier; empty for a service level agreement */
    public String owner() {
        return parts.owner;
    }

    /** @return which of several counts: the lowest */
    public int order() {
        return parts.order;
    }

    /** @return whether it says that nothing is promised */
    public boolean isExempt() {
        return parts.exempt;
    }

    /** @return the kinds of ticket it is for; empty for all */
    public Set<TicketKind> kinds() {
        return parts.kinds;
    }

    /** @return the services it is for; empty for all */
    public Set<String> services() {
        return parts.services;
    }

    /** @return the priorities it is for; empty for all */
    public Set<Priority> priorities() {
        return parts.priorities;
    }

    /** @return the paths of the categories it is for, each with all below; empty for all */
    public Set<String> categories() {
        return parts.categories;
    }

    /** @return the customers it is for; empty for all */
    public Set<String> customers() {
        return parts.customers;
    }

    /** @return the name of its calendar */
    public String calendar() {
        return parts.calendar;
    }

    /** @return the hold reasons and states in which its clocks wait; for an underpinning contract, in which they run */
    public Set<String> pauses() {
        return parts.agreement == Agreement.UNDERPINNING_CONTRACT && parts.pauses.isEmpty()
                ? Set.of(HoldReason.VENDOR.name())
                : parts.pauses;
    }

    /** @return as {@link #pauses}; empty if they are as they are unless told */
    Set<String> pausesUnlessUsual() {
        boolean usual = parts.agreement == Agreement.UNDERPINNING_CONTRACT
                && parts.pauses.equals(Set.of(HoldReason.VENDOR.name()));
        return usual ? Set.of() : parts.pauses;
    }

    /** @return what becomes of a clock with another target */
    public TargetChange onTargetChange() {
        return parts.targetChange;
    }

    /** @return what becomes of a clock with another calendar */
    public CalendarChange onCalendarChange() {
        return parts.calendarChange;
    }

    /** @return what becomes of a clock whose ticket is reopened */
    public ReopenRule onReopen() {
        return parts.reopen;
    }

    /** @return the service level agreement it is there for */
    public Optional<String> supports() {
        return parts.supports.isEmpty() ? Optional.empty() : Optional.of(parts.supports);
    }

    /** @return the stage of the agreement it is there for; 0 if there is none */
    public int stage() {
        return parts.stage;
    }

    /** @return what it promises */
    public List<SlaTarget> targets() {
        return parts.targets;
    }

    /**
     * @param metric the name of a target
     * @return it, if the policy has it
     */
    public Optional<SlaTarget> target(String metric) {
        return parts.targets.stream().filter(one -> one.metric().equals(metric)).findFirst();
    }

    /**
     * @param metric the name of a target
     * @return the slot that its clock takes on a ticket: of several policies for the same slot one counts
     */
    public String slot(String metric) {
        return switch (parts.agreement) {
            case SLA -> metric;
            case OLA -> "ola/" + parts.owner + "/" + metric;
            case UNDERPINNING_CONTRACT -> "contract/" + parts.owner + "/" + metric;
        };
    }

    /** @return whether all its conditions hold for the ticket */
    boolean isFor(SlaAttributes ticket) {
        return holds(parts.kinds, Optional.of(ticket.kind()))
                && holds(parts.services, ticket.service())
                && holds(parts.priorities, ticket.priority())
                && holds(parts.customers, ticket.customer())
                && (parts.categories.isEmpty()
                        || ticket.category().filter(this::covers).isPresent());
    }

    private static <V> boolean holds(Set<V> condition, Optional<V> value) {
        return condition.isEmpty() || value.isPresent() && condition.contains(value.get());
    }

    private boolean covers(Category category) {
        String path = category.path();
        while (!parts.categories.contains(path)) {
            int slash = path.lastIndexOf('/');
            if (slash < 0) {
                return false;
            }
            path = path.substring(0, slash);
        }
        return true;
    }

    @Override
    public String toString() {
        return parts.agreement + " " + parts.name;
    }
}
