package org.itsm4j.examples.quickstart;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Urgency;

/**
 * One update of one incident, as the log has it.
 *
 * @param line where it begins in the file, from 1
 * @param number the incident, as the source calls it
 * @param state its state after the update
 * @param at when it was updated
 * @param impact how much is hit, if the log knows
 * @param urgency how soon it must be solved, if the log knows
 * @param known the other columns that have a value
 */
record LogRow(
        long line,
        String number,
        LogState state,
        Instant at,
        Optional<Impact> impact,
        Optional<Urgency> urgency,
        Map<String, String> known) {

    Optional<String> group() {
        return column("assignment_group");
    }

    Optional<String> agent() {
        return column("assigned_to");
    }

    Optional<String> caller() {
        return column("caller_id");
    }

    Optional<String> updatedBy() {
        return column("sys_updated_by");
    }

    Optional<String> configurationItem() {
        return column("cmdb_ci");
    }

    Optional<String> problem() {
        return column("problem_id");
    }

    Optional<String> change() {
        return column("rfc");
    }

    Optional<String> closedCode() {
        return column("closed_code");
    }

    boolean saysResolved() {
        return column("resolved_at").isPresent() || closedCode().isPresent();
    }

    Optional<String> category() {
        return column("category")
                .map(category ->
                        column("subcategory").map(sub -> category + "/" + sub).orElse(category));
    }

    /** What tells this update from the one before. */
    String update() {
        return column("sys_mod_count").orElseGet(at::toString);
    }

    private Optional<String> column(String name) {
        return Optional.ofNullable(known.get(name));
    }
}
