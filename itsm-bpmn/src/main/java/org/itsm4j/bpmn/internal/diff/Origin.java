package org.itsm4j.bpmn.internal.diff;

import org.itsm4j.bpmn.internal.model.Node;

/** Where a move begins: a stage and an action that is done there, a timer with the action it gives, or the start. */
record Origin(Node node, String action) {
    /** By what two diagrams are compared. */
    String key() {
        return node instanceof Node.Start ? " " + action : isTimer() ? node.id() : node.id() + " " + action;
    }

    boolean isTimer() {
        return node instanceof Node.Timer;
    }

    boolean isStage() {
        return node instanceof Node.Stage;
    }

    /** The ids of what a change of it is about. */
    String[] elements(Node... targets) {
        boolean start = node instanceof Node.Start;
        String[] ids = new String[targets.length + (start ? 0 : 1)];
        int at = 0;
        if (!start) {
            ids[at++] = node.id();
        }
        for (Node target : targets) {
            ids[at++] = target.id();
        }
        return ids;
    }
}
