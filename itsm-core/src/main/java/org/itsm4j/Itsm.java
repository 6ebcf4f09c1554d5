package org.itsm4j;

import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.change.ChangeDoors;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.lifecycle.ApprovalHook;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.ContractWorkflow;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.StepHandler;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.CascadeWork;
import org.itsm4j.lifecycle.internal.ClockSweep;
import org.itsm4j.lifecycle.internal.Events;
import org.itsm4j.lifecycle.internal.Handlers;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Numbers;
import org.itsm4j.lifecycle.internal.Opening;
import org.itsm4j.lifecycle.internal.Practices;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.Validation;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.problem.ProblemDoors;
import org.itsm4j.problem.ProblemSettings;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.RolePolicy;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.internal.ClockKeeper;
import org.itsm4j.sla.internal.PolicyCalendars;
import org.itsm4j.sla.internal.PolicyNames;
import org.itsm4j.spi.Directory;
import org.itsm4j.spi.EventSink;
import org.itsm4j.spi.Matcher;
import org.itsm4j.spi.Notifier;
import org.itsm4j.spi.Store;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.spi.WorkingTime;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketEvent;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/**
 * IT service management inside your application. Build one and keep it; it is thread-safe.
 *
 * <pre>{@code
 * Itsm itsm = Itsm.builder().store(JpaStore.over(entityManagerFactory)).workflow(FlowableWorkflow.over(dataSource)).build();
 * Desk desk = itsm.as(Actor.agent("ana").inGroup("service-desk"));
 * }</pre>
 *
 * {@code Itsm.builder().build()} alone works: in memory, with the built-in workflow.
 */
public final class Itsm implements AutoCloseable {
    private final Workflow workflow;
    private final Doors doors;
    private final ClockSweep sweep;
    private final CascadeWork cascades;
    private final Host host;
    private final Opening opening = new Opening();

    private Itsm(Builder builder) {
        Store store = builder.store == null ? new InMemoryStore() : builder.store;
        Validation validation = builder.validator == null ? Validation.found() : new Validation(builder.validator);
        Events events = new Events(store.unitOfWork(), builder.sinks, builder.listeners);
        Kernel kernel = new Kernel(
                store,
                builder.workflow,
                builder.clock,
                validation,
                builder.policy,
                builder.directory,
                events,
                new Numbers(store),
                new Handlers(builder.steps, builder.approvals),
                new ClockKeeper(store, builder::policies),
                builder.notifier,
                opening,
                new Practices());
        this.workflow = builder.workflow;
        IncidentDoors incidents =
                new IncidentDoors(kernel, builder.incidents.built(), builder.fields(TicketKind.INCIDENT));
        ProblemDoors problems = new ProblemDoors(
                kernel, incidents, builder.problems.built(), builder.fields(TicketKind.PROBLEM), builder.matcher);
        this.doors = new Doors(
                kernel,
                incidents,
                problems,
                builder.changes.map(
                        rules -> new ChangeDoors(kernel, rules.built(), builder.fields(TicketKind.CHANGE), incidents)));
        Set<String> actions = doors.automations().stream()
                .flatMap(each -> each.contract().actions().stream())
                .map(Labels::of)
                .collect(Collectors.toSet());
        builder.knownPolicies.forEach(policies -> {
            PolicyNames.require(policies, kernel.handlers().steps().keySet(), actions);
            builder.holdReasons().ifPresent(reasons -> PolicyNames.requirePauses(policies, states(), reasons));
        });
        this.sweep = doors.sweep();
        this.cascades = new CascadeWork(doors.kernel());
        this.host = new Host(store.unitOfWork(), builder.clock, kernel.handlers(), builder.workingTime());
        workflow.open(host);
    }

    private Set<String> states() {
        return doors.automations().stream()
                .flatMap(each -> each.contract().states().stream())
                .map(Enum::name)
                .collect(Collectors.toSet());
    }

