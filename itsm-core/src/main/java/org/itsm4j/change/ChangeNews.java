package org.itsm4j.change;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.itsm4j.lifecycle.internal.Step;
import org.itsm4j.ticket.Visibility;

/**
 * What the requester of a change reads on its timeline: that it goes on, and that it was edited. What staff say with it is kept in
 * the change itself, and among the fields of the entry.
 */
final class ChangeNews {
    /** Either these say nothing, or what they say is meant for the requester. */
    private static final Set<ChangeAction> PUBLIC = Collections.unmodifiableSet(EnumSet.of(
            ChangeAction.SUBMIT,
            ChangeAction.ACCEPT,
            ChangeAction.REJECT,
            ChangeAction.PREAUTHORISE,
            ChangeAction.AUTHORISE,
            ChangeAction.DECLINE,
            ChangeAction.RETURN_TO_DRAFT,
            ChangeAction.IMPLEMENT_FIRST,
            ChangeAction.BEGIN,
            ChangeAction.COMPLETE,
            ChangeAction.BACK_OUT,
            ChangeAction.REVIEW,
            ChangeAction.CLOSE,
            ChangeAction.CANCEL));

    private ChangeNews() {}

    /** A review that is kept, or a vote in retrospect, moves nothing, and is no news. */
    static Change told(Change before, Change after, ChangeAction action, Step step) {
        boolean goesOn = PUBLIC.contains(action) && before.state() != after.state();
        if (goesOn || action == ChangeAction.REVISE) {
            step.visible(Visibility.PUBLIC);
        }
        return after;
    }
}
