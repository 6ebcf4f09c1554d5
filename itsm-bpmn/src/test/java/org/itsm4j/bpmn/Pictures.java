package org.itsm4j.bpmn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the tests of pictures draw. */
final class Pictures {
    private Pictures() {}

    /** A diagram with all that can be drawn: a sub-process, steps, parallel gateways, both kinds of timers. */
    static Markup outage() {
        return MarkupReader.read(outageText().getBytes(StandardCharsets.UTF_8));
    }

    static String outageText() {
        try (InputStream file = Pictures.class.getResourceAsStream("outage.bpmn")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Markup incident() {
        return MarkupReader.read(Diagram.incident().bytes());
    }

    static Overlay everything() {
        return Overlay.builder()
                .step("reported", "report", "triage")
                .step("triage", "start", "vendor")
                .step("vendor", "advance", "repair")
                .at("repair")
                .counts(Map.of("triage", 46_100L, "vendor", 12L, "repair", 1_204L, "cancelled", 3L, "late", 9L))
                .walked(List.of("triage", "report"))
                .missed(List.of("signOff", "approved"))
                .build();
    }

    static String svg(Markup diagram) {
        return Picture.svg(diagram, Overlay.none());
    }
}
