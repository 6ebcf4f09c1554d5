package org.itsm4j.lifecycle.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.Ticket;

/** What is asked of a hold, whichever ticket waits. */
public final class Holds {
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private static final Set<HoldReason> BUILT_IN =
            Set.of(HoldReason.CALLER, HoldReason.VENDOR, HoldReason.CHANGE, HoldReason.PROBLEM, HoldReason.OTHER);

    private Holds() {}

    /** @return the reasons that every tenant has */
    public static Set<HoldReason> builtIn() {
        return BUILT_IN;
    }

    /**
     * @param known the reasons that there are
     * @param name a further one: up to 40 upper-case letters, digits and underscores
     * @return all of them
     * @throws ConfigurationException if the name has other characters
     */
    public static Set<HoldReason> with(Set<HoldReason> known, String name) {
        if (!Objects.requireNonNull(name, "name").matches("[A-Z][A-Z0-9_]{0,39}")) {
            throw new ConfigurationException(
                    "A hold reason is 1 to 40 of A-Z, 0-9 and _, starting with a letter" + Given.got(name));
        }
        Set<HoldReason> more = new LinkedHashSet<>(known);
        more.add(HoldReason.of(name));
        return Collections.unmodifiableSet(more);
    }

    /**
     * @param ticket the ticket that shall wait
     * @param action what the practice calls it
     * @param hold what it shall wait for
     * @param known the reasons of the tenant
     * @param now the moment of the command
     * @return the hold as it is kept, its instant to the microsecond
     * @throws InvalidInputException if the reason is not known, or needs a reference that is not there
     * @throws RuleViolationException if it would end by itself before now, or later than in ten years
     */
    public static Hold checked(Ticket<?> ticket, Enum<?> action, Hold hold, Set<HoldReason> known, Instant now) {
        if (!known.contains(hold.reason())) {
            throw new InvalidInputException(
                    Labels.of(action),
                    "reason",
                    "one of " + Labels.list(known.stream().map(HoldReason::name).toList()) + Given.got(hold.reason()));
        }
        if (hold.reason().needsReference() && hold.waitsFor().isEmpty()) {
            throw new InvalidInputException(Labels.of(action), "waitsFor", "is required for " + hold.reason());
        }
        return hold.followUpAt()
                .map(at -> hold.until(followUp(ticket, at.truncatedTo(ChronoUnit.MICROS), now)))
                .orElse(hold);
    }

    private static Instant followUp(Ticket<?> ticket, Instant at, Instant now) {
        if (!at.isAfter(now)) {
            throw rule(ticket, "followUpAt must be after " + now + ", got " + at);
        }
        if (now.plus(LONGEST).isBefore(at)) {
            throw rule(
                    ticket,
                    "cannot wait longer than " + LONGEST.toDays() + " days, got "
                            + Duration.between(now, at).toDays());
        }
        return at;
    }

    private static RuleViolationException rule(Ticket<?> ticket, String message) {
        return new RuleViolationException(ticket.label(), "followUpAt", message);
    }
}
