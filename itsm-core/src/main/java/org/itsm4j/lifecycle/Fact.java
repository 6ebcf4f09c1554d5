package org.itsm4j.lifecycle;

/**
 * Something about a ticket that conditions and timers of a diagram may read, at the moment they are evaluated.
 *
 * @param name how diagrams call it
 * @param type String, Boolean, Integer, BigDecimal, Instant, Duration or an enum
 * @param meaning what it says
 */
public record Fact(String name, Class<?> type, String meaning) {}
