package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names for stretches of time. Where several overlap, the one that was given first is shown. Not thread-safe. */
final class Labels {
    private record Label(long from, long to, String text) {}

    private final List<Label> given = new ArrayList<>();

    void add(long from, long to, String text) {
        if (from < to) {
            given.add(new Label(from, to, text));
        }
    }

    /**
     * @return for each instant at which what is shown changes, which label is shown from there on; none where the text is
     *     absent
     */
    TreeMap<Long, Shown> shown() {
        Map<Long, List<Integer>> edges = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            edges.computeIfAbsent(given.get(i).from(), any -> new ArrayList<>()).add(i);
            edges.computeIfAbsent(given.get(i).to(), any -> new ArrayList<>()).add(i);
        }
        TreeMap<Long, Shown> shown = new TreeMap<>();
        TreeSet<Integer> open = new TreeSet<>();
        for (Map.Entry<Long, List<Integer>> edge : new TreeMap<>(edges).entrySet()) {
            for (int label : edge.getValue()) {
                if (!open.remove(label)) {
                    open.add(label);
                }
            }
            shown.put(
                    edge.getKey(),
                    open.isEmpty()
                            ? Shown.NOTHING
                            : new Shown(true, given.get(open.first()).text()));
        }
        return shown;
    }

    /**
     * What is shown from some instant on.
     *
     * @param any whether there is a label
     * @param text its text
     */
    record Shown(boolean any, String text) {
        static final Shown NOTHING = new Shown(false, "");
    }
}
