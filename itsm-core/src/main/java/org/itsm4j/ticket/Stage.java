package org.itsm4j.ticket;

import java.util.Objects;

/**
 * Where in its diagram a ticket stands. Several stages may share one state of the contract: their names are free, the
 * state's meaning is not.
 *
 * @param id the element of the diagram, such as {@code vendorReview}
 * @param name what people read, such as {@code Vendor review}
 */
public record Stage(String id, String name) {
    /** Refuses absent parts. */
    public Stage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
