package org.itsm4j.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input breaks a limit or lacks something required. It lists every violation found, so that a caller can show all
 * of them at once.
 */
public final class InvalidInputException extends ItsmException {
    private static final long serialVersionUID = 1L;
    private final transient List<Violation> violations;

    /**
     * @param subject what was checked: the action of a command, such as {@code log}, or a type such as {@code Actor}
     * @param violations what is wrong with it; at least one
     */
    public InvalidInputException(String subject, List<Violation> violations) {
        super(subject + " is refused: "
                + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /**
     * @param subject what was checked
     * @param path the part of it that is wrong
     * @param message the rule it breaks
     */
    public InvalidInputException(String subject, String path, String message) {
        this(subject, List.of(new Violation(path, message)));
    }

    /** @return what is wrong, in the order of the paths */
    public List<Violation> violations() {
        return violations;
    }
}
