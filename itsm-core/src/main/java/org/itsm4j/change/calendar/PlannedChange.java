package org.itsm4j.change.calendar;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;
import org.itsm4j.ticket.TicketRef;

/**
 * A change with the time it is planned for, as the calendar needs it.
 *
 * @param ticket the ticket
 * @param model its change model, such as {@code normal} or {@code emergency}; up to 200 characters
 * @param slot when it is to be done
 * @param configurationItems what it touches; up to 1,000 names of up to 200 characters
 * @param assignees who does it; as many
 * @param service the service it is for, if it names one; up to 200 characters
 */
public record PlannedChange(
        TicketRef ticket,
        String model,
        Slot slot,
        Set<String> configurationItems,
        Set<String> assignees,
        Optional<String> service) {
    /** By their slots, then by their tickets. */
    static final Comparator<PlannedChange> ORDER = Comparator.comparing(
                    PlannedChange::slot, Comparator.comparing(Slot::from).thenComparing(Slot::to))
            .thenComparing(change -> change.ticket().kind())
            .thenComparing(change -> change.ticket().id());

    /**
     * Copies the names.
     *
     * @throws InvalidInputException if there are too many names, or one is blank, too long, or no store could keep it
     */
    public PlannedChange {
        Objects.requireNonNull(ticket, "ticket");
        Text.Rule.require("PlannedChange", "model", Objects.requireNonNull(model, "model"), Limits.NAME);
        Objects.requireNonNull(slot, "slot");
        configurationItems = Coverage.names("PlannedChange", "configurationItems", configurationItems);
        assignees = Coverage.names("PlannedChange", "assignees", assignees);
        Objects.requireNonNull(service, "service")
                .ifPresent(name -> Text.Rule.require("PlannedChange", "service", name, Limits.NAME));
    }

    /**
     * @param ticket the ticket
     * @param model its change model
     * @param slot when it is to be done
     * @return a change that touches nothing yet and is nobody's
     * @throws InvalidInputException as of the constructor
     */
    public static PlannedChange of(TicketRef ticket, String model, Slot slot) {
        return new PlannedChange(ticket, model, slot, Set.of(), Set.of(), Optional.empty());
    }

    /**
     * @param names configuration items
     * @return this change, touching these too
     * @throws InvalidInputException as of the constructor
     */
    public PlannedChange touching(String... names) {
        return new PlannedChange(ticket, model, slot, Coverage.joined(configurationItems, names), assignees, service);
    }

    /**
     * @param names people
     * @return this change, done by these too
     * @throws InvalidInputException as of the constructor
     */
    public PlannedChange by(String... names) {
        return new PlannedChange(ticket, model, slot, configurationItems, Coverage.joined(assignees, names), service);
    }

    /**
     * @param name a service
     * @return this change, for that service
     * @throws InvalidInputException as of the constructor
     */
    public PlannedChange forService(String name) {
        return new PlannedChange(
                ticket, model, slot, configurationItems, assignees, Optional.of(Objects.requireNonNull(name, "name")));
    }

    /**
     * @param other another time
     * @return this change at that time
     */
    public PlannedChange at(Slot other) {
        return new PlannedChange(
                ticket, model, Objects.requireNonNull(other, "other"), configurationItems, assignees, service);
    }

    /** The ticket and when; no names: changes end up in logs. */
    @Override
    public String toString() {
        return ticket + " " + slot;
    }
}
