package org.itsm4j.bpmn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Gate;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Walks a diagram by brute force, with nothing of the check in it: the file is read with the DOM of the JDK, conditions are
 * evaluated by {@link Naive}, and facts are tried one combination after the other. Not thread-safe.
 */
final class Walker {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String ITSM = "http://itsm4j.org/bpmn";
    private static final int COMBINATIONS = 2_000;

    /** A node: its kind is the name of its BPMN element. */
    record Box(String id, String kind, String state, boolean async, String standard, boolean approval) {
        boolean stands() {
            return kind.equals("userTask") || kind.equals("subProcess") || kind.equals("endEvent");
        }

        boolean waits() {
            return kind.equals("userTask") || kind.equals("subProcess");
        }
    }

    private enum Decision {
        PENDING,
        APPROVED,
        REJECTED
    }

    record Arrow(String id, String from, String to, String condition) {}

    record Bell(String id, String stage, boolean interrupts, String action) {}

    /** That an action, given at a stage by a flow, can lead to another stage. */
    record Step(String stage, String action, String flow, String target) {}

    final Map<String, Box> boxes = new LinkedHashMap<>();
    final List<Arrow> arrows = new ArrayList<>();
    final Map<String, Bell> bells = new LinkedHashMap<>();
    private final Map<String, List<Arrow>> out = new HashMap<>();
    private final Map<String, Class<?>> types = new HashMap<>();
    private final Set<String> maybeAbsent = new HashSet<>();
    private final Map<String, Naive> parsed = new HashMap<>();
    private final Map<String, boolean[]> judged;
    private final Contract<?, ?> contract;
    private final List<String> actions;

    Walker(byte[] file, Terms terms) {
        this(file, terms, new HashMap<>());
    }

    /**
     * @param judged what {@link #judge} has found with the same terms before
     */
    Walker(byte[] file, Terms terms, Map<String, boolean[]> judged) {
        this.judged = judged;
        contract = terms.contract();
        actions = contract.actions().stream().map(it -> Labels.of((Enum<?>) it)).toList();
        contract.facts().forEach(fact -> types.put(fact.name(), fact.type()));
        maybeAbsent.add("mergedFrom");
        terms.facts().forEach(fact -> {
            if (types.put(fact.name(), fact.type()) == null) {
                maybeAbsent.add(fact.name());
            }
        });
        types.put("way", String.class);
        types.put("approval", Decision.class);
        read(document(file));
    }

