package org.itsm4j.sla;
/** Writes and reads policies as JSON. STUB. */
final class PolicyJson {
    private PolicyJson() {}

    static SlaPolicies read(String json) {
        throw new UnsupportedOperationException();
    }

    static String write(SlaPolicies set) {
        throw new UnsupportedOperationException();
    }
}
