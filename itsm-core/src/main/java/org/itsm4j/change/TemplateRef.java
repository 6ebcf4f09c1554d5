package org.itsm4j.change;

import java.util.Objects;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Text;

/**
 * One version of a template.
 *
 * @param key what it is called; up to {@link ChangeTemplate#KEY} characters
 * @param version which version; 1 or more
 */
public record TemplateRef(String key, int version) {
    /**
     * @throws InvalidInputException if the key is blank or too long, or the version is not positive
     */
    public TemplateRef {
        Text.Rule.require("TemplateRef", "key", Objects.requireNonNull(key, "key"), ChangeTemplate.KEY);
        if (version < 1) {
            throw new InvalidInputException("TemplateRef", "version", "1 or more, got " + version);
        }
    }

    /** As lists are searched by it: {@code restart-web v3}. */
    @Override
    public String toString() {
        return key + " v" + version;
    }
}
