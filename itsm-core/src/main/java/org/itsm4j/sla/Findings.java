package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;

/** What is wrong with a set of policies, and an end to the work of looking for it. Serves one check. */
final class Findings {
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9 ._:,/+-]{1,40}");
    private static final int MOST = 50;
    /** About a second. */
    private static final long ENOUGH = 20_000_000;

    /** There is more to compare than a check may take. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final List<String> messages = new ArrayList<>();
    private long work;

    void add(String message) {
        messages.add(message);
    }

    /** @throws TooMuch if it was all in all more than enough */
    void work(long steps) {
        work += steps;
        if (work > ENOUGH) {
            throw new TooMuch();
        }
    }

    /** @throws ConfigurationException if there is something */
    void require() {
        if (messages.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("These service levels are refused; findings: ").append(messages.size());
        for (int i = 0; i < messages.size() && i < MOST; i++) {
            text.append('\n').append(i + 1).append(". ").append(messages.get(i));
        }
        if (messages.size() > MOST) {
            text.append("\nand ").append(messages.size() - MOST).append(" more");
        }
        throw new ConfigurationException(text.toString());
    }

    /** @return a name of the host as messages may have it */
    static String shown(String name) {
        return SHOWN.matcher(name).matches() ? name : "(a name of " + name.length() + " characters)";
    }
}
