package org.itsm4j.ticket;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.itsm4j.error.InvalidInputException;

/**
 * Identity of a ticket, for programs; people see its {@link TicketNumber}. New ones are UUIDs of version 7 (RFC 9562),
 * which sort by the time they were made and so keep database indexes dense.
 *
 * @param value the UUID
 */
public record TicketId(UUID value) implements Comparable<TicketId> {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Refuses null. */
    public TicketId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * @param clock tells the time the id carries, to the millisecond
     * @return a new id
     */
    public static TicketId next(Clock clock) {
        Objects.requireNonNull(clock, "clock");
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        long high = clock.millis() << 16 | 0x7000 | (random[0] & 0x0f) << 8 | random[1] & 0xff;
        long low = 0b10L << 62;
        for (int i = 2; i < random.length; i++) {
            low ^= (random[i] & 0xffL) << 8 * (i - 2) & 0x3fff_ffff_ffff_ffffL;
        }
        return new TicketId(new UUID(high, low));
    }

    /**
     * @param text what {@link #toString()} printed
     * @return the id
     * @throws InvalidInputException if it is not a UUID
     */
    public static TicketId of(String text) {
        try {
            if (Objects.requireNonNull(text, "text").length() == 36) {
                return new TicketId(UUID.fromString(text));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("TicketId", "value", "a UUID of 36 characters");
        }
        throw new InvalidInputException("TicketId", "value", "a UUID of 36 characters, got " + text.length());
    }

    /** @return the instant it carries, to the millisecond, if it was made by {@link #next} */
    public Instant madeAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public int compareTo(TicketId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
