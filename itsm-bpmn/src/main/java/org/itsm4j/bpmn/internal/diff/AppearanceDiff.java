package org.itsm4j.bpmn.internal.diff;

import static org.itsm4j.bpmn.internal.model.Vocabulary.BPMN_DI;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.namespace.QName;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Source;

/** Tells in one line what only people see: names and positions. */
final class AppearanceDiff {
    private static final int SHOWN = 5;

    private final Map<String, String> oldNames;
    private final Map<String, String> newNames;
    private final Source before;
    private final Source after;

    AppearanceDiff(Source before, Source after) {
        this.before = before;
        this.after = after;
        oldNames = names(before.model());
        newNames = names(after.model());
    }

    void compare(Changes changes) {
        Set<String> common = new TreeSet<>(oldNames.keySet());
        common.retainAll(newNames.keySet());
        Set<String> named = new TreeSet<>(common);
        named.removeIf(id -> oldNames.get(id).equals(newNames.get(id))
                || before.model().nodes().get(id) instanceof Node.Stand); // those are told one by one
        Map<String, String> was = positions(before);
        Map<String, String> is = positions(after);
        Set<String> moved = new TreeSet<>(common);
        moved.removeIf(id -> was.getOrDefault(id, "").equals(is.getOrDefault(id, "")));
        boolean drawn = changes.isEmpty() && !oldNames.keySet().equals(newNames.keySet());
        List<String> parts = new ArrayList<>();
        if (!before.model().name().equals(after.model().name())) {
            parts.add("another name for the whole, " + Quote.of(after.model().name()));
        }
        if (!named.isEmpty()) {
            parts.add("other names for " + shown(named));
        }
        if (!moved.isEmpty()) {
            parts.add("other positions for " + shown(moved));
        }
        if (drawn) {
            parts.add("other gateways and flows that do the same");
        }
        if (!parts.isEmpty()) {
            named.addAll(moved);
            changes.add(ChangeKind.APPEARANCE, String.join("; ", parts), named.toArray(String[]::new));
        }
    }

    private static String shown(Set<String> ids) {
        List<String> shown = new ArrayList<>(ids.stream().limit(SHOWN).toList());
        if (ids.size() > SHOWN) {
            shown.add((ids.size() - SHOWN) + " more");
        }
        return DiffWords.list(shown);
    }

    private static Map<String, String> names(Model model) {
        Map<String, String> names = new LinkedHashMap<>();
        model.nodes().forEach((id, node) -> {
            names.put(id, node.name());
            if (node instanceof Node.Stage stage) {
                stage.tasks().ifPresent(tasks -> names.putAll(names(tasks)));
            }
        });
        model.flows().forEach(flow -> names.put(flow.id(), flow.name()));
        return names;
    }

    private static Map<String, String> positions(Source diagram) {
        Map<String, String> positions = new HashMap<>();
        MarkupReader.read(diagram.file()).children(new QName(BPMN_DI, "BPMNDiagram")).stream()
                .flatMap(it -> it.children().stream())
                .flatMap(plane -> plane.children().stream())
                .forEach(it -> positions.putIfAbsent(it.attribute("bpmnElement"), position(it)));
        return positions;
    }

    /** Its numbers, and those of its label. */
    private static String position(Markup picture) {
        StringBuilder text = new StringBuilder();
        Map<String, String> numbers = new TreeMap<>();
        picture.attributes().forEach((name, value) -> numbers.put(name.getLocalPart(), value));
        numbers.keySet().removeAll(Set.of("id", "bpmnElement"));
        text.append(picture.name().getLocalPart()).append(numbers);
        picture.children().forEach(child -> text.append(position(child)));
        return text.toString();
    }
}
