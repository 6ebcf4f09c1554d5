package org.itsm4j.change;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.ticket.Field;

/** The fields of a change that can be searched, sorted by, or are audited. */
public enum ChangeField implements Field<Change> {
    /** What people call it. Sorted as text, so from the millionth on {@link #RAISED_AT} sorts better. */
    NUMBER(String.class, change -> Optional.of(change.number().value()), true, false),
    /** Its state. */
    STATE(ChangeState.class, change -> Optional.of(change.state()), false, true),
    /** Whether it may still be done, or is being done. */
    OPEN(Boolean.class, change -> Optional.of(change.state().isOpen()), false, false),
    /** The stage of its diagram, by id. */
    STAGE(String.class, change -> Optional.of(change.place().stage().id()), false, true),
    /** How it is handled. */
    MODEL(ChangeModel.class, change -> Optional.of(change.model()), false, true),
    /** The tier of its risk. */
    RISK(RiskTier.class, change -> change.risk().map(Risk::tier), false, true),
    /** How it went. */
    OUTCOME(Outcome.class, Change::outcome, false, true),
    /** The group that does it. */
    GROUP(String.class, Change::group, false, true),
    /** The person who does it. */
    AGENT(String.class, Change::agent, false, true),
    /** The person it is for. */
    REQUESTER(String.class, Change::requester, false, true),
    /** The service it is for. */
    SERVICE(String.class, change -> change.scope().service(), false, true),
    /** The version of the template it was made from, such as {@code restart-web v3}. */
    TEMPLATE(String.class, change -> change.origin().template().map(Object::toString), false, true),
    /** What is wanted, in a line. */
    SUMMARY(String.class, change -> Optional.of(change.summary()), false, false),
    /** Whether it must not be begun for now. */
    LOCKED_DOWN(Boolean.class, change -> Optional.of(change.lockdown().isPresent()), false, true),
    /** When its window opens. */
    WINDOW_FROM(Instant.class, change -> change.window().map(Slot::from), false, true),
    /** When its window closes. */
    WINDOW_TO(Instant.class, change -> change.window().map(Slot::to), false, true),
    /** When it was raised. */
    RAISED_AT(Instant.class, change -> Optional.of(change.times().raisedAt()), true, false),
    /** When it last changed; that a clock has reached a threshold is no change of it. */
    UPDATED_AT(Instant.class, change -> Optional.of(change.head().changedAt()), true, false),
    /** When it was closed. */
    CLOSED_AT(Instant.class, change -> change.times().closedAt(), false, false);

    private final Class<?> type;
    private final Function<Change, Optional<?>> value;
    private final boolean sortable;
    private final boolean audited;

    ChangeField(Class<?> type, Function<Change, Optional<?>> value, boolean sortable, boolean audited) {
        this.type = type;
        this.value = value;
        this.sortable = sortable;
        this.audited = audited;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public Optional<?> of(Change change) {
        return value.apply(change);
    }

    @Override
    public boolean isSortable() {
        return sortable;
    }

    @Override
    public boolean isAudited() {
        return audited;
    }
}
