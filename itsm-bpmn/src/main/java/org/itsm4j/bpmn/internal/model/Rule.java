package org.itsm4j.bpmn.internal.model;

import java.util.Locale;

/** What a diagram is held to. A rule's name, with hyphens, is its id in findings; its hint says what to draw instead. */
public enum Rule {
    // reading: MarkupReader; AllowList for the root
    /** The file is BPMN. */
    NOT_BPMN("give a BPMN 2.0 file, exported as XML in UTF-8"),
    /** The file is well-formed XML 1.0. */
    NOT_WELL_FORMED("open it in a modeller and save it again"),
    /** The file is UTF-8. */
    ENCODING("save it as UTF-8"),
    /** The file has no DOCTYPE. */
    DOCTYPE("take the <!DOCTYPE ...> out; BPMN needs none"),
    /** Files, and what is in them, have a size. */
    TOO_LARGE("draw less in one diagram"),
    /** Elements are nested up to a depth. */
    TOO_DEEP("nest less"),
    // what may be there: AllowList; ModelReader, and Markers, TimerReader and Names, which it asks; WholeCheck for
    // steps that
    // are not registered; TimerCheck and LawCheck for what depends on where an element stands
    /** Elements are of BPMN, its interchange or itsm. */
    FOREIGN_ELEMENT("take it out; what BPMN, its interchange and itsm do not define is not read"),
    /** Elements are on the list. */
    ELEMENT("use what the list of allowed elements has"),
    /** Attributes are on the list. */
    ATTRIBUTE("take it out"),
    /** Text is only where it is read. */
    TEXT("take the text out"),
    /** There are no scripts. */
    SCRIPT_TASK("register a step in Java and draw a service task that names it"),
    /** There are no classes. */
    CLASS("register a step in Java and name it: <itsm:step handler=\"...\"/>"),
    /** There are no listeners. */
    LISTENER("draw a step where something is to happen"),
    /** There are no built-in tasks of an engine. */
    SERVICE_TASK_TYPE("register a step in Java that does it, and name it"),
    /** A service task names a step. */
    STEP("name a registered step: <itsm:step handler=\"...\"/>"),
    /** The host has registered the step. */
    UNKNOWN_STEP("register it in Java, or correct the name"),
    /** There are no injected fields. */
    FIELD("let the step read the facts of the ticket"),
    /** Expressions are only where conditions or facts are read. */
    EXPRESSION("write plain text, or a condition over declared facts"),
    /** Names are no expressions. */
    EXPRESSION_IN_NAME("names are plain text"),
    /** Nothing is skipped by an expression. */
    SKIP_EXPRESSION("draw a gateway with a condition"),
    /** There are no data objects. */
    DATA_OBJECT("declare a custom field in Java"),
    /** No other process is called. */
    CALL_ACTIVITY("draw the steps here"),
    /** A sub-process is a stage with tasks. */
    SUB_PROCESS("draw a stage with tasks, or stages"),
    /** There are no event sub-processes. */
    EVENT_SUB_PROCESS("draw the flow from the stage that it leaves"),
    /** There is no compensation. */
    COMPENSATION("draw the way back as a flow"),
    /** Events are timers on stages. */
    EVENT_DEFINITION("only timers on stages are events here; name an action on a flow"),
    /** There are no error events. */
    UNCAUGHT_ERROR("let the step throw: it is tried again, and shown when it fails for good"),
    /** Nothing is repeated without a small bound. */
    MULTI_INSTANCE("draw the tasks that are to be done"),
    /** A diagram grants no rights. */
    STARTER("rights belong to the contract and the access policy"),
    /** Only steps run in the background. */
    ASYNCHRONOUS("only steps can run in the background"),
    /** How often a step is tried again has limits. */
    RETRY("write R1 to R20 and a pause of PT10S to P1D, such as R5/PT5M"),
    /** Markers are as they must be. */
    MARKER("correct the marker"),
    /** What is written is read. */
    NO_EFFECT("take it out; it is not read here"),
    /** How long a timer waits has limits. */
    TIMER("write an ISO 8601 duration of PT1M to P3650D, a fact, or a bounded repetition such as R3/PT4H"),
    /** Ids are of plain characters. */
    ID("choose an id of letters, digits, '.', '_' and '-' that begins with a letter"),
    /** Ids have a length. */
    ID_TOO_LONG("choose a shorter id"),
    /** Ids are unique. */
    DUPLICATE_ID("give each element an id of its own"),
    /** Names have a length. */
    NAME_TOO_LONG("choose a shorter name"),
    /** Names read as they are. */
    BIDI_CONTROL("take control characters and characters that hide or turn the direction of text out"),
    // how it hangs together: ModelReader for processes; ShapeCheck; for conditions also WholeCheck, LawCheck and
    // OfferCheck
    /** There is an executable process. */
    PROCESS("draw one executable process"),
    /** There is one process. */
    DUPLICATE_PROCESS("draw one process in a file"),
    /** There is a start. */
    NO_START("draw one start event"),
    /** There is one start. */
    SEVERAL_STARTS("draw one start event"),
    /** References lead to what is there. */
    DANGLING_REFERENCE("tie it to an element that is there, in the same process or sub-process"),
    /** Every cycle has a wait. */
    CYCLE_WITHOUT_WAIT("let every cycle pass a stage"),
    /** Every element can be reached. */
    NO_WAY_IN("draw a flow to it, or take it out"),
    /** Every element can be left. */
    NO_WAY_OUT("draw a flow out of it"),
    /** A start and a timer have one flow out and none in. */
    START_FLOW("one flow without a condition leaves a start and a timer, and none leads in"),
    /** An end has no flow out. */
    END_FLOW("no flow leaves an end"),
    /** A gateway always has a way. */
    NO_DEFAULT_FLOW("mark a flow as the default one"),
    /** The flows of a gateway have conditions, but for the default one. */
    DEFAULT_FLOW("the default flow has no condition; every other one has"),
    /** Conditions exclude each other. */
    OVERLAP("let the conditions exclude each other"),
    /** Conditions can be read and compare what can be compared. */
    CONDITION("correct the condition"),
    /** Conditions can hold. */
    NEVER("take the flow out, or correct its condition"),
    // the contract: LawCheck, OfferCheck, PathCheck, TimerCheck, TaskCheck; WholeCheck for approvals; for what runs at
    // once
    // also ShapeCheck and TokenCheck
    /** The process is called after its lifecycle. */
    PROCESS_ID("call the process itsm- and the name of its lifecycle"),
    /** Stages mean a state of the contract. */
    STATE("mark it with <itsm:stage state=\"...\"/> and a state of the contract"),
    /** Mandatory states are drawn. */
    STATE_MISSING("draw a stage of that state"),
    /** The start leads to where the contract begins. */
    START_STATE("let the start lead to the state in which the contract begins"),
    /** Flows keep to the transitions of the contract. */
    ILLEGAL_TRANSITION("let the flow lead to a state that the contract allows for the action"),
    /** Transitions that the contract asks for are drawn. */
    TRANSITION_MISSING("draw a flow for the action"),
    /** An action has a way whatever the facts are. */
    PARTIAL("let some flow be open whatever the facts are"),
    /** An end can always be reached. */
    STUCK("draw a way to an end"),
    /** No way leads around a gate. */
    GATE("let every way pass a stage of the state that is asked for"),
    /** A timer does what the system may do. */
    TIMER_ACTION("give an action that the contract lets the system do, with the data it needs"),
    /** The host provides the calendar. */
    CALENDAR("name a calendar that the host provides"),
    /** The host provides the approval, where one is read. */
    APPROVAL("name an approval that the host provides"),
    /** A ticket is in one state. */
    PARALLEL("a ticket is in one state: draw parallel work as tasks in a sub-process stage"),
    /** The inside of a stage is made of tasks. */
    TASKS("inside a stage draw one start, tasks, parallel gateways and ends, without cycles and conditions");

    private final String hint;

    Rule(String hint) {
        this.hint = hint;
    }

    /** @return its id in findings, such as {@code no-way-out} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return what to draw instead */
    public String hint() {
        return hint;
    }
}
