package org.itsm4j.change;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.lifecycle.Command;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketRef;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a change is raised: what is wanted and why, and as much more as there is. Immutable.
 *
 * <pre>{@code
 * RaiseChange.normal("New disk in db-1", "It is full in a week").service("webshop").touching("db-1").build()
 * }</pre>
 */
public final class RaiseChange implements Command {
    @NotNull
    @Text(max = Limits.LINE)
    private final String summary;

    @NotNull
    @Text(max = Limits.REASON)
    private final String reason;

    @NotNull
    private final ChangeModel model;

    @Text(max = Limits.NAME)
    private final @Nullable String template;

    @Text(max = Limits.NAME)
    private final @Nullable String requester;

    @Valid
    private final @Nullable Assignment assignment;

    private final ChangeScope scope;
    private final Optional<ChangePlan> plan;
    private final Optional<Slot> window;
    private final SortedMap<String, String> answers;
    private final Criticality criticality;
    private final Optional<TicketRef> cause;
    private final CustomValues custom;

    private RaiseChange(Builder builder) {
        summary = builder.summary;
        reason = builder.reason;
        model = builder.model;
        template = builder.template;
        requester = builder.requester;
        assignment = builder.assignment;
        scope = new ChangeScope(builder.service, builder.configurationItems);
        plan = builder.plan;
        window = builder.window;
        answers = builder.answers;
        criticality = builder.criticality;
        cause = builder.cause;
        custom = builder.custom;
    }

    /**
     * @param summary what is wanted, in a line of up to {@link Limits#LINE} characters
     * @param reason why, up to {@link Limits#REASON} characters
     * @return a builder of a normal change
     */
    public static Builder normal(String summary, String reason) {
        return new Builder(ChangeModel.NORMAL, summary, reason);
    }

    /**
     * @param template the key of the template it is made from
     * @param window when it is to be done
     * @param reason why it is wanted, up to {@link Limits#REASON} characters
     * @return a builder of a standard change; called as its template unless told
     */
    public static Builder standard(String template, Slot window, String reason) {
        Builder builder = new Builder(ChangeModel.STANDARD, template, reason);
        builder.template = template;
        builder.window = Optional.of(Objects.requireNonNull(window, "window"));
        return builder;
    }

    /**
     * @param summary what is wanted, in a line of up to {@link Limits#LINE} characters
     * @param reason why it cannot wait, up to {@link Limits#REASON} characters
     * @param cause the incident or problem that it is for
     * @return a builder of an emergency
     */
    public static Builder emergency(String summary, String reason, TicketRef cause) {
        Builder builder = new Builder(ChangeModel.EMERGENCY, summary, reason);
        builder.cause = Optional.of(Objects.requireNonNull(cause, "cause"));
        return builder;
    }

    /** @return what is wanted, in a line */
    public String summary() {
        return summary;
    }

    /** @return why */
    public String reason() {
        return reason;
    }

    /** @return how it is handled */
    public ChangeModel model() {
        return model;
    }

    /** @return the key of the template of a standard change */
    public Optional<String> template() {
        return Optional.ofNullable(template);
    }

    /** @return the person it is for */
    public Optional<String> requester() {
        return Optional.ofNullable(requester);
    }

    /** @return who does it */
    public Optional<Assignment> assignment() {
        return Optional.ofNullable(assignment);
    }

    /** @return what it is for and touches */
    public ChangeScope scope() {
        return scope;
    }

    /** @return what is to be done, if that is known already */
    public Optional<ChangePlan> plan() {
        return plan;
    }

    /** @return when a standard change is to be done */
    public Optional<Slot> window() {
        return window;
    }

    /** @return the answers on risk, as far as they are known */
    public SortedMap<String, String> answers() {
        return answers;
    }

    /** @return how much the business depends on what it touches */
    public Criticality criticality() {
        return criticality;
    }

    /** @return the incident or problem that an emergency is for */
    public Optional<TicketRef> cause() {
        return cause;
    }

    /** @return values of the host's own fields */
    public CustomValues custom() {
        return custom;
    }

    /** @return a builder with all of it, to say something otherwise */
    public Builder toBuilder() {
        return new Builder(this);
    }

