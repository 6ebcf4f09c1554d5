package org.itsm4j.examples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.itsm4j.sla.SlaPolicies;

/** What the tour promises, from a file: {@code service-levels.json} beside the log that is shipped. */
final class Promises {
    private Promises() {}

    static SlaPolicies shipped() {
        try (InputStream in = Promises.class.getResourceAsStream("/service-levels.json")) {
            byte[] file = Objects.requireNonNull(in, "service-levels.json").readAllBytes();
            return SlaPolicies.fromJson(new String(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
