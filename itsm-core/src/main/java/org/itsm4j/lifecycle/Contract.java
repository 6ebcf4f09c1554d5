package org.itsm4j.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.security.Role;

/**
 * The law of a lifecycle, as data: which action leads from which state to which, who may do it, what it needs. The
 * built-in workflow, the guards, the documents, the check of diagrams and the tests all read this one table. Immutable.
 *
 * @param <S> the states
 * @param <A> the actions
 */
public final class Contract<S extends Enum<S>, A extends Enum<A>> {
    private final String name;
    private final Class<S> states;
    private final Class<A> actions;
    private final List<Transition<S, A>> transitions;
    private final Set<S> optional;
    private final Set<S> terminal;
    private final List<Gate<S>> gates;
    private final List<ConditionalGate<S>> conditionalGates;
    private final List<Timer<S, A>> timers;
    private final List<Fact> facts;
    private final Optional<A> advance;

    private Contract(Builder<S, A> builder) {
        name = builder.name;
        states = builder.states;
        actions = builder.actions;
        transitions = List.copyOf(builder.transitions);
        optional = Collections.unmodifiableSet(EnumSet.copyOf(builder.optional));
        gates = List.copyOf(builder.gates);
        conditionalGates = List.copyOf(builder.conditionalGates);
        timers = List.copyOf(builder.timers);
        facts = List.copyOf(builder.facts);
        advance = builder.advance.stream().findFirst();
        terminal = EnumSet.allOf(states);
        terminal.removeIf(state ->
                transitions.stream().anyMatch(row -> row.moves() && row.from().equals(Optional.of(state))));
        if (timers.stream().map(Timer::state).distinct().count() != timers.size()) {
            throw new ConfigurationException("Contract " + name + " has two timers on one state");
        }
        if (builder.advance.size() > 1
                || transitions.stream()
                        .anyMatch(row -> advance.equals(Optional.of(row.action()))
                                && !(row.moves() && row.from().equals(Optional.of(row.to()))))) {
            throw new ConfigurationException(
                    "Contract " + name + " has one action at most that advances, and that never leaves its state");
        }
        List<A> creating = creations().stream().map(Transition::action).toList();
        if (creating.isEmpty() || Set.copyOf(creating).size() != creating.size()) {
            throw new ConfigurationException(
                    "Contract " + name + " needs an action that creates a ticket; of several, each leads to one state");
        }
        timers.forEach(this::requireDuration);
        transitions.forEach(row -> row.onlyIf().forEach(this::requireFitting));
        conditionalGates.forEach(gate -> requireFitting(gate.onlyIf()));
    }

    private void requireDuration(Timer<S, A> timer) {
        if (declared(timer.after()).type() != Duration.class) {
            throw new ConfigurationException(
                    "Contract " + name + ": a timer waits for a Duration, which " + timer.after() + " is not");
        }
    }

    private void requireFitting(Precondition precondition) {
        Fact fact = declared(precondition.fact());
        if (!precondition.values().stream().allMatch(fact.type()::isInstance)) {
            throw new ConfigurationException("Contract " + name + ": " + precondition + ", but " + fact.name()
                    + " is a " + fact.type().getSimpleName());
        }
    }

