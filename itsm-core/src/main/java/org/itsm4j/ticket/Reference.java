package org.itsm4j.ticket;

import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;

/**
 * Something outside a ticket that it points to: a document, a change in another system, a monitoring alert. Only a
 * pointer; itsm4j never opens it, but knows a ticket of its own by the name of its kind and its number or id, see {@link #means}.
 *
 * @param type what it is, such as {@code change} or {@code url}; letters, digits, dash
 * @param key how it is found there
 */
public record Reference(
        @NotNull @Text(max = 40) String type,
        @NotNull @Text(max = Limits.NAME) String key) {

    /**
     * @throws InvalidInputException if the type has other characters
     */
    public Reference {
        if (type != null && !type.chars().allMatch(Reference::allowed)) {
            throw new InvalidInputException("Reference", "type", "letters, digits and '-' only" + Given.got(type));
        }
    }

    private static boolean allowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }

    /**
     * @param type what it is
     * @param key how it is found there
     * @return the reference
     */
    public static Reference to(String type, String key) {
        return new Reference(type, key);
    }

    /**
     * @param ticket a ticket of itsm4j
     * @return whether this points to it: the type is the name of its kind in any case, the key its number or its id. The same
     *     number with another type may be of something in another system
     */
    public boolean means(Ticket<?> ticket) {
        Objects.requireNonNull(ticket, "ticket");
        return type.equalsIgnoreCase(ticket.kind().label())
                && (key.equals(ticket.number().value())
                        || key.equals(ticket.id().toString()));
    }

    @Override
    public String toString() {
        return type + ":" + key;
    }
}
