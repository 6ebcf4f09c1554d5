package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Reference;
import org.jspecify.annotations.Nullable;

/** The columns of a {@link Hold}; all empty while there is none. */
@Embeddable
@SuppressWarnings("NullAway.Init")
class HoldColumns {
    @Column(name = "hold_reason")
    private String reason;

    @Column(name = "hold_note")
    private String note;

    @Column(name = "hold_reference_type")
    private @Nullable String referenceType;

    @Column(name = "hold_reference_key")
    private @Nullable String referenceKey;

    @Column(name = "hold_follow_up_at")
    private @Nullable Long followUpAt;

    HoldColumns() {}

    HoldColumns(Hold hold) {
        reason = hold.reason().name();
        note = hold.note();
        referenceType = hold.waitsFor().map(Reference::type).orElse(null);
        referenceKey = hold.waitsFor().map(Reference::key).orElse(null);
        followUpAt = Micros.of(hold.followUpAt());
    }

    Hold read() {
        return new Hold(
                HoldReason.of(reason),
                note,
                ReferenceColumns.read(referenceType, referenceKey),
                Micros.optional(followUpAt));
    }
}
