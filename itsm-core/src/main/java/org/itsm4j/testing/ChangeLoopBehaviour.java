package org.itsm4j.testing;

import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of {@link ChangeSuite} share that are about changes and other practices: a scene for each test. */
abstract class ChangeLoopBehaviour {
    ChangeScene scene;
    ChangeLoopScene loop;

    /** The suite this is a part of. */
    abstract ChangeSuite suite();

    @BeforeEach
    void open() {
        scene = new ChangeScene(suite().itsm(), settings -> settings);
        loop = new ChangeLoopScene(scene);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    void whatIsDueHappens() {
        suite().runDueTimers(scene.itsm);
    }

    TimelineEntry last(TicketId problem) {
        return loop.ola().timeline(problem, 0).items().stream()
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
