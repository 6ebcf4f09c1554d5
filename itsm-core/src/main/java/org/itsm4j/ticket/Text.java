package org.itsm4j.ticket;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.itsm4j.error.InvalidInputException;

/**
 * Text that every store keeps as it is: not blank, not longer than the limit, no NUL, no lone surrogate. Everything else
 * (markup, quotes, other scripts, bidirectional marks) is only text and comes back unchanged. Absent is valid.
 */
@Documented
@Constraint(validatedBy = Text.Rule.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {
    /** @return the greatest length, in UTF-16 characters */
    int max();

    /** @return whether an empty or blank text will do */
    boolean blank() default false;

    /** @return the message; the rule writes its own */
    String message() default "text";

    /** @return groups of Jakarta Validation */
    Class<?>[] groups() default {};

    /** @return payload of Jakarta Validation */
    Class<? extends Payload>[] payload() default {};

    /** The rule behind {@link Text}, for Jakarta Validation and for texts that are no field of a command. */
    final class Rule implements ConstraintValidator<Text, CharSequence> {
        private int max;
        private boolean blank;

        /** For Jakarta Validation. */
        public Rule() {}

        @Override
        public void initialize(Text text) {
            max = text.max();
            blank = text.blank();
        }

        @Override
        public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            Optional<String> broken = broken(value, max, blank);
            broken.ifPresent(message -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
            });
            return broken.isEmpty();
        }

        /**
         * @param subject what is checked, for the error
         * @param path which part of it
         * @param value the text
         * @param max the greatest length
         * @return the text
         * @throws InvalidInputException if it is blank, too long, or no store could keep it
         */
        public static String require(String subject, String path, String value, int max) {
            broken(value, max, false).ifPresent(message -> {
                throw new InvalidInputException(subject, path, message);
            });
            return value;
        }

        static Optional<String> broken(CharSequence value, int max, boolean blank) {
            int length = value.length();
            if (length > max) {
                return Optional.of("at most " + max + " characters, got " + length);
            }
            boolean ink = false;
            for (int i = 0; i < length; i++) {
                char c = value.charAt(i);
                if (c == 0) {
                    return Optional.of("no NUL character, got one at position " + i);
                }
                if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(value.charAt(i + 1))) {
                    i++;
                    ink = true;
                } else if (Character.isSurrogate(c)) {
                    return Optional.of("no lone surrogate, got one at position " + i);
                } else {
                    ink |= !Character.isWhitespace(c)
                            && !Character.isSpaceChar(c)
                            && Character.getType(c) != Character.FORMAT;
                }
            }
            return ink || blank ? Optional.empty() : Optional.of("must not be blank");
        }
    }
}
