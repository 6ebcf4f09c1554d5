package org.itsm4j.examples.quickstart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the user asked for, in system properties.
 *
 * @param log {@code -Dlog=FILE}: the log to replay; the shipped one unless told
 * @param jdbc {@code -Djdbc=URL}: the database, H2 or PostgreSQL; H2 in memory unless told
 * @param page {@code -Dpage=FILE}: where the page with pictures goes; {@code target/tour.html} unless told
 * @param threads {@code -Dthreads=N}: how many replay, 1 to 64; as many as there are processors unless told
 */
record Options(Optional<Path> log, String jdbc, int threads, Path page) {
    static final String IN_MEMORY = "jdbc:h2:mem:tour";
    private static final int MOST_THREADS = 64;

    static Options of(Properties properties) {
        return new Options(
                value(properties, "log").map(text -> path("log", text)),
                value(properties, "jdbc").map(Options::jdbc).orElse(IN_MEMORY),
                value(properties, "threads").map(Options::threads).orElseGet(Options::processors),
                path("page", value(properties, "page").orElse("target/tour.html")));
    }

    private static Optional<String> value(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(name)).filter(text -> !text.isBlank());
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("-D" + option + ": " + e.getMessage(), e);
        }
    }

    /** What was given is not repeated: it may hold a password. */
    private static String jdbc(String text) {
        if (!text.startsWith("jdbc:h2:") && !text.startsWith("jdbc:postgresql:")) {
            throw new UsageException("-Djdbc: not a URL of H2 or PostgreSQL (jdbc:h2:..., jdbc:postgresql:...)");
        }
        return text;
    }

    private static int threads(String text) {
        if (!text.matches("[1-9]|[1-5][0-9]|6[0-4]")) {
            throw new UsageException("-Dthreads: 1 to " + MOST_THREADS + ", got " + text);
        }
        return Integer.parseInt(text);
    }

    private static int processors() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    }
}
