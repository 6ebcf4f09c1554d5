package org.itsm4j.sla;
/** STUB. */
final class PolicyCheck {
    PolicyCheck(SlaPolicies set) {}

    void require() {}
}
