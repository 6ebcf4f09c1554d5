package org.itsm4j.problem;

/** How the cause of a problem is looked for. */
public enum RcaTechnique {
    /** Asking why, again and again: {@link FiveWhys}. */
    FIVE_WHYS,
    /** Sorting possible causes by branches: {@link Fishbone}. */
    FISHBONE,
    /** Comparing where the fault is with where it is not (Kepner-Tregoe): {@link IsIsNot}. */
    KEPNER_TREGOE,
    /** What happened when: {@link EventSequence}. */
    TIMELINE,
    /** What must come together: {@link FaultTree}. */
    FAULT_TREE
}
