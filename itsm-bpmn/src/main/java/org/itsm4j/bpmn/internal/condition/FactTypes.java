package org.itsm4j.bpmn.internal.condition;

import java.util.HashMap;
import java.util.Map;
import org.itsm4j.lifecycle.ApprovalOutcome;
import org.itsm4j.lifecycle.Terms;

/** What conditions may read. */
public final class FactTypes {
    private FactTypes() {}

    /**
     * @param terms of a lifecycle
     * @return what conditions may read, by name, with its type
     */
    public static Map<String, Class<?>> of(Terms terms) {
        Map<String, Class<?>> types = new HashMap<>();
        terms.facts().forEach(fact -> types.put(fact.name(), fact.type()));
        types.put(Facts.WAY, String.class);
        types.put(Facts.APPROVAL, ApprovalOutcome.class);
        return types;
    }
}
