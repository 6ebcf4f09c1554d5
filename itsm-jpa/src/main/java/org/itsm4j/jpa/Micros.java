package org.itsm4j.jpa;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Instants as columns: whole microseconds since 1970 in UTC. Not as timestamps, because both providers hand those to the
 * driver in the JVM's zone, and the hour that is skipped there in spring comes back as another one.
 */
final class Micros {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private Micros() {}

    /** Rounds down. An instant beyond what a long can say becomes the greatest or smallest one. */
    static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (Math.abs(seconds) < Long.MAX_VALUE / 2_000_000) {
            return seconds * 1_000_000 + instant.getNano() / 1_000;
        }
        BigInteger exact =
                BigInteger.valueOf(seconds).multiply(MILLION).add(BigInteger.valueOf(instant.getNano() / 1_000));
        return exact.bitLength() < Long.SIZE ? exact.longValue() : seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Rounds up, so that "before" and "from" mean the same as on the instants themselves. */
    static long ceiling(Instant instant) {
        long floor = of(instant);
        return isWhole(instant) || floor == Long.MAX_VALUE ? floor : floor + 1;
    }

    static boolean isWhole(Instant instant) {
        return instant.getNano() % 1_000 == 0;
    }

    static @Nullable Long of(Optional<Instant> instant) {
        return instant.map(Micros::of).orElse(null);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static Optional<Instant> optional(@Nullable Long micros) {
        return Optional.ofNullable(micros).map(Micros::instant);
    }
}
