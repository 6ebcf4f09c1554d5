package org.itsm4j.lifecycle;

/**
 * A state that every way to another must pass.
 *
 * @param pass the state that must be passed
 * @param guarded the state it guards
 * @param <S> the states
 */
public record Gate<S extends Enum<S>>(S pass, S guarded) {}