    /** @return a builder whose defaults work */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * @param actor who commands; the host has authenticated them
     * @return the desk of that actor
     */
    public Desk as(Actor actor) {
        return new Desk(doors, Session.of(Objects.requireNonNull(actor, "actor")));
    }

    /**
     * Does what has become due: first what the clocks of service levels have reached; then follow-ups of tickets on hold,
     * situation reports, reviews of accepted risks, votes whose time is over, and, with the built-in workflow, closing resolved
     * tickets by themselves; last what follows from commands and was too much for their transactions. {@code FlowableWorkflow} calls it from its job executor; without that, call it from a scheduler, such as once a minute. Each ticket is a transaction of its own; several nodes may call it.
     *
     * @return how many tickets were acted on
     * @throws IllegalStateException if a transaction is active on this thread, or this was closed
     */
    public int runDueWork() {
        opening.require();
        return due();
    }

    private int due() {
        int done = sweep.run(); // first: what a timer closes reaches nothing any more
        for (Automation<?, ?, ?, ?> each : doors.automations()) {
            done += each.runDue();
        }
        return done + cascades.run();
    }

    /**
     * For tests of own diagrams: {@code DiagramCheck.of(itsm.terms(TicketKind.INCIDENT)).verify(bytes)}.
     *
     * @param kind a kind of ticket
     * @return what diagrams of that kind may speak of: its contract, and what was registered with the builder
     * @throws IllegalArgumentException if tickets of that kind have no lifecycle here, or one for each model
     */
    public Terms terms(TicketKind kind) {
        Objects.requireNonNull(kind, "kind");
        return terms(kind.label());
    }

