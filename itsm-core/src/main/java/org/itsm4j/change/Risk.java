package org.itsm4j.change;

import java.util.Objects;
import org.itsm4j.error.InvalidInputException;

/**
 * How much may go wrong with a change, and why that is said.
 *
 * @param score the points; 0 or more
 * @param tier what they come to
 * @param modelVersion the version of the {@link RiskModel} that has reckoned it; 1 or more
 * @param inputs what it was reckoned from
 */
public record Risk(int score, RiskTier tier, int modelVersion, RiskInputs inputs) {
    /**
     * @throws InvalidInputException if a number is out of range
     */
    public Risk {
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(inputs, "inputs");
        if (score < 0 || modelVersion < 1) {
            throw new InvalidInputException(
                    "Risk", score < 0 ? "score" : "modelVersion", "got " + (score < 0 ? score : modelVersion));
        }
    }

    /** Numbers, not answers. */
    @Override
    public String toString() {
        return "Risk[" + tier + ", " + score + " points]";
    }
}
