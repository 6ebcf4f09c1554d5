package org.itsm4j.ticket;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.itsm4j.security.Tenant;

/**
 * The hash chain of a timeline: SHA-256 over the format's name, the tenant, the ticket, the hash before, and every part
 * of the entry, each with its length, so that no two different entries have the same bytes. A later format has another
 * name: its hashes can stand in one timeline with these.
 */
public final class Chain {
    private static final String FORMAT = "itsm4j timeline 1";

    private Chain() {}

    /**
     * @param tenant the ticket's tenant
     * @param ticket the ticket
     * @param before the hash of the entry before, empty for the first
     * @param entry the entry; its own hash is not looked at
     * @return the hash it must have
     */
    public static String hash(Tenant tenant, TicketRef ticket, String before, TimelineEntry entry) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            DataOutputStream out = new DataOutputStream(bytes);
            text(out, FORMAT);
            text(out, tenant.name());
            text(out, ticket.kind().name());
            text(out, ticket.id().toString());
            text(out, before);
            out.writeLong(entry.sequence());
            out.writeLong(entry.at().getEpochSecond());
            out.writeInt(entry.at().getNano());
            text(out, entry.actor());
            out.writeBoolean(entry.system());
            text(out, entry.action());
            text(out, entry.visibility().name());
            text(out, entry.text());
            out.writeInt(entry.changes().size());
            for (FieldChange change : entry.changes()) {
                text(out, change.field());
                text(out, change.before());
                text(out, change.after());
            }
            text(out, entry.about().map(TicketRef::toString).orElse(""));
            text(out, entry.request().map(RequestMark::id).orElse(""));
            text(out, entry.request().map(RequestMark::fingerprint).orElse(""));
            return sha256(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to write
        }
    }

    /**
     * @param bytes anything
     * @return its SHA-256, 64 lower-case hexadecimal digits
     */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
