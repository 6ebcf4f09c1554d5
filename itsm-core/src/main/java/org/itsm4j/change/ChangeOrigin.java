package org.itsm4j.change;

import java.util.Objects;
import java.util.Optional;

/**
 * Who wants a change, why, and how it is handled.
 *
 * @param requester the person it is for, as the host names them
 * @param raisedBy the person who has raised it
 * @param reason why it is wanted
 * @param model how it is handled
 * @param template the version of the template it was made from, if it is a standard change
 * @param unauthorised whether it was found to have been made without a change
 */
public record ChangeOrigin(
        Optional<String> requester,
        String raisedBy,
        String reason,
        ChangeModel model,
        Optional<TemplateRef> template,
        boolean unauthorised) {
    /** Refuses absent parts. */
    public ChangeOrigin {
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(raisedBy, "raisedBy");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(template, "template");
    }
}
