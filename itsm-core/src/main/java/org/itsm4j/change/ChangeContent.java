package org.itsm4j.change;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.itsm4j.ticket.Chain;

/**
 * The hash of what is voted on: plan, window, service and configuration items. A vote is bound to it, so that whoever
 * changes one of them has to ask again; and to the round, so that what was once taken back is not approved by old votes.
 */
final class ChangeContent {
    /** Begins all that is hashed: another way to write it down would be another hash. */
    private static final String FORMAT = "itsm4j change 1";

    private ChangeContent() {}

    static String hash(int round, ChangePlan plan, ChangeScope scope) {
        List<String> parts = new ArrayList<>(List.of(
                FORMAT,
                Integer.toString(round),
                plan.description(),
                plan.implementation(),
                plan.backOut().text(),
                Boolean.toString(plan.backOut().tested()),
                plan.testPlan(),
                plan.window().from().toString(),
                plan.window().to().toString(),
                scope.service().map(name -> "+" + name).orElse("")));
        parts.addAll(scope.configurationItems());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        parts.forEach(part -> write(bytes, part));
        return Chain.sha256(bytes.toByteArray());
    }

    /** With its length before it, so that nothing can move from one part to the next unseen. */
    private static void write(ByteArrayOutputStream bytes, String part) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        bytes.writeBytes(text);
    }
}
