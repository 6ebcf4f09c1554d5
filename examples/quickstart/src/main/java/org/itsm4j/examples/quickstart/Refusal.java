package org.itsm4j.examples.quickstart;

import java.util.Map;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.ticket.RuleViolationException;

/**
 * A command that the library refused.
 *
 * @param reason in a word or two; refusals of one reason are counted together
 * @param why the rule behind it, in a sentence
 * @param line the row that asked for it
 * @param message what the library said
 */
record Refusal(String reason, String why, long line, String message) {
    private static final Map<String, String> BY_STATE = Map.of(
            "NEW", "nobody has it yet",
            "ON_HOLD", "it waits; nobody else gets it before a resume",
            "RESOLVED", "the work is over; it may be reopened or closed",
            "CLOSED", "closed is for good; what follows is a new incident");
    private static final Map<String, String> BY_RULE =
            Map.of("importTime", "the row is older than the one before, or in the future");
    private static final Map<String, String> BY_INPUT =
            Map.of("hold without waitsFor", "it waits for a problem, and the row names none");

    /**
     * @param line the row that asked for it
     * @param command what was asked
     * @param refused what the library threw
     * @return the refusal
     * @throws ItsmException the same, if it is no refusal but a failure
     */
    static Refusal of(long line, String command, ItsmException refused) {
        if (refused instanceof IllegalTransitionException illegal) {
            return new Refusal(
                    command + " from " + illegal.state(),
                    command.equals("close") && !illegal.state().equals("CLOSED")
                            ? "it is not resolved, and the row does not say how it was"
                            : BY_STATE.getOrDefault(illegal.state(), "the contract has no such step"),
                    line,
                    illegal.getMessage());
        }
        if (refused instanceof RuleViolationException rule) {
            return new Refusal(
                    rule.rule(), BY_RULE.getOrDefault(rule.rule(), "a rule of the practice"), line, rule.getMessage());
        }
        if (refused instanceof InvalidInputException input) {
            String reason = command + " without " + input.violations().get(0).path();
            return new Refusal(
                    reason,
                    BY_INPUT.getOrDefault(reason, "the value is missing or too long"),
                    line,
                    input.getMessage());
        }
        if (refused instanceof AccessDeniedException) {
            return new Refusal(command + " not permitted", "the actor has no such right", line, refused.getMessage());
        }
        throw refused;
    }

    /** The log went back to New, which no command of the contract does. */
    static Refusal backToNew(long line, Object now) {
        return new Refusal(
                "back to New",
                "no command makes an incident new again",
                line,
                "the log says New, the incident is " + now);
    }
}
