package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Markup;

/** A layer, seen on one diagram: what it means for each element. */
final class Marks {
    private final Elements elements;
    private final Layer layer;
    private final Map<String, List<Integer>> numbers = new LinkedHashMap<>();
    private final Set<String> passed = new TreeSet<>();
    private final List<String> told = new ArrayList<>();
    private final Heat heat;
    private final Heat traffic;

    Marks(Elements elements, Layer layer) {
        this.elements = elements;
        this.layer = layer;
        Stream.of(layer.at(), layer.counts().keySet(), layer.walked(), layer.missed())
                .flatMap(ids -> ids.stream().sorted())
                .forEach(this::known);
        heat = new Heat(numbers(false));
        traffic = new Heat(numbers(true));
        layer.steps().forEach(this::walk);
    }

    private List<Long> numbers(boolean flows) {
        return layer.counts().entrySet().stream()
                .filter(it -> elements.flow(it.getKey()).isPresent() == flows)
                .map(Map.Entry::getValue)
                .toList();
    }

    private void known(String id) {
        if (elements.node(id).isEmpty() && elements.flow(id).isEmpty()) {
            throw new IllegalArgumentException("overlay: it speaks of " + Quote.of(id) + ", which the diagram "
                    + Quote.of(elements.id()) + " does not have");
        }
    }

    private void walk(Layer.Step step) {
        List<String> flows = flows(step);
        for (int i = 0; i < flows.size(); i++) {
            Markup flow = elements.flow(flows.get(i)).orElseThrow();
            List<Integer> on = numbers.computeIfAbsent(flows.get(i), key -> new ArrayList<>());
            if (i == 0) {
                on.add(told.size() + 1);
            }
            passed.add(flow.attribute("sourceRef"));
            passed.add(flow.attribute("targetRef"));
        }
        if (!flows.isEmpty()) {
            told.add(elements.called(
                    elements.flow(flows.get(flows.size() - 1)).orElseThrow().attribute("targetRef")));
        }
    }

    private List<String> flows(Layer.Step step) {
        if (!step.flow().isEmpty()) {
            known(step.flow());
            return elements.flow(step.flow()).isPresent() ? List.of(step.flow()) : List.of();
        }
        String from = step.from().isEmpty() ? elements.start() : step.from();
        known(from);
        known(step.to());
        Optional<List<String>> route = new Routes(elements).route(from, step.action(), step.to(), step.timer());
        if (route.isEmpty() && !from.equals(step.to())) {
            throw new IllegalArgumentException("overlay: in the diagram " + Quote.of(elements.id())
                    + " no way leads by " + Quote.of(step.action()) + " from " + from + " to " + step.to());
        }
        return route.orElse(List.of());
    }

    /** The classes that style sheets know an element by. */
    String styles(String id) {
        List<String> styles = new ArrayList<>();
        if (layer.at().contains(id)) {
            styles.add("here");
        }
        if (passed.contains(id) || numbers.containsKey(id)) {
            styles.add("passed");
        }
        if (layer.walked().contains(id)) {
            styles.add("walked");
        } else if (layer.missed().contains(id)) {
            styles.add("missed");
        }
        count(id)
                .ifPresent(number -> styles.add(
                        elements.flow(id).isPresent()
                                ? "traffic-" + traffic.level(number)
                                : "heat-" + heat.level(number)));
        return styles.stream().map(it -> " " + it).collect(Collectors.joining());
    }

    boolean here(String id) {
        return layer.at().contains(id);
    }

    /** Whether an arrow is drawn over the others. */
    boolean stressed(String flow) {
        return !styles(flow).isEmpty();
    }

    Optional<Long> count(String id) {
        return Optional.ofNullable(layer.counts().get(id));
    }

    /** Which steps of the way went along an arrow, such as {@code 2, 5}; may be empty. */
    String steps(String flow) {
        List<Integer> on = numbers.getOrDefault(flow, List.of());
        return on.stream().limit(4).map(String::valueOf).collect(Collectors.joining(", "))
                + (on.size() > 4 ? " \u2026" : "");
    }

    Heat heat() {
        return heat;
    }

    Layer layer() {
        return layer;
    }

    boolean hasWay() {
        return !told.isEmpty();
    }

    /** For those who do not see the picture; may be empty. */
    String description() {
        List<String> sentences = new ArrayList<>();
        if (!layer.at().isEmpty()) {
            sentences.add("The ticket stands at " + names(layer.at()) + ".");
        }
        if (hasWay()) {
            sentences.add("Its way went to " + String.join(", ", told) + ".");
        }
        if (!layer.counts().isEmpty()) {
            Map<String, Long> sorted = new TreeMap<>(layer.counts());
            sentences.add("Number of " + layer.counted() + ": "
                    + sorted.entrySet().stream()
                            .map(it -> elements.called(it.getKey()) + " " + it.getValue())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (!layer.missed().isEmpty()) {
            sentences.add("Not walked: " + names(layer.missed()) + ".");
        } else if (!layer.walked().isEmpty()) {
            sentences.add("All was walked.");
        }
        return String.join(" ", sentences);
    }

    private String names(Set<String> ids) {
        return ids.stream().sorted().map(elements::called).collect(Collectors.joining(", "));
    }
}
