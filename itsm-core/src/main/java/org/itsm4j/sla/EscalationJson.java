package org.itsm4j.sla;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.itsm4j.internal.JsonPart;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Priority;

/** Escalations as JSON: objects of one key, which says what is done. */
final class EscalationJson {
    private static final String NOTIFY = "notify";
    private static final String REASSIGN = "reassign";
    private static final String RAISE_PRIORITY = "raisePriority";
    private static final String ADD_WATCHER = "addWatcher";
    private static final String RUN_STEP = "runStep";
    private static final String FUNCTIONAL = "functional";
    private static final String HIERARCHICAL = "hierarchical";
    static final List<String> KEYS =
            List.of(NOTIFY, REASSIGN, RAISE_PRIORITY, ADD_WATCHER, RUN_STEP, FUNCTIONAL, HIERARCHICAL);

    private EscalationJson() {}

    static Map<String, Object> write(Escalation escalation) {
        if (escalation instanceof Escalation.Notify it) {
            return Map.of(NOTIFY, it.whom());
        } else if (escalation instanceof Escalation.Reassign it) {
            return Map.of(REASSIGN, write(it.to()));
        } else if (escalation instanceof Escalation.RaisePriority it) {
            return Map.of(RAISE_PRIORITY, it.to().name());
        } else if (escalation instanceof Escalation.AddWatcher it) {
            return Map.of(ADD_WATCHER, it.person());
        } else if (escalation instanceof Escalation.RunStep it) {
            return Map.of(RUN_STEP, it.handler());
        } else if (escalation instanceof Escalation.Functional it) {
            return Map.of(FUNCTIONAL, write(it.to()));
        }
        return Map.of(HIERARCHICAL, ((Escalation.Hierarchical) escalation).manager());
    }

    private static Object write(Assignment to) {
        if (to.agent().isEmpty()) {
            return to.group();
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("group", to.group());
        object.put("agent", to.agent().get());
        return object;
    }

    static Escalation read(JsonPart part) {
        part.only(KEYS);
        if (part.members().size() != 1) {
            throw part.refused("has " + part.members().size() + " keys; allowed: one of " + KEYS);
        }
        Map.Entry<String, JsonPart> only = part.members().entrySet().iterator().next();
        JsonPart value = only.getValue();
        return value.make(() -> switch (only.getKey()) {
            case NOTIFY -> new Escalation.Notify(value.text());
            case REASSIGN -> new Escalation.Reassign(assignment(value));
            case RAISE_PRIORITY -> new Escalation.RaisePriority(value.one(Priority.class));
            case ADD_WATCHER -> new Escalation.AddWatcher(value.text());
            case RUN_STEP -> new Escalation.RunStep(value.text());
            case FUNCTIONAL -> new Escalation.Functional(assignment(value));
            default -> new Escalation.Hierarchical(value.text());
        });
    }

    private static Assignment assignment(JsonPart part) {
        if (part.isText()) {
            return Assignment.to(part.text());
        }
        part.only(List.of("group", "agent"));
        return Assignment.to(
                part.required("group").text(), part.required("agent").text());
    }
}
