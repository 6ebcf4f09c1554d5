package org.itsm4j.lifecycle.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.ApprovalHook;
import org.itsm4j.lifecycle.StepHandler;

/**
 * What the host has registered for diagrams to name.
 *
 * @param steps runs steps, by name
 * @param approvals says how decisions stand, by name
 */
public record Handlers(Map<String, StepHandler> steps, Map<String, ApprovalHook> approvals) {
    /** Copies the maps. */
    public Handlers {
        steps = Map.copyOf(steps);
        approvals = Map.copyOf(approvals);
    }

    StepHandler step(String name) {
        return Optional.ofNullable(steps.get(name))
                .orElseThrow(() -> new ConfigurationException("There is no step handler " + name
                        + "; register it: Itsm.builder().step(...); registered: " + new TreeSet<>(steps.keySet())));
    }

    ApprovalHook approval(String name) {
        return Optional.ofNullable(approvals.get(name))
                .orElseThrow(() -> new ConfigurationException("There is no approval " + name
                        + "; register it: Itsm.builder().approval(...); registered: "
                        + new TreeSet<>(approvals.keySet())));
    }
}
