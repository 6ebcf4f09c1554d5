package org.itsm4j.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.itsm4j.bpmn.Overlay;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.lifecycle.Transition;
import org.itsm4j.ticket.Labels;
import org.itsm4j.ticket.TicketEvent;

/**
 * Listens to what happens, for the pictures: how often each stage of the diagram was entered, and the way that the incident
 * of the story took. The shipped diagram has one stage for each state, under its label.
 */
final class Footprints implements Consumer<TicketEvent> {
    static final String STORY = ".story";

    private final Map<String, LongAdder> entered = new ConcurrentHashMap<>();
    private final List<Step> way = new ArrayList<>();

    /** One step of the story's incident. */
    private record Step(String from, String action, String to) {}

    @Override
    public void accept(TicketEvent event) {
        if (!moves(event.entry().action())) {
            return;
        }
        String stage = Labels.of(IncidentState.valueOf(event.state()));
        if (event.tenant().name().endsWith(STORY)) {
            synchronized (way) {
                String from = way.isEmpty() ? "logged" : way.get(way.size() - 1).to();
                way.add(new Step(from, event.entry().action(), stage));
            }
        } else {
            entered.computeIfAbsent(stage, it -> new LongAdder()).increment();
        }
    }

    private static boolean moves(String action) {
        return IncidentContract.get().transitions().stream()
                .filter(Transition::moves)
                .map(Transition::action)
                .anyMatch((IncidentAction row) -> Labels.of(row).equals(action));
    }

    /** How often each stage was entered while the log was replayed. */
    Map<String, Long> heat() {
        Map<String, Long> heat = new TreeMap<>();
        entered.forEach((stage, count) -> heat.put(stage, count.sum()));
        return heat;
    }

    /** The way of the story's incident. */
    Overlay way() {
        Overlay.Builder overlay = Overlay.builder();
        synchronized (way) {
            way.forEach(step -> overlay.step(step.from(), step.action(), step.to()));
        }
        return overlay.build();
    }
}