    private static final ThreadLocal<DocumentBuilder> BUILDERS = ThreadLocal.withInitial(Walker::builder);

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            return factory.newDocumentBuilder();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Document document(byte[] file) {
        try {
            return BUILDERS.get().parse(new ByteArrayInputStream(file));
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void read(Document document) {
        Element process =
                (Element) document.getElementsByTagNameNS(BPMN, "process").item(0);
        for (Element element : children(process)) {
            String id = element.getAttribute("id");
            switch (element.getLocalName()) {
                case "sequenceFlow" ->
                    arrows.add(new Arrow(
                            id,
                            element.getAttribute("sourceRef"),
                            element.getAttribute("targetRef"),
                            condition(element)));
                case "boundaryEvent" ->
                    bells.put(
                            id,
                            new Bell(
                                    id,
                                    element.getAttribute("attachedToRef"),
                                    !element.getAttribute("cancelActivity").equals("false"),
                                    marker(element, "timer", "action")));
                case "startEvent",
                        "endEvent",
                        "userTask",
                        "subProcess",
                        "serviceTask",
                        "exclusiveGateway",
                        "parallelGateway" ->
                    boxes.put(
                            id,
                            new Box(
                                    id,
                                    element.getLocalName(),
                                    marker(element, "stage", "state"),
                                    isAsync(element),
                                    element.getAttribute("default"),
                                    !marker(element, "approval", "name").isEmpty()));
                default -> {
                    // artifacts lead nowhere
                }
            }
        }
        arrows.forEach(
                it -> out.computeIfAbsent(it.from(), key -> new ArrayList<>()).add(it));
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static String condition(Element flow) {
        return children(flow).stream()
                .filter(it -> it.getLocalName().equals("conditionExpression"))
                .map(it -> it.getTextContent().strip())
                .findFirst()
                .orElse(null);
    }

    private static String marker(Element element, String name, String attribute) {
        return children(element).stream()
                .filter(it -> it.getLocalName().equals("extensionElements"))
                .flatMap(it -> children(it).stream())
                .filter(it ->
                        ITSM.equals(it.getNamespaceURI()) && it.getLocalName().equals(name))
                .map(it -> it.getAttribute(attribute))
                .findFirst()
                .orElse("");
    }

    private static boolean isAsync(Element element) {
        for (String vendor :
                List.of("http://flowable.org/bpmn", "http://activiti.org/bpmn", "http://camunda.org/schema/1.0/bpmn")) {
            if (element.getAttributeNS(vendor, "async").equals("true")
                    || element.getAttributeNS(vendor, "asyncBefore").equals("true")) {
                return true;
            }
        }
        return false;
    }

    List<Arrow> out(String id) {
        return out.getOrDefault(id, List.of());
    }

    Box start() {
        return boxes.values().stream()
                .filter(it -> it.kind().equals("startEvent"))
                .findFirst()
                .orElseThrow();
    }

    List<Box> stages() {
        return boxes.values().stream().filter(Box::waits).toList();
    }

    List<Bell> bells(String stage) {
        return bells.values().stream().filter(it -> it.stage().equals(stage)).toList();
    }

    List<String> actions() {
        return actions;
    }

    private Naive naive(String condition) {
        return parsed.computeIfAbsent(condition, Naive::of);
    }

    // ---- facts

    private List<Object> domain(String name, Collection<Object> values) {
        if (name.equals("action")) {
            return List.copyOf(actions);
        }
        Class<?> type = types.getOrDefault(name, Object.class);
        Set<Object> domain = new LinkedHashSet<>();
        if (type.isEnum()) {
            Arrays.stream(type.getEnumConstants()).forEach(it -> domain.add(((Enum<?>) it).name()));
        } else if (type == Boolean.class) {
            domain.addAll(List.of(true, false));
        } else if (type == Duration.class) {
            domain.addAll(List.of(Duration.ofHours(1), Duration.ofHours(2)));
        } else {
            values.forEach(value -> near(type, value, values, domain));
            domain.add(type == String.class || type == Object.class ? "something else" : new BigDecimal("123456"));
        }
        List<Object> all = new ArrayList<>(domain);
        if (!(type.isEnum() || type == Boolean.class) || maybeAbsent.contains(name)) {
            all.add(null);
        }
        return all;
    }

    private static void near(Class<?> type, Object value, Collection<Object> others, Set<Object> domain) {
        if (value instanceof BigDecimal number && type != String.class) {
            BigDecimal floor = number.setScale(0, RoundingMode.FLOOR);
            for (int i = -1; i <= 2; i++) {
                domain.add(floor.add(BigDecimal.valueOf(i)));
            }
            if (type != Integer.class) {
                domain.add(number);
                others.stream()
                        .filter(BigDecimal.class::isInstance)
                        .forEach(it -> domain.add(number.add((BigDecimal) it).divide(BigDecimal.valueOf(2))));
            }
        } else if (value instanceof String && (type == String.class || type == Object.class)
                || value instanceof Boolean && type == Object.class) {
            domain.add(value);
        }
    }

    /** All combinations of facts that conditions read, or some of them if there are very many. */
    List<Map<String, Object>> facts(Collection<String> conditions, String action) {
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        for (String condition : conditions) {
            naive(condition)
                    .named()
                    .forEach((name, some) -> values.computeIfAbsent(name, key -> new LinkedHashSet<>())
                            .addAll(some));
        }
        Set<Object> any = new LinkedHashSet<>();
        values.values().forEach(any::addAll);
        Map<String, List<Object>> domains = new LinkedHashMap<>();
        values.keySet().forEach(name -> domains.put(name, domain(name, any)));
        if (action != null) {
            domains.put("action", List.of(action));
        }
        long combinations = 1;
        for (List<Object> domain : domains.values()) {
            combinations = Math.min(1_000_000, combinations * domain.size());
        }
        Random random = new Random(combinations);
        List<Map<String, Object>> all = new ArrayList<>();
        boolean some = combinations > COMBINATIONS;
        for (int number = 0; number < (some ? COMBINATIONS : combinations); number++) {
            Map<String, Object> facts = new HashMap<>();
            int rest = number;
            for (Map.Entry<String, List<Object>> entry : domains.entrySet()) {
                List<Object> domain = entry.getValue();
                facts.put(entry.getKey(), domain.get(some ? random.nextInt(domain.size()) : rest % domain.size()));
                rest /= domain.size();
            }
            all.add(facts);
        }
        return all;
    }

    // ---- what can happen to a ticket whose facts stay as they are during a move

    /** Every move that some ticket can make from a stage that some ticket can reach. */
    Set<Step> steps() {
        Set<Step> steps = new LinkedHashSet<>();
        Deque<String> todo = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (Step first : starts()) {
            steps.add(first);
            todo.add(first.target());
        }
        while (!todo.isEmpty()) {
            String at = todo.pop();
            if (!boxes.containsKey(at) || !boxes.get(at).waits() || !seen.add(at)) {
                continue;
            }
            Set<Step> next = new LinkedHashSet<>();
            for (String action : actions) {
                next.addAll(steps(at, action));
            }
            for (Bell bell : bells(at)) {
                if (bell.interrupts()) {
                    for (Arrow arrow : out(bell.id())) {
                        next.addAll(steps(at, bell.action(), arrow));
                    }
                }
            }
            steps.addAll(next);
            next.forEach(step -> todo.add(step.target()));
        }
        return steps;
    }

    private Set<Step> starts() {
        Set<Step> starts = new LinkedHashSet<>();
        for (Arrow arrow : out(start().id())) {
            contract.creations().forEach(row -> starts.addAll(steps("", Labels.of((Enum<?>) row.action()), arrow)));
        }
        return starts;
    }

    /** The moves of an action from a stage: by each flow that is open, for all facts. */
    Set<Step> steps(String stage, String action) {
        Set<Step> steps = new LinkedHashSet<>();
        Set<String> conditions = new LinkedHashSet<>();
        for (Arrow arrow : out(stage)) {
            conditions.add(arrow.condition());
            behind(arrow.to(), conditions);
        }
        conditions.removeIf(Objects::isNull);
        for (Map<String, Object> facts : facts(conditions, action)) {
            for (Arrow arrow : out(stage)) {
                if (arrow.condition() == null || naive(arrow.condition()).holds(facts)) {
                    land(arrow.to(), facts).forEach(it -> steps.add(new Step(stage, action, arrow.id(), it)));
                }
            }
        }
        return steps;
    }

    private Set<Step> steps(String stage, String action, Arrow arrow) {
        Set<Step> steps = new LinkedHashSet<>();
        Set<String> conditions = new LinkedHashSet<>();
        behind(arrow.to(), conditions);
        for (Map<String, Object> facts : facts(conditions, action)) {
            land(arrow.to(), facts).forEach(it -> steps.add(new Step(stage, action, arrow.id(), it)));
        }
        return steps;
    }

    /** The conditions on the way from a node to the next stages. */
    private void behind(String id, Set<String> conditions) {
        Deque<String> todo = new ArrayDeque<>(List.of(id));
        Set<String> seen = new HashSet<>();
        while (!todo.isEmpty()) {
            String at = todo.pop();
            Box box = boxes.get(at);
            if (box != null && !box.stands() && seen.add(at)) {
                for (Arrow arrow : out(at)) {
                    if (arrow.condition() != null) {
                        conditions.add(arrow.condition());
                    }
                    todo.add(arrow.to());
                }
            }
        }
    }

    /** Where a ticket with these facts stops: one place; behind a step in the background, where facts may differ, several. */
    private Set<String> land(String id, Map<String, Object> facts) {
        String at = id;
        for (int i = 0; i < 1_000; i++) {
            Box box = Objects.requireNonNull(boxes.get(at), at);
            if (box.stands()) {
                return Set.of(at);
            }
            if (box.async()) {
                return targets(at, null);
            }
            Arrow taken = null;
            for (Arrow arrow : out(at)) {
                boolean isStandard = !box.kind().equals("exclusiveGateway") || arrow.condition() == null;
                if (taken == null && !isStandard && naive(arrow.condition()).holds(facts)) {
                    taken = arrow;
                }
            }
            for (Arrow arrow : out(at)) {
                if (taken == null && arrow.condition() == null) {
                    taken = arrow;
                }
            }
            if (taken == null) {
                return Set.of("nowhere: " + at);
            }
            at = taken.to();
        }
        return Set.of("nowhere: a circle at " + at);
    }

    // ---- what can happen if each condition is looked at alone: facts may change on the way

    /** Whether a condition holds for some facts, and whether it holds for all, given an action. */
    boolean[] judge(String condition, String action) {
        return judged.computeIfAbsent(action + " " + condition, key -> {
            boolean some = false;
            boolean all = true;
            for (Map<String, Object> facts : facts(List.of(condition), action)) {
                boolean holds = naive(condition).holds(facts);
                some |= holds;
                all &= holds;
            }
            return new boolean[] {some, all};
        });
    }

    boolean canHold(Arrow arrow, String action) {
        return arrow.condition() == null || judge(arrow.condition(), action)[0];
    }

    boolean isCertain(Arrow arrow, String action) {
        return arrow.condition() != null && judge(arrow.condition(), action)[1];
    }

    List<Arrow> open(String stage, String action) {
        return out(stage).stream().filter(it -> canHold(it, action)).toList();
    }

    /** The actions by which some way leads to a gateway. */
    Set<String> arriving(String gateway) {
        Set<String> arriving = new LinkedHashSet<>();
        for (String action : actions()) {
            boolean logs = contract.creations().stream()
                    .anyMatch(row -> Labels.of((Enum<?>) row.action()).equals(action));
            boolean goesOn = contract.advance()
                    .filter(it -> Labels.of((Enum<?>) it).equals(action))
                    .isPresent();
            Deque<String> todo = new ArrayDeque<>();
            for (Box box : boxes.values()) {
                boolean begins = box.stands() || box.kind().equals("startEvent") && logs || box.async() && goesOn;
                if (begins && !box.kind().equals("endEvent")) {
                    open(box.id(), action).forEach(it -> todo.add(it.to()));
                }
            }
            for (Bell bell : bells.values()) {
                if (bell.action() == null
                        || bell.action().isEmpty()
                        || bell.action().equals(action)) {
                    out(bell.id()).forEach(it -> todo.add(it.to()));
                }
            }
            Set<String> seen = new HashSet<>();
            while (!todo.isEmpty()) {
                String at = todo.pop();
                if (boxes.get(at) != null && !boxes.get(at).stands() && seen.add(at)) {
                    open(at, action).forEach(it -> todo.add(it.to()));
                }
            }
            if (seen.contains(gateway)) {
                arriving.add(action);
            }
        }
        return arriving;
    }

    Set<String> targets(String id, String action) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of(id));
        Set<String> seen = new HashSet<>();
        while (!todo.isEmpty()) {
            String at = todo.pop();
            Box box = boxes.get(at);
            if (box == null || !seen.add(at)) {
                continue;
            }
            if (box.stands()) {
                found.add(at);
            } else {
                possible(box, action).forEach(it -> todo.add(it.to()));
            }
        }
        return found;
    }

    private List<Arrow> possible(Box box, String action) {
        if (!box.kind().equals("exclusiveGateway")) {
            return out(box.id());
        }
        List<Arrow> possible = new ArrayList<>();
        boolean certain = false;
        for (Arrow arrow : out(box.id())) {
            if (!certain && arrow.condition() != null && canHold(arrow, action)) {
                possible.add(arrow);
                certain = isCertain(arrow, action);
            }
        }
        for (Arrow arrow : out(box.id())) {
            if (!certain && arrow.condition() == null) {
                possible.add(arrow);
            }
        }
        return possible;
    }

    // ---- the law

    boolean isRow(String from, String action, String to) {
        return contract.transitions().stream()
                .anyMatch(row -> row.moves()
                        && row.from().map(Enum::name).equals(Optional.of(from))
                        && Labels.of((Enum<?>) row.action()).equals(action)
                        && row.to().name().equals(to));
    }

    private boolean isSystem(String from, String action) {
        return contract.transitions().stream()
                .anyMatch(row -> row.from().map(Enum::name).equals(Optional.of(from))
                        && Labels.of((Enum<?>) row.action()).equals(action)
                        && row.who().contains(Role.SYSTEM));
    }

    private String state(String stage) {
        return boxes.containsKey(stage) ? boxes.get(stage).state() : stage;
    }

    /** What is unlawful in what tickets can do, in words; empty if nothing is. */
    Set<String> wrongs() {
        Set<String> wrongs = new TreeSet<>();
        Set<Step> steps = steps();
        for (Step step : steps) {
            if (step.target().startsWith("nowhere")) {
                wrongs.add("stuck in a move: " + step);
            } else if (step.stage().isEmpty()) {
                if (contract.creations().stream()
                        .noneMatch(row -> Labels.of((Enum<?>) row.action()).equals(step.action())
                                && row.to().name().equals(state(step.target())))) {
                    wrongs.add("starts elsewhere: " + step);
                }
            } else if (!isRow(state(step.stage()), step.action(), state(step.target()))) {
                wrongs.add("not of the contract: " + step);
            }
        }
        background(steps, wrongs);
        bells.values().forEach(bell -> bell(bell, wrongs));
        for (Enum<?> state : contract.states()) {
            if (!contract.optional().contains(state)
                    && boxes.values().stream().noneMatch(it -> it.state().equals(state.name()))) {
                wrongs.add("mandatory: " + state);
            }
        }
        for (Gate<?> gate : contract.gates()) {
            if (reach(steps, "", gate.pass().name()).stream()
                    .anyMatch(it -> state(it).equals(gate.guarded().name()))) {
                wrongs.add("gate: " + gate);
            }
        }
        Set<String> reached = reach(steps, "", null);
        for (String stage : reached) {
            if (boxes.containsKey(stage)
                    && boxes.get(stage).waits()
                    && reach(steps, stage, null).stream()
                            .noneMatch(it -> boxes.containsKey(it)
                                    && boxes.get(it).kind().equals("endEvent"))) {
                wrongs.add("stuck: " + stage);
            }
        }
        return wrongs;
    }

    /** While a step runs in the background the ticket is in the state behind it, and gets from there by itself. */
    private void background(Set<Step> steps, Set<String> wrongs) {
        for (Box box : boxes.values()) {
            boolean beside = bells.values().stream()
                    .filter(bell -> !bell.interrupts())
                    .anyMatch(bell -> chain(bell.id()).contains(box.id()));
            if (!box.async() || beside) {
                continue;
            }
            Set<String> states = new TreeSet<>();
            targets(box.id(), null).forEach(it -> states.add(state(it)));
            String advance =
                    contract.advance().map(it -> Labels.of((Enum<?>) it)).orElse("none");
            if (states.size() != 1 || !states.stream().allMatch(it -> isRow(it, advance, it))) {
                wrongs.add("in the background, between states: " + box.id() + " " + states);
            }
        }
    }

    private void bell(Bell bell, Set<String> wrongs) {
        if (bell.interrupts()) {
            if (!isSystem(state(bell.stage()), bell.action())) {
                wrongs.add("not for the system: " + bell);
            }
            return;
        }
        List<String> chain = chain(bell.id());
        Box last = boxes.get(chain.get(chain.size() - 1));
        boolean steps = chain.subList(1, chain.size() - 1).stream()
                .allMatch(it -> boxes.get(it).kind().equals("serviceTask"));
        if (!steps
                || last == null
                || !last.kind().equals("endEvent")
                || !last.state().isEmpty()) {
            wrongs.add("more than steps beside a stage: " + bell + " " + chain);
        }
    }

    private List<String> chain(String id) {
        List<String> chain = new ArrayList<>(List.of(id));
        for (int i = 0; i < 1_000 && out(chain.get(i)).size() == 1; i++) {
            chain.add(out(chain.get(i)).get(0).to());
        }
        return chain;
    }

    /** The places that tickets get to from one, without passing a state. */
    private Set<String> reach(Set<Step> steps, String from, String barred) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of(from));
        while (!todo.isEmpty()) {
            String at = todo.pop();
            for (Step step : steps) {
                if (step.stage().equals(at) && !state(step.target()).equals(barred) && reached.add(step.target())) {
                    todo.add(step.target());
                }
            }
        }
        return reached;
    }

    List<? extends Transition<?, ?>> rows() {
        return contract.transitions();
    }
}
