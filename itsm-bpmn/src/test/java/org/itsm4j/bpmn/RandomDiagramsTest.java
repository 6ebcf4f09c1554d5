package org.itsm4j.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small random diagrams: for each rule, the check names the elements that brute force finds, and no other. */
class RandomDiagramsTest {
    private static final long SEED = Long.getLong("itsm.seed", 20260304);

    private enum State {
        OPEN,
        WORK,
        CHECKED,
        DONE,
        DROPPED
    }

    private enum Action {
        CREATE,
        BEGIN,
        VERIFY,
        FINISH,
        DROP,
        NEXT,
        NOTE
    }

    private enum Size {
        S,
        M,
        L
    }

    private static final Contract<State, Action> CONTRACT = Contract.named("parcel", State.class, Action.class)
            .creates(Action.CREATE, State.OPEN)
            .who(Role.REQUESTER)
            .effect("begins")
            .from(State.OPEN)
            .by(Action.BEGIN, State.WORK)
            .who(Role.AGENT)
            .effect("is worked on")
            .from(State.OPEN, State.WORK)
            .by(Action.VERIFY, State.CHECKED)
            .who(Role.AGENT, Role.SYSTEM)
            .effect("is checked")
            .from(State.WORK, State.CHECKED)
            .by(Action.FINISH, State.DONE) // from WORK the gate forbids it, unless it was checked before
            .who(Role.AGENT, Role.SYSTEM)
            .effect("is done")
            .from(State.CHECKED)
            .by(Action.BEGIN, State.WORK)
            .who(Role.AGENT)
            .effect("back to work")
            .from(State.OPEN, State.WORK, State.CHECKED)
            .by(Action.DROP, State.DROPPED)
            .who(Role.AGENT)
            .effect("is dropped")
            .from(State.OPEN, State.WORK, State.CHECKED)
            .advance(Action.NEXT)
            .who(Role.AGENT, Role.SYSTEM)
            .effect("the next stage")
            .from(State.OPEN, State.WORK)
            .stay(Action.NOTE)
            .who(Role.AGENT)
            .effect("a note")
            .optional(State.WORK)
            .gate(State.CHECKED, State.DONE)
            .fact("size", Size.class, "how big it is")
            .fact("express", Boolean.class, "whether it is urgent")
            .fact("fragile", Boolean.class, "whether it breaks")
            .fact("town", String.class, "where it goes")
            .fact("weight", Integer.class, "in kilograms")
            .build();
    private static final Terms TERMS = Terms.of(CONTRACT);
    private static final DiagramCheck CHECK = DiagramCheck.of(TERMS);
    /** With one of these there is no graph that could be walked. */
    private static final Set<String> UNWALKABLE = Set.of("no-start", "several-starts", "condition");

    @Test
    void getTheVerdictsOfBruteForce() {
        prove(Integer.getInteger("itsm.n", 1_000), SEED);
    }

    @Test
    @Tag("slow")
    void getTheVerdictsOfBruteForceManyTimes() {
        for (int round = 1; round <= Integer.getInteger("itsm.rounds", 10); round++) {
            prove(10_000, SEED + round);
        }
    }

