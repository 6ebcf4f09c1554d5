package org.itsm4j.bpmn.internal.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.itsm4j.bpmn.internal.condition.Cases;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.Condition.Operand;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Reduction;
import org.itsm4j.bpmn.internal.diff.Reach.Barrier;
import org.itsm4j.bpmn.internal.model.Node;

/**
 * Tells to which states and ends a way leads that passes no approval or gate, where none did. It looks at all tickets, then
 * at those of which one or two facts are known and stay.
 */
final class PathDiff {
    /** Kinds of tickets that are looked at; fewer in a large diagram. */
    private static final int MOST_WORLDS = 200;

    private static final int WORK = 100_000;

    private final DiffSide before;
    private final DiffSide after;
    private final Changes changes;
    private final Map<String, List<Optional<Object>>> domains;
    private final List<Map<String, Optional<Object>>> worlds;

    PathDiff(DiffSide before, DiffSide after, Cases cases, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
        domains = domains(cases);
        worlds = worlds();
    }

    void compare() {
        new Losses(before, after, true).tell();
        new Losses(after, before, false).tell();
        before.law().gates().forEach(this::gate);
    }

    private Map<String, List<Optional<Object>>> domains(Cases cases) {
        List<Condition> leaves = new ArrayList<>();
        for (DiffSide side : List.of(before, after)) {
            side.conditions().stream()
                    .flatMap(condition -> Reduction.leaves(condition).stream())
                    .filter(leaf ->
                            leaf.names().stream().noneMatch(Set.of(Facts.ACTION, Facts.WAY, Facts.APPROVAL)::contains))
                    .forEach(leaves::add);
        }
        return new TreeMap<>(cases.domains(leaves));
    }

    /** All tickets, those of which one fact is known, and those of which two are, as many as there may be. */
    private List<Map<String, Optional<Object>>> worlds() {
        int flows = before.model().flows().size() + after.model().flows().size();
        int approvals = approvals(before).size() + approvals(after).size();
        int most = Math.min(MOST_WORLDS, WORK / (flows * Math.max(1, approvals)) + 1);
        List<Map.Entry<String, Optional<Object>>> known = new ArrayList<>();
        domains.forEach((name, values) -> values.stream()
                .sorted(Comparator.comparing(Object::toString)) // the same whichever diagram comes first
                .forEach(value -> known.add(Map.entry(name, value))));
        List<Map<String, Optional<Object>>> worlds = new ArrayList<>(List.of(Map.of()));
        known.stream().limit(most - 1L).forEach(one -> worlds.add(Map.ofEntries(one)));
        for (int i = 0; i < known.size() && worlds.size() < most; i++) {
            for (int j = i + 1; j < known.size() && worlds.size() < most; j++) {
                if (!known.get(i).getKey().equals(known.get(j).getKey())) {
                    worlds.add(Map.ofEntries(known.get(i), known.get(j)));
                }
            }
        }
        return worlds;
    }

    private static Set<String> approvals(DiffSide side) {
        Set<String> approvals = new TreeSet<>();
        side.stages().values().forEach(stage -> stage.approval().ifPresent(approvals::add));
        return approvals;
    }

    /** What was behind a barrier on one side and is not on the other. */
    private final class Losses {
        private final DiffSide from;
        private final DiffSide to;
        private final boolean lost;
        private final Set<String> approvals;
        private final Set<String> told = new LinkedHashSet<>();

        Losses(DiffSide from, DiffSide to, boolean lost) {
            this.from = from;
            this.to = to;
            this.lost = lost;
            approvals = approvals(from);
        }

        void tell() {
            for (Map<String, Optional<Object>> world : worlds) {
                Reach all = Reach.of(from, world, Barrier.NONE);
                for (String approval : approvals) {
                    Barrier barrier = Barrier.approval(approval);
                    tell(world, all, Reach.of(from, world, barrier), Reach.of(to, world, barrier), approval);
                }
                if (world.isEmpty()) {
                    from.law().gates().forEach(gate -> gate(all, gate));
                }
            }
        }

