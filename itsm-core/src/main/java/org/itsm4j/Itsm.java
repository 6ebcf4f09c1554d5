package org.itsm4j;

import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.ContractWorkflow;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.lifecycle.internal.Events;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Numbers;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.lifecycle.internal.Validation;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.AccessPolicy;
import org.itsm4j.security.Actor;
import org.itsm4j.security.RolePolicy;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Directory;
import org.itsm4j.spi.EventSink;
import org.itsm4j.spi.Store;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.ticket.TicketEvent;
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
    private final IncidentDoors incidents;

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
                new Numbers(store));
        Map<Tenant, IncidentSettings> byTenant = Map.copyOf(builder.byTenant);
        Function<Tenant, IncidentSettings> others = builder.settings;
        this.workflow = builder.workflow;
        this.incidents = new IncidentDoors(kernel, tenant -> settings(tenant, byTenant, others));
        workflow.open(new Host(store.unitOfWork(), builder.clock));
    }

    private static IncidentSettings settings(
            Tenant tenant, Map<Tenant, IncidentSettings> own, Function<Tenant, IncidentSettings> others) {
        IncidentSettings found = own.get(tenant);
        if (found == null) {
            found = others.apply(tenant);
        }
        if (found == null) {
            throw new ConfigurationException("The host's function has no incident settings for the tenant " + tenant);
        }
        return found;
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
        return new Desk(incidents, Session.of(Objects.requireNonNull(actor, "actor")));
    }

    /**
     * Does what has become due: follow-ups of tickets on hold, situation reports, and, with the built-in workflow,
     * closing resolved tickets by themselves. {@code FlowableWorkflow} calls it from its job executor; without that, call
     * it from a scheduler, such as once a minute. Each ticket is a transaction of its own; several nodes may call it.
     *
     * @return how many tickets were acted on
     * @throws IllegalStateException if a transaction is active on this thread
     */
    public int runDueWork() {
        return incidents.runDue();
    }

    /** Stops the workflow's threads. What was handed in (data sources, factories) stays open. */
    @Override
    public void close() {
        workflow.close();
    }

    private final class Host implements Workflow.Host {
        private final UnitOfWork unitOfWork;
        private final Clock clock;

        private Host(UnitOfWork unitOfWork, Clock clock) {
            this.unitOfWork = unitOfWork;
            this.clock = clock;
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
        public List<Contract<?, ?>> contracts() {
            return List.of(incidents.contract());
        }

        @Override
        public boolean timerFired(Tenant tenant, TicketRef ticket, String action, Optional<String> timer) {
            return incidents.timerFired(tenant, ticket.id(), action, timer);
        }

        @Override
        public int runDueWork() {
            return Itsm.this.runDueWork();
        }
    }

    /** Puts an {@link Itsm} together; each piece is one line. Not thread-safe. */
    public static final class Builder {
        private @Nullable Store store;
        private @Nullable Validator validator;
        private Workflow workflow = new ContractWorkflow();
        private Clock clock = Clock.systemUTC();
        private AccessPolicy policy = new RolePolicy();
        private Directory directory = Directory.everybody();
        private final List<EventSink> sinks = new ArrayList<>();
        private final List<Consumer<TicketEvent>> listeners = new ArrayList<>();
        private Function<Tenant, IncidentSettings> settings = tenant -> IncidentSettings.standard();
        private final Map<Tenant, IncidentSettings> byTenant = new HashMap<>();

        private Builder() {}

        /**
         * @param keeper where all is kept; in memory unless told
         * @return this builder
         */
        public Builder store(Store keeper) {
            store = Objects.requireNonNull(keeper, "store");
            return this;
        }

        /**
         * @param mover who moves tickets; the contract itself unless told
         * @return this builder
         */
        public Builder workflow(Workflow mover) {
            workflow = Objects.requireNonNull(mover, "workflow");
            return this;
        }

        /**
         * @param only the only clock; the system's, in UTC, unless told
         * @return this builder
         */
        public Builder clock(Clock only) {
            clock = Objects.requireNonNull(only, "clock");
            return this;
        }

        /**
         * @param checker checks commands; the Jakarta Validation provider on the class path unless told
         * @return this builder
         */
        public Builder validator(Validator checker) {
            validator = Objects.requireNonNull(checker, "validator");
            return this;
        }

        /**
         * @param decider says who may do what; {@link RolePolicy} unless told
         * @return this builder
         */
        public Builder accessPolicy(AccessPolicy decider) {
            policy = Objects.requireNonNull(decider, "policy");
            return this;
        }

        /**
         * @param people who exists; everybody unless told
         * @return this builder
         */
        public Builder directory(Directory people) {
            directory = Objects.requireNonNull(people, "directory");
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
            Objects.requireNonNull(rules, "rules");
            settings = tenant -> rules;
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
            settings = Objects.requireNonNull(rules, "rules");
            return this;
        }

        /**
         * @param tenant a tenant
         * @param rules how it handles incidents
         * @return this builder
         */
        public Builder incidents(Tenant tenant, IncidentSettings rules) {
            byTenant.put(Objects.requireNonNull(tenant, "tenant"), Objects.requireNonNull(rules, "rules"));
            return this;
        }

        /**
         * @return it, started
         * @throws ConfigurationException if something is missing; the message says what to add
         */
        public Itsm build() {
            return new Itsm(this);
        }
    }
}
