package org.itsm4j.ticket;

import java.time.Instant;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;

/** The limits on texts, lists and pages, in one place. Lengths are in UTF-16 characters. */
public final class Limits {
    /** A name of the host: person, group, service, configuration item, source. */
    public static final int NAME = 200;
    /** One line: a summary. */
    public static final int LINE = 200;
    /** A reason, or the short text of a decision. */
    public static final int REASON = 2_000;
    /** A description, a note, a resolution. */
    public static final int TEXT = 32_000;
    /** A request id; in bulk, id and a colon of each ticket (37 characters) are added to it. */
    public static final int REQUEST_ID = 150;
    /** Tickets on a page, unless told. */
    public static final int PAGE_DEFAULT = 50;
    /** Tickets on a page, at most; also tickets in one bulk command. */
    public static final int PAGE_CAP = 1_000;
    /** Conditions in a search. */
    public static final int CONDITIONS = 20;
    /** Values in one condition of a search. */
    public static final int VALUES = 500;
    /** Tickets that follow from one command in its transaction; the others follow by and by. */
    public static final int CASCADE = 500;
    /** Watchers, references and relations of a ticket, of each kind. */
    public static final int LINKS = 1_000;
    /** The id of an element of a diagram. */
    public static final int ELEMENT = 255;
    /** Tasks of one visit of a stage. */
    public static final int TASKS = 200;
    /** Custom fields of a kind of ticket. */
    public static final int CUSTOM_FIELDS = 50;
    /** A value of a custom field for text. */
    public static final int CUSTOM_TEXT = 4_000;
    /** A value of a custom field that can be searched for; longer ones are kept, and not found by search. */
    public static final int CUSTOM_SEARCHABLE = 255;
    /** Values that a custom field may let people choose from. */
    public static final int CUSTOM_CHOICES = 200;
    /** Digits of a number in a custom field, before and behind the point together. */
    public static final int CUSTOM_DIGITS = 38;
    /** Digits behind the point of a number in a custom field. */
    public static final int CUSTOM_DECIMALS = 18;
    /** The slot of a clock: an agreement, its group or supplier, and what is promised. */
    public static final int SLOT = 300;
    /** Length of a cursor or a number given as text. */
    public static final int TOKEN = 500;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant FIRST_COUNTED = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST_COUNTED = Instant.parse("2200-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Limits() {}

    /**
     * @param subject what is checked, for the error
     * @param path which part of it
     * @param moment a moment
     * @throws InvalidInputException if it is out of the years 1 to 9999, which is what every store can compare with
     */
    public static void require(String subject, String path, Instant moment) {
        if (!isKeepable(moment)) {
            throw new InvalidInputException(subject, path, "an instant of the years 1 to 9999" + Given.got(moment));
        }
    }

    /**
     * @param subject what is checked, for the error
     * @param path which part of it
     * @param moment a moment
     * @throws InvalidInputException if it is out of the years 1900 to 2199, in which calendars count
     */
    public static void requireCounted(String subject, String path, Instant moment) {
        if (moment.isBefore(FIRST_COUNTED) || !moment.isBefore(LAST_COUNTED)) {
            throw new InvalidInputException(subject, path, "an instant of the years 1900 to 2199" + Given.got(moment));
        }
    }

    static boolean isKeepable(Instant moment) {
        return !moment.isBefore(FIRST) && !moment.isAfter(LAST);
    }

    /**
     * @param subject what is checked, for the error
     * @param path which part of it
     * @param count how many there are
     * @param most how many there may be
     * @throws InvalidInputException if there are more
     */
    public static void require(String subject, String path, int count, int most) {
        if (count > most) {
            throw new InvalidInputException(subject, path, "at most " + most + ", got " + count);
        }
    }
}
