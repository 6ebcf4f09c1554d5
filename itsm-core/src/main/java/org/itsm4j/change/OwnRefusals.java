package org.itsm4j.change;

import java.util.Optional;
import java.util.stream.Stream;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.error.ItsmException;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.RuleViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refusals as a requester may read them: what staff are told names changes of others, voters and risk. */
final class OwnRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(OwnRefusals.class);

    private OwnRefusals() {}

    static ItsmException of(ItsmException refused, Change own) {
        if (refused instanceof ConcurrentChangeException lost) {
            return overtaken(lost, own);
        }
        if (subject(refused).filter(label -> !label.equals(own.label())).isPresent()) {
            LOG.warn("What follows from {} is refused, which its requester is not told", own, refused);
            return own.rule("followers", "cannot be done, as what follows from it is refused; allowed: ask staff");
        }
        if (refused instanceof InvalidInputException input && isOfBallot(input)) {
            return own.rule("voters", "could not be agreed to like that; allowed: another revision, or ask staff");
        }
        return refused instanceof RuleViolationException rule ? of(rule, own) : refused;
    }

    private static RuleViolationException of(RuleViolationException refused, Change own) {
        return switch (refused.rule()) {
            case "collision" ->
                own.rule("collision", "something is in its way in its window; allowed: another one, as nextFree says");
            case "risk" ->
                own.rule(
                        "risk",
                        "its risk was assessed for what it is; allowed: to revise something else, or ask staff");
            default -> refused;
        };
    }

    /** Without the ticket as it is now; what was overtaken may be one that follows, which is nobody's business. */
    private static ConcurrentChangeException overtaken(ConcurrentChangeException lost, Change own) {
        long expected = lost.ticket().equals(own.ref()) ? lost.expected() : 0;
        return new ConcurrentChangeException(own.ref(), expected, Optional.empty());
    }

    private static Optional<String> subject(ItsmException refused) {
        if (refused instanceof RuleViolationException rule) {
            return Optional.of(rule.subject());
        }
        if (refused instanceof IllegalTransitionException transition) {
            return Optional.of(transition.number());
        }
        return refused instanceof StepFailedException step ? Optional.of(step.number()) : Optional.empty();
    }

    /** Whether it says why a vote could come to nothing: with the names of stages and groups. */
    private static boolean isOfBallot(InvalidInputException input) {
        return input.violations().stream()
                .anyMatch(one -> Stream.of("ballot", "roster.", "stages.").anyMatch(one.path()::startsWith));
    }
}
