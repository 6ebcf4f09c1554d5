package org.itsm4j.ticket;

import java.util.Objects;
import java.util.Optional;

/**
 * The ticket's place in its workflow, kept with the ticket so that a command finds its token without searching.
 *
 * @param stage the stage it stands at
 * @param token the workflow's handle of it; empty once the workflow has ended
 * @param definition which version of which diagram it follows, as the workflow names it
 */
public record Place(Stage stage, Optional<String> token, String definition) {
    /** Refuses absent parts. */
    public Place {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(definition, "definition");
    }
}
