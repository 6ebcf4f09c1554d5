package org.itsm4j.examples.hardware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Objects;
import org.itsm4j.Itsm;
import org.itsm4j.bpmn.Diagram;
import org.itsm4j.lifecycle.ApprovalHook;
import org.itsm4j.lifecycle.StepContext;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.TicketKind;

/** What the diagrams of hardware incidents name, in Java: two fields, two steps, an approval and a calendar. */
public final class HardwareDesk {
    /** The part that is to be ordered from the vendor. */
    public static final CustomField<String> PART = CustomField.text("part", 40);
    /** The number of the vendor's order, once there is one. */
    public static final CustomField<String> ORDER = CustomField.text("order", 40);

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final PartsShop shop;
    private final ApprovalHook securityBoard;

    /**
     * @param shop where parts are ordered
     * @param securityBoard says what the security people have decided on an incident
     */
    public HardwareDesk(PartsShop shop, ApprovalHook securityBoard) {
        this.shop = shop;
        this.securityBoard = securityBoard;
    }

    /** @return a builder that knows everything the diagrams name; store, workflow and the rest are the caller's */
    public Itsm.Builder builder() {
        return Itsm.builder()
                .field(TicketKind.INCIDENT, PART)
                .field(TicketKind.INCIDENT, ORDER)
                .step("orderPart", this::orderPart)
                .step("nudgeVendor", this::nudgeVendor)
                .approval("security", securityBoard)
                .workingTime(new OfficeHours("support", ZONE));
    }

    /** Runs in the background; what it throws lets it be tried again. The key makes sure that the shop delivers once. */
    private void orderPart(StepContext step) {
        String part = step.ticket().custom().get(PART).orElse("a part, see the incident");
        String order = shop.order(step.key(), part, step.ticket().number().value());
        step.set(ORDER, order);
        step.note(Note.internal("Ordered from the vendor: " + order));
    }

    private void nudgeVendor(StepContext step) {
        step.ticket().custom().get(ORDER).ifPresent(order -> {
            shop.remind(order);
            step.note(Note.internal("The vendor was reminded of " + order));
        });
    }

    /**
     * @param version 1 or 2
     * @return the diagram of that version
     */
    public static Diagram diagram(int version) {
        try (InputStream file = HardwareDesk.class.getResourceAsStream("hardware-" + version + ".bpmn")) {
            return Diagram.of(Objects.requireNonNull(file, "no such version").readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
