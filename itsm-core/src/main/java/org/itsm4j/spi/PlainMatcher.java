package org.itsm4j.spi;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@link Matcher#plain()} says. */
final class PlainMatcher implements Matcher {
    private static final int SHORTEST_WORD = 4;
    private static final int ITEM = 40;
    private static final int SERVICE = 25;
    private static final int CATEGORY = 15;
    private static final int NEAR = 8;
    private static final int WORDS = 20;

    @Override
    public int score(Traits asked, Traits known) {
        return same(asked.configurationItem(), known.configurationItem(), ITEM)
                + same(asked.service(), known.service(), SERVICE)
                + category(asked.category(), known.category())
                + words(asked.words(), known.words());
    }

    private static int same(Optional<String> one, Optional<String> other, int points) {
        return one.isPresent() && one.equals(other) ? points : 0;
    }

    private static int category(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        String first = one.get();
        String second = other.get();
        if (first.equals(second)) {
            return CATEGORY;
        }
        return first.startsWith(second + "/") || second.startsWith(first + "/") ? NEAR : 0;
    }

    private static int words(String asked, String known) {
        Set<String> wanted = words(known);
        if (wanted.isEmpty()) {
            return 0;
        }
        Set<String> shared = words(asked);
        shared.retainAll(wanted);
        return shared.size() * WORDS / wanted.size();
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        StringBuilder word = new StringBuilder();
        text.toLowerCase(Locale.ROOT).chars().forEach(each -> {
            if (Character.isLetterOrDigit(each)) {
                word.append((char) each);
            } else {
                keep(words, word);
            }
        });
        keep(words, word);
        return words;
    }

    private static void keep(Set<String> words, StringBuilder word) {
        if (word.length() >= SHORTEST_WORD) {
            words.add(word.toString());
        }
        word.setLength(0);
    }
}
