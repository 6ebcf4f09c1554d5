package org.itsm4j.change;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * By what a change may be done: a vote, its template, or, in an emergency, a vote in retrospect. The votes themselves are kept
 * beside the change.
 *
 * @param round how often it was put to the vote; each time is another content, so that earlier votes count no more
 * @param voting whether the last round counts; not if it was taken back
 * @param preauthorisedBy who has approved its template, if that was live when it was submitted last
 * @param retrospect whether it is done first
 */
public record Authorisation(
        int round, boolean voting, Optional<String> preauthorisedBy, Optional<Retrospect> retrospect) {
    /** Nothing was asked yet. */
    public static final Authorisation NONE = new Authorisation(0, false, Optional.empty(), Optional.empty());

    /** Refuses absent parts. */
    public Authorisation {
        Objects.requireNonNull(preauthorisedBy, "preauthorisedBy");
        Objects.requireNonNull(retrospect, "retrospect");
    }

    Authorisation opened() {
        return new Authorisation(round + 1, true, preauthorisedBy, retrospect);
    }

    /** Nothing is put to the vote any more. */
    Authorisation withdrawn() {
        return new Authorisation(round, false, Optional.empty(), Optional.empty());
    }

    Authorisation preauthorised(Optional<String> approver) {
        return new Authorisation(round, voting, approver, retrospect);
    }

    /** @return whether its template was live when it was submitted last */
    public boolean isPreauthorised() {
        return preauthorisedBy.isPresent();
    }

    Authorisation first(String reason, Instant deadline) {
        return with(new Retrospect(reason, deadline, false, false));
    }

    Authorisation ratified() {
        return retrospect
                .map(it -> with(new Retrospect(it.reason(), it.deadline(), true, false)))
                .orElse(this);
    }

    Authorisation declined() {
        return retrospect
                .map(it -> with(new Retrospect(it.reason(), it.deadline(), false, true)))
                .orElse(this);
    }

    private Authorisation with(Retrospect judged) {
        return new Authorisation(round, voting, preauthorisedBy, Optional.of(judged));
    }

    /** @return whether it is done first, and not approved in retrospect */
    public boolean isDue() {
        return retrospect.filter(it -> !it.ratified()).isPresent();
    }

    /** @return whether it was voted down in retrospect, and that still stands */
    public boolean isDeclined() {
        return retrospect.filter(Retrospect::declined).isPresent();
    }

    /** When it is too late to approve it in retrospect, as long as that may happen. */
    Optional<Instant> deadline() {
        return retrospect.filter(it -> !it.ratified() && !it.declined()).map(Retrospect::deadline);
    }

    boolean isLate(Instant now) {
        return isDeclined() || deadline().filter(at -> !at.isAfter(now)).isPresent();
    }
}
