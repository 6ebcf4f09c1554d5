package org.itsm4j.bpmn.internal.condition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.itsm4j.approval.ApprovalOutcome;
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

    /**
     * @param terms of a lifecycle
     * @return the texts that a fact can be, by name, of those that are a choice
     */
    public static Map<String, List<String>> words(Terms terms) {
        Map<String, List<String>> words = new HashMap<>();
        terms.facts().stream()
                .filter(fact -> !fact.words().isEmpty())
                .forEach(fact -> words.put(fact.name(), fact.words()));
        return words;
    }
}
