package org.itsm4j.bpmn;

import org.itsm4j.bpmn.internal.engine.RunningWorkflow;
import org.itsm4j.bpmn.internal.model.Source;
import org.itsm4j.bpmn.internal.picture.Layer;

/** What the public types hold, for the tests of the packages inside. */
public final class Inside {
    private Inside() {}

    public static Source source(Diagram diagram) {
        return diagram.source();
    }

    public static Layer layer(Overlay overlay) {
        return overlay.layer();
    }

    public static RunningWorkflow running(FlowableWorkflow workflow) {
        return workflow.running();
    }
}
