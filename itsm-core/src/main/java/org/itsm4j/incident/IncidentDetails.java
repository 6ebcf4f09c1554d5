package org.itsm4j.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.lifecycle.internal.Details;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Reference;

/**
 * What is written on the timeline beside the fields that can be searched, so that an edit in the row does not go unseen.
 */
final class IncidentDetails {
    private IncidentDetails() {}

    /** The details that an incident has, by their labels. */
    static Map<String, String> of(Incident incident) {
        MajorIncident major = incident.major();
        Optional<Hold> hold = incident.hold();
        Optional<Resolution> resolution = incident.resolution();
        return new Details()
                .and("summary", Optional.of(incident.summary()))
                .and("description", Optional.of(incident.description()))
                .and("waitsFor", hold.flatMap(Hold::waitsFor).map(Reference::toString))
                .and("followUpAt", hold.flatMap(Hold::followUpAt).map(Instant::toString))
                .and("commander", major.commander())
                .and("communications", major.communications())
                .and("scribe", major.scribe())
                .and("sitrepEvery", major.sitrepEvery().map(Duration::toString))
                .and("cause", resolution.flatMap(Resolution::cause))
                .and("workaround", resolution.flatMap(Resolution::workaround))
                .and("knownError", resolution.flatMap(Resolution::knownError).map(Reference::toString))
                .all();
    }
}
