package org.itsm4j.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * Where the fault is, and where it could be and is not (Kepner-Tregoe). Conclusive once a distinction is named.
 *
 * @param rows what was compared
 */
public record IsIsNot(List<@NotNull @Valid Row> rows) implements RootCauseAnalysis {
    /** Copies the list. */
    public IsIsNot {
        rows = List.copyOf(Objects.requireNonNull(rows, "rows"));
        Limits.require("IsIsNot", "rows", rows.size(), NODES);
    }

    /**
     * A comparison.
     *
     * @param question what is compared, such as {@code Where}
     * @param is where the fault is
     * @param isNot where it could be, and is not
     * @param distinction what tells the two apart
     */
    public record Row(
            @NotNull @Text(max = Limits.NAME) String question,
            @NotNull @Text(max = TEXT) String is,
            @NotNull @Text(max = TEXT) String isNot,
            Optional<@Text(max = TEXT) String> distinction) {
        /** Refuses null where nothing is said by empty. */
        public Row {
            Objects.requireNonNull(distinction, "distinction");
        }
    }

    @Override
    public RcaTechnique technique() {
        return RcaTechnique.KEPNER_TREGOE;
    }

    @Override
    public boolean isConclusive() {
        return rows.stream().anyMatch(row -> row.distinction().isPresent());
    }
}
