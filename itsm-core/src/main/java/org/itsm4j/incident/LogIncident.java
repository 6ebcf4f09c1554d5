package org.itsm4j.incident;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.lifecycle.Command;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What is known when an incident is logged: a summary, who or what reported it, and as much more as there is. Immutable.
 *
 * <pre>{@code
 * LogIncident.titled("Checkout returns 500").service("webshop").impact(HIGH).urgency(HIGH).requester("mia").build()
 * }</pre>
 */
public final class LogIncident implements Command {
    @NotNull
    @Text(max = Limits.LINE)
    private final String summary;

    @NotNull
    @Text(max = Limits.TEXT, blank = true)
    private final String description;

    @Text(max = Limits.NAME)
    private final @Nullable String requester;

    @Text(max = Limits.NAME)
    private final @Nullable String source;

    @Text(max = Limits.NAME)
    private final @Nullable String correlationKey;

    @Text(max = Limits.NAME)
    private final @Nullable String service;

    @Text(max = Limits.NAME)
    private final @Nullable String configurationItem;

    @Valid
    private final @Nullable Category category;

    private final @Nullable Impact impact;
    private final @Nullable Urgency urgency;
    private final @Nullable Instant occurredAt;
    private final @Nullable Instant detectedAt;
    private final CustomValues custom;

    private LogIncident(Builder builder) {
        summary = builder.summary;
        description = builder.description;
        requester = builder.requester;
        source = builder.source;
        correlationKey = builder.correlationKey;
        service = builder.service;
        configurationItem = builder.configurationItem;
        category = builder.category;
        impact = builder.impact;
        urgency = builder.urgency;
        occurredAt = builder.occurredAt;
        detectedAt = builder.detectedAt;
        custom = builder.custom;
    }

    /**
     * @param summary what is wrong, in a line of up to {@link Limits#LINE} characters
     * @return a builder for the rest
     */
    public static Builder titled(String summary) {
        return new Builder(summary);
    }

    /** @return what is wrong, in a line */
    public String summary() {
        return summary;
    }

    /** @return what is wrong, in full; may be empty */
    public String description() {
        return description;
    }

    /** @return the person it is for */
    public Optional<String> requester() {
        return Optional.ofNullable(requester);
    }

    /** @return the machine that reported it */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** @return the source's name of the fault */
    public Optional<String> correlationKey() {
        return Optional.ofNullable(correlationKey);
    }

    /** @return the service hit */
    public Optional<String> service() {
        return Optional.ofNullable(service);
    }

    /** @return the configuration item hit */
    public Optional<String> configurationItem() {
        return Optional.ofNullable(configurationItem);
    }

    /** @return its category */
    public Optional<Category> category() {
        return Optional.ofNullable(category);
    }

    /** @return how much is hit; empty for the tenant's default */
    public Optional<Impact> impact() {
        return Optional.ofNullable(impact);
    }

    /** @return how soon it must be solved; empty for the tenant's default */
    public Optional<Urgency> urgency() {
        return Optional.ofNullable(urgency);
    }

    /** @return when it began, if that is known */
    public Optional<Instant> occurredAt() {
        return Optional.ofNullable(occurredAt);
    }

    /** @return when it was noticed, if that is known */
    public Optional<Instant> detectedAt() {
        return Optional.ofNullable(detectedAt);
    }

    /** @return values of the host's own fields */
    public CustomValues custom() {
        return custom;
    }

    /** @return a builder with all of this */
    public Builder toBuilder() {
        Builder builder = new Builder(summary);
        builder.description = description;
        builder.requester = requester;
        builder.source = source;
        builder.correlationKey = correlationKey;
        builder.service = service;
        builder.configurationItem = configurationItem;
        builder.category = category;
        builder.impact = impact;
        builder.urgency = urgency;
        builder.occurredAt = occurredAt;
        builder.detectedAt = detectedAt;
        builder.custom = custom;
        return builder;
    }

    @Override
    public List<?> content() {
        return List.of(
                summary,
                description,
                requester(),
                source(),
                correlationKey(),
                service(),
                configurationItem(),
                category(),
                impact(),
                urgency(),
                occurredAt(),
                detectedAt(),
                custom.text());
    }

    /** Collects what is known. Limits are checked when the command is given. Not thread-safe. */
    public static final class Builder {
        private final String summary;
        private String description = "";
        private @Nullable String requester;
        private @Nullable String source;
        private @Nullable String correlationKey;
        private @Nullable String service;
        private @Nullable String configurationItem;
        private @Nullable Category category;
        private @Nullable Impact impact;
        private @Nullable Urgency urgency;
        private @Nullable Instant occurredAt;
        private @Nullable Instant detectedAt;
        private CustomValues custom = CustomValues.none();

        private Builder(String summary) {
            this.summary = summary;
        }

        /**
         * @param text what is wrong, in full; up to {@link Limits#TEXT} characters
         * @return this builder
         */
        public Builder description(String text) {
            description = text;
            return this;
        }

        /**
         * @param person the person it is for, as the host names them
         * @return this builder
         */
        public Builder requester(String person) {
            requester = person;
            return this;
        }

        /**
         * @param machine what reported it, such as {@code monitoring}
         * @return this builder
         */
        public Builder source(String machine) {
            source = machine;
            return this;
        }

        /**
         * @param key the source's name of the fault; while an incident with it is not finished, logging again adds to
         *     that one
         * @return this builder
         */
        public Builder correlationKey(String key) {
            correlationKey = key;
            return this;
        }

        /**
         * @param name the service hit, as the host names it
         * @return this builder
         */
        public Builder service(String name) {
            service = name;
            return this;
        }

        /**
         * @param name the configuration item hit, as the host names it
         * @return this builder
         */
        public Builder configurationItem(String name) {
            configurationItem = name;
            return this;
        }

        /**
         * @param path its category, such as {@code network/vpn}; must be in the tenant's tree
         * @return this builder
         */
        public Builder category(String path) {
            category = Category.of(path);
            return this;
        }

        /**
         * @param level how much is hit; the tenant's default unless told
         * @return this builder
         */
        public Builder impact(Impact level) {
            impact = level;
            return this;
        }

        /**
         * @param level how soon it must be solved; the tenant's default unless told
         * @return this builder
         */
        public Builder urgency(Urgency level) {
            urgency = level;
            return this;
        }

        /**
         * @param when when it began; not after it is logged. For staff: by a requester's own door it is refused
         * @return this builder
         */
        public Builder occurredAt(Instant when) {
            occurredAt = when;
            return this;
        }

        /**
         * @param when when it was noticed; not after it is logged. For staff: by a requester's own door it is refused
         * @return this builder
         */
        public Builder detectedAt(Instant when) {
            detectedAt = when;
            return this;
        }

        /**
         * @param field a field of the host's own, declared for incidents
         * @param value its value; internal, also if a requester gives it
         * @param <V> its type
         * @return this builder
         * @throws org.itsm4j.error.InvalidInputException if the field does not take it
         */
        public <V> Builder custom(CustomField<V> field, V value) {
            custom = custom.with(Objects.requireNonNull(field, "field"), value);
            return this;
        }

        /** @return the command */
        public LogIncident build() {
            return new LogIncident(this);
        }
    }
}
