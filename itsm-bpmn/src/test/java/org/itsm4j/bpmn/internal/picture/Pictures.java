package org.itsm4j.bpmn.internal.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.bpmn.Inside;
import org.itsm4j.bpmn.Overlay;
import org.itsm4j.bpmn.internal.model.Markup;
import org.itsm4j.bpmn.internal.model.MarkupReader;

/** What the tests of pictures draw. */
public final class Pictures {
    private Pictures() {}

    /** A diagram with all that can be drawn: a sub-process, steps, parallel gateways, both kinds of timers. */
    public static Markup outage() {
        return MarkupReader.read(outageText().getBytes(StandardCharsets.UTF_8));
    }

    public static String outageText() {
        try (InputStream file = Diagram.class.getResourceAsStream("outage.bpmn")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Markup incident() {
        return MarkupReader.read(Diagram.incident().bytes());
    }

    public static Overlay everything() {
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

    public static String svg(Markup diagram) {
        return Picture.svg(diagram, Inside.layer(Overlay.none()));
    }
}
