package org.itsm4j.sla;
/** STUB. */
public record Pause(java.time.Instant from, java.time.Instant to, String reason) {}
