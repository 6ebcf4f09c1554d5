package org.itsm4j.lifecycle;

import java.util.List;

/**
 * A command with too many parts for a record. Records say what they say by their components; such a class says it here,
 * so that a repeated request is told from another one under the same id.
 */
public interface Command {
    /** @return every part of the command, in a fixed order */
    List<?> content();
}
