package org.itsm4j.bpmn.internal.engine;

import java.util.Date;
import org.flowable.job.api.Job;

/**
 * What a timer keeps when its ticket goes to another version.
 *
 * @param due when it rings
 * @param configuration what its job remembers, such as how often it is still to ring; empty text if it never rings again
 */
record KeptTimer(Date due, String configuration) {
    /** A reminder that has rung as often as it was drawn. */
    static final KeptTimer SPENT = new KeptTimer(new Date(0), "");

    static KeptTimer of(Job job) {
        return new KeptTimer(job.getDuedate(), job.getJobHandlerConfiguration());
    }

    boolean isSpent() {
        return configuration.isEmpty();
    }
}
