package org.itsm4j.sla;
/** STUB */
public record Selection(SlaPolicy policy, SlaTarget target, Promise promise) {}
