package org.itsm4j.sla.internal;

import java.time.Instant;
import java.util.Optional;
import org.itsm4j.sla.SlaAttributes;

/**
 * What service levels look at in a ticket.
 *
 * @param attributes what policies are chosen by
 * @param group the group that has it
 * @param situation the reason while it is on hold, otherwise its state
 * @param done whether it is resolved or fulfilled, closed or not
 * @param ended whether nothing can be done with it any more
 * @param openedAt when it was logged
 * @param occurredAt when it began
 * @param detectedAt when it was noticed
 * @param assignedAt when it was first given to a group
 * @param respondedAt when work on it first began
 */
public record Circumstances(
        SlaAttributes attributes,
        Optional<String> group,
        String situation,
        boolean done,
        boolean ended,
        Instant openedAt,
        Optional<Instant> occurredAt,
        Optional<Instant> detectedAt,
        Optional<Instant> assignedAt,
        Optional<Instant> respondedAt) {}
