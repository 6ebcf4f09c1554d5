package org.itsm4j.lifecycle.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.itsm4j.lifecycle.Command;
import org.itsm4j.ticket.Chain;

/** SHA-256 of what a command says, so that a repeated request is told from another one under the same id. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Object part : parts) {
                write(out, part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to write
        }
        return Chain.sha256(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Object part) throws IOException {
        if (part instanceof Optional<?> optional) {
            out.writeBoolean(optional.isPresent());
            if (optional.isPresent()) {
                write(out, optional.get());
            }
        } else if (part instanceof Collection<?> items) {
            out.writeInt(items.size());
            for (Object item : items) {
                write(out, item);
            }
        } else if (part instanceof Record value) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                write(out, read(component, value));
            }
        } else if (part instanceof Command command) {
            write(out, command.content());
        } else {
            byte[] text = part.toString().getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
    }

    private static Object read(RecordComponent component, Record value) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true); // a practice keeps its small commands to itself
            return accessor.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record can be read: " + value.getClass(), e);
        }
    }
}
