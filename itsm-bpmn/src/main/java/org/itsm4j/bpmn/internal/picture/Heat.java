package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sorts numbers into five colours. The steps grow like squares: a stage with a tenth of the most is still told from one with none. */
final class Heat {
    static final int LEVELS = 5;

    private final long most;

    Heat(List<Long> numbers) {
        most = numbers.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** From 0 for none to {@value #LEVELS} for the most. */
    int level(long number) {
        int level = 0;
        while (number > 0 && level < LEVELS && (level == 0 || number > top(level))) {
            level++;
        }
        return level;
    }

    /** The highest number of a level. */
    long top(int level) {
        return Math.max(1, (long) Math.floor((double) most * level * level / (LEVELS * LEVELS)));
    }

    /** The levels that some number can have. */
    List<Integer> levels() {
        List<Integer> levels = new ArrayList<>();
        for (int level = 1; level <= LEVELS && most > 0; level++) {
            if (level == 1 || top(level) > top(level - 1)) {
                levels.add(level);
            }
        }
        return levels;
    }

    /** At most five characters or so, such as {@code 1,204}, {@code 46.1k} and {@code 3.2M}. */
    static String brief(long number) {
        if (number < 10_000) {
            return String.format(Locale.ROOT, "%,d", number);
        }
        boolean thousands = number < 999_500;
        double scaled = number / (thousands ? 1e3 : 1e6);
        String digits = String.format(Locale.ROOT, scaled < 99.95 ? "%.1f" : "%.0f", scaled);
        return digits.replace(".0", "") + (thousands ? "k" : "M");
    }
}
