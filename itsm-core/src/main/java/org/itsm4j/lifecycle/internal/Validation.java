package org.itsm4j.lifecycle.internal;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.Violation;

/** Checks commands with Jakarta Validation. Messages name the limit, never a text; no expression language is used. */
public final class Validation {
    private final Validator validator;

    /** @param validator the host's validator */
    public Validation(Validator validator) {
        this.validator = validator;
    }

    /**
     * @return with the Jakarta Validation provider on the class path
     * @throws ConfigurationException if there is none; names what to add
     */
    public static Validation found() {
        try {
            return new Validation(jakarta.validation.Validation.byDefaultProvider()
                    .configure()
                    .messageInterpolator(new Attributes())
                    .buildValidatorFactory()
                    .getValidator());
        } catch (NoProviderFoundException e) {
            throw new ConfigurationException(
                    "No Jakarta Validation provider is on the class path. Add org.hibernate.validator:hibernate-validator,"
                            + " or give one: Itsm.builder().validator(...)",
                    e);
        } catch (ValidationException e) {
            throw new ConfigurationException(
                    "The Jakarta Validation provider does not start; give one: Itsm.builder().validator(...)", e);
        }
    }

    /**
     * @param subject what the command does, for the error
     * @param command a command record
     * @throws InvalidInputException listing everything that is wrong
     */
    public void check(String subject, Object command) {
        Set<ConstraintViolation<Object>> found = validator.validate(command);
        if (!found.isEmpty()) {
            List<Violation> violations = found.stream()
                    .map(one -> new Violation(path(one.getPropertyPath().toString()), message(one)))
                    .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
                    .toList();
            throw new InvalidInputException(subject, violations);
        }
    }

    private static String path(String path) {
        int element = path.indexOf(".<");
        return element < 0 ? path : path.substring(0, element);
    }

    private static String message(ConstraintViolation<?> violation) {
        String annotation = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        if (annotation.equals("Text")) {
            return violation.getMessage();
        }
        if (annotation.equals("NotNull")) {
            return "is required";
        }
        Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
        Object min = attributes.getOrDefault("min", attributes.get("value"));
        Object max = attributes.get("max");
        return annotation + (min == null ? "" : " from " + min) + (max == null ? "" : " to " + max);
    }

    /** Leaves messages as they are: ours are plain sentences, and no text may reach an expression language. */
    private static final class Attributes implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }
}
