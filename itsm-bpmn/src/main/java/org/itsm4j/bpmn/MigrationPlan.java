package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.bpmn.Diagrams.Version;
import org.itsm4j.bpmn.internal.engine.Standing.Token;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.TicketNotFoundException;
import org.itsm4j.ticket.TicketRef;

/** How the tickets of one version of a diagram go on with another. Immutable and thread-safe; a dry run until applied. */
public final class MigrationPlan {
    private static final int BATCH = 100;
    private static final int LARGEST_BATCH = 1_000;
    private static final int ATTEMPTS = 3;

    private final Version from;
    private final Version to;
    private final Map<String, String> chosen;
    private final Diagrams diagrams;
    private final Map<String, StageMap.Target> targets;

    MigrationPlan(Version from, Version to, Map<String, String> chosen, Diagrams diagrams) {
        this.from = from;
        this.to = to;
        this.chosen = Map.copyOf(chosen);
        this.diagrams = diagrams;
        this.targets = StageMap.of(from.model(), to.model(), this.chosen);
    }

    /**
     * What becomes of a ticket.
     *
     * @param tenant whose
     * @param ticket which
     * @param stage where it stands, by id
     * @param target where it goes on in the other version, by id; empty if it stays where it is
     * @param reason why it goes there, or why it stays
     */
    public record Verdict(Tenant tenant, TicketRef ticket, String stage, Optional<String> target, String reason) {}

    /**
     * Says where the tickets of a stage go on, where the plan has found no place or another one is wanted. Neither reads nor
     * writes in the database.
     *
     * @param stage a stage of the version they are on, by id; or a step in the background, which is then left out, whether
     *     it is still under way or has failed for the last time
     * @param target a stage of the other version, by id
     * @return a plan with that
     * @throws IllegalArgumentException if there is no such stage, or if the two mean different states or hold other tasks
     */
    public MigrationPlan mapping(String stage, String target) {
        Map<String, String> more = new HashMap<>(chosen);
        more.put(stage, target);
        return new MigrationPlan(from, to, more, diagrams);
    }

    /**
     * @return by stage of the version they are on, where its tickets go on; stages without a place are left out. Known from
     *     the two diagrams, without a transaction
     */
    public Map<String, String> mapping() {
        Map<String, String> mapping = new LinkedHashMap<>();
        targets.forEach((stage, target) -> target.stage().ifPresent(it -> mapping.put(stage, it)));
        return mapping;
    }

    /** @return by stage without a place in the other version, why */
    public Map<String, String> unmapped() {
        Map<String, String> unmapped = new LinkedHashMap<>();
        targets.forEach((stage, target) -> {
            if (target.stage().isEmpty()) {
                unmapped.put(stage, target.reason());
            }
        });
        return unmapped;
    }

    /**
     * The dry run: what would become of each ticket. Each page joins an active transaction or opens one of its own.
     *
     * @param limit how many at most, 1 to 1,000
     * @param after the cursor of the page before; empty text for the first
     * @return verdicts, with the cursor of the next page if there is one
     * @throws IllegalArgumentException if the limit is out of range
     * @throws org.itsm4j.error.StoreException if the database fails
     */
    public Page<Verdict, String> verdicts(int limit, String after) {
        List<Token> tokens = diagrams.standing().page(from.definition(), after, size(limit, "limit"));
        return new Page<>(
                tokens.stream().map(this::verdict).toList(),
                tokens.size() < limit
                        ? Optional.empty()
                        : Optional.of(tokens.get(tokens.size() - 1).id()));
    }

    private Verdict verdict(Token token) {
        StageMap.Target target = targets.getOrDefault(
                token.element(), new StageMap.Target(Optional.empty(), "no such stage in the diagram it follows"));
        return new Verdict(
                token.key().tenant(), token.key().ticket(), token.element(), target.stage(), target.reason());
    }

    /** @return what {@link #apply(int)} says, for batches of 100 */
    public MigrationResult apply() {
        return apply(BATCH);
    }

    /**
     * Moves the tickets, each in a transaction of its own with an entry on its timeline, reading them in batches. Tickets
     * without a place are left untouched and listed. Whatever stops it, it can be called again, or on another node: what was
     * moved is no longer on the old version, and goes neither lost nor twice.
     *
     * @param batch how many tickets are read at a time, 1 to 1,000
     * @return what became of them
     * @throws IllegalArgumentException if the batch is out of range
     * @throws IllegalStateException if a transaction is active
     */
    public MigrationResult apply(int batch) {
        if (diagrams.units().isActive()) {
            throw new IllegalStateException("Tickets are moved in transactions of their own; call this outside of one");
        }
        long moved = 0;
        List<Verdict> stayed = new ArrayList<>();
        long left = 0;
        String after = "";
        List<Token> tokens;
        do {
            tokens = diagrams.standing().page(from.definition(), after, size(batch, "batch"));
            for (Token token : tokens) {
                Verdict verdict = applied(token);
                if (verdict.target().isPresent()) {
                    moved++;
                } else {
                    left++;
                    if (stayed.size() < MigrationResult.MOST_LISTED) {
                        stayed.add(verdict);
                    }
                }
                after = token.id();
            }
        } while (tokens.size() == batch);
        return new MigrationResult(moved, left, stayed);
    }

    private Verdict applied(Token token) {
        Verdict verdict = verdict(token);
        if (verdict.target().isEmpty()) {
            return verdict;
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return move(token, verdict)
                        ? verdict
                        : staying(verdict, "it has moved on, or is not in the store any more");
            } catch (ConcurrentChangeException e) { // somebody works on it: look again
                continue;
            } catch (TicketNotFoundException e) {
                return staying(verdict, "there is no such ticket in the store");
            }
        }
        return staying(verdict, "others are changing it; apply the plan again");
    }

    private boolean move(Token token, Verdict verdict) {
        String stage = token.element();
        String target = verdict.target().orElseThrow();
        Place place = new Place(
                new Stage(stage, from.model().nodes().get(stage).name()), Optional.of(token.id()), from.definition());
        String words = "version " + from.number() + " -> " + to.number() + ", " + stage
                + (stage.equals(target) ? "" : " -> " + target);
        return diagrams.host()
                .migrate(
                        verdict.tenant(),
                        verdict.ticket(),
                        place,
                        words,
                        move -> diagrams.running().migrate(place, to.definition(), target, move));
    }

    private static Verdict staying(Verdict verdict, String reason) {
        return new Verdict(verdict.tenant(), verdict.ticket(), verdict.stage(), Optional.empty(), reason);
    }

    private static int size(int size, String name) {
        if (size < 1 || size > LARGEST_BATCH) {
            throw new IllegalArgumentException(name + " must be 1 to " + LARGEST_BATCH + ", not " + size);
        }
        return size;
    }
}
