package org.itsm4j.bpmn.internal.diff;

import java.util.Optional;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Node;

/** Tells which stages and ends are new, gone, renamed, or mean something else, and which approvals they wait for. */
final class StageDiff {
    private final DiffSide before;
    private final DiffSide after;
    private final Changes changes;

    StageDiff(DiffSide before, DiffSide after, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    void compare() {
        after.stands().forEach((id, now) -> {
            Node.Stand old = before.stands().get(id);
            if (old != null && isAlike(old, now)) {
                compare(old, now);
            } else {
                changes.add(
                        ChangeKind.STAGE_ADDED, DiffSide.called(now) + " is new; it means " + DiffSide.state(now), id);
                approval(id, now, Optional.empty(), approval(now));
            }
        });
        before.stands().forEach((id, old) -> {
            Node.Stand now = after.stands().get(id);
            if (now == null || !isAlike(old, now)) {
                changes.add(
                        ChangeKind.STAGE_GONE, DiffSide.called(old) + " is gone; it meant " + DiffSide.state(old), id);
                approval(id, old, approval(old), Optional.empty());
            }
        });
    }

    private static boolean isAlike(Node.Stand one, Node.Stand other) {
        return one instanceof Node.End == other instanceof Node.End;
    }

    private void compare(Node.Stand old, Node.Stand now) {
        if (!old.name().equals(now.name())) {
            changes.add(
                    ChangeKind.STAGE_RENAMED,
                    DiffSide.called(old) + " is now called " + Quote.of(now.name()),
                    now.id());
        }
        if (!old.state().equals(now.state())) {
            changes.add(
                    ChangeKind.STAGE_STATE,
                    DiffSide.called(now) + " now means " + DiffSide.state(now) + "; before " + DiffSide.state(old),
                    now.id());
        }
        approval(now.id(), now, approval(old), approval(now));
    }

    private static Optional<String> approval(Node.Stand stand) {
        return stand instanceof Node.Stage stage ? stage.approval() : Optional.empty();
    }

    private void approval(String id, Node.Stand stand, Optional<String> was, Optional<String> is) {
        if (was.equals(is)) {
            return;
        }
        String stage = DiffSide.called(stand);
        if (was.isEmpty()) {
            changes.add(ChangeKind.APPROVAL_ASKED, stage + " now waits for the approval " + quoted(is), id);
        } else if (is.isEmpty()) {
            changes.add(
                    ChangeKind.APPROVAL_NOT_ASKED,
                    "the approval " + quoted(was) + " is no longer waited for at " + stage,
                    id);
        } else {
            changes.add(
                    ChangeKind.APPROVAL_OTHER,
                    stage + " now waits for the approval " + quoted(is) + "; before for " + quoted(was),
                    id);
        }
    }

    private static String quoted(Optional<String> approval) {
        return ConditionWords.value(approval.orElse(""));
    }
}
