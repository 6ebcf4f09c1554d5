package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.lifecycle.Command;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a problem is logged: a summary, what made somebody suspect it, and as much more as there is.
 * Immutable.
 *
 * <pre>{@code
 * LogProblem.titled("Checkout fails each Monday", ProblemSource.REACTIVE).service("webshop").build()
 * }</pre>
 */
public final class LogProblem implements Command {
    @NotNull
    @Text(max = Limits.LINE)
    private final String summary;

    @NotNull
    private final ProblemSource source;

    @NotNull
    @Text(max = Limits.TEXT, blank = true)
    private final String description;

    @Text(max = Limits.NAME)
    private final @Nullable String service;

    @Text(max = Limits.NAME)
    private final @Nullable String configurationItem;

    @Valid
    private final @Nullable Category category;

    private final CustomValues custom;

    private LogProblem(Builder builder) {
        summary = builder.summary;
        source = builder.source;
        description = builder.description;
        service = builder.service;
        configurationItem = builder.configurationItem;
        category = builder.category;
        custom = builder.custom;
    }

    /**
     * @param summary what is wrong, in a line of up to {@link Limits#LINE} characters
     * @param source what made somebody suspect it
     * @return a builder for the rest
     */
    public static Builder titled(String summary, ProblemSource source) {
        return new Builder(summary, source);
    }

    /** @return what is wrong, in a line */
    public String summary() {
        return summary;
    }

    /** @return what made somebody suspect it */
    public ProblemSource source() {
        return source;
    }

    /** @return what is wrong, in full; may be empty */
    public String description() {
        return description;
    }

    /** @return the service hit */
    public Optional<String> service() {
        return Optional.ofNullable(service);
    }

    /** @return the configuration item suspected */
    public Optional<String> configurationItem() {
        return Optional.ofNullable(configurationItem);
    }

    /** @return its category */
    public Optional<Category> category() {
        return Optional.ofNullable(category);
    }

    /** @return values of the host's own fields */
    public CustomValues custom() {
        return custom;
    }

    @Override
    public List<?> content() {
        return List.of(summary, source, description, service(), configurationItem(), category(), custom.text());
    }

    /** Collects what is known. Limits are checked when the command is given. Not thread-safe. */
    public static final class Builder {
        private final String summary;
        private final ProblemSource source;
        private String description = "";
        private @Nullable String service;
        private @Nullable String configurationItem;
        private @Nullable Category category;
        private CustomValues custom = CustomValues.none();

        private Builder(String summary, ProblemSource source) {
            this.summary = summary;
            this.source = source;
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
         * @param name the service hit, as the host names it
         * @return this builder
         */
        public Builder service(String name) {
            service = name;
            return this;
        }

        /**
         * @param name the configuration item suspected, as the host names it
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
         * @param field a field of the host's own, declared for problems
         * @param value its value
         * @param <V> its type
         * @return this builder
         * @throws org.itsm4j.error.InvalidInputException if the field does not take it
         */
        public <V> Builder custom(CustomField<V> field, V value) {
            custom = custom.with(Objects.requireNonNull(field, "field"), value);
            return this;
        }

        /** @return the command */
        public LogProblem build() {
            return new LogProblem(this);
        }
    }
}
