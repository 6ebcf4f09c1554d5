package org.itsm4j.sla;
import java.util.Optional;
import org.itsm4j.ticket.*;
/** STUB */
public record SlaAttributes(TicketKind kind, Optional<String> service, Optional<Priority> priority, Optional<Category> category, Optional<String> customer) {}
