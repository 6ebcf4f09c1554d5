package org.itsm4j.change.calendar;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * What else is affected when configuration items are changed: the port to the graph of a configuration management database. How
 * far it looks is up to it. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ImpactAnalysis {
    /** How many relatives one answer may have: 10,000. */
    int MOST = 10_000;

    /**
     * @param configurationItems what a change touches; not empty
     * @return the relatives of each of them, in any order; each pair as often as it is related
     */
    List<Relative> relatives(Set<String> configurationItems);

    /** @return knows no relatives: changes collide on the same configuration item only */
    static ImpactAnalysis sameOnly() {
        return items -> List.of();
    }

    /**
     * A configuration item that has to do with another one.
     *
     * @param of the one that was asked about; up to 200 characters
     * @param configurationItem the relative; up to 200 characters
     * @param kinship what the relative is to it
     */
    record Relative(String of, String configurationItem, Kinship kinship) {
        /**
         * Refuses absent parts.
         *
         * @throws InvalidInputException if a name is blank, too long, or no store could keep it
         */
        public Relative {
            Text.Rule.require("Relative", "of", Objects.requireNonNull(of, "of"), Limits.NAME);
            Text.Rule.require(
                    "Relative",
                    "configurationItem",
                    Objects.requireNonNull(configurationItem, "configurationItem"),
                    Limits.NAME);
            Objects.requireNonNull(kinship, "kinship");
        }
    }
}
