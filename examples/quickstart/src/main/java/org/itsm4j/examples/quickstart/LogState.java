package org.itsm4j.examples.quickstart;

import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.ticket.HoldReason;
import org.jspecify.annotations.Nullable;

/** The states of an incident as the log writes them. */
enum LogState {
    NEW("New", null),
    ACTIVE("Active", null),
    AWAITING_USER_INFO("Awaiting User Info", HoldReason.CALLER),
    AWAITING_VENDOR("Awaiting Vendor", HoldReason.VENDOR),
    AWAITING_PROBLEM("Awaiting Problem", HoldReason.PROBLEM),
    /** Not one of the built-in reasons: the settings of the tour declare it. */
    AWAITING_EVIDENCE("Awaiting Evidence", HoldReason.of("AWAITING_EVIDENCE")),
    RESOLVED("Resolved", null),
    CLOSED("Closed", null);

    private final String text;
    private final @Nullable HoldReason reason;

    LogState(String text, @Nullable HoldReason reason) {
        this.text = text;
        this.reason = reason;
    }

    static Optional<LogState> named(String text) {
        return Stream.of(values()).filter(state -> state.text.equals(text)).findFirst();
    }

    /** What it waits for in this state; empty if it does not wait. */
    Optional<HoldReason> reason() {
        return Optional.ofNullable(reason);
    }

    boolean isOpen() {
        return this != RESOLVED && this != CLOSED;
    }

    @Override
    public String toString() {
        return text;
    }
}
