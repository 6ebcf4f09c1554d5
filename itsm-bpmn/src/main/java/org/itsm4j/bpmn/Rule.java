package org.itsm4j.bpmn;

import java.util.Locale;

/** What a diagram is held to. A rule's name, with hyphens, is its id in findings; its hint says what to draw instead. */
enum Rule {
    // reading
    NOT_BPMN("give a BPMN 2.0 file, exported as XML in UTF-8"),
    NOT_WELL_FORMED("open it in a modeller and save it again"),
    ENCODING("save it as UTF-8"),
    DOCTYPE("take the <!DOCTYPE ...> out; BPMN needs none"),
    TOO_LARGE("draw less in one diagram"),
    TOO_DEEP("nest less"),
    // what may be there
    FOREIGN_ELEMENT("take it out; what BPMN, its interchange and itsm do not define is not read"),
    ELEMENT("use what the list of allowed elements has"),
    ATTRIBUTE("take it out"),
    TEXT("take the text out"),
    SCRIPT_TASK("register a step in Java and draw a service task that names it"),
    CLASS("register a step in Java and name it: <itsm:step handler=\"...\"/>"),
    LISTENER("draw a step where something is to happen"),
    SERVICE_TASK_TYPE("register a step in Java that does it, and name it"),
    STEP("name a registered step: <itsm:step handler=\"...\"/>"),
    UNKNOWN_STEP("register it in Java, or correct the name"),
    FIELD("let the step read the facts of the ticket"),
    EXPRESSION("write plain text, or a condition over declared facts"),
    EXPRESSION_IN_NAME("names are plain text"),
    SKIP_EXPRESSION("draw a gateway with a condition"),
    DATA_OBJECT("declare a custom field in Java"),
    CALL_ACTIVITY("draw the steps here"),
    SUB_PROCESS("draw a stage with tasks, or stages"),
    EVENT_SUB_PROCESS("draw the flow from the stage that it leaves"),
    COMPENSATION("draw the way back as a flow"),
    EVENT_DEFINITION("only timers on stages are events here; name an action on a flow"),
    UNCAUGHT_ERROR("let the step throw: it is tried again, and shown when it fails for good"),
    MULTI_INSTANCE("draw the tasks that are to be done"),
    STARTER("rights belong to the contract and the access policy"),
    ASYNCHRONOUS("only steps can run in the background"),
    RETRY("write R1 to R20 and a pause of PT10S to P1D, such as R5/PT5M"),
    MARKER("correct the marker"),
    NO_EFFECT("take it out; it is not read here"),
    TIMER("write an ISO 8601 duration of PT1M to P3650D, a fact, or a bounded repetition such as R3/PT4H"),
    ID("choose an id of letters, digits, '.', '_' and '-' that begins with a letter"),
    ID_TOO_LONG("choose a shorter id"),
    DUPLICATE_ID("give each element an id of its own"),
    NAME_TOO_LONG("choose a shorter name"),
    BIDI_CONTROL("take control characters and characters that turn the direction of text out of the name"),
    // how it hangs together
    PROCESS("draw one executable process"),
    DUPLICATE_PROCESS("draw one process in a file"),
    NO_START("draw one start event"),
    SEVERAL_STARTS("draw one start event"),
    DANGLING_REFERENCE("tie it to an element that is there, in the same process or sub-process"),
    CYCLE_WITHOUT_WAIT("let every circle pass a stage"),
    NO_WAY_IN("draw a flow to it, or take it out"),
    NO_WAY_OUT("draw a flow out of it"),
    START_FLOW("one flow without a condition leaves a start and a timer, and none leads in"),
    END_FLOW("no flow leaves an end"),
    NO_DEFAULT_FLOW("mark a flow as the default one"),
    DEFAULT_FLOW("the default flow has no condition; every other one has"),
    OVERLAP("let the conditions exclude each other"),
    CONDITION("correct the condition"),
    NEVER("take the flow out, or correct its condition"),
    // the contract
    PROCESS_ID("call the process itsm- and the name of its lifecycle"),
    STATE("mark it with <itsm:stage state=\"...\"/> and a state of the contract"),
    STATE_MISSING("draw a stage of that state"),
    START_STATE("let the start lead to the state in which the contract begins"),
    ILLEGAL_TRANSITION("let the flow lead to a state that the contract allows for the action"),
    TRANSITION_MISSING("draw a flow for the action"),
    PARTIAL("let some flow be open whatever the facts are"),
    STUCK("draw a way to an end"),
    GATE("let every way pass a stage of the state that is asked for"),
    TIMER_ACTION("give an action that the contract lets the system do, with the data it needs"),
    CALENDAR("name a calendar that the host provides"),
    APPROVAL("name an approval that the host provides"),
    PARALLEL("a ticket is in one state: draw parallel work as tasks in a sub-process stage"),
    TASKS("inside a stage draw one start, tasks, parallel gateways and ends, without circles and conditions");

    private final String hint;

    Rule(String hint) {
        this.hint = hint;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String hint() {
        return hint;
    }
}
