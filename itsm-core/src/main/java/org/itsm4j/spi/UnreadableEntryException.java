package org.itsm4j.spi;

import org.itsm4j.error.StoreException;

/** An entry of a timeline holds what the library never writes: somebody has changed it, past the library. */
public class UnreadableEntryException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    /**
     * @param sequence the entry
     * @param cause why it cannot be read
     */
    public UnreadableEntryException(long sequence, RuntimeException cause) {
        super("Entry " + sequence + " of a timeline cannot be read", cause);
        this.sequence = sequence;
    }

    /** @return the entry */
    public long sequence() {
        return sequence;
    }
}
