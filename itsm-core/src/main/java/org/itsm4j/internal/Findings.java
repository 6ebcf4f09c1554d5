package org.itsm4j.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;

/** What is wrong with policies, and an end to the work of looking for it. Serves one check. */
public final class Findings {
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9 ._:,/+-]{1,40}");
    private static final int MOST = 50;
    /** About a second. */
    private static final long ENOUGH = 20_000_000;

    /** There is more to compare than a check may take. */
    public static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooMuch() {}
    }

    private final String heading;
    private final List<String> messages = new ArrayList<>();
    private long work;

    /** @param heading what is refused, such as {@code These service levels are refused} */
    public Findings(String heading) {
        this.heading = heading;
    }

    /** @param message what is wrong, and what would be allowed */
    public void add(String message) {
        messages.add(message);
    }

    /**
     * @param steps how many steps of work are done now
     * @throws TooMuch if it was all in all more than enough
     */
    public void work(long steps) {
        work += steps;
        if (work > ENOUGH) {
            throw new TooMuch();
        }
    }

    /** @throws ConfigurationException if there is something */
    public void require() {
        if (messages.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(heading).append("; findings: ").append(messages.size());
        for (int i = 0; i < messages.size() && i < MOST; i++) {
            text.append('\n').append(i + 1).append(". ").append(messages.get(i));
        }
        if (messages.size() > MOST) {
            text.append("\nand ").append(messages.size() - MOST).append(" more");
        }
        throw new ConfigurationException(text.toString());
    }

    /**
     * @param name a name of the host
     * @return it as messages may have it
     */
    public static String shown(String name) {
        return SHOWN.matcher(name).matches() ? name : "(a name of " + name.length() + " characters)";
    }
}
