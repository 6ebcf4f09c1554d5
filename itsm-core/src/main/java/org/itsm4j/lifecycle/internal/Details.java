package org.itsm4j.lifecycle.internal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.Limits;

/**
 * Collects what of a ticket is written on the timeline beside its audited fields. Long texts are in the row already: of those
 * the timeline has the digest. Not thread-safe.
 */
public final class Details {
    private final Map<String, String> details = new LinkedHashMap<>();

    /** Begins with nothing. */
    public Details() {}

    /**
     * @param label what it is called
     * @param value what it is; an empty text is as good as none
     * @return these details with it
     */
    public Details and(String label, Optional<String> value) {
        value.filter(text -> !text.isEmpty()).ifPresent(text -> details.put(label, brief(text)));
        return this;
    }

    /** @return all, by their labels */
    public Map<String, String> all() {
        return details;
    }

    private static String brief(String text) {
        return text.length() <= Limits.NAME
                ? text
                : text.length() + " characters, sha-256 " + Chain.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
