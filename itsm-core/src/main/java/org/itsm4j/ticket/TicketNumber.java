package org.itsm4j.ticket;

import java.util.Locale;
import java.util.Objects;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;

/**
 * What people call a ticket: {@code INC-000042}. Unique per tenant and kind; numbers rise, and may have gaps.
 *
 * @param value prefix, dash, at least six digits
 */
public record TicketNumber(String value) {
    /**
     * @throws InvalidInputException if it is not a prefix, a dash and 6 to 18 digits
     */
    public TicketNumber {
        Objects.requireNonNull(value, "value");
        int dash = value.indexOf('-');
        boolean digits = value.chars().skip(dash + 1L).allMatch(c -> c >= '0' && c <= '9');
        boolean letters = dash > 0 && value.chars().limit(dash).allMatch(c -> c >= 'A' && c <= 'Z');
        int length = value.length() - dash - 1;
        if (dash > 8 || !digits || !letters || length < 6 || length > 18) {
            throw new InvalidInputException(
                    "TicketNumber", "value", "a prefix, '-' and 6 to 18 digits" + Given.got(value));
        }
    }

    /**
     * @param kind the practice
     * @param sequence a number from 1
     * @return the number of that ticket
     */
    public static TicketNumber of(TicketKind kind, long sequence) {
        Objects.requireNonNull(kind, "kind");
        return new TicketNumber(String.format(Locale.ROOT, "%s-%06d", kind.prefix(), sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