    /**
     * For tests of own diagrams: {@code DiagramCheck.of(itsm.terms("change-normal")).verify(bytes)}.
     *
     * @param lifecycle the name of a law, such as {@code incident} or {@code change-normal}
     * @return what diagrams of it may speak of
     * @throws IllegalArgumentException if there is no such law here
     */
    public Terms terms(String lifecycle) {
        Objects.requireNonNull(lifecycle, "lifecycle");
        List<Terms> all = host.terms();
        return all.stream()
                .filter(it -> it.contract().name().equals(lifecycle))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no lifecycle " + lifecycle
                        + "; the lifecycles: "
                        + all.stream().map(it -> it.contract().name()).toList()));
    }

    /**
     * Stops the workflow's threads, which finish what they are at. Commands and questions by any desk, and {@link
     * #runDueWork}, throw an {@link IllegalStateException} from now on. What was handed in (data sources, factories) stays
     * open. Closing again does no harm.
     */
    @Override
    public void close() {
        opening.close();
        workflow.close();
    }

    private final class Host implements Workflow.Host {
        private final UnitOfWork unitOfWork;
        private final Clock clock;
        private final Handlers handlers;
        private final WorkingTime workingTime;

        private Host(UnitOfWork unitOfWork, Clock clock, Handlers handlers, WorkingTime workingTime) {
            this.unitOfWork = unitOfWork;
            this.clock = clock;
            this.handlers = handlers;
            this.workingTime = workingTime;
        }

        @Override
        public UnitOfWork unitOfWork() {
            return unitOfWork;
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public List<Terms> terms() {
            return doors.automations().stream()
                    .flatMap(each -> each.laws().stream().map(law -> terms(each, law)))
                    .toList();
        }

        private Terms terms(Automation<?, ?, ?, ?> practice, Contract<?, ?> law) {
            return Terms.of(law)
                    .facts(practice.customFacts())
                    .steps(handlers.steps().keySet())
                    .calendars(workingTime.calendars())
                    .approvals(handlers.approvals().keySet());
        }

        @Override
        public WorkingTime workingTime() {
            return workingTime;
        }

        @Override
        public boolean timerFired(
                Tenant tenant, TicketRef ticket, String action, Optional<String> timer, Map<String, String> data) {
            return of(ticket).timerFired(tenant, ticket.id(), action, timer, data);
        }

        @Override
        public boolean stepsDue(Tenant tenant, TicketRef ticket, String stageId, String timer, List<String> names) {
            return of(ticket).stepsDue(tenant, ticket.id(), stageId, timer, names);
        }

        @Override
        public boolean migrate(
                Tenant tenant, TicketRef ticket, Place from, String words, Function<Move, Arrival> change) {
            return of(ticket).migrate(tenant, ticket.id(), from, words, change);
        }

        private Automation<?, ?, ?, ?> of(TicketRef ticket) {
            return doors.automation(ticket.kind())
                    .orElseThrow(() -> new IllegalArgumentException("There is no lifecycle for " + ticket));
        }

        @Override
        public int runDueWork() {
            return due(); // of the workflow's own threads, which may be finishing
        }
    }

    /** Puts an {@link Itsm} together; each piece is one line. Not thread-safe. */
    public static final class Builder {
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
        private @Nullable Store store;
        private @Nullable Validator validator;
        private Workflow workflow = new ContractWorkflow();
        private Clock clock = Clock.systemUTC();
        private AccessPolicy policy = new RolePolicy();
        private Directory directory = Directory.everybody();
        private final List<EventSink> sinks = new ArrayList<>();
        private final List<Consumer<TicketEvent>> listeners = new ArrayList<>();
        private final PerTenant<IncidentSettings> incidents = new PerTenant<>("incident", IncidentSettings.standard());
        private final PerTenant<ProblemSettings> problems = new PerTenant<>("problem", ProblemSettings.standard());
        private Matcher matcher = Matcher.plain();
        private Optional<PerTenant<ChangeSettings>> changes = Optional.empty();
        private final Map<String, StepHandler> steps = new HashMap<>();
        private final Map<String, ApprovalHook> approvals = new HashMap<>();
        private @Nullable WorkingTime workingTime;
        private Notifier notifier = notice -> {};
        private Function<Tenant, Optional<SlaPolicies>> serviceLevels = tenant -> Optional.empty();
        private final Map<Tenant, SlaPolicies> serviceLevelsByTenant = new HashMap<>();
        private final List<SlaPolicies> knownPolicies = new ArrayList<>();

        private final Map<TicketKind, List<CustomField<?>>> fields = new EnumMap<>(TicketKind.class);

        private Builder() {}

        /**
         * @param store where all is kept; in memory unless told
         * @return this builder
         */
        public Builder store(Store store) {
            this.store = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * @param workflow who moves tickets; the contract itself unless told
         * @return this builder
         */
        public Builder workflow(Workflow workflow) {
            this.workflow = Objects.requireNonNull(workflow, "workflow");
            return this;
        }

        /**
         * @param clock the only clock; the system's, in UTC, unless told
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * @param validator checks commands; the Jakarta Validation provider on the class path unless told
         * @return this builder
         */
        public Builder validator(Validator validator) {
            this.validator = Objects.requireNonNull(validator, "validator");
            return this;
        }

        /**
         * @param policy says who may do what; {@link RolePolicy} unless told
         * @return this builder
         */
        public Builder accessPolicy(AccessPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * @param directory who exists; everybody unless told
         * @return this builder
         */
        public Builder directory(Directory directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /**
         * @param sink told of each event inside the transaction
         * @return this builder
         */
        public Builder eventSink(EventSink sink) {
            sinks.add(Objects.requireNonNull(sink, "sink"));
            return this;
        }

        /**
         * Tells somebody of each event after the commit, on the committing thread; what they throw is logged and changes
         * nothing.
         *
         * <p>If the transaction was the host's (Spring, JTA), it is still being finished then: a command or a question
         * given to itsm4j on this thread throws an {@code IllegalStateException}, as the transaction manager would take
         * what it writes and never commit it. Give it on another thread. After the library's own transactions commands
         * may be given, each in one of its own.
         *
         * @param listener told of each event
         * @return this builder
         */
        public Builder afterCommit(Consumer<TicketEvent> listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * @param rules how tenants handle incidents that have no settings of their own
         * @return this builder
         */
        public Builder incidents(IncidentSettings rules) {
            incidents.all(rules);
            return this;
        }

        /**
         * Asks the host for settings with every command, so that a new tenant, or new rules, need no restart.
         *
         * @param rules how a tenant that has no settings of its own here handles incidents; never null, quick, thread-safe;
         *     called inside and outside of transactions, and must not call itsm4j
         * @return this builder
         */
        public Builder incidentSettings(Function<Tenant, IncidentSettings> rules) {
            incidents.asking(rules);
            return this;
        }

        /**
         * @param tenant a tenant
         * @param rules how it handles incidents
         * @return this builder
         */
        public Builder incidents(Tenant tenant, IncidentSettings rules) {
            incidents.one(tenant, rules);
            return this;
        }

        /**
         * @param rules how tenants handle problems that have no settings of their own
         * @return this builder
         */
        public Builder problems(ProblemSettings rules) {
            problems.all(rules);
            return this;
        }

        /**
         * Asks the host for settings with every command on a problem, as {@link #incidentSettings} does for incidents.
         *
         * @param rules how a tenant that has no settings of its own here handles problems; never null, quick, thread-safe;
         *     called inside and outside of transactions, and must not call itsm4j
         * @return this builder
         */
        public Builder problemSettings(Function<Tenant, ProblemSettings> rules) {
            problems.asking(rules);
            return this;
        }

        /**
         * @param tenant a tenant
         * @param rules how it handles problems
         * @return this builder
         */
        public Builder problems(Tenant tenant, ProblemSettings rules) {
            problems.one(tenant, rules);
            return this;
        }

        /**
         * @param port finds the known errors that are offered for an incident; {@link Matcher#plain()} unless told
         * @return this builder
         */
        public Builder matcher(Matcher port) {
            matcher = Objects.requireNonNull(port, "port");
            return this;
        }

        /**
         * Turns changes on: {@code desk.changes()} needs to know who agrees to them. The workflow needs their diagrams, and
         * the store their tables.
         *
         * @param rules how tenants handle changes that have no settings of their own
         * @return this builder
         */
        public Builder changes(ChangeSettings rules) {
            changeSettings().all(rules);
            return this;
        }

        /**
         * As {@link #changes(ChangeSettings)}; asks the host for settings with every command.
         *
         * @param rules how a tenant that has no settings of its own here handles changes; never null, quick, thread-safe;
         *     called inside and outside of transactions, and must not call itsm4j
         * @return this builder
         */
        public Builder changeSettings(Function<Tenant, ChangeSettings> rules) {
            changeSettings().asking(rules);
            return this;
        }

        /**
         * As {@link #changes(ChangeSettings)}, for one tenant.
         *
         * @param tenant a tenant
         * @param rules how it handles changes
         * @return this builder
         */
        public Builder changes(Tenant tenant, ChangeSettings rules) {
            changeSettings().one(tenant, rules);
            return this;
        }

        /** Empty if a host's function may name others. */
        private Optional<Set<String>> holdReasons() {
            return incidents
                    .known()
                    .flatMap(those -> problems.known()
                            .map(these -> Stream.concat(
                                            those.stream().flatMap(rules -> rules.holdReasons().stream()),
                                            these.stream().flatMap(rules -> rules.holdReasons().stream()))
                                    .map(HoldReason::name)
                                    .collect(Collectors.toSet())));
        }

        private PerTenant<ChangeSettings> changeSettings() {
            PerTenant<ChangeSettings> rules =
                    changes.orElseGet(() -> new PerTenant<>("change", ChangeSettings.standard()));
            changes = Optional.of(rules);
            return rules;
        }

        /**
         * Adds a field of the host's own to all tickets of a kind, in every tenant. When the library is built, a second
         * one of the same name, a name that the kind's contract or diagrams have taken, an action that the contract does
         * not have, and more than {@link org.itsm4j.ticket.Limits#CUSTOM_FIELDS} are refused.
         *
         * @param kind which tickets
         * @param field the field
         * @return this builder
         */
        public Builder field(TicketKind kind, CustomField<?> field) {
            fields.computeIfAbsent(Objects.requireNonNull(kind, "kind"), key -> new ArrayList<>())
                    .add(Objects.requireNonNull(field, "field"));
            return this;
        }

        private List<CustomField<?>> fields(TicketKind kind) {
            return fields.getOrDefault(kind, List.of());
        }

        /**
         * @param policies what tenants promise that have no policies of their own; nothing unless told. Timers of diagrams
         *     count by their calendars too
         * @return this builder
         */
        public Builder serviceLevels(SlaPolicies policies) {
            knownPolicies.add(Objects.requireNonNull(policies, "policies"));
            serviceLevels = tenant -> Optional.of(policies);
            return this;
        }

        /**
         * @param tenant a tenant
         * @param policies what it promises
         * @return this builder
         */
        public Builder serviceLevels(Tenant tenant, SlaPolicies policies) {
            knownPolicies.add(Objects.requireNonNull(policies, "policies"));
            serviceLevelsByTenant.put(Objects.requireNonNull(tenant, "tenant"), policies);
            return this;
        }

        /**
         * Asks the host for policies whenever a ticket is logged, so that a new tenant, or a new version, needs no restart.
         *
         * @param policies what a tenant promises that has no policies of its own here; quick, thread-safe, best the same
         *     object each time; must not call itsm4j. Diagrams cannot name calendars of these, as they are not known when the
         *     library is built: give {@link #workingTime} for that
         * @return this builder
         */
        public Builder serviceLevelPolicies(Function<Tenant, Optional<SlaPolicies>> policies) {
            serviceLevels = Objects.requireNonNull(policies, "policies");
            return this;
        }

        private Optional<SlaPolicies> policies(Tenant tenant) {
            SlaPolicies own = serviceLevelsByTenant.get(tenant);
            return own == null ? serviceLevels.apply(tenant) : Optional.of(own);
        }

        private WorkingTime workingTime() {
            return workingTime == null ? new PolicyCalendars(knownPolicies, this::policies) : workingTime;
        }

        /**
         * @param port tells people what clocks have reached; nobody unless told
         * @return this builder
         */
        public Builder notifier(Notifier port) {
            notifier = Objects.requireNonNull(port, "port");
            return this;
        }

        /**
         * Lets diagrams run code of the host as one of their steps.
         *
         * @param name how diagrams call it: a letter or underscore, then up to 99 letters, digits and underscores
         * @param handler what it does
         * @return this builder
         * @throws ConfigurationException if the name has other characters, or is taken
         */
        public Builder step(String name, StepHandler handler) {
            register(steps, "step", name, Objects.requireNonNull(handler, "handler"));
            return this;
        }

        /**
         * Lets stages of diagrams wait for a decision that the host knows of.
         *
         * @param name how diagrams call it: a letter or underscore, then up to 99 letters, digits and underscores
         * @param hook says how the decision stands
         * @return this builder
         * @throws ConfigurationException if the name has other characters, or is taken
         */
        public Builder approval(String name, ApprovalHook hook) {
            register(approvals, "approval", name, Objects.requireNonNull(hook, "hook"));
            return this;
        }

        private static <V> void register(Map<String, V> all, String what, String name, V value) {
            if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
                throw new ConfigurationException("The name of a " + what
                        + " is a letter or underscore, then up to 99 letters, digits and underscores"
                        + Given.got(name));
            }
            if (all.putIfAbsent(name, value) != null) {
                throw new ConfigurationException("There is a " + what + " " + name + " already");
            }
        }

        /**
         * @param calendars counts working time for timers of diagrams that name a calendar; none is known unless told
         * @return this builder
         */
        public Builder workingTime(WorkingTime calendars) {
            workingTime = Objects.requireNonNull(calendars, "calendars");
            return this;
        }

        /**
         * @return it, started
         * @throws ConfigurationException if something is missing or contradicts itself; the message says what to add
         */
        public Itsm build() {
            return new Itsm(this);
        }
    }
}
