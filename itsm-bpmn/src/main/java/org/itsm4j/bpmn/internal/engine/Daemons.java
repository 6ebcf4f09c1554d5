package org.itsm4j.bpmn.internal.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that do not keep the JVM alive when a host ends without closing its workflow. A job that is cut off then is rolled
 * back, and another node runs it when its lock has expired.
 */
final class Daemons {
    private Daemons() {}

    static ThreadFactory of(ThreadFactory threads) {
        return work -> {
            Thread thread = threads.newThread(work);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** With a number behind the name. */
    static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return of(work -> new Thread(work, name + number.incrementAndGet()));
    }
}
