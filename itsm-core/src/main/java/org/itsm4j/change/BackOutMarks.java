package org.itsm4j.change;

/**
 * Marks the configuration items of a change that was backed out, so that nobody takes what is known of them for what is there:
 * the port to a configuration management database. Set it by {@link ChangeSettings.Builder#backOutMarks}. Implementations are
 * thread-safe.
 */
@FunctionalInterface
public interface BackOutMarks {
    /**
     * Called in the transaction that backs the change out, once for it: what is written in the same transaction is written with
     * it, or not at all. Whatever this throws undoes the back-out. Must not call itsm4j.
     *
     * @param change the change as it is then, in review; it touches at least one configuration item, {@code
     *     change.scope().configurationItems()}, and {@code change.implementation()} says when it was undone
     */
    void mark(Change change);

    /** @return marks nothing */
    static BackOutMarks none() {
        return change -> {};
    }
}
