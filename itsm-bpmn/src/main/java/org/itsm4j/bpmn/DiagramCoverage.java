package org.itsm4j.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.itsm4j.bpmn.internal.engine.Watcher;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.bpmn.internal.picture.Elements;
import org.itsm4j.bpmn.internal.picture.Routes;

/**
 * Collects from test runs which stages, actions and flows of a diagram were walked, and says which were not. An action
 * counts once for each stage that offers it; of flows those inside sub-processes do not count, because nobody sees a ticket
 * walk them. Thread-safe: one instance may serve tests that run at the same time.
 *
 * <pre>{@code
 * static final DiagramCoverage COVERAGE = DiagramCoverage.of(diagram);
 *
 * FlowableWorkflow.over(dataSource).diagram("incident", diagram).coverage(COVERAGE); // in each test
 *
 * @AfterAll
 * static void everythingWasWalked() {
 *     Files.writeString(Path.of("target", "coverage.html"), COVERAGE.page().html());
 *     assertThat(COVERAGE.complete()).as(COVERAGE.report()).isTrue();
 * }
 * }</pre>
 */
public final class DiagramCoverage {
    private final Diagram diagram;
    private final Elements elements;
    private final Routes routes;
    /** The ids of all stages, in the order of the file. */
    private final List<String> stands;

    private final Set<String> stages = ConcurrentHashMap.newKeySet();
    private final Set<String> actions = ConcurrentHashMap.newKeySet();
    private final Set<String> flows = ConcurrentHashMap.newKeySet();

    private DiagramCoverage(Diagram diagram) {
        this.diagram = diagram;
        elements = Elements.of(MarkupReader.read(diagram.bytes()));
        routes = new Routes(elements);
        stands = diagram.stages().stream().map(Diagram.Stage::id).toList();
    }

    /**
     * @param diagram what is to be walked
     * @return a collection with nothing in it
     */
    public static DiagramCoverage of(Diagram diagram) {
        return new DiagramCoverage(diagram);
    }

    /** A ticket went along a flow by an action; empty for a timer that only rings. */
    void walked(String flow, String action) {
        Optional<Markup> drawn = elements.flow(flow);
        flows.add(flow);
        drawn.ifPresent(it -> {
            stood(it.attribute("sourceRef"));
            stood(it.attribute("targetRef"));
            routes.offers(it).stream()
                    .filter(offer -> offer.action().equals(action))
                    .forEach(offer -> actions.add(offer.toString()));
        });
    }

    Watcher watcher() {
        return new Watcher(diagram.bytes(), this::walked);
    }

    /** A timer's flow leaves the stage that the timer is on. */
    private String stageOf(String id) {
        return elements.node(id)
                .map(node -> node.attribute("attachedToRef"))
                .filter(stage -> !stage.isEmpty())
                .orElse(id);
    }

    private void stood(String id) {
        String stage = stageOf(id);
        if (stands.contains(stage)) {
            stages.add(stage);
        }
    }

    /** @return stages and ends that a ticket can stand at, by id */
    public Part stages() {
        return part("stages", stands.stream(), stages);
    }

    /** @return what can be done where, such as {@code new: assign} */
    public Part actions() {
        return part("actions", routes.offers().stream().map(Routes.Offer::toString), actions);
    }

    /** @return flows that are not inside a sub-process, by id */
    public Part flows() {
        return part(
                "flows", elements.flows().stream().map(it -> it.attribute("id")).filter(elements::top), flows);
    }

    private static Part part(String name, Stream<String> all, Set<String> walked) {
        List<String> missed = new ArrayList<>();
        List<String> met = new ArrayList<>();
        all.distinct().forEach(it -> (walked.contains(it) ? met : missed).add(it));
        return new Part(name, met, missed);
    }

    /** @return whether nothing was missed */
    public boolean complete() {
        return stages().missed().isEmpty()
                && actions().missed().isEmpty()
                && flows().missed().isEmpty();
    }

    /** @return the numbers and what was missed, in lines of plain text */
    public String report() {
        StringBuilder text = new StringBuilder("Coverage of the diagram " + diagram.id() + "\n");
        if (stages.isEmpty() && actions.isEmpty() && flows.isEmpty()) {
            text.append("  no ticket has followed this diagram\n");
        }
        for (Part part : List.of(stages(), actions(), flows())) {
            text.append("  ").append(part).append('\n');
            part.missed().forEach(it -> text.append("    missed ").append(it).append('\n'));
        }
        return text.toString();
    }

    /** @return what was walked and what was missed, for {@link Diagram#toSvg(Overlay)} */
    public Overlay overlay() {
        return Overlay.builder()
                .walked(stages().walked())
                .walked(flows().walked())
                .walked(passed())
                .missed(stages().missed())
                .missed(flows().missed())
                .build();
    }

    /** Gateways, steps and timers on walked flows: they are no part of the numbers. */
    private List<String> passed() {
        return flows().walked().stream()
                .flatMap(it -> elements.flow(it).stream())
                .flatMap(it -> Stream.of(it.attribute("sourceRef"), it.attribute("targetRef")))
                .filter(it -> !stands.contains(it))
                .distinct()
                .toList();
    }

    /** @return the diagram with what was walked and what was missed, as SVG */
    public String toSvg() {
        return diagram.toSvg(overlay());
    }

    /** @return the picture and the numbers, as a page of its own */
    public DiagramPage page() {
        return DiagramPage.builder("Coverage of the diagram " + diagram.id())
                .table(
                        List.of("", "Walked", "Of", "Missed"),
                        Stream.of(stages(), actions(), flows())
                                .map(part -> List.of(
                                        part.name(),
                                        Integer.toString(part.walked().size()),
                                        Integer.toString(part.total()),
                                        part.missed().isEmpty() ? "\u2013" : String.join(", ", part.missed())))
                                .toList())
                .picture(diagram, overlay(), "What was walked, and what was missed")
                .build();
    }

    /**
     * One kind of thing that can be walked.
     *
     * @param name what it is, for people
     * @param walked what was walked, in the order of the file
     * @param missed what was not, in the order of the file
     */
    public record Part(String name, List<String> walked, List<String> missed) {
        /** Copies the lists. */
        public Part {
            Objects.requireNonNull(name, "name");
            walked = List.copyOf(walked);
            missed = List.copyOf(missed);
        }

        /** @return how many there are */
        public int total() {
            return walked.size() + missed.size();
        }

        /** @return how much was walked, from 0 to 1; 1 if there is nothing to walk */
        public double share() {
            return total() == 0 ? 1 : (double) walked.size() / total();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s: %d of %d (%d %%)", name, walked.size(), total(), (int) (share() * 100));
        }
    }
}
