package org.itsm4j.bpmn.internal.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Ways;

/** Where tickets can come in a diagram, as far as some facts of theirs are known, around what is barred. */
final class Reach {
    /** What a way must not pass: stages, or the decision of an approval. */
    record Barrier(Predicate<Node.Stand> stands, Optional<String> approval) {
        static final Barrier NONE = new Barrier(stand -> false, Optional.empty());

        static Barrier approval(String name) {
            return new Barrier(stand -> false, Optional.of(name));
        }

        static Barrier state(String state) {
            return new Barrier(stand -> stand.state().equals(Optional.of(state)), Optional.empty());
        }
    }

    /** What a decision is as long as it is not a yes, as conditions read it. */
    private static final List<String> NOT_APPROVED = Stream.of(ApprovalOutcome.values())
            .filter(outcome -> outcome != ApprovalOutcome.APPROVED)
            .map(Enum::name)
            .toList();

    private record Hop(String by, Node.Stand from) {}

    private final DiffSide side;
    private final Ways ways;
    private final Map<String, Optional<Object>> world;
    private final Barrier barrier;
    private final Map<String, Node.Stand> found = new LinkedHashMap<>();
    private final Map<String, Hop> hops = new LinkedHashMap<>();
    private final Deque<Node.Stand> next = new ArrayDeque<>();

    private Reach(DiffSide side, Map<String, Optional<Object>> world, Barrier barrier) {
        this.side = side;
        this.world = world;
        this.barrier = barrier;
        ways = new Ways(side.model());
    }

    /** From the start. */
    static Reach of(DiffSide side, Map<String, Optional<Object>> world, Barrier barrier) {
        Reach reach = new Reach(side, world, barrier);
        side.law()
                .creations()
                .forEach(action -> reach.leave(side.model().start(), action, Optional.empty(), Optional.empty()));
        reach.walk();
        return reach;
    }

    /** From a stage. */
    static Reach from(DiffSide side, Node.Stage stage) {
        Reach reach = new Reach(side, Map.of(), Barrier.NONE);
        reach.next.add(stage);
        reach.walk();
        return reach;
    }

    private void walk() {
        while (!next.isEmpty()) {
            if (next.poll() instanceof Node.Stage stage) {
                for (String action : side.law().actions(stage.state())) {
                    if (barrier.approval().isPresent() && stage.approval().equals(barrier.approval())) {
                        NOT_APPROVED.forEach(outcome -> leave(stage, action, Optional.of(outcome), Optional.of(stage)));
                    } else {
                        leave(stage, action, Optional.empty(), Optional.of(stage));
                    }
                }
                side.model().timers(stage.id()).stream()
                        .filter(Node.Timer::interrupts)
                        .forEach(
                                timer -> leave(timer, timer.action().orElse(""), Optional.empty(), Optional.of(stage)));
            }
        }
    }

    private void leave(Node from, String action, Optional<Object> approval, Optional<Node.Stage> stage) {
        Facts facts = name -> name.equals(Facts.ACTION)
                ? new Facts.Reading(true, Optional.of(action))
                : name.equals(Facts.APPROVAL)
                        ? new Facts.Reading(approval.isPresent(), approval)
                        : new Facts.Reading(world.containsKey(name), world.getOrDefault(name, Optional.empty()));
        for (Flow flow : ways.open(from, facts)) {
            for (Node.Stand target : ways.targets(flow, facts)) {
                if (!barrier.stands().test(target) && found.putIfAbsent(target.id(), target) == null) {
                    next.add(target);
                    stage.ifPresent(it -> hops.put(target.id(), new Hop(by(from, action), it)));
                }
            }
        }
    }

    private String by(Node from, String action) {
        return (from instanceof Node.Timer ? "the timer " + side.name(from.id()) : Quote.of(action));
    }

    /** Stages and ends that can be reached, by id, the nearest first. */
    Map<String, Node.Stand> stands() {
        return found;
    }

    Set<String> states() {
        Set<String> states = new LinkedHashSet<>();
        found.values().forEach(stand -> stand.state().ifPresent(states::add));
        return states;
    }

    /** The shortest way to one of them: {@code New, start to In progress, resolve to Resolved}. */
    String way(String id) {
        List<String> way = new ArrayList<>();
        String at = id;
        for (Hop hop = hops.get(id); hop != null; hop = hops.get(at)) {
            way.add(0, hop.by() + " to " + side.name(at));
            at = hop.from().id();
        }
        way.add(0, side.name(at));
        return String.join(", ", way);
    }
}
