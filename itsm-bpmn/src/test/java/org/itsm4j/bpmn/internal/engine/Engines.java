package org.itsm4j.bpmn.internal.engine;

import org.flowable.engine.RuntimeService;

/** Flowable's own services, for tests outside of this package. */
public final class Engines {
    private Engines() {}

    public static RuntimeService runtime(RunningWorkflow running) {
        return running.engine().flowable().getRuntimeService();
    }
}
