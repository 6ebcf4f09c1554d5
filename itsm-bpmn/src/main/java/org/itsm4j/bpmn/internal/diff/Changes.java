package org.itsm4j.bpmn.internal.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects changes. Not thread-safe. */
final class Changes {
    private record Noted(ChangeKind kind, Change change) {}

    private final List<Noted> noted = new ArrayList<>();

    void add(ChangeKind kind, String sentence, String... elements) {
        noted.add(new Noted(kind, new Change(kind.id(), kind.weight(), List.of(elements), sentence)));
    }

    boolean isEmpty() {
        return noted.isEmpty();
    }

    /** The weightiest first, then by kind, then as they were found. */
    List<Change> sorted() {
        return noted.stream()
                .sorted(Comparator.comparing((Noted it) -> it.change().weight()).thenComparing(Noted::kind))
                .map(Noted::change)
                .distinct()
                .toList();
    }
}
