package org.itsm4j.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.ticket.Place;

/**
 * Where a workflow has put a ticket.
 *
 * @param place the place
 * @param state the state of the contract that it means, by name
 * @param wakeAt when {@code runDueWork()} is to look at the ticket; empty if the workflow runs its own timers
 */
public record Arrival(Place place, String state, Optional<Instant> wakeAt) {}
