package org.itsm4j.ticket;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.itsm4j.error.Given;

/**
 * What the values of a custom field are: what is allowed, and how they are texts. Equal values have equal texts.
 *
 * @param <V> the values
 */
interface CustomType<V> {
    /** The class of the values. */
    Class<V> values();

    /** What is allowed, in words. */
    String expected();

    /** Which limit a value breaks. */
    Optional<String> broken(V value);

    /** The text of a value that breaks no limit. */
    String write(V value);

    /** The value of a text; empty if it is none, as when the field was of another type before. */
    Optional<V> read(String text);

    /** Free text. */
    record Texts(int max) implements CustomType<String> {
        @Override
        public Class<String> values() {
            return String.class;
        }

        @Override
        public String expected() {
            return "text of up to " + max + " characters";
        }

        @Override
        public Optional<String> broken(String value) {
            return Text.Rule.broken(value, max, false);
        }

        @Override
        public String write(String value) {
            return value;
        }

        @Override
        public Optional<String> read(String text) {
            return Optional.of(text);
        }
    }

    /** One of some words. */
    record Choices(List<String> words) implements CustomType<String> {
        @Override
        public Class<String> values() {
            return String.class;
        }

        @Override
        public String expected() {
            return "one of " + words;
        }

        @Override
        public Optional<String> broken(String value) {
            return words.contains(value) ? Optional.empty() : Optional.of(expected() + Given.got(value));
        }

        @Override
        public String write(String value) {
            return value;
        }

        @Override
        public Optional<String> read(String text) {
            return Optional.of(text);
        }
    }

    /** Decimal numbers in a range. */
    record Numbers(BigDecimal least, BigDecimal most) implements CustomType<BigDecimal> {
        /** The greatest number of digits there can be. */
        static final BigDecimal LARGEST =
                BigDecimal.TEN.pow(Limits.CUSTOM_DIGITS).subtract(BigDecimal.ONE);

        /** More than that is not even looked at: to write out a number of many digits takes long. */
        private static final int BITS = 512;

        @Override
        public Class<BigDecimal> values() {
            return BigDecimal.class;
        }

        @Override
        public String expected() {
            return "a number from " + least.toPlainString() + " to " + most.toPlainString() + " of up to "
                    + Limits.CUSTOM_DIGITS + " digits, " + Limits.CUSTOM_DECIMALS + " of them behind the point";
        }

        @Override
        public Optional<String> broken(BigDecimal value) {
            boolean allowed = isKeepable(value) && value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
            return allowed ? Optional.empty() : Optional.of(expected() + Given.got(value));
        }

        static boolean isKeepable(BigDecimal value) {
            if (value.unscaledValue().bitLength() > BITS) {
                return false;
            }
            BigDecimal plain = value.stripTrailingZeros();
            long whole = (long) plain.precision() - plain.scale();
            return plain.signum() == 0
                    || plain.scale() <= Limits.CUSTOM_DECIMALS
                            && whole <= Limits.CUSTOM_DIGITS
                            && Math.max(whole, 0) + Math.max(plain.scale(), 0) <= Limits.CUSTOM_DIGITS;
        }

        @Override
        public String write(BigDecimal value) {
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        }

        @Override
        public Optional<BigDecimal> read(String text) {
            if (text.length() > 2 * Limits.CUSTOM_DIGITS) {
                return Optional.empty();
            }
            try {
                BigDecimal value = new BigDecimal(text);
                return isKeepable(value) ? Optional.of(new BigDecimal(write(value))) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty(); // written by another type of field
            }
        }
    }

    /** Yes or no. */
    record Flags() implements CustomType<Boolean> {
        @Override
        public Class<Boolean> values() {
            return Boolean.class;
        }

        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Optional<String> broken(Boolean value) {
            return Optional.empty();
        }

        @Override
        public String write(Boolean value) {
            return value.toString();
        }

        @Override
        public Optional<Boolean> read(String text) {
            return switch (text) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
    }

    /** Moments, to the microsecond. */
    record Instants() implements CustomType<Instant> {
        @Override
        public Class<Instant> values() {
            return Instant.class;
        }

        @Override
        public String expected() {
            return "an instant of the years 1 to 9999";
        }

        @Override
        public Optional<String> broken(Instant value) {
            return Limits.isKeepable(value) ? Optional.empty() : Optional.of(expected() + Given.got(value));
        }

        @Override
        public String write(Instant value) {
            return value.truncatedTo(ChronoUnit.MICROS).toString();
        }

        @Override
        public Optional<Instant> read(String text) {
            try {
                return Optional.of(Instant.parse(text));
            } catch (java.time.DateTimeException e) {
                return Optional.empty(); // written by another type of field
            }
        }
    }
}
