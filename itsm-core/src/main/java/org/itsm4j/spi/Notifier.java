package org.itsm4j.spi;

import org.itsm4j.sla.SlaNotice;

/**
 * Tells people of what clocks have reached. Called inside the transaction that marks it: what it writes to the host's
 * database (an outbox) commits or rolls back with that. For mail and messages write them there and send them after, or use an
 * after-commit listener. Must be thread-safe.
 */
@FunctionalInterface
public interface Notifier {
    /**
     * @param notice what was reached, and whom to tell; not yet committed
     * @throws RuntimeException to refuse: the threshold is then not marked, and tried again later. A notice of skipped
     *     thresholds belongs to the command that has skipped them, which is then refused
     */
    void tell(SlaNotice notice);
}
