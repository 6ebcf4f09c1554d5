package org.itsm4j.examples.quickstart;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.itsm4j.ticket.TicketEvent;

/** Listens to what happens, for a picture: how often each stage of the diagram was entered. */
final class Footprints implements Consumer<TicketEvent> {
    private final Map<String, LongAdder> entered = new ConcurrentHashMap<>();

    @Override
    public void accept(TicketEvent event) {
        event.entry().changes().stream()
                .filter(change -> change.field().equals("stage"))
                .forEach(change -> entered.computeIfAbsent(change.after(), it -> new LongAdder())
                        .increment());
    }

    /** Begins anew. */
    void forget() {
        entered.clear();
    }

    /** How often each stage was entered, by id. */
    Map<String, Long> heat() {
        Map<String, Long> heat = new TreeMap<>();
        entered.forEach((stage, count) -> heat.put(stage, count.sum()));
        return heat;
    }
}
