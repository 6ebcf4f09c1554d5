package org.itsm4j.lifecycle;

/**
 * Code of the host that a diagram runs as one of its steps, by the name it is registered under: {@code
 * Itsm.builder().step("orderPart", handler)}. Must be thread-safe.
 *
 * <p>It runs inside the transaction of the command that brings the ticket to it: what it writes to the host's database
 * commits or rolls back with the ticket. A command that loses a race may be run again, and with it the handler; for
 * effects outside of the transaction use {@link StepContext#key()}. It must not give commands on the same ticket; it
 * may write notes by its context.
 */
@FunctionalInterface
public interface StepHandler {
    /**
     * @param step the ticket, and what can be done with it
     * @throws Exception to refuse the command: all of it is rolled back, and its caller gets a {@link
     *     StepFailedException}. A {@link org.itsm4j.error.StoreException} passes unchanged, so that a lost race can be
     *     told from a failure
     */
    void run(StepContext step) throws Exception;
}
