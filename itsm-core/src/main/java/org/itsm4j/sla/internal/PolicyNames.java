package org.itsm4j.sla.internal;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.SlaEvent;
import org.itsm4j.sla.SlaPolicies;

/** Holds what policies name against what there is, when the library is built. */
public final class PolicyNames {
    private static final String ACTION = "action:";

    private PolicyNames() {}

    /**
     * @param policies policies
     * @param steps the steps that are registered
     * @param actions the labels of all actions of all contracts
     * @throws ConfigurationException if the policies name a step or an action that there is not
     */
    public static void require(SlaPolicies policies, Set<String> steps, Set<String> actions) {
        require(policies, "a step that is not registered", runSteps(policies), steps);
        require(policies, "an action that no contract has", actions(policies), actions);
    }

    /**
     * @param policies policies
     * @param states the names of all states of all contracts
     * @param reasons the names of all reasons to hold
     * @throws ConfigurationException if the policies pause in, or for, what there is not
     */
    public static void requirePauses(SlaPolicies policies, Set<String> states, Set<String> reasons) {
        Set<String> known = new TreeSet<>(states);
        known.addAll(reasons);
        require(policies, "a hold reason or state that there is not", policies.pausing().stream(), known);
    }

    private static void require(SlaPolicies policies, String what, Stream<String> named, Set<String> known) {
        Set<String> unknown = new TreeSet<>(named.toList());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("Version " + policies.version() + " of the service level policies names "
                    + what + ": " + unknown + "; allowed: " + new TreeSet<>(known));
        }
    }

    private static Stream<String> runSteps(SlaPolicies policies) {
        return policies.policies().stream()
                .flatMap(policy -> policy.targets().stream())
                .flatMap(target -> target.thresholds().stream())
                .flatMap(threshold -> threshold.escalations().stream())
                .flatMap(one -> one instanceof Escalation.RunStep step ? Stream.of(step.handler()) : Stream.empty());
    }

    private static Stream<String> actions(SlaPolicies policies) {
        return policies.events().stream()
                .map(SlaEvent::name)
                .filter(name -> name.startsWith(ACTION))
                .map(name -> name.substring(ACTION.length()));
    }
}
