package org.itsm4j.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.DiagramPage;
import org.itsm4j.bpmn.Overlay;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.ticket.TimelineEntry;

/** What the tour has shown, as pictures on a page of its own: one file, nothing fetched. */
final class TourPage {
    private TourPage() {}

    static void write(
            Path file,
            List<TimelineEntry> story,
            Map<String, List<TimelineEntry>> mondays,
            Map<String, Long> heat,
            String log,
            List<List<String>> kept) {
        Diagram diagram = Diagram.incident();
        String html = DiagramPage.builder("A tour of itsm4j")
                .section("The lifecycle of incidents")
                .text("The diagram that Flowable runs. Open it in any BPMN modeller, change it, check it, deploy it.")
                .picture(diagram, Overlay.none(), "incident.bpmn")
                .section("The way of one incident")
                .text(
                        "The incident of the story, from report to closure: on hold, resolved, reopened, resolved, closed.")
                .picture(diagram, Overlay.way(story), "Its steps, in order")
                .section("Problems")
                .text("The way of the problem of the second story, to the end of its observation.")
                .picture(Diagram.problem(), Overlay.way(mondays.get("problem")), "problem.bpmn")
                .section("Changes")
                .text("One diagram for each model. First the way of the normal change of the second story.")
                .picture(change(ChangeModel.NORMAL), Overlay.way(mondays.get("change-normal")), "change-normal.bpmn")
                .picture(change(ChangeModel.STANDARD), Overlay.none(), "change-standard.bpmn")
                .picture(change(ChangeModel.EMERGENCY), Overlay.none(), "change-emergency.bpmn")
                .section("The heat of a log")
                .text("How often each stage was entered while " + log + " was replayed.")
                .picture(diagram, Overlay.heat(heat, "times entered"), "Stages by how often they were entered")
                .table(List.of("Stage", "Entered"), rows(heat))
                .section("Promises kept")
                .text("Clocks of " + log + " that have stopped, by what was promised and by priority.")
                .table(Kept.HEAD, kept)
                .build()
                .html();
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, html);
        } catch (IOException e) {
            throw new UsageException("-Dpage: the page cannot be written to " + file, e);
        }
    }

    private static Diagram change(ChangeModel model) {
        return Diagram.shipped(model.law()).orElseThrow();
    }

    private static List<List<String>> rows(Map<String, Long> heat) {
        return Diagram.incident().stages().stream()
                .map(stage ->
                        List.of(stage.name(), String.format(Locale.ROOT, "%,d", heat.getOrDefault(stage.id(), 0L))))
                .toList();
    }
}
