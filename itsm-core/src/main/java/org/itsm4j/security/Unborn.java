package org.itsm4j.security;

import java.util.Optional;

/** A subject that does not exist yet. */
record Unborn(Tenant tenant, String label) implements Subject {
    @Override
    public Optional<String> requester() {
        return Optional.empty();
    }

    @Override
    public Optional<String> group() {
        return Optional.empty();
    }

    @Override
    public Optional<String> agent() {
        return Optional.empty();
    }
}
