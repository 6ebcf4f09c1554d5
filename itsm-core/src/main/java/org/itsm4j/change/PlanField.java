package org.itsm4j.change;

/** A part of a plan that a template may freeze. */
public enum PlanField {
    /** What is changed. */
    DESCRIPTION,
    /** The steps. */
    IMPLEMENTATION,
    /** How it is undone. */
    BACK_OUT,
    /** How one sees that it works. */
    TEST_PLAN,
    /** The answers on risk. */
    ANSWERS
}
