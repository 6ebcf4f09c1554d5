package org.itsm4j.bpmn.internal.diff;

import java.util.Locale;

/**
 * What can be different between two diagrams. Its name, with hyphens, is the id of a change; kinds come in pairs, for the
 * way there and the way back, or stand alone.
 */
enum ChangeKind {
    APPROVAL_LOST(Weight.GUARD_LOST),
    APPROVAL_NOT_ASKED(Weight.GUARD_LOST),
    APPROVAL_OTHER(Weight.GUARD_LOST),
    GATE_LOST(Weight.GUARD_LOST),
    ACTION_UNGUARDED(Weight.GUARD_LOST),
    CONDITION_WIDER(Weight.GUARD_LOST),
    CONDITION_OTHER(Weight.GUARD_LOST),
    CONDITION_UNCLEAR(Weight.GUARD_LOST),

    PROCESS_ID(Weight.BEHAVIOUR),
    STAGE_ADDED(Weight.BEHAVIOUR),
    STAGE_GONE(Weight.BEHAVIOUR),
    STAGE_STATE(Weight.BEHAVIOUR),
    ACTION_ADDED(Weight.BEHAVIOUR),
    ACTION_GONE(Weight.BEHAVIOUR),
    TRANSITION_ADDED(Weight.BEHAVIOUR),
    TRANSITION_GONE(Weight.BEHAVIOUR),
    CONDITION_NARROWER(Weight.BEHAVIOUR),
    CONDITION_CHOICE(Weight.BEHAVIOUR),
    ACTION_GUARDED(Weight.BEHAVIOUR),
    WHO_MAY(Weight.BEHAVIOUR),
    APPROVAL_ADDED(Weight.BEHAVIOUR),
    APPROVAL_ASKED(Weight.BEHAVIOUR),
    GATE_KEPT(Weight.BEHAVIOUR),
    GATE_STAGES(Weight.BEHAVIOUR),
    STEP_ADDED(Weight.BEHAVIOUR),
    STEP_GONE(Weight.BEHAVIOUR),
    STEP_HANDLER(Weight.BEHAVIOUR),
    STEP_BACKGROUND(Weight.BEHAVIOUR),
    STEP_SYNCHRONOUS(Weight.BEHAVIOUR),
    STEP_RETRY(Weight.BEHAVIOUR),
    STEP_RUNS(Weight.BEHAVIOUR),
    STEP_RUNS_NOT(Weight.BEHAVIOUR),
    STEP_CONDITION(Weight.BEHAVIOUR),
    STEP_ORDER(Weight.BEHAVIOUR),
    TIMER_ADDED(Weight.BEHAVIOUR),
    TIMER_GONE(Weight.BEHAVIOUR),
    TIMER_STAGE(Weight.BEHAVIOUR),
    TIMER_DELAY(Weight.BEHAVIOUR),
    TIMER_CALENDAR(Weight.BEHAVIOUR),
    TIMER_INTERRUPTS(Weight.BEHAVIOUR),
    TIMER_ACTION(Weight.BEHAVIOUR),
    TIMER_DATA(Weight.BEHAVIOUR),
    TIMER_STEPS(Weight.BEHAVIOUR),
    TASK_ADDED(Weight.BEHAVIOUR),
    TASK_GONE(Weight.BEHAVIOUR),
    TASK_GROUP(Weight.BEHAVIOUR),
    TASK_SEQUENCE(Weight.BEHAVIOUR),
    TASK_PARALLEL(Weight.BEHAVIOUR),

    STAGE_RENAMED(Weight.APPEARANCE),
    APPEARANCE(Weight.APPEARANCE);

    private final Weight weight;

    ChangeKind(Weight weight) {
        this.weight = weight;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Weight weight() {
        return weight;
    }

    /** What it is called on the way back, from the second diagram to the first. */
    ChangeKind turned() {
        return switch (this) {
            case APPROVAL_LOST -> APPROVAL_ADDED;
            case APPROVAL_ADDED -> APPROVAL_LOST;
            case APPROVAL_NOT_ASKED -> APPROVAL_ASKED;
            case APPROVAL_ASKED -> APPROVAL_NOT_ASKED;
            case GATE_LOST -> GATE_KEPT;
            case GATE_KEPT -> GATE_LOST;
            case ACTION_UNGUARDED -> ACTION_GUARDED;
            case ACTION_GUARDED -> ACTION_UNGUARDED;
            case CONDITION_WIDER -> CONDITION_NARROWER;
            case CONDITION_NARROWER -> CONDITION_WIDER;
            case STAGE_ADDED -> STAGE_GONE;
            case STAGE_GONE -> STAGE_ADDED;
            case ACTION_ADDED -> ACTION_GONE;
            case ACTION_GONE -> ACTION_ADDED;
            case TRANSITION_ADDED -> TRANSITION_GONE;
            case TRANSITION_GONE -> TRANSITION_ADDED;
            case STEP_ADDED -> STEP_GONE;
            case STEP_GONE -> STEP_ADDED;
            case STEP_BACKGROUND -> STEP_SYNCHRONOUS;
            case STEP_SYNCHRONOUS -> STEP_BACKGROUND;
            case STEP_RUNS -> STEP_RUNS_NOT;
            case STEP_RUNS_NOT -> STEP_RUNS;
            case TIMER_ADDED -> TIMER_GONE;
            case TIMER_GONE -> TIMER_ADDED;
            case TASK_ADDED -> TASK_GONE;
            case TASK_GONE -> TASK_ADDED;
            case TASK_SEQUENCE -> TASK_PARALLEL;
            case TASK_PARALLEL -> TASK_SEQUENCE;
            default -> this;
        };
    }
}