    private static void prove(int count, long seed) {
        Map<String, Integer> seen = new TreeMap<>();
        IntStream.range(0, count).parallel().forEach(i -> {
            String text = diagram(new Random(seed * 1_000_003 + i));
            Set<String> rules;
            try {
                rules = prove(text.getBytes(StandardCharsets.UTF_8));
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", diagram " + i + ":\n" + text, e);
            }
            synchronized (seen) {
                rules.forEach(rule -> seen.merge(rule, 1, Integer::sum));
            }
        });
        assertThat(seen.keySet())
                .as("seed %s", seed)
                .contains(
                        "accepted",
                        "no-way-in",
                        "cycle-without-wait",
                        "stuck",
                        "gate",
                        "illegal-transition",
                        "start-state",
                        "never",
                        "overlap",
                        "warning overlap",
                        "no-default-flow",
                        "transition-missing",
                        "state-missing",
                        "timer-action",
                        "warning partial");
        seen.remove("no-way-out"); // hardly ever
        assertThat(seen.values()).as("seed %s: %s", seed, seen).allMatch(it -> it > count / 1_000);
        assertThat(seen.get("accepted")).as("seed %s: %s", seed, seen).isGreaterThan(count / 20);
    }

    private static Set<String> prove(byte[] file) {
        List<Finding> findings = CHECK.check(file);
        Walker walker = new Walker(file, TERMS, JUDGED);
        compare(findings, "no-way-in", noWayIn(walker));
        circles(findings, walker);
        compare(findings, "no-default-flow", noDefault(walker));
        compare(findings, "state-missing", statesMissing(walker));
        if (findings.stream().map(Finding::rule).noneMatch(UNWALKABLE::contains)) {
            compare(findings, "start-state", startState(walker));
            compare(findings, "never", never(walker));
            compare(findings, "illegal-transition", illegal(walker));
            compare(findings, "timer-action", timers(walker));
            compare(findings, "transition-missing", missing(walker));
            compare(findings, "stuck", stuck(walker));
            assertThat(elements(findings, "gate").isEmpty()).as("gate").isEqualTo(!passesBy(walker));
            overlaps(findings, walker);
            partial(findings, walker);
        }
        Set<String> rules = findings.stream()
                .map(it -> (it.isError() ? "" : "warning ") + it.rule())
                .collect(Collectors.toCollection(TreeSet::new));
        if (findings.stream().noneMatch(Finding::isError)) {
            rules.add("accepted");
            assertThat(walker.wrongs()).isEmpty();
        }
        return rules;
    }

    private static void compare(List<Finding> findings, String rule, Set<String> expected) {
        Set<String> found = elements(findings, rule);
        assertThat(expected).as(rule + " of %s", findings).containsAll(found);
        boolean cut = findings.stream().filter(it -> it.rule().equals(rule)).count() >= 20;
        if (!cut) {
            assertThat(found).as(rule + " of %s", findings).isEqualTo(expected);
        }
    }

    private static Set<String> elements(List<Finding> findings, String rule) {
        return findings.stream()
                .filter(it -> it.rule().equals(rule) && it.isError())
                .map(Finding::element)
                .collect(Collectors.toSet());
    }

    // ---- by brute force

    private static Set<String> noWayIn(Walker walker) {
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(walker.start().id()));
        while (!next.isEmpty()) {
            String at = next.remove(0);
            if (reached.add(at)) {
                walker.out(at).forEach(it -> next.add(it.to()));
                walker.bells(at).forEach(it -> next.add(it.id()));
            }
        }
        Set<String> left = new HashSet<>(walker.boxes.keySet());
        left.addAll(walker.bells.keySet());
        left.removeAll(reached);
        return left;
    }

    /** One that reports a circle has a choice of elements on it; each circle must have one reported. */
    private static void circles(List<Finding> findings, Walker walker) {
        Set<String> reported = elements(findings, "cycle-without-wait");
        for (Walker.Box box : walker.boxes.values()) {
            if (onCircle(walker, box.id(), Set.of())) {
                assertThat(onCircle(walker, box.id(), reported))
                        .as("a circle left at %s", box)
                        .isFalse();
            } else {
                assertThat(reported).doesNotContain(box.id());
            }
        }
    }

    private static boolean onCircle(Walker walker, String start, Set<String> without) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(start));
        while (!next.isEmpty()) {
            String at = next.remove(0);
            if (walker.boxes.get(at).waits() || without.contains(at)) {
                continue;
            }
            for (Walker.Arrow arrow : walker.out(at)) {
                if (arrow.to().equals(start)) {
                    return true;
                }
                if (seen.add(arrow.to())) {
                    next.add(arrow.to());
                }
            }
        }
        return false;
    }

    private static Set<String> noDefault(Walker walker) {
        return gateways(walker)
                .filter(it -> it.standard().isEmpty() && walker.out(it.id()).size() > 1)
                .filter(it -> noneHolds(walker, conditions(walker.out(it.id())), null))
                .map(Walker.Box::id)
                .collect(Collectors.toSet());
    }

    private static java.util.stream.Stream<Walker.Box> gateways(Walker walker) {
        return walker.boxes.values().stream().filter(it -> it.kind().equals("exclusiveGateway"));
    }

    private static List<String> conditions(List<Walker.Arrow> arrows) {
        return arrows.stream()
                .map(Walker.Arrow::condition)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Set<String> statesMissing(Walker walker) {
        Set<String> there =
                walker.boxes.values().stream().map(Walker.Box::state).collect(Collectors.toSet());
        return there.containsAll(Set.of("OPEN", "CHECKED", "DONE", "DROPPED")) ? Set.of() : Set.of("");
    }

    private static Set<String> startState(Walker walker) {
        return walker.out(walker.start().id()).stream()
                .filter(arrow -> walker.targets(arrow.to(), "create").stream()
                        .anyMatch(it -> !state(walker, it).equals("OPEN")))
                .map(Walker.Arrow::id)
                .collect(Collectors.toSet());
    }

    private static String state(Walker walker, String stage) {
        return walker.boxes.get(stage).state();
    }

    private static Set<String> never(Walker walker) {
        Set<String> never = new HashSet<>();
        for (Walker.Box box : walker.boxes.values()) {
            if (box.waits() || box.kind().equals("exclusiveGateway")) {
                Set<String> arriving = box.waits() ? Set.of() : walker.arriving(box.id());
                Collection<String> actions = arriving.isEmpty() ? walker.actions() : arriving;
                walker.out(box.id()).stream()
                        .filter(arrow -> actions.stream().noneMatch(action -> walker.canHold(arrow, action)))
                        .forEach(arrow -> never.add(arrow.id()));
            }
        }
        return never;
    }

    private static Set<String> illegal(Walker walker) {
        Set<String> illegal = new HashSet<>();
        for (Walker.Box stage : walker.stages()) {
            for (String action : walker.actions()) {
                for (Walker.Arrow arrow : walker.open(stage.id(), action)) {
                    if (leadsAstray(walker, stage, action, arrow)) {
                        illegal.add(arrow.id());
                    }
                }
            }
            for (Walker.Bell bell : walker.bells(stage.id())) {
                for (Walker.Arrow arrow : walker.out(bell.id())) {
                    if (bell.interrupts()
                            && isSystem(stage, bell)
                            && leadsAstray(walker, stage, bell.action(), arrow)) {
                        illegal.add(arrow.id());
                    }
                }
            }
        }
        return illegal;
    }

    private static boolean leadsAstray(Walker walker, Walker.Box stage, String action, Walker.Arrow arrow) {
        return walker.targets(arrow.to(), action).stream()
                .anyMatch(it -> !walker.isRow(stage.state(), action, state(walker, it)));
    }

    private static boolean isSystem(Walker.Box stage, Walker.Bell bell) {
        return CONTRACT.transitions().stream()
                .anyMatch(row -> row.moves()
                        && row.from().map(Enum::name).equals(Optional.of(stage.state()))
                        && Labels.of(row.action()).equals(bell.action())
                        && row.who().contains(Role.SYSTEM));
    }

    private static Set<String> timers(Walker walker) {
        return walker.bells.values().stream()
                .filter(bell -> !isSystem(walker.boxes.get(bell.stage()), bell))
                .map(Walker.Bell::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> missing(Walker walker) {
        Set<String> missing = new HashSet<>();
        CONTRACT.transitions().stream()
                .filter(row -> row.moves() && row.from().isPresent() && row.action() != Action.NEXT)
                .filter(row -> row.to() != State.WORK)
                .forEach(row -> {
                    List<Walker.Box> from = walker.stages().stream()
                            .filter(it -> it.state().equals(row.from().get().name()))
                            .toList();
                    String action = Labels.of(row.action());
                    boolean drawn = from.stream()
                            .flatMap(it -> walker.open(it.id(), action).stream())
                            .flatMap(arrow -> walker.targets(arrow.to(), action).stream())
                            .anyMatch(it -> state(walker, it).equals(row.to().name()));
                    if (!from.isEmpty() && !drawn) {
                        missing.add(from.get(0).id());
                    }
                });
        return missing;
    }

    private static Set<String> stuck(Walker walker) {
        return walker.stages().stream()
                .map(Walker.Box::id)
                .filter(stage -> {
                    Set<String> reached = new LinkedHashSet<>();
                    List<String> next = new ArrayList<>(List.of(stage));
                    while (!next.isEmpty()) {
                        next(walker, next.remove(0)).stream()
                                .filter(reached::add)
                                .forEach(next::add);
                    }
                    return reached.stream()
                            .noneMatch(it -> walker.boxes.get(it).kind().equals("endEvent"));
                })
                .collect(Collectors.toSet());
    }

    private static Set<String> next(Walker walker, String stage) {
        Set<String> next = new LinkedHashSet<>();
        if (walker.boxes.get(stage).waits()) {
            for (String action : walker.actions()) {
                walker.open(stage, action).forEach(arrow -> next.addAll(walker.targets(arrow.to(), action)));
            }
            for (Walker.Bell bell : walker.bells(stage)) {
                walker.out(bell.id()).forEach(arrow -> next.addAll(walker.targets(arrow.to(), bell.action())));
            }
        }
        return next;
    }

    /** Along the lines that are drawn, whatever is written on them. */
    private static boolean passesBy(Walker walker) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(walker.start().id()));
        while (!next.isEmpty()) {
            String at = next.remove(0);
            boolean bell = walker.bells.containsKey(at);
            if (!seen.add(at) || !bell && state(walker, at).equals("CHECKED")) {
                continue;
            }
            if (!bell && state(walker, at).equals("DONE")) {
                return true;
            }
            walker.out(at).forEach(it -> next.add(it.to()));
            walker.bells(at).forEach(it -> next.add(it.id()));
        }
        return false;
    }

    private static void overlaps(List<Finding> findings, Walker walker) {
        Set<String> certain = new HashSet<>();
        Set<String> possible = new HashSet<>();
        for (Walker.Box stage : walker.stages()) {
            for (String action : walker.actions()) {
                List<Walker.Arrow> out = walker.out(stage.id());
                if (out.stream().filter(it -> walker.isCertain(it, action)).count() > 1) {
                    certain.add(stage.id());
                } else if (together(walker, out, action)) {
                    possible.add(stage.id());
                }
            }
        }
        gateways(walker)
                .filter(it -> together(walker, walker.out(it.id()), null))
                .forEach(it -> possible.add(it.id()));
        compare(findings, "overlap", certain);
        assertThat(findings.stream()
                        .filter(it -> it.rule().equals("overlap") && !it.isError())
                        .map(Finding::element)
                        .collect(Collectors.toSet()))
                .as("overlap, as a warning")
                .isEqualTo(possible);
    }

    private static final Map<String, boolean[]> JUDGED = new ConcurrentHashMap<>();
    private static final Map<List<String>, Boolean> TOGETHER = new ConcurrentHashMap<>();

    private static boolean together(Walker walker, List<Walker.Arrow> out, String action) {
        for (int i = 0; i < out.size(); i++) {
            for (int j = i + 1; j < out.size(); j++) {
                String one = out.get(i).condition();
                String other = out.get(j).condition();
                if (one != null && other != null && together(walker, one, other, action)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean together(Walker walker, String one, String other, String action) {
        return TOGETHER.computeIfAbsent(List.of(one, other, String.valueOf(action)), key -> {
            Naive first = Naive.of(one);
            Naive second = Naive.of(other);
            return walker.facts(List.of(one, other), action).stream()
                    .anyMatch(facts -> first.holds(facts) && second.holds(facts));
        });
    }

    private static final Map<List<String>, Boolean> NONE = new ConcurrentHashMap<>();

    /** Whether for some facts none of the conditions holds. */
    private static boolean noneHolds(Walker walker, List<String> conditions, String action) {
        List<String> question = new ArrayList<>(conditions);
        question.add(String.valueOf(action));
        return NONE.computeIfAbsent(question, key -> {
            List<Naive> naive = conditions.stream().map(Naive::of).toList();
            return walker.facts(conditions, action).stream()
                    .anyMatch(facts -> naive.stream().noneMatch(one -> one.holds(facts)));
        });
    }

    private static void partial(List<Finding> findings, Walker walker) {
        Set<String> partial = new HashSet<>();
        Set<String> missing = missing(walker);
        for (Walker.Box stage : walker.stages()) {
            for (Action action : Set.of(Action.VERIFY, Action.FINISH, Action.DROP)) {
                List<String> conditions = conditions(walker.open(stage.id(), Labels.of(action)));
                boolean row = CONTRACT.transitions().stream()
                        .anyMatch(it -> it.action() == action
                                && it.to() != State.WORK
                                && it.from().map(Enum::name).equals(Optional.of(stage.state())));
                if (row && !conditions.isEmpty() && noneHolds(walker, conditions, Labels.of(action))) {
                    partial.add(stage.id());
                }
            }
        }
        Set<String> warned = findings.stream()
                .filter(it -> it.rule().equals("partial"))
                .map(Finding::element)
                .collect(Collectors.toSet());
        assertThat(partial).as("partial").containsAll(warned);
        if (missing.isEmpty()) { // what is missing altogether is not called partial too
            assertThat(warned).as("partial").isEqualTo(partial);
        }
    }

    // ---- drawing

    /** Each fact stands once in a condition and can make it true and false, so that looking at it alone says all. */
    private static final List<String> ATOMS = List.of(
            "size == 'S'",
            "size in ('M', 'L')",
            "express",
            "not fragile",
            "fragile == true",
            "town == 'Oslo'",
            "town not in ('Oslo', 'Bonn')",
            "weight > 10",
            "weight <= 5",
            "weight in (1, 2)");

    private final StringBuilder text = new StringBuilder(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:itsm='http://itsm4j.org/bpmn'"
                    + " targetNamespace='t'><process id='itsm-parcel' isExecutable='true'><startEvent id='start'/>\n");

    private static String diagram(Random random) {
        return new RandomDiagramsTest().draw(random, random.nextInt(2) == 0);
    }

    /** A tame one is lawful but for a thing or two; the id of each node tells the state that it should lead to. */
    private String draw(Random random, boolean tame) {
        List<State> states = new ArrayList<>(List.of(State.OPEN, State.CHECKED));
        if (random.nextInt(3) > 0) {
            states.add(State.WORK);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            states.add(pick(List.of(State.OPEN, State.WORK, State.CHECKED), random));
        }
        if (!tame && random.nextInt(10) == 0) {
            states.remove(random.nextInt(states.size()));
        }
        List<String> stages = new ArrayList<>();
        for (State state : states) {
            stages.add(state + "-" + stages.size());
            text.append("<userTask id='" + stages.get(stages.size() - 1) + "'>" + marker(state) + "</userTask>\n");
        }
        List<String> gateways = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> pick(List.of(State.DONE, State.DROPPED, State.CHECKED), random) + "-g" + i)
                .toList();
        text.append("<endEvent id='DONE-e'>" + marker(State.DONE) + "</endEvent>\n");
        text.append("<endEvent id='DROPPED-e'>" + marker(State.DROPPED) + "</endEvent>\n");
        List<String> stands = new ArrayList<>(stages);
        stands.addAll(List.of("DONE-e", "DROPPED-e"));
        List<String> targets = new ArrayList<>(stands);
        targets.addAll(gateways);
        flow("start", !tame && random.nextInt(5) == 0 ? pick(targets, random) : stages.get(0), null);
        boolean open = !tame || random.nextInt(4) == 0;
        stages.forEach(stage -> leave(stage, targets, open, tame, random));
        gateways.forEach(gateway -> choose(gateway, tame ? stands : targets, tame, random));
        if (random.nextInt(3) == 0) {
            timer(pick(stages, random), targets, tame, random);
        }
        return text.append("</process></definitions>").toString();
    }

    private void timer(String host, List<String> targets, boolean tame, Random random) {
        String action = tame ? "next" : pick(List.of("verify", "finish", "next", "drop"), random);
        String state = host.substring(0, host.indexOf('-'));
        text.append("<boundaryEvent id='timer' attachedToRef='" + host + "'><extensionElements><itsm:timer action='"
                + action
                + "'/></extensionElements><timerEventDefinition><timeDuration>PT1H</timeDuration>"
                + "</timerEventDefinition></boundaryEvent>\n");
        flow("timer", pick(tame ? fit(targets, state) : targets, random), null);
    }

    private static List<String> fit(List<String> targets, String state) {
        List<String> fit =
                targets.stream().filter(it -> it.startsWith(state + "-")).toList();
        return fit.isEmpty() ? targets : fit;
    }

    private static String marker(State state) {
        return "<extensionElements><itsm:stage state='" + state + "'/></extensionElements>";
    }

    /** For most rows of the contract a flow, mostly to where it belongs. */
    private void leave(String stage, List<String> targets, boolean open, boolean tame, Random random) {
        State from = State.valueOf(stage.substring(0, stage.indexOf('-')));
        CONTRACT.transitions().stream()
                .filter(row -> row.moves() && row.from().equals(Optional.of(from)))
                .filter(row -> open || !(from == State.OPEN && row.to() == State.WORK))
                .filter(row -> row.to() != State.WORK || targets.stream().anyMatch(it -> it.startsWith("WORK")))
                .filter(row -> tame || random.nextInt(12) > 0)
                .forEach(row -> {
                    boolean right = tame || random.nextInt(12) > 0;
                    String target = pick(right ? fit(targets, row.to().name()) : targets, random);
                    String other = pick(right ? fit(targets, row.to().name()) : targets, random);
                    String action = "action == '" + Labels.of(row.action()) + "'";
                    if (random.nextInt(6) == 0) {
                        String atom = pick(ATOMS, random);
                        flow(stage, target, "(" + action + ") and " + atom);
                        flow(
                                stage,
                                other,
                                action + " and not (" + (random.nextInt(4) > 0 ? atom : pick(ATOMS, random)) + ")");
                    } else if (!tame && random.nextInt(40) == 0) {
                        flow(stage, target, "not (" + action + ")");
                    } else if (!tame && random.nextInt(40) == 0) {
                        flow(stage, target, action + " and action == 'note'");
                    } else {
                        flow(stage, target, action);
                    }
                });
    }

    private void choose(String gateway, List<String> targets, boolean tame, Random random) {
        List<String> conditions = new ArrayList<>();
        switch (random.nextInt(5)) {
            case 0 -> conditions.addAll(List.of("size == 'S'", "size in ('M', 'L')"));
            case 1 -> conditions.addAll(List.of("express", "not express"));
            case 2 ->
                conditions.addAll(List.of(
                        "action in ('drop', 'finish')",
                        "action in ('begin', 'create')",
                        "action in ('next', 'verify', 'note')"));
            default -> {
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    conditions.add(pick(ATOMS, random));
                }
            }
        }
        boolean standard = random.nextInt(3) > 0;
        text.append("<exclusiveGateway id='" + gateway + "'"
                + (standard ? " default='f" + (flows + conditions.size()) + "'" : "") + "/>\n");
        List<String> fit = tame ? fit(targets, gateway.substring(0, gateway.indexOf('-'))) : targets;
        conditions.forEach(condition -> flow(gateway, pick(fit, random), condition));
        if (standard) {
            flow(gateway, pick(fit, random), null);
        }
    }

    private int flows;

    private void flow(String from, String to, String condition) {
        text.append("<sequenceFlow id='f" + flows++ + "' sourceRef='" + from + "' targetRef='" + to + "'>")
                .append(
                        condition == null
                                ? ""
                                : "<conditionExpression>${" + condition.replace("<", "&lt;")
                                        + "}</conditionExpression>")
                .append("</sequenceFlow>\n");
    }

    private static <T> T pick(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
