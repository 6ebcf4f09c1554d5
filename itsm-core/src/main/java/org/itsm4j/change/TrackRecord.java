package org.itsm4j.change;

import org.itsm4j.error.InvalidInputException;

/**
 * How often changes of one model, or from one template, have gone well.
 *
 * @param done how many are closed; 0 or more
 * @param successful how many of them went as planned, with or without issues; at most {@code done}
 */
public record TrackRecord(long done, long successful) {
    /** Nothing is known. */
    public static final TrackRecord NONE = new TrackRecord(0, 0);

    /**
     * @throws InvalidInputException if a number is out of range
     */
    public TrackRecord {
        if (done < 0 || successful < 0 || successful > done) {
            throw new InvalidInputException("TrackRecord", "successful", "0 to done, " + done + ", got " + successful);
        }
    }

    /**
     * @param percent a share, 0 to 100
     * @return whether at least that share went well; true of nothing
     */
    public boolean reaches(int percent) {
        return successful * 100 >= (long) percent * done;
    }

    /** @return the share that went well, in whole percent, rounded down; 100 of nothing */
    public int percent() {
        return done == 0 ? 100 : (int) (successful * 100 / done);
    }
}