    private Fact declared(String fact) {
        return facts.stream()
                .filter(each -> each.name().equals(fact))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("Contract " + name + " declares no fact " + fact));
    }

    /**
     * @param name the lifecycle, such as {@code incident}
     * @param states the enum of its states
     * @param actions the enum of its actions
     * @param <S> the states
     * @param <A> the actions
     * @return a builder for its contract
     */
    public static <S extends Enum<S>, A extends Enum<A>> Builder<S, A> named(
            String name, Class<S> states, Class<A> actions) {
        return new Builder<>(
                Objects.requireNonNull(name, "name"),
                Objects.requireNonNull(states, "states"),
                Objects.requireNonNull(actions, "actions"));
    }

    /** @return the lifecycle's name */
    public String name() {
        return name;
    }

    /** @return the enum of its states */
    public Class<S> stateClass() {
        return states;
    }

    /** @return all states, in the order of their declaration */
    public Set<S> states() {
        return EnumSet.allOf(states);
    }

    /** @return all actions, in the order of their declaration */
    public Set<A> actions() {
        return EnumSet.allOf(actions);
    }

    /** @return the table */
    public List<Transition<S, A>> transitions() {
        return transitions;
    }

    /** @return the row that creates a ticket; the first, if there are several */
    public Transition<S, A> creation() {
        return creations().get(0);
    }

    /** @return the rows that create a ticket, each by an action of its own; at least one */
    public List<Transition<S, A>> creations() {
        return transitions.stream().filter(row -> row.from().isEmpty()).toList();
    }

    /** @return states that a diagram may leave out */
    public Set<S> optional() {
        return optional;
    }

    /**
     * @param state a state
     * @return whether no action leads out of it
     */
    public boolean isTerminal(S state) {
        return terminal.contains(state);
    }

    /**
     * @return the action that leads from one stage to the next within a state; only diagrams with several stages of one
     *     state offer it
     */
    public Optional<A> advance() {
        return advance;
    }

    /** @return the gates that hold for every ticket */
    public List<Gate<S>> gates() {
        return gates;
    }

    /** @return the gates that hold for tickets of which a fact is known; see {@link #given} */
    public List<ConditionalGate<S>> conditionalGates() {
        return conditionalGates;
    }

    /**
     * The law of those tickets of which a fact is known for good, such as the model of a change: rows that ask for another
     * value of it are gone, the others no longer ask. States that nothing leads to may be left out of a diagram, timers
     * whose action is gone from their state are gone too, and gates for that value hold for every ticket.
     *
     * @param law what this law is called
     * @param fact a declared fact
     * @param value what it is
     * @return that law
     * @throws ConfigurationException if the fact is not declared or not of that type, or no row is left that creates a
     *     ticket
     */
    public Contract<S, A> given(String law, String fact, Object value) {
        Objects.requireNonNull(law, "law");
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(value, "value");
        requireFitting(new Precondition(fact, List.of(value)));
        return new Given<>(this, fact, value).law(law);
    }

    /** @return what happens by itself */
    public List<Timer<S, A>> timers() {
        return timers;
    }

    /** @return what diagrams may read */
    public List<Fact> facts() {
        return facts;
    }

    /**
     * @param from a state
     * @param action an action
     * @return the rows for it; several if what the command says decides where it leads
     */
    public List<Transition<S, A>> rows(S from, A action) {
        return transitions.stream()
                .filter(row -> row.action() == action && row.from().equals(Optional.of(from)))
                .toList();
    }

    /**
     * @param from a state
     * @return the actions it has rows for
     */
    public Set<A> allowed(S from) {
        Objects.requireNonNull(from, "from");
        return transitions.stream()
                .filter(row -> row.from().equals(Optional.of(from)))
                .map(Transition::action)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(actions)));
    }

    /**
     * @param action an action
     * @return the roles that some row gives it to
     */
    public Set<Role> who(A action) {
        return transitions.stream()
                .filter(row -> row.action() == action)
                .flatMap(row -> row.who().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    Builder<S, A> builder(String law) {
        Builder<S, A> builder = new Builder<>(law, states, actions);
        builder.optional.addAll(optional);
        builder.gates.addAll(gates);
        builder.facts.addAll(facts);
        builder.advance.addAll(advance.stream().toList());
        return builder;
    }

    /** Collects the rows of a contract. Not thread-safe. */
    public static final class Builder<S extends Enum<S>, A extends Enum<A>> {
        private final String name;
        private final Class<S> states;
        private final Class<A> actions;
        private final List<Transition<S, A>> transitions = new ArrayList<>();
        private final Set<S> optional;
        private final List<Gate<S>> gates = new ArrayList<>();
        private final List<ConditionalGate<S>> conditionalGates = new ArrayList<>();
        private final List<Timer<S, A>> timers = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();
        private final Set<A> advance;

        private Builder(String name, Class<S> states, Class<A> actions) {
            this.name = name;
            this.states = states;
            this.actions = actions;
            this.optional = EnumSet.noneOf(states);
            this.advance = EnumSet.noneOf(actions);
        }

        /**
         * @param states states that a diagram may leave out
         * @return this builder
         */
        @SafeVarargs
        public final Builder<S, A> optional(S... states) {
            optional.addAll(Arrays.asList(states));
            return this;
        }

        /**
         * @param pass a state that must be passed
         * @param guarded on every way to this one
         * @return this builder
         */
        public Builder<S, A> gate(S pass, S guarded) {
            gates.add(new Gate<>(pass, guarded));
            return this;
        }

        /**
         * @param fact a declared fact
         * @param value what it must be for the gate to be there
         * @param pass a state that must be passed then
         * @param guarded on every way to this one
         * @return this builder
         */
        public Builder<S, A> gateIf(String fact, Object value, S pass, S guarded) {
            conditionalGates.add(
                    new ConditionalGate<>(new Precondition(fact, List.of(value)), new Gate<>(pass, guarded)));
            return this;
        }

        /**
         * @param state when a ticket has been in this state
         * @param after for as long as this fact says
         * @param action then the system does this
         * @return this builder
         */
        public Builder<S, A> timer(S state, String after, A action) {
            timers.add(new Timer<>(state, after, action));
            return this;
        }

        /**
         * @param fact how diagrams call it
         * @param type its type
         * @param meaning what it says
         * @return this builder
         */
        public Builder<S, A> fact(String fact, Class<?> type, String meaning) {
            facts.add(new Fact(fact, type, meaning));
            return this;
        }

        /**
         * @param action an action that creates a ticket; the first is the usual one
         * @param to the state it starts in
         * @return that row, to be filled
         */
        public Row<S, A> creates(A action, S to) {
            return new Row<>(this, EnumSet.noneOf(states), action, to, true);
        }

        /**
         * @param from one of the states it starts in
         * @param others more of them
         * @return rows from these states, to be filled
         */
        @SafeVarargs
        public final From<S, A> from(S from, S... others) {
            return new From<>(this, EnumSet.of(from, others));
        }

        void row(Transition<S, A> row) {
            transitions.add(row);
        }

        void optional(Set<S> more) {
            optional.addAll(more);
        }

        /**
         * @return the contract
         * @throws ConfigurationException if no row creates a ticket, two do by one action, a state has two timers, several
         *     actions advance, or a timer, a precondition or a gate names a fact that is not declared or not of its type
         */
        public Contract<S, A> build() {
            return new Contract<>(this);
        }
    }

    /** Rows from some states. Not thread-safe. */
    public static final class From<S extends Enum<S>, A extends Enum<A>> {
        private final Builder<S, A> builder;
        private final EnumSet<S> from;

        private From(Builder<S, A> builder, EnumSet<S> from) {
            this.builder = builder;
            this.from = from;
        }

        /**
         * @param action what is done
         * @param to where it leads
         * @return the rows, to be filled
         */
        public Row<S, A> by(A action, S to) {
            return new Row<>(builder, from, action, to, true);
        }

        /**
         * @param action what is done; state and token stay
         * @return the rows, to be filled
         */
        public Row<S, A> stay(A action) {
            return new Row<>(builder, from, action, null, false);
        }

        /**
         * @param action what is done; the state stays, and the token goes on to the next stage of it
         * @return the rows, to be filled
         */
        public Row<S, A> advance(A action) {
            builder.advance.add(action);
            return new Row<>(builder, from, action, null, true);
        }
    }

    /** A row, or the same row from several states, being filled. Not thread-safe. */
    public static final class Row<S extends Enum<S>, A extends Enum<A>> {
        private final Builder<S, A> builder;
        private final EnumSet<S> from;
        private final A action;
        private final @org.jspecify.annotations.Nullable S to;
        private final boolean moves;
        private Set<Role> who = Set.of();
        private List<String> requires = List.of();
        private List<Datum> data = List.of();
        private final List<Precondition> onlyIf = new ArrayList<>();

        private Row(
                Builder<S, A> builder,
                EnumSet<S> from,
                A action,
                @org.jspecify.annotations.Nullable S to,
                boolean moves) {
            this.builder = builder;
            this.from = from;
            this.action = action;
            this.to = to;
            this.moves = moves;
        }

        /**
         * @param roles who may do it
         * @return this row
         */
        public Row<S, A> who(Role... roles) {
            who = Set.of(roles);
            return this;
        }

        /**
         * @param parts what the command must say
         * @return this row
         */
        public Row<S, A> requires(String... parts) {
            requires = List.of(parts);
            return this;
        }

        /**
         * @param given what a timer of a diagram says with it, as the system
         * @return this row
         */
        public Row<S, A> data(Datum... given) {
            data = List.of(given);
            return this;
        }

        /**
         * @param fact a declared fact that decides whether the row is there for a ticket
         * @param value what it must be
         * @param others what it may be instead
         * @return this row; all of its preconditions must hold
         */
        public Row<S, A> onlyIf(String fact, Object value, Object... others) {
            List<Object> values = new ArrayList<>(List.of(value));
            values.addAll(Arrays.asList(others));
            onlyIf.add(new Precondition(fact, values));
            return this;
        }

        /**
         * @param text what it does, in a few words
         * @return the builder, for the next row
         */
        public Builder<S, A> effect(String text) {
            if (from.isEmpty()) {
                add(Optional.empty(), java.util.Objects.requireNonNull(to), text);
            }
            from.forEach(state -> add(Optional.of(state), to == null ? state : to, text));
            return builder;
        }

        private void add(Optional<S> state, S target, String text) {
            builder.transitions.add(new Transition<>(state, action, target, moves, who, requires, onlyIf, text, data));
        }
    }
}
