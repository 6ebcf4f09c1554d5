package org.itsm4j.sla;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/**
 * Something that can start, stop, cancel or reset a clock.
 *
 * @param name that of one of the constants, or {@code action:} and the label of an action of the ticket's contract
 */
public record SlaEvent(String name) {
    private static final List<String> NAMES = List.of(
            "CREATED", "ASSIGNED", "FIRST_PUBLIC_REPLY_NEEDED", "REPLIED", "RESPONDED", "RESOLVED", "FULFILLED");
    private static final Pattern ACTION = Pattern.compile("action:[a-z][A-Za-z]{0,39}");

    /** The ticket was logged. */
    public static final SlaEvent CREATED = new SlaEvent("CREATED");
    /** It was given to a group for the first time; of an operational level agreement: to that group. */
    public static final SlaEvent ASSIGNED = new SlaEvent("ASSIGNED");
    /** Its requester has said something, logging it included, that nobody of staff has answered publicly yet. */
    public static final SlaEvent FIRST_PUBLIC_REPLY_NEEDED = new SlaEvent("FIRST_PUBLIC_REPLY_NEEDED");
    /** Staff has answered publicly. */
    public static final SlaEvent REPLIED = new SlaEvent("REPLIED");
    /** Work on it has begun for the first time. */
    public static final SlaEvent RESPONDED = new SlaEvent("RESPONDED");
    /** It was resolved. */
    public static final SlaEvent RESOLVED = new SlaEvent("RESOLVED");
    /** It was fulfilled. */
    public static final SlaEvent FULFILLED = new SlaEvent("FULFILLED");

    /** Refuses other names. */
    public SlaEvent {
        if (!NAMES.contains(Objects.requireNonNull(name, "name"))
                && !ACTION.matcher(name).matches()) {
            throw new ConfigurationException("An event is one of " + NAMES
                    + ", or action: and the label of an action, such as action:sitrep" + Given.got(name));
        }
    }

    /**
     * @param label the label of an action of the ticket's contract, such as {@code sitrep}
     * @return the event that this was done
     * @throws ConfigurationException if it is no label
     */
    public static SlaEvent action(String label) {
        return new SlaEvent("action:" + Objects.requireNonNull(label, "label"));
    }

    @Override
    public String toString() {
        return name;
    }
}