    @Override
    public List<?> content() {
        List<Object> content = new ArrayList<>(List.of(summary, reason, model, template(), requester(), assignment()));
        content.addAll(List.of(scope.service(), scope.configurationItems(), plan, window));
        content.addAll(List.of(answers.entrySet().stream().map(Object::toString).toList(), criticality, cause));
        content.add(custom.text());
        return content;
    }

    /** Collects what is known. Limits are checked when the command is given. Not thread-safe. */
    public static final class Builder {
        private final ChangeModel model;
        private final String reason;
        private String summary;
        private @Nullable String template;
        private @Nullable String requester;
        private @Nullable Assignment assignment;
        private Optional<String> service = Optional.empty();
        private SortedSet<String> configurationItems = new TreeSet<>();
        private Optional<ChangePlan> plan = Optional.empty();
        private Optional<Slot> window = Optional.empty();
        private SortedMap<String, String> answers = Collections.emptySortedMap();
        private Criticality criticality = Criticality.MEDIUM;
        private Optional<TicketRef> cause = Optional.empty();
        private CustomValues custom = CustomValues.none();

        private Builder(ChangeModel model, String summary, String reason) {
            this.model = model;
            this.summary = summary;
            this.reason = reason;
        }

        private Builder(RaiseChange command) {
            model = command.model;
            reason = command.reason;
            summary = command.summary;
            template = command.template;
            requester = command.requester;
            assignment = command.assignment;
            service = command.scope.service();
            configurationItems = command.scope.configurationItems();
            plan = command.plan;
            window = command.window;
            answers = command.answers;
            criticality = command.criticality;
            cause = command.cause;
            custom = command.custom;
        }

        /**
         * @param line what is wanted, in a line of up to {@link Limits#LINE} characters
         * @return this builder
         */
        public Builder summary(String line) {
            summary = line;
            return this;
        }

        /**
         * @param person the person it is for; who raises it unless told
         * @return this builder
         */
        public Builder requester(String person) {
            requester = person;
            return this;
        }

        /**
         * @param to who does it
         * @return this builder
         */
        public Builder assignedTo(Assignment to) {
            assignment = to;
            return this;
        }

        /**
         * @param name the service it is for
         * @return this builder
         */
        public Builder service(String name) {
            service = Optional.of(Objects.requireNonNull(name, "name"));
            return this;
        }

        /**
         * @param names configuration items that it touches, up to {@link ChangeScope#MOST}
         * @return this builder
         */
        public Builder touching(String... names) {
            Objects.requireNonNull(names, "names");
            configurationItems = new TreeSet<>(configurationItems);
            for (String name : names) {
                configurationItems.add(Objects.requireNonNull(name, "one of the names"));
            }
            return this;
        }

        /**
         * @param what what is to be done, and when; a standard change has it from its template
         * @return this builder
         */
        public Builder plan(ChangePlan what) {
            plan = Optional.of(Objects.requireNonNull(what, "what"));
            return this;
        }

        /**
         * @param choices the choice made for each question on risk, by their ids; a standard change has them from its template
         * @return this builder
         * @throws org.itsm4j.error.InvalidInputException if there are too many, or a text is blank or too long
         */
        public Builder answers(Map<String, String> choices) {
            answers = RiskInputs.checked(Objects.requireNonNull(choices, "choices"));
            return this;
        }

        /**
         * @param level how much the business depends on what it touches; MEDIUM unless told
         * @return this builder
         */
        public Builder criticality(Criticality level) {
            criticality = Objects.requireNonNull(level, "level");
            return this;
        }

        /**
         * @param field a field of the host's own, declared for changes
         * @param value its value
         * @param <V> its type
         * @return this builder
         * @throws org.itsm4j.error.InvalidInputException if the field does not take it
         */
        public <V> Builder custom(CustomField<V> field, V value) {
            custom = custom.with(Objects.requireNonNull(field, "field"), value);
            return this;
        }

        /**
         * @return the command
         * @throws org.itsm4j.error.InvalidInputException if there are too many configuration items, or a name is blank or too
         *     long
         */
        public RaiseChange build() {
            return new RaiseChange(this);
        }
    }
}
