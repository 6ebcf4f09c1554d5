package org.itsm4j.lifecycle.internal;

/** Whether the library still takes commands. Thread-safe; to ask costs a volatile read. */
public final class Opening {
    private volatile boolean closed;

    /** From now on it takes none. */
    public void close() {
        closed = true;
    }

    /** @throws IllegalStateException if it takes no more commands */
    public void require() {
        if (closed) {
            throw new IllegalStateException("This Itsm was closed; it takes no more commands");
        }
    }
}