        private void tell(Map<String, Optional<Object>> world, Reach all, Reach around, Reach now, String approval) {
            Set<String> states = new LinkedHashSet<>(all.states());
            states.removeAll(around.states());
            for (Node.Stand stand : now.stands().values()) {
                boolean state = stand.state().filter(states::contains).isPresent();
                boolean itself =
                        all.stands().containsKey(stand.id()) && !around.stands().containsKey(stand.id());
                String byState = approval + " in " + stand.state().orElse("");
                String byId = approval + " at " + stand.id();
                if ((state || itself) && !told.contains(byState) && told.add(byId)) {
                    told.add(state ? byState : byId);
                    approval(approval, stand, when(world), now.way(stand.id()));
                }
            }
        }

        private void approval(String approval, Node.Stand stand, String when, String way) {
            String name = ConditionWords.value(approval);
            changes.add(
                    lost ? ChangeKind.APPROVAL_LOST : ChangeKind.APPROVAL_ADDED,
                    lost
                            ? "a ticket can now come to " + to.name(stand.id()) + " without the approval " + name + when
                                    + ": " + way
                            : "a ticket can no longer come to " + to.name(stand.id()) + " without the approval " + name
                                    + when + ", as before: " + way,
                    stand.id());
        }

        private void gate(Reach all, Law.Gate gate) {
            Barrier barrier = Barrier.state(gate.pass());
            Reach around = Reach.of(from, Map.of(), barrier);
            Reach now = Reach.of(to, Map.of(), barrier);
            if (all.states().contains(gate.guarded()) && !around.states().contains(gate.guarded())) {
                now.stands().values().stream()
                        .filter(stand -> stand.state().equals(Optional.of(gate.guarded())))
                        .findFirst()
                        .ifPresent(stand -> changes.add(
                                lost ? ChangeKind.GATE_LOST : ChangeKind.GATE_KEPT,
                                "a ticket can " + (lost ? "now" : "no longer") + " come to " + to.name(stand.id())
                                        + " without passing " + gate.pass() + (lost ? ": " : ", as before: ")
                                        + now.way(stand.id()),
                                stand.id()));
            }
        }
    }

    /** {@code , when category is security}. */
    private String when(Map<String, Optional<Object>> world) {
        List<Condition> parts = new ArrayList<>();
        new TreeMap<>(world).forEach((name, value) -> {
            Operand fact = new Operand.Name(name);
            parts.add(value.<Condition>map(it -> new Condition.In(fact, List.of(new Operand.Literal(it))))
                    .orElseGet(() -> new Condition.Not(new Condition.In(fact, named(name)))));
        });
        return parts.isEmpty() ? "" : ", when " + ConditionWords.of(Reduction.and(parts));
    }

    private List<Operand.Literal> named(String fact) {
        return domains.getOrDefault(fact, List.of()).stream()
                .flatMap(Optional::stream)
                .map(Operand.Literal::new)
                .toList();
    }

    private void gate(Law.Gate gate) {
        Map<String, String> was = passing(before, gate);
        Map<String, String> is = passing(after, gate);
        if (!was.keySet().equals(is.keySet())) {
            Set<String> different = new LinkedHashSet<>(was.keySet());
            different.addAll(is.keySet());
            different.removeIf(id -> was.containsKey(id) && is.containsKey(id));
            changes.add(
                    ChangeKind.GATE_STAGES,
                    "on the way to " + gate.guarded() + ", " + gate.pass() + " is now passed at " + stages(is)
                            + "; before at " + stages(was),
                    new TreeSet<>(different).toArray(String[]::new));
        }
    }

    private static String stages(Map<String, String> stages) {
        return stages.isEmpty() ? "no stage" : DiffWords.list(List.copyOf(stages.values()));
    }

    private static Map<String, String> passing(DiffSide side, Law.Gate gate) {
        Map<String, String> passing = new LinkedHashMap<>();
        side.stages().values().stream()
                .filter(stage -> stage.state().equals(Optional.of(gate.pass())))
                .filter(stage -> Reach.from(side, stage).states().contains(gate.guarded()))
                .forEach(stage -> passing.put(stage.id(), side.name(stage.id())));
        return passing;
    }
}
