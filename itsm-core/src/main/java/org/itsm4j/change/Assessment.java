package org.itsm4j.change;

import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What the assessors of a change have found.
 *
 * @param criticality how much the business depends on what it touches
 * @param costBenefit what it costs, and what is gained by it; up to {@link Limits#TEXT} characters, may be empty for an
 *     emergency only
 */
public record Assessment(
        @NotNull Criticality criticality,
        @NotNull @Text(max = Limits.TEXT, blank = true) String costBenefit) {
    /**
     * @param criticality how much the business depends on what it touches
     * @param costBenefit what it costs, and what is gained by it
     * @return an assessment
     */
    public static Assessment of(Criticality criticality, String costBenefit) {
        return new Assessment(
                Objects.requireNonNull(criticality, "criticality"), Objects.requireNonNull(costBenefit, "costBenefit"));
    }
}
